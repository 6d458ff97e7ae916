"""Names that say something, and docstrings where a promise is made."""

from __future__ import annotations

import ast

# Each could hold anything, or means something else in this field.
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "mixins",
    "services",
    "signals",
    "actions",
}
PROMISING = {"domain", "queries", "workflow", "permissions"}


def test_no_file_has_a_name_that_says_nothing(source):
    found = [
        source.name(path)
        for path in source.python(tests=True, tools=True)
        for part in path.relative_to(source.root).with_suffix("").parts[1:]
        # The module about policy signals is a folder of its own.
        if part in FORBIDDEN and path.relative_to(source.root).parts[:2] != (
            "draaischijf", part,
        )
    ]  # fmt: skip

    assert not found, "\n".join(found)


def test_every_module_says_what_it_is_for(source):
    silent = [
        folder.name
        for folder in source.package.iterdir()
        if (folder / "__init__.py").exists()
        and not ast.get_docstring(source.tree(folder / "__init__.py"))
    ]

    assert not silent, "\n".join(silent)


def promising_files(source):
    for path in source.python():
        parts = path.relative_to(source.package).with_suffix("").parts
        if parts[0] == "core" or (len(parts) > 1 and parts[1] in PROMISING):
            yield path


def test_every_public_function_that_promises_has_a_docstring(source):
    silent = [
        f"{source.name(path)}::{node.name}"
        for path in promising_files(source)
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert not silent, "\n".join(silent)
