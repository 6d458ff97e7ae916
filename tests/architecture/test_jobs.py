"""Every job that is asked for exists and takes what it is given."""

from __future__ import annotations

import ast
import importlib
import inspect

import pytest
from django.utils.module_loading import import_string
from procrastinate.tasks import Task

OWN_WORDS = {"key", "at"}


def calls_of_later(source):
    for path in source.python():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and _is_later(node.func):
                yield path, node


def _is_later(function):
    if isinstance(function, ast.Attribute):
        return function.attr == "later" and _name(function.value) == "queue"
    return _name(function) == "later"


def _name(node):
    return node.id if isinstance(node, ast.Name) else ""


def path_of(source, file, node):
    """Return the dotted path a call names, written out or by a constant."""
    if isinstance(node, ast.Constant):
        return node.value
    module = importlib.import_module(source.dotted(file))
    names = ast.unparse(node).split(".")
    found = module
    for name in names:
        found = getattr(found, name, None)
    return found


def test_every_queued_path_leads_to_a_task(source):
    wrong = []
    calls = list(calls_of_later(source))
    for file, node in calls:
        where = f"{source.name(file)}:{node.lineno}"
        path = path_of(source, file, node.args[0])
        if not isinstance(path, str):
            wrong.append(f"{where}: name the task by a constant")
            continue
        try:
            task = import_string(path)
        except ImportError as error:
            wrong.append(f"{where}: {error}")
            continue
        if not isinstance(task, Task):
            wrong.append(f"{where}: {path} is no task")
            continue
        given = {word.arg for word in node.keywords} - OWN_WORDS
        taken = set(inspect.signature(task.func).parameters)
        if None not in given and not given <= taken:
            wrong.append(f"{where}: {path} does not take {sorted(given - taken)}")

    assert not wrong, "\n".join(wrong)
    assert len(calls) > 2


@pytest.mark.parametrize("text", ["queue.later('x')", "later('x')"])
def test_both_ways_to_call_are_seen(text):
    assert _is_later(ast.parse(text, mode="eval").body.func)
