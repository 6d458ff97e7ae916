"""Meetings out of documents: lists of reports, tables of offices, and slips of pens."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.consultation.exchange.commits import read_meetings
from draaischijf.consultation.exchange.days import line_of
from draaischijf.consultation.exchange.meetings import figures
from draaischijf.consultation.exchange.names import body_of, is_heading
from draaischijf.consultation.models import Body, Headcount, Meeting
from draaischijf.documents.readers import read_document
from draaischijf.website import imports

pytestmark = pytest.mark.usefixtures("in_english")
EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED = {
    name: kinds["meetings"]
    for name, kinds in json.loads((EXAMPLES / "expected.json").read_text()).items()
    if "meetings" in kinds
}
REPORT = """## Overlegorganen

- Organisatie van de Stuurgroep Wonen (3 x/jaar)
  - **25/01/2017**
  - **25/04/2017** – met de burgemeesters
- Woonoverleg, twee keer per jaar: 4 september, 9 november 2016, 11 mei 2017
- maandelijks overleg van directies (Jef, Mia): opvolging
2016: 3 oktober, 6 november
2017: 2 bijeenkomsten
DENKDAG: 27 april

## Andere

- 12/12/2017
"""


def rows_of(text, name="verslag.txt"):
    return read_meetings(read_document(text.encode(), name))


def shown(row):
    parsed = row.parsed
    return parsed["body"], parsed["when"]["start"] or parsed["year"], parsed["about"]


def test_each_meeting_below_a_heading_is_a_row():
    rows = rows_of(REPORT)

    assert [shown(row) for row in rows] == [
        ("Stuurgroep Wonen", "2017-01-25", ""),
        ("Stuurgroep Wonen", "2017-04-25", "met de burgemeesters"),
        ("Woonoverleg", "2016-09-04", ""),
        ("Woonoverleg", "2016-11-09", ""),
        ("Woonoverleg", "2017-05-11", ""),
        ("maandelijks overleg van directies", "2016-10-03", ""),
        ("maandelijks overleg van directies", "2016-11-06", ""),
        ("maandelijks overleg van directies", 2017, ""),
        ("maandelijks overleg van directies", 2017, ""),
        ("maandelijks overleg van directies", "2017-04-27", ""),
    ]
    assert [row.parsed["per_year"] for row in rows[::2]] == [3, 2, 2, 12, 12]
    assert rows[-1].parsed["meeting_kind"] == "think_day"
    assert rows[5].parsed["mandate"] == "opvolging"
    assert rows[4].place == "line 6"
    assert rows[4].verbatim.startswith("- Woonoverleg")


def test_what_deserves_eyes_is_said_with_its_line():
    said = [(row.place, p.why) for row in rows_of(REPORT) for p in row.problems]

    assert ("line 6", "04/09/2016 falls on a weekend.") in said
    assert ("line 7", "“maandelijks” was read as 12 times a year.") not in said
    assert ("line 8", "“maandelijks” was read as 12 times a year.") in said
    assert ("line 8", "What stands between brackets was left out of the name.") in said
    assert ("line 9", "Only counted: the report gives no days for 2017.") in said
    # Names stay in the words of the document, and nowhere else.
    assert not any("Mia" in json.dumps(row.parsed) for row in rows_of(REPORT))


@pytest.mark.parametrize(
    "heading",
    [
        "STRUCTUREEL ORGANISEREN VAN OVERLEGFORA – REGULIERE OPDRACHT",
        "Structureel organiseren van overlegforra",
        "Regelmatige bijeenkomsten: voorbereidend, overleg (stad en OCMW)",
        "Regelmatige bijenkomsten",
        "Overlegorganen",
    ],
)
def test_headings_are_known_with_a_slip(heading):
    assert is_heading(heading)


@pytest.mark.parametrize(
    "heading",
    ["Signalen", "Overleg met de vervoerregio", "Bijeenkomsten van 2017 " * 20],
)
def test_other_headings_are_not(heading):
    assert not is_heading(heading)


@pytest.mark.parametrize(
    ("text", "name", "per_year"),
    [
        ("✓ Organisatie van het OCMW-diensthooftoverleg (5 x/jaar)",
         "OCMW-diensthooftoverleg", 5),
        ("Stuurgroep (3 x/ jaar)", "Stuurgroep", 3),
        ("Netwerk, komt vijf keer per jaar samen", "Netwerk", 5),
        ("kinderopvang: LOKAAL OVERLEG", "kinderopvang: LOKAAL OVERLEG", None),
        ("vreemdelingennetwerk:", "vreemdelingennetwerk", None),
    ],
)  # fmt: skip
def test_a_body_is_named_without_its_frequency(text, name, per_year):
    assert (body_of(text).name, body_of(text).per_year) == (name, per_year)


@given(
    st.lists(
        st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31)),
        min_size=1, max_size=9, unique=True,
    ),
    st.sampled_from([", ", " en ", "; ", " & "]),
)  # fmt: skip
def test_days_are_read_as_they_were_written(days, between):
    line = line_of(between.join(f"{day.day}/{day.month}/{day.year}" for day in days))

    assert [one.start for one in line.days] == days
    assert line.is_all_days


@given(st.text(max_size=200))
def test_any_line_can_be_read(text):
    line_of(text, year=2017)
    body_of(text)
    is_heading(text)


def test_days_that_share_a_month():
    line = line_of("17, 19 en 31 mei 2006")
    assert [one.start.day for one in line.days] == [17, 19, 31]


def test_a_day_that_is_none_keeps_its_row_out():
    row = rows_of("## Overlegorganen\n\n- Stuurgroep\n  - 31/02/2017\n")[0]
    assert row.problems[0].is_blocking


@pytest.mark.parametrize("name", EXPECTED)
def test_our_example_documents_give_what_they_hold(name):
    rows = read_meetings(read_document((EXAMPLES / name).read_bytes(), name))
    found, told = figures([row.parsed for row in rows]), EXPECTED[name]

    assert len(rows) == told["rows"]
    assert found["held_per_body"] == {k[:40]: n for k, n in told["held"].items()}
    assert found["planned_per_body"] == {k[:40]: n for k, n in told["planned"].items()}
    assert (found["bodies"], found["dated"], found["counted_only"]) == (
        told["bodies"], told["dated"], told["counted_only"],
    )  # fmt: skip
    weekends = [p for row in rows for p in row.problems if "weekend" in p.why]
    assert len(weekends) == told["weekend"]


CSV = (
    "Overleg;Datum;Plaats;Aanwezigen;Stad;OCMW;Particulier\n"
    'Stuurgroep;3/02/2025;"Raadzaal\n(eerste verdieping)";20;4;5;11\n'
    ";2025-04-07;;12;;;\n"
    "Seniorenraad;2024;;;;;\n"
    "Seniorenraad;morgen;;;;;\n"
)


def test_a_plain_table_of_an_office_is_read_from_csv():
    rows = rows_of(CSV, "lijst.csv")

    assert [shown(row)[:2] for row in rows] == [
        ("Stuurgroep", "2025-02-03"),
        ("Stuurgroep", "2025-04-07"),
        ("Seniorenraad", 2024),
        ("Seniorenraad", None),
    ]
    assert rows[0].parsed["place_name"] == "Raadzaal (eerste verdieping)"
    assert [rows[0].parsed[k] for k in ("city", "ocmw", "private", "other")] == [
        4, 5, 11, 0,
    ]  # fmt: skip
    assert rows[1].parsed["other"] == 12
    assert rows[3].problems[0].is_blocking


@pytest.mark.django_db
def test_what_is_imported_twice_is_there_once(partnership, alice):
    def take(name, data):
        run = imports.stage_file(partnership, data, name, actor=alice)
        return imports.commit_run(run, actor=alice, accepted=True)

    body = Body.objects.create(partnership=partnership, name="Stuurgroep  wonen")
    Meeting.objects.create(
        partnership=partnership, body=body, title="Met de hand", state="held",
        year=2017, day=dt.date(2017, 1, 25),
    )  # fmt: skip
    first = take("verslag.txt", REPORT.encode())
    again = take("verslag.txt", REPORT.encode())
    other = take("kopie.txt", b"Overleg\n\n" + REPORT.encode())

    assert (first[0].rows, first[0].created, first[0].unchanged) == (10, 9, 1)
    assert again[0].created == other[0].created == 0
    assert Meeting.objects.count() == 10
    assert set(Body.objects.values_list("name", flat=True)) == {
        "Stuurgroep  wonen", "Woonoverleg", "maandelijks overleg van directies",
    }  # fmt: skip
    assert body.frequencies.get().per_year == 3
    assert not Body.objects.get(name="Woonoverleg").is_public


@pytest.mark.django_db
def test_counted_heads_come_along(partnership, alice):
    run = imports.stage_file(
        partnership, CSV.rpartition("Seniorenraad;m")[0].encode(), "a.csv", actor=alice
    )
    imports.commit_run(run, actor=alice)
    assert Headcount.objects.get(meeting__day="2025-02-03").private == 11


# -- The source documents ------------------------------------------------------------


@pytest.mark.seeds
def test_three_bodies_and_twelve_meetings_of_the_annual_report(seeds):
    rows = read_meetings(read_document(seeds / "002_4adc528f7b7f2148.txt"))
    found = figures([row.parsed for row in rows])

    assert (found["bodies"], found["meetings"]) == (3, 12)
    assert list(found["held_per_body"].values()) == [2, 5, 5]
    assert list(found["planned_per_body"].values()) == [3, 5, 5]
    days = [dt.date.fromisoformat(row.parsed["when"]["start"]) for row in rows]
    assert [(day.day, day.month) for day in days] == [
        (25, 1), (25, 4),
        (24, 2), (28, 4), (23, 6), (22, 9), (24, 11),
        (30, 1), (20, 4), (12, 6), (4, 9), (6, 11),
    ]  # fmt: skip
    assert {day.year for day in days} == {2017}
    assert not any(row.problems for row in rows)


@pytest.mark.seeds
def test_the_regular_meetings_of_the_trajectory(seeds):
    """As the domain report counts them, 2.3.

    It says that the consultation with the NT2 sector has no date; the document gives
    two, so there are two more with a day than its 74.
    """
    rows = read_meetings(read_document(seeds / "004_8074990f3ab3c4d7.txt"))
    parsed = [row.parsed for row in rows]
    bodies = list(dict.fromkeys(one["body"] for one in parsed))

    def held(body, year):
        return sum(one["body"] == body and one["year"] == year for one in parsed)

    by_year = [(held(body, 2006), held(body, 2007)) for body in bodies]
    assert by_year == [
        (9, 9), (14, 7), (2, 5), (2, 2), (2, 1), (0, 0), (5, 5), (3, 3), (4, 4),
        (5, 5), (0, 2),
    ]  # fmt: skip
    assert held(bodies[5], 2005) == 1
    assert sum(one["meeting_kind"] == "think_day" for one in parsed) == 1
    counted = figures(parsed)
    assert (counted["dated"] - held(bodies[-1], 2007), counted["counted_only"]) == (
        74, 14,
    )  # fmt: skip
    assert "NT2" in bodies[-1]
    weekends = [p.why for row in rows for p in row.problems if "weekend" in p.why]
    assert weekends == ["26/03/2006 falls on a weekend."]
    assert not any(p.is_blocking for row in rows for p in row.problems)


@pytest.mark.seeds
def test_no_other_source_document_holds_meetings(seeds):
    found = [p.name[:3] for p in seeds.glob("*.txt") if read_meetings(read_document(p))]
    assert sorted(found) == ["002", "004"]
