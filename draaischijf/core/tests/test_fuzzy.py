"""Fuzzy dates: what people write, what it means, and back to words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.fuzzy import (
    FuzzyDate,
    FuzzyKind,
    format_fuzzy,
    leading_date,
    leading_vague_date,
    parse_fuzzy,
    stored_fuzzy,
)
from draaischijf.core.fuzzy.grammar import (
    last_day,
    month_span,
    season_span,
    year_span,
)

D = dt.date


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("18/02/2026", "day", D(2026, 2, 18), D(2026, 2, 18)),
        ("3/05/2026", "day", D(2026, 5, 3), D(2026, 5, 3)),
        ("3.5.26", "day", D(2026, 5, 3), D(2026, 5, 3)),
        ("2026-05-03", "day", D(2026, 5, 3), D(2026, 5, 3)),
        ("29 september 2026", "day", D(2026, 9, 29), D(2026, 9, 29)),
        ("woensdag 3 mei 2026.", "day", D(2026, 5, 3), D(2026, 5, 3)),
        ("do. 15 nov. 2027", "day", D(2027, 11, 15), D(2027, 11, 15)),
        ("op 1ste mrt 2027", None, None, None),
        ("20/10/2026 tem 06/12/2026", "period", D(2026, 10, 20), D(2026, 12, 6)),
        ("20/10/2026 t.e.m. 06/12/2026", "period", D(2026, 10, 20), D(2026, 12, 6)),
        ("20 oktober t/m 6 december 2026", "period", D(2026, 10, 20), D(2026, 12, 6)),
        ("van 3 tot 7 mei 2026", "period", D(2026, 5, 3), D(2026, 5, 7)),
        ("tussen 3 mei en 7 juni 2026", "period", D(2026, 5, 3), D(2026, 6, 7)),
        ("20-25 oktober 2026", "period", D(2026, 10, 20), D(2026, 10, 25)),
        ("20 december – 5 januari 2027", "period", D(2026, 12, 20), D(2027, 1, 5)),
        ("2020-2025", "period", D(2020, 1, 1), D(2025, 12, 31)),
        ("mei 2026 - 3 juni 2026", "period", D(2026, 5, 1), D(2026, 6, 3)),
        ("april - mei 2024", "months", D(2024, 4, 1), D(2024, 5, 31)),
        ("april – mei 2024", "months", D(2024, 4, 1), D(2024, 5, 31)),
        ("april en mei 2024", "months", D(2024, 4, 1), D(2024, 5, 31)),
        ("november - februari 2027", "months", D(2026, 11, 1), D(2027, 2, 28)),
        ("4,6 en 18 mei 2024", "days", D(2024, 5, 4), D(2024, 5, 18)),
        ("21 en 24 oktober 2025", "days", D(2025, 10, 21), D(2025, 10, 24)),
        ("25 juni 2025 en 7 september 2025", "days", D(2025, 6, 25), D(2025, 9, 7)),
        ("juni 2024", "month", D(2024, 6, 1), D(2024, 6, 30)),
        ("december 2023", "month", D(2023, 12, 1), D(2023, 12, 31)),
        ("begin januari 2027", "month", D(2027, 1, 1), D(2027, 1, 10)),
        ("half mei 2027", "month", D(2027, 5, 11), D(2027, 5, 20)),
        ("eind feb. 2027", "month", D(2027, 2, 21), D(2027, 2, 28)),
        ("voorjaar 2024", "season", D(2024, 3, 1), D(2024, 5, 31)),
        ("in het najaar van 2026", "season", D(2026, 9, 1), D(2026, 11, 30)),
        ("zomer 2026", "season", D(2026, 6, 1), D(2026, 8, 31)),
        ("winter 2026", "season", D(2026, 12, 1), D(2027, 2, 28)),
        ("winter 2019-2020", "season", D(2019, 12, 1), D(2020, 2, 29)),
        ("2026", "year", D(2026, 1, 1), D(2026, 12, 31)),
        ("begin 2026", "year", D(2026, 1, 1), D(2026, 4, 30)),
        ("jaaractiepunt gedurende 2026", "year", D(2026, 1, 1), D(2026, 12, 31)),
        ("jaaractiepunt 2026", "year", D(2026, 1, 1), D(2026, 12, 31)),
        ("voor eind januari 2025", "before", None, D(2025, 1, 31)),
        ("voor 20 oktober 2025", "before", None, D(2025, 10, 20)),
        ("voor mei 2025", "before", None, D(2025, 4, 30)),
        ("tegen eind 2030", "before", None, D(2030, 12, 31)),
        ("tot en met mei 2025", "before", None, D(2025, 5, 31)),
        ("vanaf mei 2025", "after", D(2025, 5, 1), None),
        ("na mei 2025", "after", D(2025, 6, 1), None),
        ("sinds 2013", "after", D(2013, 1, 1), None),
        ("", "unknown", None, None),
        ("in opmaak", "unknown", None, None),
        ("24 september", "unknown", None, None),
        ("31/02/2026", "unknown", None, None),
        ("6 mei 2026 tem 3 mei 2026", "unknown", None, None),
        ("2026 en mei", "unknown", None, None),
        ("voor wie", "unknown", None, None),
        ("jaaractiepunt", "unknown", None, None),
        ("3 tot 5", "unknown", None, None),
        ("2026 en 2027", "unknown", None, None),
    ],
)
def test_parse_reads_what_people_write(text, kind, start, end):
    fuzzy = parse_fuzzy(text)

    if kind is None:
        kind, start, end = "day", D(2027, 3, 1), D(2027, 3, 1)
    assert (fuzzy.kind, fuzzy.start, fuzzy.end) == (kind, start, end)
    assert fuzzy.text == text
    assert not fuzzy.year_guessed
    assert fuzzy.is_known == (kind != "unknown")


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("13 februari", "day", D(2026, 2, 13), D(2026, 2, 13)),
        ("13/02", "day", D(2026, 2, 13), D(2026, 2, 13)),
        ("21 en 24 oktober", "days", D(2026, 10, 21), D(2026, 10, 24)),
        ("april - mei", "months", D(2026, 4, 1), D(2026, 5, 31)),
        ("najaar", "season", D(2026, 9, 1), D(2026, 11, 30)),
        ("voor eind mei", "before", None, D(2026, 5, 31)),
        ("jaaractiepunt", "year", D(2026, 1, 1), D(2026, 12, 31)),
    ],
)
def test_parse_takes_the_year_of_the_context_and_says_so(text, kind, start, end):
    fuzzy = parse_fuzzy(text, year=2026)

    assert (fuzzy.kind, fuzzy.start, fuzzy.end) == (kind, start, end)
    assert fuzzy.year_guessed


def test_parse_prefers_the_year_that_is_written():
    fuzzy = parse_fuzzy("13 februari 2022", year=2026)

    assert fuzzy.start == D(2022, 2, 13)
    assert not fuzzy.year_guessed


def test_parse_keeps_the_separate_days():
    fuzzy = parse_fuzzy("4,6 en 18 mei 2024")

    assert fuzzy.days == (D(2024, 5, 4), D(2024, 5, 6), D(2024, 5, 18))


@given(st.text(max_size=40), st.none() | st.integers(-5, 99999))
def test_parse_never_raises_and_keeps_the_text(text, year):
    fuzzy = parse_fuzzy(text, year=year)

    assert fuzzy.text == text


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("3/05/2026", "3 mei 2026", "3 May 2026"),
        ("april - mei 2024", "april–mei 2024", "April–May 2024"),
        (
            "4,6 en 18/05/2024",
            "4, 6 en 18 mei 2024",
            "4, 6 and 18 May 2024",
        ),
        (
            "25 juni 2025 en 7 september 2025",
            "25 juni en 7 september 2025",
            "25 June and 7 September 2025",
        ),
        (
            "20/10/2026 tem 06/12/2026",
            "20 oktober – 6 december 2026",
            "20 October – 6 December 2026",
        ),
        (
            "voor eind januari 2025",
            "voor eind januari 2025",
            "before the end of January 2025",
        ),
        ("tegen eind 2030", "voor eind 2030", "before the end of 2030"),
        ("voor 20/10/2025", "voor 20 oktober 2025", "before 20 October 2025"),
        ("sinds 2013", "vanaf 2013", "from 2013"),
        ("najaar 2026", "najaar 2026", "autumn 2026"),
        ("winter 2026", "winter 2026–2027", "winter 2026–2027"),
        ("begin jan. 2027", "begin januari 2027", "early January 2027"),
        ("eind 2027", "eind 2027", "late 2027"),
        ("2020-2025", "2020–2025", "2020–2025"),
        ("in opmaak", "in opmaak", "in opmaak"),
    ],
)
def test_format_gives_readable_words(text, dutch, english):
    fuzzy = parse_fuzzy(text)

    assert format_fuzzy(fuzzy, "nl") == dutch
    assert format_fuzzy(fuzzy, "nl-be") == dutch
    assert format_fuzzy(fuzzy, "en") == english
    assert format_fuzzy(fuzzy, "fr") == english


DAYS = st.dates(D(1900, 1, 1), D(2098, 12, 31))
YEARS = st.integers(1900, 2098)


def made(kind, start, end, days=()):
    return FuzzyDate("", FuzzyKind(kind), start, end, days=tuple(days))


def spanning(kind, spans):
    return spans.map(lambda span: made(kind, *span))


SEPARATE_DAYS = st.lists(DAYS, min_size=2, max_size=5, unique=True).map(sorted)
TWO_MONTHS = st.lists(DAYS, min_size=2, max_size=2, unique_by=lambda d: d.month)
PART = st.none() | st.integers(0, 2)
DATES = st.one_of(
    DAYS.map(lambda day: made("day", day, day)),
    DAYS.map(lambda day: made("before", None, day)),
    DAYS.map(lambda day: made("after", day, None)),
    SEPARATE_DAYS.map(lambda days: made("days", days[0], days[-1], days)),
    SEPARATE_DAYS.map(lambda days: made("period", days[0], days[-1])),
    st.lists(YEARS, min_size=2, max_size=2, unique=True)
    .map(sorted)
    .map(lambda y: made("period", D(y[0], 1, 1), D(y[1], 12, 31))),
    TWO_MONTHS.map(sorted).map(
        lambda days: made(
            "months", days[0].replace(day=1), last_day(days[1].year, days[1].month)
        )
    ),
    spanning("month", st.builds(month_span, YEARS, st.integers(1, 12), PART)),
    spanning("season", st.builds(season_span, st.sampled_from([3, 6, 9, 12]), YEARS)),
    spanning("year", st.builds(year_span, YEARS, PART)),
)


@given(DATES)
def test_format_then_parse_gives_the_same_date(fuzzy):
    again = parse_fuzzy(format_fuzzy(fuzzy, "nl"))

    assert (again.kind, again.start, again.end) == (fuzzy.kind, fuzzy.start, fuzzy.end)
    assert again.days == fuzzy.days
    assert not again.year_guessed


def test_sort_key_orders_vague_among_exact_and_unknown_last():
    texts = ["in opmaak", "najaar 2026", "3/09/2026", "voor eind juni 2026", "2026"]

    ordered = sorted(map(parse_fuzzy, texts), key=lambda fuzzy: fuzzy.sort_key)

    assert [fuzzy.text for fuzzy in ordered] == [
        "2026",
        "voor eind juni 2026",
        "najaar 2026",
        "3/09/2026",
        "in opmaak",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26/09/2026", True),
        ("25/09/2026", False),
        ("25 en 26 september 2026", True),
        ("september 2026", False),
    ],
)
def test_on_weekend_speaks_of_exact_days(text, expected):
    assert parse_fuzzy(text).on_weekend is expected


@pytest.mark.parametrize(
    ("text", "kind", "date_text", "rest"),
    [
        ("13/06/2026 – overleg", "day", "13/06/2026", " – overleg"),
        ("6/09 - overleg", "day", "6/09", " - overleg"),
        ("13 februari – brood", "day", "13 februari", " – brood"),
        (
            "20/10/2026 tem 06/12/2026 – 7 keer",
            "period",
            "20/10/2026 tem 06/12/2026",
            " – 7 keer",
        ),
        ("4, 6 en 18 mei 2026: toneel", "days", "4, 6 en 18 mei 2026", ": toneel"),
        ("ma 3/05/2026 start", "day", "ma 3/05/2026", " start"),
    ],
)
def test_leading_date_is_split_from_what_follows(text, kind, date_text, rest):
    fuzzy, remaining = leading_date(text, year=2026)

    assert (fuzzy.kind, fuzzy.text, remaining) == (kind, date_text, rest)


@pytest.mark.parametrize(
    "text", ["7 bijeenkomsten", "1/2 dag", "overleg op 3/05/2026", "", "2026 was goed"]
)
def test_leading_date_is_not_invented(text):
    assert leading_date(text, year=2026) is None


@pytest.mark.parametrize(
    ("text", "kind", "date_text"),
    [
        ("Begin januari dienen we in", "unknown", "Begin januari"),
        ("In het najaar van 2027 volgt meer", "season", "In het najaar van 2027"),
        ("Eind 2027 is het klaar", "year", "Eind 2027"),
    ],
)
def test_leading_vague_date_is_found(text, kind, date_text):
    fuzzy, _rest = leading_vague_date(text)

    assert (fuzzy.kind, fuzzy.text) == (kind, date_text)


def test_leading_vague_date_is_not_invented():
    assert leading_vague_date("De partners komen samen") is None


def test_stored_date_has_its_days_again():
    read = parse_fuzzy("4,6 en 18 mei", year=2024)

    stored = stored_fuzzy(
        read.text,
        kind="days",
        start=read.start,
        end=read.end,
        year_guessed=True,
    )

    assert stored == read


def test_stored_date_of_another_kind_has_no_separate_days():
    stored = stored_fuzzy(
        "mei 2024", kind="month", start=D(2024, 5, 1), end=D(2024, 5, 31)
    )

    assert stored == parse_fuzzy("mei 2024")


def test_a_period_of_one_whole_year_names_its_days():
    fuzzy = made("period", D(2026, 1, 1), D(2026, 12, 31))

    assert format_fuzzy(fuzzy, "nl") == "1 januari – 31 december 2026"


def test_months_over_the_new_year_name_both_years():
    fuzzy = parse_fuzzy("december 2024 - januari 2025")

    assert format_fuzzy(fuzzy, "nl") == "december 2024 – januari 2025"


def test_stored_date_with_corrected_days_keeps_the_correction():
    stored = stored_fuzzy(
        "17 en 19 mei 2024", kind="days", start=D(2024, 5, 16), end=D(2024, 5, 19)
    )

    assert stored.days == (D(2024, 5, 16), D(2024, 5, 19))
    assert format_fuzzy(stored, "nl") == "16 en 19 mei 2024"
