"""Abbreviations: tables and lines, with what is missing or contradicts reported."""

from __future__ import annotations

import pytest

from draaischijf.documents.readers import read_bytes
from draaischijf.documents.tests.factories import docx_bytes, xlsx_bytes
from draaischijf.signals.exchange.abbreviations import parse_abbreviations
from draaischijf.signals.exchange.kinds import find_kinds
from draaischijf.signals.exchange.rows import ImportKind

ROWS = [["CAW", "Centrum algemeen welzijnswerk"], ["K&G", "Kind en Gezin"]]
HEAD = ["Afkorting", "Betekenis"]
TABLE = "CAW\tCentrum algemeen welzijnswerk\nK&G\tKind en Gezin\n"
LINES = "Afkortingen\n\nCAW – Centrum algemeen welzijnswerk\nK&G: Kind en Gezin"
LIST = """\
## Lijst van afkortingen

- CAW: Centrum algemeen welzijnswerk
- K&G = Kind en Gezin

Slot

- x: y
"""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (f"Gebruikte Afkortingen\n\n{TABLE}\nBIJLAGE\n\nWat\tWie\n".encode(), "a.txt"),
        (f"GEBRUIKTE AFKORTINGNEN\n\n{TABLE}".encode(), "a.txt"),
        (LIST.encode(), "a.md"),
        (LINES.encode(), "a.txt"),
        (docx_bytes(("h2", "Afkortingen"), ("table", ROWS)), "a.docx"),
        (docx_bytes(("h2", "Bijlage"), ("table", [HEAD, *ROWS])), "a.docx"),
        (xlsx_bytes({"Afkortingen": ROWS}), "a.xlsx"),
        (xlsx_bytes({"Blad1": [HEAD, *ROWS]}), "a.xlsx"),
        (
            xlsx_bytes({"Blad1": [HEAD[::-1], *(row[::-1] for row in ROWS)]}),
            "a.xlsx",
        ),
    ],
)
def test_lists_are_found_by_title_or_head(data, name):
    document = read_bytes(data, name)

    assert find_kinds(document) == (ImportKind.ABBREVIATIONS,)
    rows = parse_abbreviations(document).rows
    assert [(row.position, row.short, row.long) for row in rows] == [
        (1, "CAW", "Centrum algemeen welzijnswerk"),
        (2, "K&G", "Kind en Gezin"),
    ]
    assert all(not row.problems and not row.warnings for row in rows)
    assert all(row.verbatim and row.where for row in rows)


def rows_of(*lines):
    text = "Afkortingen\n\n" + "\n".join(lines)
    return parse_abbreviations(read_bytes(text.encode(), "a.txt")).rows


def test_what_is_missing_is_reported():
    rows = rows_of(
        "CAW\t", "\tKind en Gezin", "een hele zin die geen afkorting is " * 2 + "\tx"
    )

    assert [len(row.problems) for row in rows] == [1, 1, 1]
    assert len({row.problems[0].why for row in rows}) == 3


def test_a_row_of_one_cell_has_no_meaning():
    (row,) = parse_abbreviations(
        read_bytes(xlsx_bytes({"Afkortingen": [HEAD, ["CAW"]]}), "a.xlsx")
    ).rows

    assert (row.short, row.long, len(row.problems)) == ("CAW", "", 1)


def test_repeats_and_contradictions_are_told_apart():
    first, same, other = rows_of(
        "JAC\tjongeren adviescentrum", "JAC\tJongeren Adviescentrum", "JAC\tjacht"
    )

    assert (same.duplicate_of, other.duplicate_of) == (first.position, None)
    (warning,) = other.warnings
    assert "jongeren adviescentrum" in warning.why
    assert first.where in warning.why


def test_no_list_gives_no_rows():
    document = read_bytes(b"Een tekst over afkorten\n\nCAW\tcentrum\n", "a.txt")

    assert find_kinds(document) == ()
    assert parse_abbreviations(document).rows == []
