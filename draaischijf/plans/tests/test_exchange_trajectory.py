"""Trajectories with other heads, missing years, cut rows and whatever is in a cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.readers import read_bytes
from draaischijf.plans.exchange.trajectory.columns import head_of
from draaischijf.plans.exchange.trajectory.steps import (
    parse_trajectory,
    participants_in,
    with_years,
)

D = dt.date
TITLE = "Sociaal beleid Zeverdonk 2026-2031\n\n"
HEAD = "Wat\tStad\tOCMW\tParticuliere organisaties\tWanneer\tDoel\tOpmerkingen\n"


def read(text, title=TITLE):
    return parse_trajectory(read_bytes((title + text).encode(), "v.txt"))


def who(step):
    return step.with_city, step.with_ocmw, step.with_private


def test_a_table_with_another_head_is_no_trajectory():
    for head in ("Wat\tWanneer\tDoel\n", "Wie\tWanneer\n", "Nood\tPartners\tTrekker\n"):
        document = read_bytes((head + "a\tb\tc\n").encode(), "v.txt")
        assert parse_trajectory(document) == []


def test_the_parties_may_stand_in_one_row_with_the_rest():
    (step,) = read(f"{HEAD}Startdag\tX\t✓\t-\t14 maart 2025\tkennis maken\tveel volk\n")

    assert who(step) == (True, True, False)
    assert (step.title, step.aim, step.remark) == (
        "Startdag",
        "kennis maken",
        "veel volk",
    )
    assert step.when.start == D(2025, 3, 14)


def test_the_parties_may_stand_below_one_head_and_come_again_on_a_page():
    sub = "\tGemeente\tOCMW\tPrivate partners\t\t\n"
    head = "Activiteit\tWie\t\t\tDatum\tDoelstelling\n" + sub
    steps = read(
        f"{head}A\tx\t\t\tmei 2025\t\n\n{sub}B\t\tx\tx\tjuni 2025\t\n\n"
        f"{head}C\tx\t\t\t2026\t\n"
    )

    assert [(step.title, who(step)) for step in steps] == [
        ("A", (True, False, False)),
        ("B", (False, True, True)),
        ("C", (True, False, False)),
    ]


def test_the_parties_may_stand_in_words():
    steps = read(
        "Stap\tWie\tWanneer\nA\tstad en OCMW\tmei 2025\n"
        "B\tDerden\tjuni 2025\nC\t\t2025\n"
    )

    assert [who(step) for step in steps] == [
        (True, True, False),
        (False, False, True),
        (False, False, False),
    ]
    assert [len(step.warnings) for step in steps] == [0, 0, 1]


def test_a_row_cut_by_a_page_is_joined_and_one_with_a_date_is_not():
    steps = read(
        f"{HEAD}Overleg met de\tx\t\t\t4 maart 2025\tafspraken over de\t\n\n"
        "wijkteams\t\t\t\t\tverdeling\t\n\n"
        "informatie naar allen\tx\t\t\t5 maart 2025\t\t\n"
    )

    assert [(step.title, step.aim) for step in steps] == [
        ("Overleg met de wijkteams", "afspraken over de verdeling"),
        ("informatie naar allen", ""),
    ]
    assert len(steps[0].joined) == len(steps[0].warnings) == 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["3 mei 2025", "4 mei", "5 mei 2025"], D(2025, 5, 4)),
        (["3 december 2025", "4 januari", "5 januari 2026"], D(2026, 1, 4)),
        (["3 december 2025", "28 december", "5 januari 2026"], D(2025, 12, 28)),
        (["3 mei 2025", "4 juni"], D(2025, 6, 4)),
        (["", "4 juni", "", "voor eind mei 2026"], D(2026, 6, 4)),
        (["ooit", "4 juni", "later"], None),
        (["29 februari 2024", "30 februari", "2025"], None),
    ],
)
def test_a_missing_year_is_that_of_the_steps_beside_it(texts, expected):
    when = with_years(texts)[1]

    assert when.start == expected
    assert when.year_guessed == (expected is not None)
    assert when.text == texts[1]


def test_a_missing_year_an_unread_date_and_no_date_are_said():
    steps = read(
        f"{HEAD}A\tx\t\t\t3 mei 2025\t\t\nB\tx\t\t\t5 mei\t\t\nC\tx\t\t\tooit\t\t\n"
        "D\tx\t\t\t\t\t\nE\tx\t\t\t\t\tin opmaak\n"
        "F\tx\t\t\t4 mei 2025\t\tis in opmaak\n"
    )

    # 3 and 4 May 2025 are a Saturday and a Sunday
    assert [len(step.warnings) for step in steps] == [1, 1, 1, 1, 0, 1]
    assert [step.is_in_preparation for step in steps] == [*[False] * 4, True, False]
    assert [step.remark for step in steps[4:]] == ["", "is in opmaak"]


@pytest.mark.parametrize(
    ("remark", "participants"),
    [
        ("50 organisaties 80 personen", "50 organisaties 80 personen"),
        ("in totaal ca 100 aanwezigen op 8 avonden", "in totaal ca 100 aanwezigen"),
        (
            "70 aanwezigen Stad/OCMW: 18 particulier: 52 (42 organisaties) vraag",
            "70 aanwezigen Stad/OCMW: 18 particulier: 52 (42 organisaties)",
        ),
        ("een 40-tal organisaties, 100-tal voorstellen", "40-tal organisaties"),
        ("zo’n 60 personen", "zo’n 60 personen"),
        ("op hun vraag, deel 2", ""),
        ("", ""),
    ],
)
def test_words_that_count_people(remark, participants):
    assert participants_in(remark) == participants


def test_two_steps_about_one_day_are_both_kept():
    steps = read(
        f"{HEAD}Overleg CAW\tx\t\t\t25 juni 2025 en 4 september 2025\t\t\n"
        "overleg CAW\tx\t\t\t4 september 2025\t\tdeel 2\n"
        "Overleg OCMW\tx\t\t\t4 september 2025\t\t\n"
        "Overleg CAW\tx\t\t\tseptember 2025\t\t\n"
    )

    assert [len(step.warnings) for step in steps] == [0, 1, 0, 0]
    assert len({step.key for step in steps}) == 4


def test_without_years_in_a_title_those_of_the_dates_are_taken():
    first, second = read(
        f"{HEAD}A\tx\t\t\tdecember 2024\t\t\nB\tx\t\t\t4 maart 2026\t\t\n",
        title="Ons traject\n\n",
    )

    assert (first.plan.title, first.plan.first, first.plan.last) == (
        "Ons traject",
        2024,
        2026,
    )
    assert (len(first.warnings), len(second.warnings)) == (1, 0)


def test_a_document_without_a_title_is_called_what_it_is():
    (step,) = read(f"{HEAD}A\tx\t\t\tmei 2025\t\t\n", title="")

    assert step.plan.title == "Traject"


def test_steps_without_words_or_years_are_kept_out():
    steps = read(f"{HEAD}\tx\t\t\t\t\t\nB\tx\t\t\t\t\t\n", title="")

    assert [len(step.problems) for step in steps] == [2, 1]


def test_a_head_may_be_misspelled_by_a_letter():
    assert head_of(["Wat", "Wannneer", "Opmerkngen"]).columns == {
        "title": 0,
        "when": 1,
        "remark": 2,
    }


cells = st.text(st.sampled_from("ax 12/.-mei 2025organisaties"), max_size=25)


@given(st.lists(st.lists(cells, min_size=1, max_size=9), max_size=8))
def test_any_table_below_the_head_is_read(rows):
    steps = read(HEAD + "\n".join("\t".join(row) for row in rows) + "\n")

    assert [step.position for step in steps] == list(range(1, len(steps) + 1))
    assert len({step.key for step in steps}) == len(steps)
    assert all(step.parsed() for step in steps)


days = st.one_of(
    st.just(""),
    st.dates(D(2020, 1, 1), D(2030, 1, 1)).map(lambda d: f"{d.day}/{d.month}/{d.year}"),
    st.dates(D(2020, 1, 1), D(2030, 1, 1)).map(lambda d: f"{d.day}/{d.month}"),
)


@given(st.lists(days, max_size=8))
def test_years_are_taken_from_the_list_only(texts):
    read_dates = with_years(texts)

    named = {int(text[-4:]) for text in texts if text.count("/") == 2}
    assert {when.start.year for when in read_dates if when.start} <= named
    assert [when.text for when in read_dates] == texts
