"""The documents in examples/ are what their content says, and their counts add up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))

each_agenda = pytest.mark.parametrize(
    "agenda",
    [kinds["agenda"] for kinds in EXPECTED.values() if "agenda" in kinds],
    ids=[name for name, kinds in EXPECTED.items() if "agenda" in kinds],
)


def test_documents_are_made_from_their_content():
    done = subprocess.run(
        [sys.executable, "tools/make_examples.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "Nothing changed.\n")


def test_every_document_has_its_counts():
    documents = {path.name for path in EXAMPLES.iterdir() if path.is_file()}

    assert documents - {"README.md", "expected.json"} == set(EXPECTED)


@each_agenda
def test_counts_of_an_agenda_add_up(agenda):
    assert sum(agenda["rubrics"].values()) == agenda["rows"]
    assert sum(agenda["rights"].values()) == agenda["rubrics"]["2"]
    assert agenda["different"] + agenda["repeats"] == agenda["rows"]


def test_readme_tells_the_same_counts():
    readme = (EXAMPLES / "README.md").read_text("utf-8")

    for name, kinds in EXPECTED.items():
        line = next(row for row in readme.splitlines() if row.startswith(f"| `{name}`"))
        cells = [cell.strip() for cell in line.split("|")]
        told = [kinds[kind]["rows"] for kind in kinds if kind != "partnership"]
        assert cells[4] == " + ".join(map(str, told))
