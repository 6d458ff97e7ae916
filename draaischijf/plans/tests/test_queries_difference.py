"""What differs between a plan and the one before it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.word_difference import pieces_of
from draaischijf.plans.enums import Lifecycle, PartyRole, SectionKind
from draaischijf.plans.models import LifecycleDecision
from draaischijf.plans.queries.difference import difference_between, difference_of
from draaischijf.plans.queries.plan_matching import plain
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)

nobody = AnonymousUser()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def before(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def after(partnership, before):
    return make_plan(partnership, 2027, predecessor=before)


@pytest.fixture
def old_head(before):
    return make_objective(before, "Tegen eind 2026 een dak", code="1")


@pytest.fixture
def head(after, old_head):
    return make_objective(after, old_head.title, code="1", continues=old_head)


def fields(change):
    return {one.name: (one.before, one.after) for one in change.changes}


def test_an_action_that_only_grew_a_year_older_did_not_change(
    before, after, old_head, head
):
    for was, is_now in (
        (Lifecycle.NEW, Lifecycle.CONTINUED),
        (Lifecycle.PERMANENT, Lifecycle.PERMANENT),
        (Lifecycle.ADAPTED, Lifecycle.CONTINUED),
        (Lifecycle.UNKNOWN, Lifecycle.CONTINUED),
        (Lifecycle.CONTINUED, Lifecycle.UNKNOWN),
    ):
        old = make_action(
            old_head, lifecycle=was, remark="Oud", date_text="najaar 2026"
        )
        make_action(head, continues=old, lifecycle=is_now, remark="Anders")

    difference = difference_between(before, after)

    assert difference.is_empty
    assert difference.counts == {"new": 0, "gone": 0, "changed": 0, "unchanged": 5}
    assert (difference.before.title, difference.after.years) == (
        "Jaarplan 2026",
        "2027",
    )
    assert not difference.is_guessed


def test_every_field_that_counts_is_told_before_and_after(
    before, after, old_head, head, partnership
):
    other = make_objective(after, "Iedereen doet mee", code="2")
    old = make_action(
        old_head, "Woonoverleg met verhuurders", date_text="mei", remark="Oud"
    )
    new = make_action(
        other,
        "Woonoverleg met alle verhuurders",
        continues=old,
        lifecycle=Lifecycle.ADAPTED,
        date_text="juni",
        remark="Nu ook de kleine",
        is_pro_memorie=True,
        decided_by="Stuurgroep",
    )
    merged = make_action(
        old_head, "Premie", lifecycle="not_extended", reason="Samen", merged_into=new
    )
    make_party(old, PartyRole.LEAD, "Dienst Wonen")
    make_party(new, PartyRole.LEAD, "Huis van het Wonen")
    make_party(new, PartyRole.CONTACT, "Ann")

    difference = difference_between(before, after)

    [change] = difference.changed
    assert fields(change) == {
        "title": (old.title, new.title),
        "remark": ("Oud", "Nu ook de kleine"),
        "lifecycle": ("continued", "adapted"),
        "lead": ("Dienst Wonen", "Huis van het Wonen"),
        "contact": ("", "Ann"),
        "objective": ("SD 1 Tegen eind 2026 een dak", "SD 2 Iedereen doet mee"),
        "timing": ("mei", "juni"),
        "decided_by": ("", "Stuurgroep"),
        "merged": ("", "Premie"),
    }
    assert (change.action.url, change.before.url) == (
        new.get_absolute_url(), old.get_absolute_url(),
    )  # fmt: skip
    assert change.action.leads == ("Huis van het Wonen",)
    [gone] = difference.gone
    assert (gone.action.pk, gone.fate, gone.merged_into.pk) == (
        merged.pk, "merged", new.pk,
    )  # fmt: skip


def test_a_state_that_is_no_matter_of_course_is_told_with_its_reason(
    before, after, old_head, head
):
    for was, is_now in (
        ({"lifecycle": "postponed", "reason": "Tot 2027"}, {"lifecycle": "continued"}),
        (
            {"lifecycle": "postponed", "reason": "Tot 2027"},
            {"lifecycle": "postponed", "reason": "Tot 2028"},
        ),
        ({"lifecycle": "not_extended", "reason": "Op"}, {"lifecycle": "continued"}),
    ):
        old = make_action(old_head, **was)
        make_action(head, continues=old, **is_now)

    assert [fields(one) for one in difference_between(before, after).changed] == [
        {"lifecycle": ("postponed: Tot 2027", "continued")},
        {"lifecycle": ("postponed: Tot 2027", "postponed: Tot 2028")},
        {"lifecycle": ("not extended: Op", "continued")},
    ]


def test_what_is_gone_says_what_was_decided_and_why(before, after, old_head, head):
    done = make_action(
        old_head, "Klaar", lifecycle="completed", reason="Zestig woningen"
    )
    make_action(old_head, "Stopt", lifecycle="not_extended", reason="Geen vraag")
    make_action(old_head, "Weg")
    kept = make_action(old_head, "Blijft")
    make_action(head, "Blijft", continues=kept)
    make_action(
        old_head, "Samen", lifecycle="not_extended", reason="Eén", merged_into=kept
    )
    LifecycleDecision.objects.create(
        action=done,
        lifecycle="completed",
        body="Stuurgroep",
        date=datetime.date(2026, 11, 16),
        reference="2026/4",
    )

    difference = difference_between(before, after)

    assert [
        (one.action.title, one.fate, one.fate_label, one.reason, one.decided)
        for one in difference.gone
    ] == [
        ("Klaar", "completed", "completed", "Zestig woningen",
         "Stuurgroep, 16 November 2026, 2026/4"),
        ("Stopt", "not_extended", "not extended", "Geen vraag", ""),
        ("Weg", "removed", "no longer in the plan", "", ""),
        ("Samen", "merged", "merged", "Eén", ""),
    ]  # fmt: skip
    assert difference.gone[-1].merged_into.title == "Blijft"
    # What was taken in is told at the action that took it in.
    assert [fields(one) for one in difference.changed] == [{"merged": ("", "Samen")}]


def test_it_goes_by_the_objectives_of_the_new_plan_then_those_that_are_gone(
    before, after, old_head, head
):
    gone_head = make_objective(before, "Verdwenen", section=SectionKind.OTHER)
    make_action(gone_head, "Mee verdwenen")
    make_action(old_head, "Weg uit de eerste")
    make_action(head, "Nieuw in de eerste")
    under = make_objective(after, "Nieuw doel", code="1.1", parent=head)
    make_action(under, "Nieuw in het nieuwe")

    groups = difference_between(before, after).groups

    assert [
        (
            group.heading.code,
            group.heading.title,
            group.fate,
            [one.action.title for one in group.new],
            [one.action.title for one in group.gone],
        )
        for group in groups
    ] == [
        ("SD 1", head.title, "same", ["Nieuw in de eerste"], ["Weg uit de eerste"]),
        ("OD 1.1", "Nieuw doel", "new", ["Nieuw in het nieuwe"], []),
        ("", "Verdwenen", "gone", [], ["Mee verdwenen"]),
    ]
    named = difference_between(before, after).headings
    assert [one.heading.title for one in named] == ["Nieuw doel", "Verdwenen"]


def test_an_objective_tells_what_changed_in_itself(before, after, old_head, head):
    old_part = make_objective(before, "Deel", parent=old_head)
    make_objective(after, "Deel", continues=old_part, code="9")
    head.title = "Tegen eind 2027 een dak"
    head.explanation, head.deadline = "Want", datetime.date(2027, 12, 31)
    head.save()

    groups = difference_between(before, after).groups

    assert [fields(one) for one in groups] == [
        {
            "title": ("Tegen eind 2026 een dak", "Tegen eind 2027 een dak"),
            "explanation": ("", "Want"),
            "deadline": ("", "31 December 2027"),
        },
        {
            "code": ("", "SD 9"),
            "parent": ("SD 1 Tegen eind 2026 een dak", ""),
        },
    ]
    assert not groups[0].is_quiet


def test_without_links_titles_put_actions_together_and_it_says_so(partnership):
    """Two imported plans: the same titles in other case, and one title twice."""
    before, after = make_plan(partnership, 2026), make_plan(partnership, 2027)
    old_one = make_objective(before, "Tegen eind 2026 een dak", code="1")
    old_two = make_objective(before, "Iedereen doet mee", code="2")
    one = make_objective(after, "Tegen eind 2027 een dak!", code="1")
    two = make_objective(after, "Elkeen telt mee", code="2")
    make_action(old_one, "Nieuwsbrief")
    make_action(old_two, "Nieuwsbrief")
    make_action(old_one, "Overleg  CAW's")
    make_action(old_one, "Verdwijnt")
    make_action(two, "Nieuwsbrief")
    make_action(one, "nieuwsbrief")
    make_action(two, "OVERLEG CAW’s")
    make_action(one, "Verschijnt")

    difference = difference_between(before, after)

    assert (difference.matched_by, difference.is_guessed) == ("titles", True)
    assert [one.action.title for one in difference.new] == ["Verschijnt"]
    assert [one.action.title for one in difference.gone] == ["Verdwijnt"]
    moved = {one.action.title: fields(one) for one in difference.changed}
    # Each newsletter stays with its own objective; only the consultation moved.
    assert set(moved) == {"nieuwsbrief", "OVERLEG CAW’s"}
    assert set(moved["nieuwsbrief"]) == {"title"}
    assert "objective" in moved["OVERLEG CAW’s"]
    assert [fields(group) for group in difference.groups] == [
        {"title": ("Tegen eind 2026 een dak", "Tegen eind 2027 een dak!")},
        {"title": ("Iedereen doet mee", "Elkeen telt mee")},
    ]


def test_one_link_is_enough_to_trust_the_links(before, after, old_head, head):
    kept = make_action(old_head, "Blijft")
    make_action(head, "Blijft", continues=kept)
    make_action(old_head, "Stopte", lifecycle="not_extended", reason="Op")
    make_action(head, "Stopte", lifecycle="new")

    difference = difference_between(before, after)

    assert difference.matched_by == "links"
    assert difference.counts == {"new": 1, "gone": 1, "changed": 0, "unchanged": 1}


def test_who_may_not_read_both_plans_gets_nothing(
    before, after, old_head, head, alice, bob, charlie
):
    make_action(old_head, "Geheim")
    after.is_public = True
    after.save()

    for somebody in (nobody, charlie):
        assert difference_of(somebody, after) is None
    for somebody in (alice, bob):
        assert len(difference_of(somebody, after).gone) == 1
    assert difference_of(alice, before) is None
    before.is_public = True
    before.save()
    assert len(difference_of(nobody, after).gone) == 1


def test_it_takes_as_many_queries_for_one_row_as_for_more(
    before, after, old_head, head
):
    def add():
        old = make_action(old_head)
        new = make_action(head, "Anders", continues=old)
        make_party(old)
        make_party(new, text="Ander")
        make_action(old_head, lifecycle="not_extended", reason="x", merged_into=new)

    add()
    with CaptureQueriesContext(connection) as first:
        difference_between(before, after)
    for _time in range(4):
        add()
    with CaptureQueriesContext(connection) as more:
        difference_between(before, after)

    assert len(first) == len(more)
    assert len(first) < 12


@pytest.mark.parametrize(
    ("before", "after", "taken", "added"),
    [
        ("een dak", "een dak", [], []),
        ("een dak voor elk", "een huis voor elk", ["dak"], ["huis"]),
        ("Woonoverleg", "Woonoverleg met allen", [], ["met allen"]),
        ("tegen eind 2026, of later", "tegen 2027 of later", ["eind 2026,"], ["2027"]),
        ("", "iets", [], ["iets"]),
        ("een twee drie", "vier vijf drie", ["een twee"], ["vier vijf"]),
    ],
)
def test_words_that_differ_are_marked_and_a_phrase_as_one(before, after, taken, added):
    olds, news = pieces_of(before, after)

    assert [one.text for one in olds if one.is_changed] == taken
    assert [one.text for one in news if one.is_changed] == added


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_joined_again_are_the_texts(before, after):
    olds, news = pieces_of(before, after)

    assert "".join(one.text for one in olds) == before
    assert "".join(one.text for one in news) == after
    kept = [
        "".join(one.text for one in pieces if not one.is_changed).split()
        for pieces in (olds, news)
    ]
    assert kept[0] == kept[1]


def test_titles_are_compared_without_case_accents_and_marks():
    assert plain("  Coördinatie, OCMW’s – CAW's ") == plain("coordinatie ocmw's caw’s")
    assert plain("Wonen 2026") != plain("Wonen 2027")
