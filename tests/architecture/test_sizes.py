"""Small files and functions; an exception has a name and a reason."""

from __future__ import annotations

import ast

MOST_LINES = 400
MOST_TEST_LINES = 600
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 150
# File or file::function → why it may be longer.
EXCEPTIONS: dict[str, str] = {}


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(lengths, most):
    """Return a line for every name that is longer than `most` without an exception."""
    return [
        f"{name}: {length} lines, at most {most}"
        for name, length in lengths
        if length > most and name not in EXCEPTIONS
    ]


def test_files_are_short(source):
    found = []
    for path in source.python(tests=True, tools=True):
        most = MOST_TEST_LINES if "tests" in path.parts else MOST_LINES
        found += too_long([(source.name(path), lines_of(path))], most)

    assert not found, "\n".join(found)


def functions(source):
    for path in source.python(tools=True):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                yield f"{source.name(path)}::{node.name}", length


def test_functions_are_short(source):
    found = too_long(functions(source), MOST_FUNCTION_LINES)

    assert not found, "\n".join(found)


def test_templates_are_short(source):
    lengths = [(source.name(path), lines_of(path)) for path in source.templates()]
    found = too_long(lengths, MOST_TEMPLATE_LINES)

    assert not found, "\n".join(found)


def test_every_exception_is_still_needed(source):
    here = {name for name, _ in functions(source)}
    here |= {source.name(path) for path in source.python(tests=True, tools=True)}

    assert set(EXCEPTIONS) - here == set()
