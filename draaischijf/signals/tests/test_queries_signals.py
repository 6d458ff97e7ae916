from __future__ import annotations

import datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, QueryDict
from django.utils import timezone

from draaischijf.core.prose import HIT_END, HIT_START
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import ActorRole, PeopleRange, Phase, Route, SignalState
from draaischijf.signals.filters.signals import wanted_of
from draaischijf.signals.models import SignalActor
from draaischijf.signals.queries import signals as queries
from draaischijf.signals.queries.signal_counts import Counts
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.taxonomy.enums import AreaKind, SchemeKind
from draaischijf.taxonomy.models import Area
from draaischijf.taxonomy.tests.factories import make_term

nobody = AnonymousUser()


@pytest.fixture
def find(partnership):
    """Return a function: a query of an address → the page of the list."""

    def run(query="", user=nobody):
        return queries.signal_list(user, partnership, wanted_of(QueryDict(query)))

    return run


def numbers(found):
    return [row.signal.number for row in found.rows]


def options(found, name):
    [facet] = [facet for facet in found.facets if facet.name == name]
    return {str(one.label): (one.count, one.selected) for one in facet.options}


def moved(days):
    return timezone.now() - datetime.timedelta(days=days)


def test_everybody_sees_public_signals_and_partners_all(
    partnership, other_partnership, find, alice, bob, charlie
):
    make_signal(partnership, SignalState.ANALYSIS, last_movement=moved(2))
    make_signal(partnership, SignalState.PUBLISHED, last_movement=moved(1))
    make_signal(other_partnership, SignalState.PUBLISHED)

    assert numbers(find()) == [2]
    assert numbers(find(user=charlie)) == [2]
    assert numbers(find(user=bob)) == [2, 1]
    assert numbers(find(user=alice)) == [2, 1]


def test_one_signal_is_there_for_those_who_may_know_of_it(
    partnership, other_partnership, bob, charlie
):
    make_signal(partnership, SignalState.ANALYSIS)
    make_signal(partnership, SignalState.PUBLISHED)

    assert queries.signal_or_404(nobody, partnership, 2).number == 2
    assert queries.signal_or_404(bob, partnership, 1).number == 1
    for user, place, number in [
        (nobody, partnership, 1),
        (charlie, partnership, 1),
        (bob, other_partnership, 1),
        (bob, partnership, 3),
    ]:
        with pytest.raises(Http404):
            queries.signal_or_404(user, place, number)


# -- Searching ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["woning", "WONINGEN", "sociale woning", "woning -bus"]
)
def test_a_search_finds_other_forms_of_a_word(partnership, find, bob, words):
    make_signal(partnership, title="Te weinig sociale woningen")
    make_signal(partnership, title="Geen bus na zes uur", statement="Een halte.")

    assert numbers(find(f"q={words}", bob)) == [1]


def test_a_search_folds_accents_and_reads_quotes(partnership, find, bob):
    make_signal(partnership, title="Geen crèche voor baby's")
    make_signal(partnership, title="Crisis in de opvang")

    assert numbers(find("q=creche", bob)) == [1]
    assert numbers(find('q="in de opvang"', bob)) == [2]


def test_the_best_match_comes_first(partnership, find, bob):
    make_signal(partnership, title="Tandzorg", examples="Een woning zonder bad.")
    make_signal(partnership, title="Woningen zijn te duur", last_movement=moved(30))
    make_signal(partnership, title="Kamers", statement="De woning is te klein.")

    assert numbers(find("q=woning", bob)) == [2, 3, 1]
    assert find("q=woning", bob).sort == "best"
    assert numbers(find("q=woning&sort=number", bob)) == [3, 2, 1]


def test_a_number_finds_that_signal_first(partnership, find, bob):
    for title in ["Eerste", "Tweede", "Een van de 2 bussen rijdt niet"]:
        make_signal(partnership, title=title)

    assert numbers(find("q=2", bob)) == [2, 3]
    assert numbers(find("q=%232", bob)) == [2, 3]
    assert numbers(find("q=99999999999999999999", bob)) == []


@pytest.mark.parametrize("words", ["de het een", "!!! & | ( '", "%00", "' or 1=1 --"])
def test_a_search_without_a_real_word_does_not_break(partnership, find, bob, words):
    make_signal(partnership)

    assert find(f"q={words}", bob).total in {0, 1}


def test_hits_are_marked_in_title_and_excerpt(partnership, find, bob):
    make_signal(
        partnership,
        title="Te weinig woningen <b>",
        statement="Wie een woning zoekt & vindt, " + "wacht jaren. " * 40,
    )
    make_signal(partnership, title="Woning zonder verder verhaal")

    first, second = find("q=woning", bob).rows

    marked = {row.signal.number: row for row in (first, second)}
    assert marked[1].title == f"Te weinig {HIT_START}woningen{HIT_END} <b>"
    assert f"{HIT_START}woning{HIT_END} zoekt & vindt" in marked[1].excerpt
    assert len(marked[1].excerpt) < 300
    assert marked[2].excerpt == ""


# -- Filters ------------------------------------------------------------------------


@pytest.fixture
def three(partnership):
    """Three signals that differ in everything one can filter by."""
    rights = [make_term("Wonen", position=1), make_term("Gezondheid", position=2)]
    domain = make_term("Vervoer", SchemeKind.LIFE_DOMAIN)
    group = make_term("Jongeren", SchemeKind.TARGET_GROUP)
    lokelare = Area.objects.get(name="Lokelare")
    caw = make_organisation(partnership, "CAW Durmeland", short_name="CAW")
    made = [
        make_signal(partnership, SignalState.BUNDLING),
        make_signal(partnership, SignalState.IN_ACTION, route=Route.BILATERAL),
        make_signal(partnership, SignalState.CLOSED, is_recurring=True),
    ]
    made[0].rights.set(rights)
    made[1].rights.set(rights[:1])
    made[1].life_domains.add(domain)
    made[2].target_groups.add(group)
    made[1].areas.add(lokelare)
    for role in (ActorRole.LEAD, ActorRole.PARTNER):
        SignalActor.objects.create(signal=made[1], organisation=caw, role=role)
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=bundling", [1]),
        ("state=bundling&state=closed", [1, 3]),
        ("right={Wonen}", [1, 2]),
        ("right={Gezondheid}", [1]),
        ("right={Wonen}&right={Gezondheid}", [1, 2]),
        ("right={Wonen}&state=closed", []),
        ("domain={Vervoer}", [2]),
        ("group={Jongeren}", [3]),
        ("area={Lokelare}", [2]),
        ("route=bilateral", [2]),
        ("organisation={CAW}", [2]),
        ("recurring=yes", [3]),
        ("state=nonsense&right=abc&area=99999999999999999999&page=-3", [1, 2, 3]),
    ],
)
def test_filters_narrow(partnership, find, bob, three, query, expected):
    keys = {str(term): term.pk for term in three[0].rights.all()}
    keys["Vervoer"] = three[1].life_domains.get().pk
    keys["Jongeren"] = three[2].target_groups.get().pk
    keys["Lokelare"] = three[1].areas.get().pk
    keys["CAW"] = three[1].actors.first().organisation_id

    found = find(query.format(**keys), bob)

    assert sorted(numbers(found)) == expected
    assert found.total == len(expected)


def test_every_filter_counts_what_it_would_leave(find, bob, three):
    found = find("", bob)

    phases = (Phase.BUNDLED, Phase.IN_ACTION, Phase.FED_BACK)
    assert options(found, "state") == {
        f"{phase.value} · {phase.label}": (1, False) for phase in phases
    }
    assert options(found, "right") == {"Wonen": (2, False), "Gezondheid": (1, False)}
    assert options(found, "domain") == {"Vervoer": (1, False)}
    assert options(found, "group") == {"Jongeren": (1, False)}
    assert options(found, "area") == {"Lokelare": (1, False)}
    assert list(options(found, "route").values()) == [(1, False)]
    assert options(found, "organisation") == {"CAW": (1, False)}
    assert list(options(found, "recurring").values()) == [(1, False)]


def test_a_filter_counts_without_itself_and_under_the_others(find, bob, three):
    wonen = three[1].rights.get().pk

    found = find(f"right={wonen}&state=in_action", bob)

    assert options(found, "right") == {"Wonen": (1, True)}
    assert list(options(found, "state").values()) == [(1, False), (1, True)]
    assert [facet.name for facet in found.facets].count("group") == 0


def test_the_public_counts_only_what_it_may_see(find, bob, three):
    assert options(find(), "right") == {"Wonen": (1, False)}


def test_a_chosen_value_stays_in_sight_without_any_signal(find, bob, three):
    group = three[2].target_groups.get().pk

    found = find(f"group={group}&state=bundling", bob)

    assert options(found, "group") == {"Jongeren": (0, True)}


def test_organisations_with_the_most_signals_come_first(partnership, find, bob):
    names = ["Aaa", "Bbb", "Ccc"]
    organisations = [make_organisation(partnership, name) for name in names]
    for organisation in (*organisations, organisations[2]):
        SignalActor.objects.create(
            signal=make_signal(partnership),
            organisation=organisation,
            role=ActorRole.PARTNER,
        )

    assert list(options(find("", bob), "organisation")) == ["Ccc", "Aaa", "Bbb"]
    chosen = find(f"organisation={organisations[1].pk}", bob)
    assert list(options(chosen, "organisation")) == ["Bbb", "Ccc", "Aaa"]


# -- Order and pages ----------------------------------------------------------------


def test_the_orders(partnership, find, bob):
    one = make_signal(partnership, last_movement=moved(1))
    two = make_signal(partnership, last_movement=moved(3))
    make_signal(partnership, last_movement=moved(2))
    make_support(two, email="a@durmeland.example")
    make_support(two, email="b@durmeland.example")
    make_support(one, email="a@durmeland.example")

    assert numbers(find("", bob)) == [1, 3, 2]
    assert numbers(find("sort=moved", bob)) == [1, 3, 2]
    assert numbers(find("sort=number", bob)) == [3, 2, 1]
    assert numbers(find("sort=raised", bob)) == [2, 1, 3]
    assert numbers(find("sort=best", bob)) == [1, 3, 2]
    assert numbers(find("sort=nonsense", bob)) == [1, 3, 2]


@pytest.mark.parametrize("sort", ["moved", "number", "raised", "best"])
def test_pages_join_in_every_order(partnership, find, bob, sort, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for _number in range(5):
        make_signal(partnership)

    seen, query, last = [], f"sort={sort}&q=studio", None
    for _page in range(3):
        last = find(query, bob)
        seen += numbers(last)
        places = last.places
        where = {"after": places.after, "page": places.next_page}
        query = urlencode({"sort": sort, "q": "studio", **where})

    assert sorted(seen) == [1, 2, 3, 4, 5]
    assert (last.places.after, last.places.next_page) == ("", 0)
    assert last.total == 5
    assert last.places.before or last.places.previous_page == 2


def test_a_page_beyond_the_last_is_the_last(partnership, find, bob, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for _number in range(3):
        make_signal(partnership)

    found = find("sort=raised&page=7", bob)

    assert len(found.rows) == 1
    assert (found.places.first, found.last) == (3, 3)


# -- Counts -------------------------------------------------------------------------


def test_counts_add_up_reports_and_supports(partnership, find, bob):
    lokelare, wachtbeke = Area.objects.filter(name__in=["Lokelare", "Wachtbeke"])
    quarter = Area.objects.create(name="De Vaart", kind=AreaKind.NEIGHBOURHOOD)
    caw = make_organisation(partnership, "CAW Durmeland")
    signal = make_signal(partnership)
    first = make_pre_signal(
        partnership, people=PeopleRange.UP_TO_24, organisation=caw, email="a@b.example"
    )
    again = make_pre_signal(
        partnership, people=PeopleRange.UP_TO_4, email="A@b.example"
    )
    nameless = make_pre_signal(partnership, organisation_name="Buurthuis  De Kade")
    for report in (first, again, nameless):
        make_link(report, signal)
    first.areas.add(lokelare, quarter)
    support = make_support(
        signal,
        people=PeopleRange.MORE,
        organisation_name="buurthuis de kade",
        raiser=bob,
    )
    support.areas.add(lokelare, wachtbeke)
    make_support(signal, raiser=bob)
    SignalActor.objects.create(
        signal=signal, role=ActorRole.RAISED_BY, organisation=caw
    )
    SignalActor.objects.create(signal=signal, role=ActorRole.RAISED_BY, text="meerdere")
    make_link(first, make_signal(partnership))

    by_number = {row.signal.number: row.counts for row in find("", bob).rows}

    assert by_number == {
        1: Counts(raisers=3, organisations=2, municipalities=2, people=111),
        2: Counts(raisers=1, organisations=1, municipalities=1, people=10),
    }


def test_the_whole_area_is_all_of_its_municipalities(partnership, find, bob):
    make_support(make_signal(partnership), whole_area=True)

    assert find("", bob).rows[0].counts == Counts(raisers=1, municipalities=4)


@pytest.mark.parametrize(
    ("people", "public", "partner"), [(0, 0, 0), (4, "str", 4), (5, 5, 5)]
)
def test_the_public_reads_no_small_number_of_people(people, public, partner):
    counts = Counts(people=people)

    shown = counts.people_for(is_partner=False)
    assert (isinstance(shown, str) and public == "str") or shown == public
    assert counts.people_for(is_partner=True) == partner


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(
    ("query", "count"),
    [("", 12), ("q=studio", 15), ("sort=raised", 12), ("recurring=yes", 12)],
)
def test_the_number_of_queries_does_not_grow(
    partnership, find, bob, amount, query, count, django_assert_num_queries
):
    term = make_term()
    for _number in range(amount):
        signal = make_signal(partnership, is_recurring=True)
        signal.rights.add(term)
        signal.areas.add(Area.objects.get(name="Lokelare"))
        report = make_pre_signal(partnership, whole_area=True)
        report.areas.add(Area.objects.get(name="Lokelare"))
        make_link(report, signal)
        make_support(signal)
    find("", bob)

    with django_assert_num_queries(count):
        found = find(query, bob)
        assert [row.signal.partnership.slug for row in found.rows] == ["durmeland"] * (
            amount
        )


def test_beside_many_signals_choices_stand_without_a_number(
    partnership, find, monkeypatch
):
    monkeypatch.setattr("draaischijf.core.counting.MOST", 2)
    monkeypatch.setattr("draaischijf.signals.queries.signal_facets.MOST", 2)
    caw = make_organisation(partnership, "CAW Durmeland")
    for _number in range(3):
        signal = make_signal(partnership, SignalState.PUBLISHED)
        SignalActor.objects.create(
            signal=signal, organisation=caw, role=ActorRole.RAISED_BY
        )

    found = find()

    assert found.total == 3
    assert options(found, "organisation") == {"CAW Durmeland": (None, False)}
    # What stands in the signal itself is counted all the same.
    assert [count for count, _ in options(found, "state").values()] == [3]
    assert options(find(f"organisation={caw.pk}"), "organisation") == {
        "CAW Durmeland": (None, True)
    }
