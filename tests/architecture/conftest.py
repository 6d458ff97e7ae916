"""What the rules read: our files, their syntax trees, and the order of the modules."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "draaischijf"


class Source:
    """The source of the project, as the rules look at it."""

    root = ROOT
    package = PACKAGE

    def python(self, *, tests=False, tools=False):
        """Return our Python files without migrations; on request the others too."""
        folders = [PACKAGE, *([ROOT / "tests"] if tests else [])]
        folders += [ROOT / "tools"] if tools else []
        return [
            path
            for folder in folders
            for path in sorted(folder.rglob("*.py"))
            if "migrations" not in path.parts
            and (tests or not {"tests", "conftest.py"} & set(path.parts))
        ]

    def templates(self):
        return sorted(
            path
            for path in PACKAGE.rglob("templates/**/*")
            if path.suffix in {".html", ".txt"}
        )

    def tree(self, path):
        return _parse(path)

    def name(self, path):
        return path.relative_to(ROOT).as_posix()

    def module(self, path):
        """Return the module of ours a file belongs to."""
        return path.relative_to(PACKAGE).parts[0]

    def dotted(self, path):
        parts = path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def ranks(self):
        """Return the floor of each module, the lowest first, by the import contract."""
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
        contracts = settings["tool"]["importlinter"]["contracts"]
        layers = next(
            contract["layers"]
            for contract in contracts
            if contract["name"] == "Modules depend downwards only"
        )
        return {
            name.strip(" ()").removeprefix("draaischijf."): floor
            for floor, layer in enumerate(reversed(layers))
            for name in layer.split("|")
        }


@cache
def _parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def source():
    return Source()
