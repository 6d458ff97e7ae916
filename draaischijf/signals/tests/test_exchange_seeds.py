"""The source documents: every count that was verified by script and by eye."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.signals.exchange.kinds import find_kinds, parse_kind
from draaischijf.signals.exchange.names import propose_aliases
from draaischijf.signals.exchange.rows import ImportKind

pytestmark = pytest.mark.seeds

# where each of the 65 rows begins
LINES = [
    *range(295, 306),
    *(310, 311, 316),
    *range(321, 329),
    *(333, 334, *range(337, 346)),
    *(351, 352, 353, 356, 358),
    *range(360, 367),
    *(368, 369, 371, 372, 374, 378, 379),
    *range(383, 390),
    *(394, 395, 396, 397, 398, 401),
]


@pytest.fixture(scope="module")
def agenda_document(seeds):
    return read_document(seeds / "004_8074990f3ab3c4d7.txt")


@pytest.fixture(scope="module")
def agenda(agenda_document):
    return parse_kind(agenda_document, ImportKind.AGENDA)


@pytest.fixture(scope="module")
def followed(seeds):
    document = read_document(seeds / "002_4adc528f7b7f2148.txt")
    return parse_kind(document, ImportKind.SIGNALS)


def test_the_kinds_of_each_document(seeds):
    kinds = {
        path.name[:3]: find_kinds(read_document(path))
        for path in sorted(seeds.glob("*.txt"))
    }

    assert kinds == {
        "000": (),
        "001": (),
        "002": (ImportKind.SIGNALS,),
        "003": (),
        "004": (ImportKind.AGENDA, ImportKind.ABBREVIATIONS),
    }


def test_the_agenda_has_its_rows_on_their_lines(agenda):
    assert len(agenda.rows) == 65
    assert [row.place.line for row in agenda.rows] == LINES
    assert [row.problems for row in agenda.rows] == [()] * 65


def test_the_agenda_has_its_rubrics(agenda):
    routes = Counter(row.route for row in agenda.rows)
    under = [row.challenge for row in agenda.rows if row.route == "challenge"]

    assert routes == {
        "challenge": 33,
        "existing_service": 19,
        "bilateral": 7,
        "higher_authority": 6,
    }
    assert list(Counter(under).values()) == [11, 2, 1, 8, 11]


def test_the_agenda_has_its_rights(agenda):
    rights = Counter(row.right_code for row in agenda.rows if row.right)

    assert rights == {
        "work": 4,
        "health": 1,
        "development": 7,
        "legal_assistance": 2,
        "education": 2,
        "housing": 1,
        "social_security": 2,
    }


def test_the_signals_of_the_agenda_have_raisers_and_addressees(agenda):
    signals = [row for row in agenda.rows if row.route == "higher_authority"]

    assert all(row.raised_by_names for row in signals)
    assert Counter(row.addressee.casefold() for row in signals) == {
        "vlaamse overheid": 2,
        "integrale jeugdzorg": 2,
        "federale overheid": 1,
        "voogdijraad": 1,
    }
    assert all(row.leads for row in agenda.rows if row.partners)


def test_the_four_repeats_are_found(agenda):
    repeats = {
        row.position: row.duplicate_of for row in agenda.rows if row.duplicate_of
    }

    assert repeats == {23: 16, 25: 21, 57: 22, 62: 13}
    assert len(agenda.rows) - len(repeats) == 61


def test_the_four_split_rows_are_joined(agenda):
    joined = {
        row.place.line: [place.line for place in row.joined]
        for row in agenda.rows
        if row.joined
    }

    assert joined == {334: [336], 353: [355], 374: [376], 398: [400]}


def test_the_recommendations_have_their_actors_and_state(agenda):
    bullets = agenda.rows[:11]

    assert [row.position for row in bullets if row.actors] == [1, 2, 3, 4]
    assert [row.position for row in bullets if row.in_execution] == [7]


def test_the_challenges_of_2008(agenda):
    assert [(one.year, len(one.points)) for one in agenda.challenges] == [
        (2008, 1),
        (2008, 2),
        (2008, 1),
        (2008, 1),
        (2008, 1),
    ]
    linked = Counter(row.challenge_position for row in agenda.rows)
    assert linked == {1: 11, 2: 3, 3: 8, 4: 11, None: 32}


def test_every_row_has_a_key_of_its_own_and_keeps_its_source(agenda, seeds):
    lines = (seeds / "004_8074990f3ab3c4d7.txt").read_text("utf-8").split("\n")

    assert len({row.key for row in agenda.rows}) == 65
    for row in agenda.rows:
        assert row.verbatim.split("\n")[0] == lines[row.place.line - 1]


def test_the_abbreviations(agenda_document):
    rows = parse_kind(agenda_document, ImportKind.ABBREVIATIONS).rows

    assert len(rows) == 18
    assert [row.place.line for row in rows] == list(range(405, 423))
    assert all(row.short.isupper() and row.long for row in rows)


def test_far_fewer_organisations_than_spellings(agenda, agenda_document):
    abbreviations = parse_kind(agenda_document, ImportKind.ABBREVIATIONS).rows
    names = [
        name
        for row in agenda.rows
        for name in (*row.partner_names, *row.lead_names, *row.raised_by_names)
    ]

    groups = propose_aliases(
        names, abbreviations={row.short: row.long for row in abbreviations}
    )

    assert len(groups) >= 20
    spellings = [name for group in groups for name in (group.name, *group.aliases)]
    assert len(spellings) == len(set(spellings))


def test_the_followed_signals_have_their_entries(followed):
    assert [(len(row.entries), len(row.plans)) for row in followed.rows] == [
        (4, 0),
        (5, 0),
        (1, 1),
    ]
    assert [row.place.line for row in followed.rows] == [137, 138, 143]
    assert [row.origin for row in followed.rows] == ["above"] * 3
    assert [row.problems for row in followed.rows] == [()] * 3


def test_one_entry_is_a_period_with_seven_meetings(followed):
    periods = [
        entry
        for row in followed.rows
        for entry in row.entries
        if entry.when.kind == "period"
    ]

    (period,) = periods
    assert (period.when.start, period.when.end) == (
        dt.date(2017, 10, 20),
        dt.date(2017, 12, 6),
    )
    assert period.meetings == 7


def test_the_attendance_of_the_followed_signals(followed):
    counted = [
        (entry.attendance, entry.attendance_is_about)
        for row in followed.rows
        for entry in row.entries
        if entry.attendance
    ]

    assert counted == [(50, True), (27, False)]


def test_the_plan_has_no_date(followed):
    (plan,) = followed.rows[2].plans

    assert not plan.when.is_known
    assert plan.when.text


def test_the_split_signal_is_joined(followed):
    assert [len(row.warnings) for row in followed.rows] == [0, 1, 0]
    assert followed.rows[1].verbatim.count("\n") == 1
