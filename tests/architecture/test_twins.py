"""Each predicate about reading has its queryset twin; each pair is put to the test."""

from __future__ import annotations

import ast
import importlib

# Singular in the predicate, plural in its twin.
PLURALS = {"entry": "entries", "body": "bodies"}


def modules(source):
    return sorted(
        path for path in source.package.glob("*/permissions.py") if path.is_file()
    )


def functions(source, path):
    return [
        node.name
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef)
    ]


def twin_of(name):
    thing = name.removeprefix("can_view_")
    first, _, last = thing.rpartition("_")
    plural = PLURALS.get(last, f"{last}s")
    return f"{first}_{plural}_visible_to" if first else f"{plural}_visible_to"


def pairs(source):
    return [
        (source.dotted(path), name, twin_of(name))
        for path in modules(source)
        for name in functions(source, path)
        if name.startswith("can_view_")
    ]


def test_every_predicate_has_its_twin_beside_it(source):
    assert len(pairs(source)) >= 7
    missing = [
        f"{module}.{name}: no {twin}"
        for module, name, twin in pairs(source)
        if not hasattr(importlib.import_module(module), twin)
    ]
    alone = [
        f"{source.dotted(path)}.{name}: no predicate"
        for path in modules(source)
        for name in functions(source, path)
        if name.endswith("_visible_to")
        and name not in {twin for _module, _name, twin in pairs(source)}
    ]

    assert not missing, "\n".join(missing)
    assert not alone, "\n".join(alone)


def test_every_pair_is_proven_equal_for_every_role(source):
    """`tests/permissions/test_twins.py` holds a line for each pair."""
    tested = (source.root / "tests" / "permissions" / "test_twins.py").read_text()
    left_out = [name for _module, name, _twin in pairs(source) if name not in tested]

    assert not left_out, ", ".join(left_out)
