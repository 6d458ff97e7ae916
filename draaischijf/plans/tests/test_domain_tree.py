"""Building a plan: starting it, filling it, taking out what stands there by mistake."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.core.fuzzy.reading import parse_fuzzy
from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.domain import planning, rewording, tree
from draaischijf.plans.domain.rewording import ChangedMeanwhile, seen_as
from draaischijf.plans.domain.tree import Named
from draaischijf.plans.enums import PartyRole, PlanKind, PlanStatus
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
PERIOD = {"start": datetime.date(2027, 1, 1), "end": datetime.date(2027, 12, 31)}


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan, "Wonen", code="1")


def start(partnership, actor, **fields):
    return planning.create_plan(
        partnership,
        **{
            "kind": PlanKind.ANNUAL_PLAN,
            "title": "Jaarplan 2027",
            "actor": actor,
            **PERIOD,
            **fields,
        },
    )


def test_plan_started_twice_in_a_row_is_one_plan(partnership, alice):
    first = start(partnership, alice)
    second = start(partnership, alice)
    other = start(partnership, alice, title="Bijlage")

    assert first == second
    assert other != first
    assert ActionPlan.objects.count() == 2
    assert Entry.objects.about(first).count() == 1


def test_plan_continues_only_an_earlier_one_of_here(
    partnership, other_partnership, alice
):
    later = make_plan(partnership, 2028)
    foreign = make_plan(other_partnership, 2026)

    for before, words in ((later, "vroeger"), (foreign, "ander samenwerkingsverband")):
        with pytest.raises(TransitionDenied, match=words):
            start(partnership, alice, predecessor=before)
    with pytest.raises(TransitionDenied, match="meer jaren"):
        start(partnership, alice, programme=make_plan(partnership, 2026))
    assert not ActionPlan.objects.filter(start__year=2027).exists()


def test_cover_of_a_plan_changes_with_history(partnership, plan, alice):
    before = make_plan(partnership, 2026)

    planning.edit_plan(plan, actor=alice, predecessor=before, log_interval=6)

    plan.refresh_from_db()
    assert (plan.predecessor, plan.log_interval) == (before, 6)
    entry = Entry.objects.about(plan).get()
    assert entry.data["after"] == {"predecessor": "Jaarplan 2026", "log_interval": "6"}


def test_plan_never_continues_itself(plan, alice):
    with pytest.raises(TransitionDenied, match="zichzelf"):
        planning.edit_plan(plan, actor=alice, predecessor=plan)


def test_what_was_adopted_stays_but_the_rest_of_the_cover_can_change(plan, alice):
    plan.status = PlanStatus.ADOPTED
    plan.save()

    planning.edit_plan(plan, actor=alice, log_interval=6, title=plan.title)
    with pytest.raises(TransitionDenied, match="vastgesteld"):
        planning.edit_plan(plan, actor=alice, title="Iets anders")

    plan.refresh_from_db()
    assert (plan.log_interval, plan.title) == (6, "Jaarplan 2027")


def test_objective_comes_once_however_often_the_form_is_sent(plan, alice):
    first = tree.plan_objective(plan, "Wonen ", actor=alice, code="1")
    second = tree.plan_objective(plan, "Wonen", actor=alice, code="1")
    under = tree.plan_objective(plan, "Wonen", actor=alice, parent=first)

    assert first == second
    assert (under.level, under.parent) == (2, first)
    assert plan.objectives.count() == 2


def test_action_comes_with_everybody_in_it(partnership, objective, alice):
    house = make_organisation(partnership, "CAW Durmeland")
    named = [
        Named(PartyRole.LEAD, "CAW", house),
        Named(PartyRole.PARTNER, "11 fora"),
    ]
    given = {
        "actor": alice,
        "named": named,
        "when": parse_fuzzy("najaar 2027"),
        "start_year": 2027,
    }

    made = tree.plan_new_action(objective, "Woonoverleg", **given)
    again = tree.plan_new_action(objective, "Woonoverleg", **given)

    assert made == again
    rows = list(made.parties.values_list("role", "organisation", "text"))
    assert rows == [("lead", house.pk, "CAW"), ("partner", None, "11 fora")]
    assert (made.date_text, made.start_year) == ("najaar 2027", 2027)


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_building_is_for_who_edits_plans(request, plan, objective, who):
    actor = request.getfixturevalue(who)
    action = make_action(objective)

    for attempt in (
        lambda: tree.plan_objective(plan, "x", actor=actor),
        lambda: tree.plan_new_action(objective, "x", actor=actor),
        lambda: tree.remove_action(action, actor=actor),
        lambda: tree.remove_objective(objective, actor=actor),
    ):
        with pytest.raises(TransitionDenied):
            attempt()
    assert (plan.objectives.count(), plan.plan_actions.count()) == (1, 1)


def test_removed_action_leaves_a_line_in_the_history_of_the_plan(
    plan, objective, alice
):
    action = make_action(objective, title="Vergissing", code="1.1")
    make_action(objective, title="Deel", parent=action)
    make_log_entry(action)

    tree.remove_action(action, actor=alice)
    tree.remove_action(action, actor=alice)

    assert not PlanAction.objects.exists()
    entry = Entry.objects.about(plan).get()
    assert entry.data == {"title": "1.1 Vergissing", "log_entries": 1}


def test_objective_goes_only_when_nothing_stands_in_it(plan, objective, alice):
    child = make_objective(plan, "Huren", parent=objective)
    action = make_action(child)

    for one in (objective, child):
        with pytest.raises(TransitionDenied, match="staat nog"):
            tree.remove_objective(one, actor=alice)
    tree.remove_action(action, actor=alice)
    tree.remove_objective(child, actor=alice)
    tree.remove_objective(child, actor=alice)

    assert list(plan.objectives.all()) == [objective]


def test_nothing_goes_out_of_an_adopted_plan(plan, objective, alice):
    action = make_action(objective)
    empty = make_objective(plan, "Leeg")
    plan.status = PlanStatus.ADOPTED
    plan.save()

    for attempt in (
        lambda: tree.remove_action(action, actor=alice),
        lambda: tree.remove_objective(empty, actor=alice),
        lambda: tree.plan_new_action(objective, "x", actor=alice),
    ):
        with pytest.raises(TransitionDenied, match="vastgesteld"):
            attempt()
    assert (plan.objectives.count(), plan.plan_actions.count()) == (2, 1)


def test_rewording_says_when_somebody_was_first(objective, alice, dora):
    action = make_action(objective, remark="Loopt")
    seen = seen_as("Loopt")

    rewording.reword_action(action, "remark", "Ligt stil", seen=seen, actor=dora)
    with pytest.raises(ChangedMeanwhile) as raised:
        rewording.reword_action(action, "remark", "Klaar", seen=seen, actor=alice)
    # The same form once more finds its own words.
    rewording.reword_action(action, "remark", "Ligt stil", seen=seen, actor=dora)

    assert raised.value.now == "Ligt stil"
    action.refresh_from_db()
    assert action.remark == "Ligt stil"
    assert Entry.objects.about(action).count() == 1


def test_rewording_an_objective(objective, alice):
    seen = seen_as(None)
    day = datetime.date(2027, 6, 30)

    rewording.reword_objective(objective, "deadline", day, seen=seen, actor=alice)
    with pytest.raises(ChangedMeanwhile):
        rewording.reword_objective(objective, "deadline", None, seen="x", actor=alice)

    objective.refresh_from_db()
    assert objective.deadline == day


def test_remark_may_change_in_an_adopted_plan_and_the_title_not(plan, objective, alice):
    action = make_action(objective, title="Woonoverleg")
    plan.status = PlanStatus.ADOPTED
    plan.save()

    rewording.reword_action(action, "remark", "Loopt", seen=seen_as(""), actor=alice)
    with pytest.raises(TransitionDenied, match="vastgesteld"):
        rewording.reword_action(
            action, "title", "Anders", seen=seen_as("Woonoverleg"), actor=alice
        )

    action.refresh_from_db()
    assert (action.title, action.remark) == ("Woonoverleg", "Loopt")


def test_nothing_is_added_to_an_objective_that_went_meanwhile(plan, objective, alice):
    tree.remove_objective(objective, actor=alice)

    for attempt in (
        lambda: tree.plan_objective(plan, "x", actor=alice, parent=objective),
        lambda: tree.plan_new_action(objective, "x", actor=alice),
    ):
        with pytest.raises(TransitionDenied, match="intussen"):
            attempt()
