"""The tables at the end of the domain report: what was counted by eye."""

from __future__ import annotations

import pytest


def appendix(seeds, letter):
    """Return the rows of an appendix, cell by cell; skips when it is not there."""
    report = seeds.parent / "domain.md"
    if not report.is_file():
        pytest.skip("the domain report is not on this machine")
    _before, _head, after = report.read_text("utf-8").partition(
        f"## Appendix {letter} "
    )
    table = [line for line in after.split("\n## ")[0].split("\n") if line[:1] == "|"]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table]
    return rows[2:]
