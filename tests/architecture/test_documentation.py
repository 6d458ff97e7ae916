"""The documentation is true where a machine can tell."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, get_resolver

from draaischijf import cli

LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?)\s*#*$", re.MULTILINE)
DECISION = re.compile(r"[Dd]ecision (\d{4})")
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
REQUIRED = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE",
    "publiccode.yml", "docs/index.md",
)  # fmt: skip


def documents(source):
    return [
        *sorted(source.root.glob("*.md")),
        *sorted((source.root / "docs").rglob("*.md")),
        *sorted((source.root / "examples").rglob("README.md")),
    ]


def anchors(path):
    """Return the anchors of a page, as the usual forges make them."""
    found = set()
    for heading in HEADING.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        words = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


@pytest.mark.parametrize("name", REQUIRED)
def test_the_papers_of_the_project_are_there(source, name):
    assert len((source.root / name).read_text(encoding="utf-8")) > 200


def test_links_lead_somewhere(source):
    broken = []
    for page in documents(source):
        text = CODE.sub("", page.read_text(encoding="utf-8"))
        for match in LINK.findall(text):
            target = unquote("".join(match))
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.exists():
                broken.append(f"{source.name(page)} → {target}")
            elif anchor and anchor not in anchors(file):
                broken.append(f"{source.name(page)} → {target}: no such heading")

    assert not broken, "\n".join(broken)


def test_every_page_can_be_reached_from_the_index(source):
    index = source.root / "docs" / "index.md"
    reached, waiting = set(), [index]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.exists():
            continue
        reached.add(page)
        for match in LINK.findall(page.read_text(encoding="utf-8")):
            name = "".join(match).partition("#")[0]
            if name.endswith(".md") and not re.match(r"[a-z]+:", name):
                waiting.append((page.parent / name).resolve())

    lost = set((source.root / "docs").rglob("*.md")) - reached

    assert not lost, "\n".join(sorted(source.name(page) for page in lost))


def test_every_decision_that_is_named_was_written_down(source):
    written = {
        path.name[:4] for path in (source.root / "docs" / "decisions").glob("*.md")
    }

    missing = {
        f"{source.name(path)}: {number}"
        for path in [*source.python(tests=True, tools=True), *documents(source)]
        for number in DECISION.findall(path.read_text(encoding="utf-8"))
        if number not in written
    }

    assert not missing, "\n".join(sorted(missing))


def settings_read(source):
    """Return the names the settings and the command line read from the environment."""
    names = set()
    for path in [source.package / "config" / "settings.py", *source.python()]:
        for node in ast.walk(source.tree(path)):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            asked = ast.unparse(node.func)
            first = node.args[0]
            reads = re.fullmatch(r"env(\.\w+)?|os\.environ\.get|os\.getenv", asked)
            if reads and isinstance(first, ast.Constant):
                names.add(first.value)
    return names


def test_every_setting_is_documented_and_nothing_else(source):
    page = source.root / "docs" / "reference" / "settings.md"
    documented = set(re.findall(r"^\| `([A-Z_]+)`", page.read_text(), re.MULTILINE))

    # Given by our own programs to each other, never by a person.
    own = {"TEST_RUN", "DRAAISCHIJF_PARENT"}

    assert settings_read(source) - own == documented


def names_of(resolver, namespaces=()):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or f"without a name: {pattern}"])
        else:
            inner = [pattern.namespace] if pattern.namespace else []
            yield from names_of(pattern, (*namespaces, *inner))


def test_every_address_stands_in_the_permission_matrix(source, monkeypatch):
    file = source.root / "tests" / "permissions" / "matrix.py"
    assert file.exists(), "tests/permissions/matrix.py with its dict URLS is missing"
    spec = importlib.util.spec_from_file_location("permission_matrix", file)
    matrix = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, matrix)
    spec.loader.exec_module(matrix)

    names = set(names_of(get_resolver()))

    assert sorted(names - set(matrix.URLS)) == [], "addresses without a row"
    assert sorted(set(matrix.URLS) - names) == [], "rows without an address"


def test_every_command_is_documented(source):
    page = (source.root / "docs" / "reference" / "commands.md").read_text()
    makefile = (source.root / "Makefile").read_text()
    goals = re.findall(r"^([a-z]+):.*?## ", makefile, re.MULTILINE)
    words = re.findall(r"^    ([a-z]+) ", cli._parser().format_help(), re.MULTILINE)

    missing = [f"make {goal}" for goal in goals if f"`make {goal}" not in page]
    missing += [word for word in words if f"`draaischijf {word}" not in page]

    assert not missing, "\n".join(missing)
    assert len(goals) > 8
    assert len(words) > 8


def test_the_version_stands_in_the_changelog(source):
    project = (source.root / "pyproject.toml").read_text()
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)[1]

    assert f"## {version}" in (source.root / "CHANGELOG.md").read_text()


def test_the_page_of_permissions_is_made_of_the_matrix(source):
    program = source.root / "tools" / "permissions_page.py"
    done = subprocess.run(
        [sys.executable, program, "--check"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "up to date\n", done.stdout + done.stderr


def test_every_test_in_the_threat_model_exists(source):
    text = (source.root / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", text)

    assert len(named) > 25
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (source.root / path).exists()
        or f"\ndef {name}(" not in (source.root / path).read_text(encoding="utf-8")
    ]
    assert not gone, "\n".join(gone)
