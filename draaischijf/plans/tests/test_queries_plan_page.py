"""The page of a plan: tree, filters with counts, what each reader sees."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanKind, SectionKind
from draaischijf.plans.filters import kept_by_search, wanted_of
from draaischijf.plans.queries.plan_facets import OUTLINE, TREE, Wanted
from draaischijf.plans.queries.plan_history import plan_events
from draaischijf.plans.queries.plan_list import plan_list
from draaischijf.plans.queries.plan_page import PlanPage
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.models import Term

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2027, 9, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, is_public=True)


@pytest.fixture
def filled(plan, partnership):
    """Two branches with four actions; gives the plan as a view fetches it."""
    caw = make_organisation(partnership, "CAW Durmeland")
    top = make_objective(plan, "Wonen", code="1")
    rent = make_objective(plan, "Huren", parent=top, code="1.1")
    street = make_objective(plan, "Straat", parent=top, code="1.2")
    inside = make_objective(plan, "Intern", section=SectionKind.INTERNAL)
    fund = make_action(rent, "Huurgarantiefonds", lifecycle=Lifecycle.NEW, code="1.1.1")
    talks = make_action(rent, "Overleg met verhuurders", lifecycle=Lifecycle.PERMANENT)
    beds = make_action(street, "Winteropvang", remark="Twaalf bedden.")
    make_action(inside, "Huisstijl")
    make_party(fund, PartyRole.LEAD, "Dienst Wonen")
    make_party(talks, PartyRole.LEAD, "CAW", organisation=caw)
    make_party(beds, PartyRole.PARTNER, "CAW", organisation=caw)
    make_party(beds, PartyRole.CONTACT, "Karin")
    make_log_entry(beds, datetime.date(2027, 9, 1))
    return plan


def page_of(plan, user, **wanted):
    found = plan_or_404(user, plan.partnership, plan.slug)
    return PlanPage(found, user, Wanted(**wanted))


def titles(branches):
    return [
        (
            branch.objective.title,
            [line.action.title for line in branch.lines],
            titles(branch.children),
        )
        for branch in branches
    ]


def shown(page):
    return [line.action.title for branch in page.tree for line in branch.all_lines]


def facet(page, name):
    found = next((one for one in page.facets if one.name == name), None)
    return {} if found is None else {o.label: o.count for o in found.options}


def test_tree_holds_objectives_with_their_actions_and_sections_last(filled, bob):
    assert titles(page_of(filled, bob).tree) == [
        (
            "Wonen",
            [],
            [
                ("Huren", ["Huurgarantiefonds", "Overleg met verhuurders"], []),
                ("Straat", ["Winteropvang"], []),
            ],
        ),
        ("Intern", ["Huisstijl"], []),
    ]


def test_progress_is_rolled_up(filled, bob):
    # Added on the day itself: what stands there is waited for from then on.
    beds = filled.plan_actions.get(title="Winteropvang")
    make_log_entry(beds, datetime.date(2027, 11, 1))
    with time_machine.travel(NOON + datetime.timedelta(days=100), tick=False):
        page = page_of(filled, bob)
        top = page.tree[0]

        assert top.progress.label == "1 van 3 op schema"
        assert [one.progress.label for one in top.children] == [
            "0 van 2 op schema",
            "1 van 1 op schema",
        ]
        assert page.progress.label == "1 van 4 op schema"


def test_progress_counts_all_that_stands_there_under_a_filter(filled, bob):
    page = page_of(filled, bob, lifecycles=("new",))

    assert shown(page) == ["Huurgarantiefonds"]
    assert page.tree[0].progress.counted == 3


def test_filters_leave_out_what_is_empty(filled, bob):
    page = page_of(filled, bob, lifecycles=("new",))

    assert titles(page.tree) == [("Wonen", [], [("Huren", ["Huurgarantiefonds"], [])])]
    assert page.tree[0].amount == 1


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "verhuurder"}, ["Overleg met verhuurders"]),
        ({"text": "bedden"}, ["Winteropvang"]),
        ({"text": "1.1.1"}, ["Huurgarantiefonds"]),
        ({"text": "zwembad"}, []),
        ({"leads": ("tdienst wonen",)}, ["Huurgarantiefonds"]),
        ({"contacts": ("tkarin",)}, ["Winteropvang"]),
        (
            {"lifecycles": ("new", "permanent")},
            ["Huurgarantiefonds", "Overleg met verhuurders"],
        ),
        ({"lifecycles": ("new",), "leads": ("tdienst wonen",)}, ["Huurgarantiefonds"]),
        ({"lifecycles": ("permanent",), "text": "bedden"}, []),
    ],
)
def test_search_and_filters_find(filled, bob, wanted, expected):
    assert shown(page_of(filled, bob, **wanted)) == expected


def test_actor_is_lead_or_partner(filled, bob, partnership):
    key = f"o{partnership.organisations.get().pk}"

    page = page_of(filled, bob, actors=(key,))

    assert shown(page) == ["Overleg met verhuurders", "Winteropvang"]
    assert facet(page, "actor") == {"CAW Durmeland": 2, "Dienst Wonen": 1}


def test_quiet_filter_counts_months_without_a_note(filled, bob, alice):
    with time_machine.travel(NOON + datetime.timedelta(days=100), tick=False):
        page = page_of(filled, bob)
        narrowed = page_of(filled, bob, quiet=("3",))

        assert facet(page, "quiet") == {"3 maanden": 4}
        assert shown(narrowed) == shown(page)
        assert page.lines[0].quiet == "3 maanden niets genoteerd"


def test_the_public_does_not_see_who_is_late(filled):
    with time_machine.travel(NOON + datetime.timedelta(days=100), tick=False):
        page = page_of(filled, AnonymousUser(), quiet=("12",))

        assert facet(page, "quiet") == {}
        assert len(shown(page)) == 4
        assert not page.may_edit
        assert not page.may_remark


def test_rights_and_objectives_are_filters(filled, bob):
    load_reference_data()
    work, home = Term.objects.filter(scheme__kind="social_right")[:2]
    first, second, *_ = filled.plan_actions.order_by("pk")
    first.rights.add(work)
    second.rights.add(home)
    inside = filled.objectives.get(title="Intern")

    page = page_of(filled, bob)

    assert facet(page, "right") == {work.label: 1, home.label: 1}
    assert facet(page, "objective") == {"1.1 Huren": 2, "1.2 Straat": 1, "Intern": 1}
    assert shown(page_of(filled, bob, rights=(str(home.pk),))) == [second.title]
    assert shown(page_of(filled, bob, objectives=(str(inside.pk),))) == ["Huisstijl"]


def test_facet_counts_without_itself(filled, bob):
    page = page_of(filled, bob, lifecycles=("new",))

    assert facet(page, "lifecycle") == {"nieuw": 1, "loopt door": 2, "permanent": 1}
    assert page.wanted.filters_on == 1
    assert [option.selected for option in page.facets[0].options] == [
        True,
        False,
        False,
    ]


def test_values_nobody_has_are_forgotten(filled, bob):
    page = page_of(filled, bob, leads=("o99",), rights=("7",), objectives=("1",))

    assert page.wanted == Wanted()
    assert len(shown(page)) == 4


def test_somebody_is_the_same_wherever_they_stand(filled, partnership, bob):
    person = make_person(partnership, name="Karin Wouters")
    first, second, *_ = filled.plan_actions.order_by("pk")
    make_party(first, PartyRole.CONTACT, "Karin W.", person=person)
    make_party(second, PartyRole.CONTACT, "K. Wouters", person=person)

    page = page_of(filled, bob, contacts=(f"p{person.pk}",))

    assert shown(page) == [first.title, second.title]
    assert facet(page, "contact") == {"Karin Wouters": 2, "Karin": 1}


def test_signals_show_only_to_who_may_read_them(filled, bob, partnership):
    open_one = make_signal(partnership, SignalState.PUBLISHED, is_public=True)
    closed_one = make_signal(partnership, SignalState.ANALYSIS)
    action = filled.plan_actions.first()
    action.signals.add(open_one, closed_one)

    def numbers(user):
        line = next(
            one for one in page_of(filled, user).lines if one.action.pk == action.pk
        )
        return {one.number for one in line.signals}

    assert numbers(bob) == {open_one.number, closed_one.number}
    assert numbers(AnonymousUser()) == {open_one.number}


def test_parts_stand_under_their_whole(filled, bob):
    whole = filled.plan_actions.get(title="Huurgarantiefonds")
    make_action(whole.objective, "Reglement", parent=whole, position=9)

    lines = page_of(filled, bob).tree[0].children[0].lines

    assert [(one.action.title, one.is_part) for one in lines] == [
        ("Huurgarantiefonds", False),
        ("Reglement", True),
        ("Overleg met verhuurders", False),
    ]


def test_empty_remark_of_a_permanent_action_says_what_it_means(
    filled, bob, partnership
):
    def said():
        lines = page_of(filled, bob).tree[0].children[0].lines
        return [line.goes_on for line in lines]

    before = said()
    filled.predecessor = make_plan(partnership, 2026)
    filled.save()

    assert before == ["", "Permanent: loopt door zoals voorheen."]
    assert said() == ["", "Permanent: loopt door zoals in 2026."]


def test_plans_around_it_show_only_to_who_may_read_them(filled, bob, partnership):
    programme = make_plan(
        partnership, 2025, kind=PlanKind.PROGRAMME, slug="p", title="Programma"
    )
    filled.predecessor = make_plan(partnership, 2026)
    filled.programme = programme
    filled.save()
    after = make_plan(partnership, 2028, predecessor=filled)

    page = page_of(filled, bob)
    outside = page_of(filled, AnonymousUser())

    assert (page.before.title, page.programme, page.after) == (
        "Jaarplan 2026",
        programme,
        [after],
    )
    assert (outside.before, outside.programme, outside.after) == (None, None, [])
    assert page_of(programme, bob).years == [filled]


def test_counts_in_words(filled, bob):
    page = page_of(filled, bob)

    assert page.total_words == "4 acties"
    assert page.split_words == "3 lopen door, 1 is nieuw"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("alice", (True, True, True)),
        ("bob", (False, False, False)),
    ],
)
def test_what_a_reader_may_do(filled, request, who, expected):
    page = page_of(filled, request.getfixturevalue(who))

    assert (page.may_edit, page.may_build, page.may_remark) == expected


def test_adopted_plan_is_followed_up_but_not_built(filled, alice):
    filled.status = "adopted"
    filled.save()

    page = page_of(filled, alice)

    assert (page.may_edit, page.may_build, page.may_remark) == (True, False, True)


def test_order_is_put_among_all_not_among_hits(filled, alice):
    assert page_of(filled, alice).may_order
    assert not page_of(filled, alice, lifecycles=("new",)).may_order


def test_page_takes_as_many_queries_for_two_hundred_actions(filled, bob):
    def queries():
        bob.__dict__.pop("_permissions_by_partnership", None)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = page_of(filled, bob, text="overleg OR huurgarantiefonds")
            assert shown(page)
            assert page.facets
            assert page.after == []
        return len(caught)

    few = queries()
    top = filled.objectives.get(title="Wonen")
    for number in range(20):
        objective = make_objective(filled, f"Doel {number}", parent=top)
        for _ in range(10):
            action = make_action(objective, "Overleg")
            make_party(action, PartyRole.LEAD, f"Dienst {number}")
            make_log_entry(action)

    assert queries() == few


def test_history_tells_of_plan_and_actions_with_names(filled, alice):
    from draaischijf.plans.domain import acting, planning

    action = filled.plan_actions.get(title="Huurgarantiefonds")
    planning.edit_plan(filled, actor=alice, log_interval=6)
    acting.edit_action(action, actor=alice, remark="Loopt")

    events = plan_events(filled, filled.plan_actions.all())

    assert [event.note for event in events] == [
        "1.1.1 Huurgarantiefonds · Alice",
        "Alice",
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", Wanted()),
        ("weergave=overzicht", Wanted(view=OUTLINE)),
        ("weergave=taart", Wanted(view=TREE)),
        ("q=++woon++overleg+", Wanted(text="woon overleg")),
        ("lifecycle=new&lifecycle=new&lifecycle=x", Wanted(lifecycles=("new",))),
        (
            "lead=o1&actor=p2&contact=tkoen",
            Wanted(leads=("o1",), actors=("p2",), contacts=("tkoen",)),
        ),
        ("right=3&objective=4", Wanted(rights=("3",), objectives=("4",))),
        ("quiet=3&quiet=12", Wanted(quiet=("12",))),
        ("quiet=5", Wanted()),
        ("lead=a%00b&right=" + "9" * 90, Wanted()),
        ("q=" + "x" * 300, Wanted()),
    ],
)
def test_address_is_read_and_what_makes_no_sense_left_out(address, expected):
    assert wanted_of(QueryDict(address)) == expected


def test_search_keeps_view_and_filters():
    wanted = Wanted(view=OUTLINE, text="x", leads=("o1", "o2"), quiet=("3",))

    assert kept_by_search(wanted) == [
        ("weergave", "overzicht"),
        ("lead", "o1"),
        ("lead", "o2"),
        ("quiet", "3"),
    ]
    assert kept_by_search(Wanted()) == []


def test_list_of_plans_by_stage_with_counts(filled, partnership, bob):
    before = make_plan(partnership, 2026)
    filled.predecessor = before
    filled.save()
    after = make_plan(partnership, 2028, predecessor=filled)

    found = plan_list(bob, partnership)

    assert [(g.key, [row.plan for row in g.rows]) for g in found.groups] == [
        ("during", [filled]),
        ("before", [after]),
        ("after", [before]),
    ]
    row = found.groups[0].rows[0]
    assert (row.total, row.split) == ("4 acties", ["3 lopen door", "1 is nieuw"])
    assert (row.before, row.after) == (before, [after])
    assert (found.may_start, found.sees_all) == (False, True)


def test_the_public_lists_public_plans_only(filled, partnership):
    make_plan(partnership, 2026, predecessor=None)

    found = plan_list(AnonymousUser(), partnership)

    assert [[row.plan for row in group.rows] for group in found.groups] == [[filled]]


@pytest.mark.parametrize("amount", [1, 3])
def test_list_of_plans_takes_as_many_queries(
    partnership, bob, amount, django_assert_num_queries
):
    for year in range(2026, 2026 + amount):
        make_action(make_objective(make_plan(partnership, year)))

    with django_assert_num_queries(3):
        plan_list(bob, partnership)


def _with_hidden_people(filled, partnership):
    """Put hidden persons in one action; gives the one with an organisation."""
    beds = filled.plan_actions.get(title="Winteropvang")
    caw = partnership.organisations.get(name="CAW Durmeland")
    hidden = make_person(partnership, name="Noor Verborgen", is_public=False)
    alone = make_person(partnership, name="Wim Verborgen", is_public=False)
    known = make_person(partnership, name="Lotte Bekend", is_public=True)
    for role in (PartyRole.LEAD, PartyRole.CONTACT):
        make_party(beds, role, "Noor V.", person=hidden, organisation=caw)
        make_party(beds, role, "Wim V.", person=alone)
        make_party(beds, role, "Lotte B.", person=known)
    return hidden


def test_the_public_reads_no_hidden_person(filled, partnership, bob, charlie, client):
    hidden = _with_hidden_people(filled, partnership)

    def names(user):
        (line,) = (
            one
            for one in page_of(filled, user).lines
            if one.action.title == "Winteropvang"
        )
        return line.lead_names, line.contact_names

    assert names(bob) == (
        "Noor Verborgen, Wim Verborgen, Lotte Bekend",
        "Karin, Noor Verborgen, Wim Verborgen, Lotte Bekend",
    )
    for user in (AnonymousUser(), charlie):
        assert names(user) == ("CAW Durmeland, Lotte Bekend",) * 2
        leads = facet(page_of(filled, user), "lead")
        assert set(leads) == {"Dienst Wonen", "CAW Durmeland", "Lotte Bekend"}
        assert facet(page_of(filled, user), "contact") == {}
    assert "Noor Verborgen" in facet(page_of(filled, bob), "contact")
    by_lead = page_of(filled, AnonymousUser(), leads=(f"p{hidden.pk}",))
    by_contact = page_of(filled, AnonymousUser(), contacts=(f"p{hidden.pk}", "tkarin"))
    assert by_lead.total == by_contact.total == 4
    assert page_of(filled, bob, leads=(f"p{hidden.pk}",)).total == 1
    assert page_of(filled, bob, contacts=("tkarin",)).total == 1
    for view in ("boom", "tabel", "overzicht"):
        text = client.get(f"{filled.get_absolute_url()}?weergave={view}").content
        for name in (b"Verborgen", b"Karin", b"Noor V.", b"Wim V."):
            assert name not in text


def test_who_may_not_read_the_plan_before_is_not_told_its_years(filled, bob):
    filled.predecessor = make_plan(filled.partnership, 2026)
    filled.save()

    def said(user):
        return "".join(line.goes_on for line in page_of(filled, user).lines)

    assert "2026" in said(bob)
    assert said(AnonymousUser())
    assert "2026" not in said(AnonymousUser())
    filled.predecessor.is_public = True
    filled.predecessor.save()
    assert "2026" in said(AnonymousUser())
