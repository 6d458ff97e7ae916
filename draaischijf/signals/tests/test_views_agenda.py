"""The work agenda: challenges of a year, and what is taken up otherwise."""

from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.filters.agenda import agenda_wanted_of
from draaischijf.signals.models import (
    AgendaPlace,
    Challenge,
    Decision,
    SignalActor,
)
from draaischijf.signals.queries import agenda as queries
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.tests.factories import make_term

AGENDA = "/durmeland/agenda/"
YEAR = timezone.localdate().year
nobody = AnonymousUser()


def make_place(partnership, route=Route.BILATERAL, state=SignalState.DECIDED, **fields):
    title = fields.pop("title", "Een nood")
    signal = make_signal(partnership, state, route=route, title=title)
    return AgendaPlace.objects.create(signal=signal, route=route, **fields)


def make_challenge(partnership, year=YEAR, position=1, **fields):
    fields.setdefault("title", f"Uitdaging {position} van {year}")
    return Challenge.objects.create(
        partnership=partnership, year=year, position=position, **fields
    )


@pytest.fixture
def show(partnership):
    """Return a function: a query of an address → the agenda."""

    def run(query="", user=nobody):
        wanted = agenda_wanted_of(QueryDict(query))
        return queries.agenda_of(user, partnership, wanted)

    return run


def outline(agenda):
    """Return the agenda as headings with the numbers of the signals under them."""
    made = {}
    for block in agenda.challenges:
        made[block.challenge.title] = [
            line.signal.number for part in block.blocks for line in part.lines
        ]
    for route in agenda.routes:
        for block in route.blocks:
            made[route.route.value, block.title] = [
                line.signal.number for line in block.lines
            ]
    return made


def options(agenda, name):
    for facet in agenda.facets:
        if facet.name == name:
            return {option.value: option.count for option in facet.options}
    return {}


def test_the_agenda_goes_by_challenge_then_by_route_and_right(partnership, show):
    zorg = make_term("Zorg", position=2)
    wonen = make_term("Wonen", position=1)
    challenge = make_challenge(partnership)
    make_challenge(partnership, position=2)
    make_place(partnership, Route.CHALLENGE, challenge=challenge)
    make_place(partnership, right=zorg)
    make_place(partnership, right=wonen)
    make_place(partnership, Route.HIGHER_AUTHORITY)

    agenda = show()

    assert outline(agenda) == {
        f"Uitdaging 1 van {YEAR}": [1],
        f"Uitdaging 2 van {YEAR}": [],
        ("bilateral", "Wonen"): [3],
        ("bilateral", "Zorg"): [2],
        ("higher_authority", ""): [4],
    }
    assert [route.goes_up for route in agenda.routes] == [False, True]
    assert agenda.total == 4


def test_the_public_sees_public_signals_only(partnership, show, bob, charlie):
    make_place(partnership, state=SignalState.DECIDED)
    hidden = make_place(partnership, state=SignalState.PARKED)
    assert not hidden.signal.is_public

    assert show().total == 1
    assert show(user=charlie).total == 1
    assert show(user=bob).total == 2
    assert options(show(), "state") == {"decided": 1}


def test_without_a_year_the_challenges_are_those_of_this_year(partnership, show):
    for year in (YEAR - 1, YEAR, YEAR + 1):
        challenge = make_challenge(partnership, year)
        make_place(partnership, Route.CHALLENGE, challenge=challenge)

    assert outline(show()) == {f"Uitdaging 1 van {YEAR}": [2]}
    assert outline(show(f"year={YEAR - 1}")) == {f"Uitdaging 1 van {YEAR - 1}": [1]}
    assert options(show(), "year") == {
        str(YEAR + 1): 1,
        str(YEAR): 1,
        str(YEAR - 1): 1,
    }


def test_without_challenges_this_year_the_newest_count(partnership, show):
    make_challenge(partnership, 2008)
    make_challenge(partnership, 2007)

    agenda = show()

    assert agenda.year == 2008
    assert list(outline(agenda)) == ["Uitdaging 1 van 2008"]


def test_the_year_of_another_place_is_that_of_its_decision(partnership, show):
    place = make_place(partnership)
    make_place(partnership)
    Decision.objects.create(
        signal=place.signal,
        body="Stuurgroep",
        date=datetime.date(2024, 5, 3),
        route=Route.BILATERAL,
    )

    assert options(show(), "year") == {str(YEAR): 1, "2024": 1}
    assert outline(show("year=2024")) == {("bilateral", ""): [1]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("route=bilateral", [1]),
        ("route=bilateral&route=existing_service", [1, 2]),
        ("right={wonen}", [2]),
        ("state=closed", [2]),
        ("route=bilateral&right={wonen}", []),
        ("route=nonsense&year=abc&right=999999999999999999999", [1, 2]),
        ("year=99999999999", [1, 2]),
    ],
)
def test_filters_narrow_the_agenda(partnership, show, query, expected):
    wonen = make_term("Wonen")
    make_place(partnership)
    make_place(partnership, Route.EXISTING_SERVICE, SignalState.CLOSED, right=wonen)

    agenda = show(query.format(wonen=wonen.pk))

    assert (
        sorted(n for numbers in outline(agenda).values() for n in numbers) == expected
    )
    assert agenda.total == len(expected)


def test_a_filter_counts_without_itself(partnership, show):
    make_place(partnership)
    make_place(partnership, Route.EXISTING_SERVICE)

    agenda = show("route=bilateral")

    assert options(agenda, "route") == {"bilateral": 1, "existing_service": 1}
    assert options(agenda, "state") == {"decided": 1}


def test_a_place_names_who_is_named_there_and_else_who_is_named_at_all(
    partnership, show
):
    caw = make_organisation(partnership, "CAW Durmeland")
    first = make_place(partnership, position=1)
    second = AgendaPlace.objects.create(
        signal=first.signal, route=Route.BILATERAL, position=2
    )
    roles = {"signal": first.signal, "role": ActorRole.LEAD}
    SignalActor.objects.create(**roles, organisation=caw)
    SignalActor.objects.create(**roles, text="elf fora", place=second)
    SignalActor.objects.create(
        signal=first.signal, role=ActorRole.ADDRESSEE, text="Vlaanderen"
    )

    [route] = show().routes
    lines = route.blocks[0].lines

    assert [line.leads for line in lines] == ["CAW Durmeland, elf fora", "elf fora"]
    assert [line.addressees for line in lines] == ["Vlaanderen", "Vlaanderen"]
    assert (lines[0].partners, lines[0].raised_by) == ("", "")


def test_a_long_agenda_is_cut_with_a_word_about_it(
    client, partnership, show, monkeypatch
):
    monkeypatch.setattr(queries, "MOST_PLACES", 2)
    for _number in range(3):
        make_place(partnership)

    agenda = show()

    assert (agenda.total, agenda.is_capped) == (2, True)
    assert len(list(queries.export_lines(nobody, partnership, queries.Wanted()))) == 3


# -- The page -----------------------------------------------------------------------


def test_the_page_shows_why_a_challenge_and_when_it_has_succeeded(client, partnership):
    make_challenge(
        partnership,
        title="Betaalbaar wonen",
        policy_domain="Wonen",
        points=["Doorstroom uit de opvang"],
        reason="Veel huizen geven het aan.",
        success_criterion="Er ligt een stappenplan.",
    )

    page = client.get(AGENDA).content.decode()

    for words in (
        "Betaalbaar wonen",
        "Doorstroom uit de opvang",
        "Veel huizen geven het aan.",
        "Er ligt een stappenplan.",
    ):
        assert words in page


def test_an_empty_agenda_says_what_to_do(client, partnership):
    empty = client.get(AGENDA).content.decode()
    make_place(partnership)
    narrowed = client.get(AGENDA, {"route": "challenge"}).content.decode()

    assert 'href="/durmeland/signalen/"' in empty
    assert 'class="empty"' in empty
    assert 'class="empty"' in narrowed
    assert f'href="{AGENDA}"' in narrowed


def test_htmx_gets_the_agenda_only(client, partnership):
    make_place(partnership)

    part = client.get(AGENDA, headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="found"')
    assert "<html" not in part


def test_the_agenda_takes_no_post(client, partnership):
    assert client.post(AGENDA).status_code == 405


# -- Taking along -------------------------------------------------------------------


def exported(client, kind, query=""):
    response = client.get(f"{AGENDA}export/{kind}/{query}")
    return b"".join(response.streaming_content)


def test_the_files_hold_what_the_page_shows(client, partnership):
    challenge = make_challenge(partnership, title="Betaalbaar wonen")
    old = make_challenge(partnership, YEAR - 1)
    make_place(partnership, Route.CHALLENGE, challenge=challenge, title="=1+1")
    make_place(partnership, Route.CHALLENGE, challenge=old)
    make_place(partnership, right=make_term("Wonen"), rubric="Recht op wonen")

    text = io.StringIO(exported(client, "csv").decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx"))).active

    assert len(rows) == 3
    assert "Betaalbaar wonen" in rows[1]
    assert "'=1+1" in rows[1]
    assert "Wonen" in rows[2]
    assert "Recht op wonen" in rows[2]
    sheet = list(book.values)
    assert [row[0] for row in sheet[1:]] == [YEAR, YEAR]
    assert "=1+1" in sheet[1]
    narrowed = exported(client, "csv", f"?year={YEAR - 1}").decode()
    assert f"Uitdaging 1 van {YEAR - 1}" in narrowed


def test_a_file_of_another_kind_is_not_there(client, partnership):
    assert client.get(f"{AGENDA}export/pdf/").status_code == 404


@pytest.mark.parametrize("amount", [1, 3])
def test_the_agenda_takes_as_many_queries_for_one_as_for_three(
    client, partnership, amount, django_assert_num_queries
):
    caw = make_organisation(partnership, "CAW Durmeland")
    for number in range(amount):
        challenge = make_challenge(partnership, position=number + 1)
        place = make_place(partnership, Route.CHALLENGE, challenge=challenge)
        SignalActor.objects.create(
            signal=place.signal, role=ActorRole.LEAD, organisation=caw
        )
        make_place(partnership, right=make_term(f"Recht {number}"))
    client.get(AGENDA)

    with django_assert_num_queries(10):
        client.get(AGENDA)
