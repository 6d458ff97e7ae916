"""Signals of an annual report: title, who asks, and the log taken apart."""

from __future__ import annotations

import datetime as dt

import pytest

from draaischijf.documents.blocks import Cell, Run
from draaischijf.documents.readers import read_bytes
from draaischijf.documents.tests.factories import Paper, docx_bytes, xlsx_bytes
from draaischijf.signals.exchange.followed_signals import (
    origin_hint,
    parse_followed_signals,
)
from draaischijf.signals.exchange.kinds import find_kinds
from draaischijf.signals.exchange.log_entries import parse_log
from draaischijf.signals.exchange.outline import year_of
from draaischijf.signals.exchange.rows import ImportKind

D = dt.date
HEAD = ["SIGNAAL", "KORTE SAMENVATTING", "OPVOLGING"]
LOG = [
    "13/06/2026 – overleg met de scholen",
    "Op 22/09/2026 kwamen zo'n 35 personen samen.",
    "05/10/2026 tem 27/11/2026 – 6 bijeenkomsten van een werkgroep",
    "Begin januari zal het OCMW een brief sturen.",
]
ROWS = [
    HEAD,
    [
        "Spijbelen",
        "De Vlaamse overheid vraagt aandacht voor spijbelen.\nScholen vragen hulp.",
        "\n".join(LOG),
    ],
    ["Te weinig tandartsen", "Wijkwerkers melden het.", "17 februari – rondvraag"],
]


def as_text():
    cells = [
        [
            "".join(f"<p>{line}</p>" for line in cell.split("\n"))
            if "\n" in cell
            else cell
            for cell in row
        ]
        for row in ROWS
    ]
    table = "\n".join("\t".join(row) for row in cells)
    return f"# -Jaarverslag 2026- Durmeland\n\n## SIGNALLEN\n\n{table}".encode()


def as_markdown():
    rows = [[cell.replace("\n", "<br>") for cell in row] for row in ROWS]
    rows.insert(1, ["---"] * 3)
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"# Jaarverslag 2026\n\n{table}\n".encode()


def as_page():
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>".replace("\n", "<br>") for cell in row)
        for row in ROWS
    )
    return f"<html><h1>Jaarverslag 2026</h1><table>{rows}</table></html>".encode()


def as_word():
    return docx_bytes(("h1", "Jaarverslag 2026"), ("table", ROWS))


def as_sheet():
    return xlsx_bytes({"Jaarverslag 2026": ROWS})


def as_pdf():
    paper = Paper().page().text(50, 100, "Jaarverslag 2026", size=18)
    return paper.table(30, 130, [90, 160, 300], ROWS, height=80).bytes()


FORMATS = {
    "verslag.txt": as_text,
    "verslag.md": as_markdown,
    "verslag.html": as_page,
    "verslag.docx": as_word,
    "verslag.xlsx": as_sheet,
    "verslag.pdf": as_pdf,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_signals(name):
    document = read_bytes(FORMATS[name](), name)

    assert find_kinds(document) == (ImportKind.SIGNALS,)
    first, second = parse_followed_signals(document).rows
    assert (first.title, second.title) == ("Spijbelen", "Te weinig tandartsen")
    assert first.summary.replace("\n", " ") == ROWS[1][1].replace("\n", " ")
    assert first.origin == "above"
    assert first.origin_hint == "De Vlaamse overheid vraagt aandacht voor spijbelen."
    assert (second.origin, second.origin_hint) == ("", "")
    assert [
        (str(entry.when.kind), entry.when.start, entry.when.end, entry.text)
        for entry in first.entries
    ] == [
        ("day", D(2026, 6, 13), D(2026, 6, 13), "overleg met de scholen"),
        ("day", D(2026, 9, 22), D(2026, 9, 22), LOG[1]),
        (
            "period",
            D(2026, 10, 5),
            D(2026, 11, 27),
            "6 bijeenkomsten van een werkgroep",
        ),
    ]
    (plan,) = first.plans
    assert (str(plan.when.kind), plan.when.text, plan.text) == (
        "unknown",
        "Begin januari",
        LOG[3],
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_counts_and_warnings(name):
    first, second = parse_followed_signals(read_bytes(FORMATS[name](), name)).rows

    assert [
        (entry.attendance, entry.attendance_is_about, entry.meetings)
        for entry in first.entries
    ] == [(None, False, None), (35, True, None), (None, False, 6)]
    # 13 June 2026 is a Saturday; the second signal takes its year from the title
    assert ["13/06/2026" in warning.why for warning in first.warnings] == [True]
    assert second.entries[0].when.start == D(2026, 2, 17)
    assert ["17 februari" in warning.why for warning in second.warnings] == [True]
    assert {warning.where for warning in second.warnings} == {second.where}
    assert not first.problems


def test_a_signal_cut_by_a_page_is_one():
    text = (
        "SIGNAAL\tSAMENVATTING\tOPVOLGING\n"
        "<b>Veilig naar school –</b>\tDe minister vraagt:\t"
        "<b>3/06/2026</b> – er is voorge-\n"
        "\n\n"
        "<p><b>elke dag</b></p>\t<p>kinderen fietsen.</p>\t<p>steld om te tellen.</p> "
        "<p><b>4/06/2026</b> – overleg</p>\n"
    )

    (row,) = parse_followed_signals(read_bytes(text.encode(), "v.txt")).rows

    assert row.title == "Veilig naar school – elke dag"
    assert [entry.text for entry in row.entries] == [
        "er is voorgesteld om te tellen.",
        "overleg",
    ]
    assert len(row.warnings) == 1
    assert row.place.line == 2


def test_signals_without_title_or_head_are_reported_or_left():
    rows = parse_followed_signals(
        read_bytes(
            b"een\ttwee\ndrie\tvier\n\nsignaal\topvolging\n\t3/05/2026 - x\n", "v.txt"
        )
    ).rows

    (row,) = rows
    assert row.problems[0].where == row.where
    assert row.summary == ""


def test_the_same_title_twice_is_a_repeat():
    first, second = parse_followed_signals(
        read_bytes(b"signaal\topvolging\nBussen\t\nbussen.\t\n", "v.txt")
    ).rows

    assert (first.duplicate_of, second.duplicate_of) == (None, 1)
    assert first.key != second.key


def test_parsed_fields_are_ready_for_json():
    document = read_bytes(as_text(), "verslag.txt")

    parsed = parse_followed_signals(document).rows[0].parsed()

    assert parsed["entries"][2] == {
        "when": {
            "text": "05/10/2026 tem 27/11/2026",
            "kind": "period",
            "start": "2026-10-05",
            "end": "2026-11-27",
            "year_guessed": False,
        },
        "text": "6 bijeenkomsten van een werkgroep",
        "verbatim": LOG[2],
        "attendance": None,
        "attendance_is_about": False,
        "meetings": 6,
        "is_plan": False,
    }
    assert parsed["plans"][0]["is_plan"]


def log(*runs):
    shown = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return [
        (entry.when.text, entry.text, entry.is_plan)
        for entry in parse_log(Cell(shown), year=2026)
    ]


def bold(text):
    return Run(text, bold=True)


def test_dates_in_bold_begin_entries_in_one_line():
    assert log(
        bold("9/03/2026"),
        " – rondgang ",
        bold("30/03/2026"),
        " – bezoek ",
        bold("1/04/2026"),
    ) == [
        ("9/03/2026", "rondgang", False),
        ("30/03/2026", "bezoek", False),
        ("1/04/2026", "", False),
    ]


def test_days_in_a_row_are_an_entry_each():
    assert log("30/01/2026 14/02/2026 – bezoek ", bold("16/02/2026 19/05/2026")) == [
        ("30/01/2026", "", False),
        ("14/02/2026", "bezoek", False),
        ("16/02/2026", "", False),
        ("19/05/2026", "", False),
    ]


def test_a_date_inside_a_sentence_begins_nothing():
    assert log(
        "3/05/2026 – evaluatie van 1/04/2026 en wat op ", bold("2/04"), " bleek"
    ) == [("3/05/2026", "evaluatie van 1/04/2026 en wat op 2/04 bleek", False)]


def test_lines_without_a_date_belong_to_the_entry_before():
    assert log("- 3/05/2026: overleg\nmet wie kwam\n• 4/05/2026 besluit") == [
        ("3/05/2026", "overleg met wie kwam", False),
        ("4/05/2026", "4/05/2026 besluit", False),
    ]


def test_text_before_the_first_date_is_kept_without_a_date():
    assert log("Een vooraf.\n3/05/2026 – overleg") == [
        ("", "Een vooraf.", False),
        ("3/05/2026", "overleg", False),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("In mei kwam de goedkeuring.", [("In mei", False)]),
        ("In het najaar wordt dit hernomen.", [("In het najaar", True)]),
        ("Voor volgende zomer komt er plaats.", [("Voor volgende zomer", True)]),
        (
            "11/12/2026 – rondetafel\nBegin februari dienen we in.",
            [("11/12/2026", False), ("Begin februari", True)],
        ),
        (
            "11/01/2026 – rondetafel\nBegin februari dienden we in.",
            [("11/01/2026", False), ("Begin februari", False)],
        ),
        ("Begin februari 2026 dienden we in.", [("Begin februari 2026", False)]),
        (
            "- 4/05/2026 - x\n- In mei komt er meer.",
            [("4/05/2026", False), ("In mei", True)],
        ),
    ],
)
def test_a_line_that_looks_ahead_is_a_plan(lines, expected):
    assert [(when, plan) for when, _text, plan in log(lines)] == expected


def test_what_has_no_date_is_warned_of():
    text = "signaal\topvolging\nBussen\tEen vooraf.\n"

    (row,) = parse_followed_signals(read_bytes(text.encode(), "v.txt")).rows

    assert ["Een vooraf." in warning.why for warning in row.warnings] == [True]


@pytest.mark.parametrize(
    ("text", "count", "about"),
    [
        ("overleg – 23 deelnemers", 23, False),
        ("zo’n 60 personen keken mee", 60, True),
        ("een 40-tal aanwezigen", 40, True),
        ("ca. 12 mensen", 12, True),
        ("30 mensen bevraagd, 9 deelnemers", 9, False),
        ("3 projecten", None, False),
    ],
)
def test_attendance_is_counted(text, count, about):
    (entry,) = parse_log(Cell((Run(f"3/05/2026 – {text}"),)), year=None)

    assert (entry.attendance, entry.attendance_is_about) == (count, about)


@pytest.mark.parametrize(
    ("summary", "hint"),
    [
        (
            "Het agentschap vraagt dossiers. Wij doen mee.",
            "Het agentschap vraagt dossiers.",
        ),
        ("Wij merken het zelf.", ""),
        ("", ""),
    ],
)
def test_origin_hint(summary, hint):
    assert origin_hint(summary) == hint


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("# Jaarverslag 2026 Durmeland\n\n3/05/2025", 2026),
        ("# Programma 2020-2025\n\na\t3/05/2025\nb\t4/05/2025\nc\t1/01/2024", 2025),
        ("# Agenda 2020-2025", None),
        ("# Programma", None),
    ],
)
def test_year_of_a_document(text, year):
    assert year_of(read_bytes(text.encode(), "v.txt")) == year
