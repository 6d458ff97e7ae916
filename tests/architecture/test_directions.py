"""The directions the import linter cannot see."""

from __future__ import annotations

import ast
import re

from django.apps import apps
from django.urls import URLResolver, get_resolver

NAMED_TEMPLATE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)["']""")
NAMED_URL = re.compile(r"""\{%\s*url\s+["']([\w-]+):[\w-]+["']""")
SIGNAL_MODULES = {"django.db.models.signals", "django.core.signals", "django.dispatch"}


def our_models():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("draaischijf.")
    ]


def module_of(model):
    return model.__module__.split(".")[1]


def test_relations_of_models_point_downwards(source):
    ranks = source.ranks()

    upwards = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in our_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.related_model in our_models()
        and ranks[module_of(field.related_model)] > ranks[module_of(model)]
    ]

    assert not upwards, "\n".join(upwards)
    assert len(our_models()) > 20


def test_views_read_through_queries_and_write_through_domain(source):
    found = []
    for path in source.python():
        parts = path.relative_to(source.package).with_suffix("").parts
        if len(parts) < 2 or parts[1] != "views":
            continue
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                found.append(f"{source.name(path)}:{node.lineno} .objects")
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"save", "filter"}
            ):
                found.append(f"{source.name(path)}:{node.lineno} .{node.func.attr}(")

    assert not found, "\n".join(found)


def test_nothing_listens_to_model_signals(source):
    found = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.python()
        for node in ast.walk(source.tree(path))
        if (isinstance(node, ast.ImportFrom) and node.module in SIGNAL_MODULES)
        or (
            isinstance(node, ast.ImportFrom)
            and node.module in {"django.db.models", "django.core", "django"}
            and {alias.name for alias in node.names} & {"signals", "dispatch"}
        )
    ]

    assert not found, "\n".join(found)


def modules_by_template(source):
    """Return the module that owns each folder of templates."""
    return {
        path.relative_to(folder).parts[0]: source.module(path)
        for path in source.templates()
        for folder in path.parents
        if folder.name == "templates"
    }


def modules_by_namespace():
    """Return the module of ours behind each namespace of addresses."""
    found = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace:
            name = getattr(pattern.urlconf_module, "__name__", "")
            if name.startswith("draaischijf."):
                found[pattern.namespace] = name.split(".")[1]
    return found


def test_templates_name_only_their_own_and_lower_modules(source):
    ranks = source.ranks()
    owners = [
        (NAMED_TEMPLATE, modules_by_template(source), lambda name: name.split("/")[0]),
        (NAMED_URL, modules_by_namespace(), lambda name: name),
    ]

    upwards = []
    for path in source.templates():
        text = path.read_text(encoding="utf-8")
        floor = ranks[source.module(path)]
        for pattern, modules, first in owners:
            upwards += [
                f"{source.name(path)} → {name}"
                for name in pattern.findall(text)
                if ranks.get(modules.get(first(name), ""), 0) > floor
            ]

    assert not upwards, "\n".join(upwards)
    assert {"website", "signals"} <= set(modules_by_namespace())


def test_the_order_of_modules_names_every_module(source):
    folders = {
        folder.name
        for folder in source.package.iterdir()
        if (folder / "__init__.py").exists()
    }

    assert folders - set(source.ranks()) == set()
