"""Order: positions stay dense, parts stay with their whole, codes stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.history.models import Entry
from draaischijf.plans.domain import ordering
from draaischijf.plans.domain.rewording import ChangedMeanwhile
from draaischijf.plans.enums import PlanStatus, SectionKind
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.plans.queries.codes import renumbered
from draaischijf.plans.queries.reading_order import (
    actions_in_order,
    objectives_in_order,
)
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan, "Wonen", code="1")


def titles(objective):
    return [one.title for one in actions_in_order(objective.plan_actions.all())]


def positions(objective):
    return sorted(objective.plan_actions.values_list("position", flat=True))


def made(objective, words="abcd", **fields):
    return [make_action(objective, title=word, **fields) for word in words]


def test_action_goes_right_after_another_and_its_code_stays(objective, alice):
    a, b, _c, _d = made(objective, code="1.9")

    moved = ordering.move_action(a, actor=alice, after=b)

    assert titles(objective) == ["b", "a", "c", "d"]
    assert positions(objective) == [0, 1, 2, 3]
    assert (moved.place, moved.of, moved.changed) == (2, 4, True)
    a.refresh_from_db()
    assert a.code == "1.9"
    entry = Entry.objects.about(a).get()
    assert (entry.verb, entry.data) == (
        "action_moved",
        {"place": 2, "of": 4, "objective": ""},
    )


def test_without_an_anchor_an_action_comes_first(objective, alice):
    *_rest, d = made(objective)

    ordering.move_action(d, actor=alice)

    assert titles(objective) == ["d", "a", "b", "c"]


def test_staying_in_place_is_no_change(objective, alice):
    a, b, *_rest = made(objective)

    moved = ordering.move_action(b, actor=alice, after=a)

    assert (moved.place, moved.changed) == (2, False)
    assert not Entry.objects.about(b).exists()


@pytest.mark.parametrize(
    ("index", "step", "expected"),
    [(0, 1, "bacd"), (0, -1, "abcd"), (3, 1, "abcd"), (3, -1, "abdc"), (1, 1, "acbd")],
)
def test_step_moves_one_place_and_stops_at_the_ends(
    objective, alice, index, step, expected
):
    actions = made(objective)

    ordering.step_action(actions[index], step, actor=alice)

    assert "".join(titles(objective)) == expected


def test_parts_go_along_and_change_places_among_themselves_only(objective, alice):
    a, b = made(objective, "ab")
    first = make_action(objective, title="a1", parent=a)
    second = make_action(objective, title="a2", parent=a)

    ordering.step_action(a, 1, actor=alice)
    after_whole = titles(objective)
    moved = ordering.step_action(second, -1, actor=alice)

    assert after_whole == ["b", "a", "a1", "a2"]
    assert titles(objective) == ["b", "a", "a2", "a1"]
    assert (moved.place, moved.of) == (1, 2)
    with pytest.raises(TransitionDenied):
        ordering.move_action(first, actor=alice, after=b)


def test_action_goes_to_another_objective_with_its_parts(plan, objective, alice):
    other = make_objective(plan, "Werk")
    a, b = made(objective, "ab")
    make_action(objective, title="a1", parent=a)
    x, _y = made(other, "xy")

    moved = ordering.move_action(a, actor=alice, objective=other, after=x)

    assert titles(other) == ["x", "a", "a1", "y"]
    assert titles(objective) == ["b"]
    assert positions(objective) == [0]
    assert positions(other) == [0, 1, 2, 3]
    assert (moved.place, moved.of) == (2, 3)
    entry = Entry.objects.about(a).get()
    assert entry.data["objective"] == "Werk"
    b.refresh_from_db()
    assert b.objective == objective


def test_part_moved_elsewhere_stands_there_by_itself(plan, objective, alice):
    other = make_objective(plan, "Werk")
    (a,) = made(objective, "a")
    part = make_action(objective, title="a1", parent=a)
    made(other, "x")

    ordering.move_to_end(part, other, actor=alice)

    assert titles(other) == ["x", "a1"]
    assert titles(objective) == ["a"]


def test_move_to_end_of_an_empty_objective(plan, objective, alice):
    other = make_objective(plan, "Werk")
    a, *_rest = made(objective, "ab")

    ordering.move_to_end(a, other, actor=alice)

    assert titles(other) == ["a"]


def test_anchor_that_went_elsewhere_is_refused(plan, objective, alice):
    other = make_objective(plan, "Werk")
    a, _b = made(objective, "ab")
    (x,) = made(other, "x")

    with pytest.raises(TransitionDenied, match="intussen"):
        ordering.move_action(a, actor=alice, after=x)

    assert titles(objective) == ["a", "b"]


def test_objective_of_another_plan_is_no_place(objective, alice, partnership):
    elsewhere = make_objective(make_plan(partnership, 2028))
    (a,) = made(objective, "a")

    with pytest.raises(ValueError, match="another plan"):
        ordering.move_action(a, actor=alice, objective=elsewhere)


@pytest.mark.parametrize("status", [PlanStatus.ADOPTED, PlanStatus.CLOSED])
def test_adopted_plan_keeps_its_order(plan, objective, alice, status):
    a, _b = made(objective, "ab")
    plan.status = status
    plan.save()

    for attempt in (
        lambda: ordering.step_action(a, 1, actor=alice),
        lambda: ordering.step_objective(objective, 1, actor=alice),
        lambda: ordering.renumber_codes(
            plan, seen=ordering.codes_seen(renumbered(plan)), actor=alice
        ),
    ):
        with pytest.raises(TransitionDenied, match="vastgesteld"):
            attempt()
    assert titles(objective) == ["a", "b"]


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_order_is_for_who_edits_plans(request, objective, who):
    actor = request.getfixturevalue(who)
    a, _b = made(objective, "ab")

    with pytest.raises(TransitionDenied):
        ordering.step_action(a, 1, actor=actor)
    with pytest.raises(TransitionDenied):
        ordering.move_objective(objective, actor=actor)
    assert titles(objective) == ["a", "b"]


def tree(plan):
    one = make_objective(plan, "1")
    make_objective(plan, "1a", parent=one)
    make_objective(plan, "1b", parent=one)
    two = make_objective(plan, "2")
    make_objective(plan, "2a", parent=two)
    make_objective(plan, "intern", section=SectionKind.INTERNAL)
    make_objective(plan, "later", section=SectionKind.STEP_PLAN)
    return {each.title: each for each in plan.objectives.all()}


def read(plan):
    return " ".join(each.title for each in objectives_in_order(plan.objectives.all()))


@pytest.mark.parametrize(
    ("title", "step", "expected"),
    [
        ("1", 1, "2 2a 1 1a 1b intern later"),
        ("1b", -1, "1 1b 1a 2 2a intern later"),
        ("2", 1, "1 1a 1b 2 2a intern later"),
        ("later", -1, "1 1a 1b 2 2a later intern"),
        ("2a", 1, "1 1a 1b 2 2a intern later"),
    ],
)
def test_objective_moves_among_its_own_with_all_under_it(
    plan, alice, title, step, expected
):
    here = tree(plan)

    ordering.step_objective(here[title], step, actor=alice)

    assert read(plan) == expected
    numbers = list(plan.objectives.values_list("position", flat=True))
    assert numbers == list(range(7))
    # Whoever reads them flat, reads the same order.
    assert " ".join(plan.objectives.values_list("title", flat=True)) == expected


def test_objective_goes_after_a_sibling_only(plan, alice):
    here = tree(plan)

    moved = ordering.move_objective(here["1"], actor=alice, after=here["2"])
    entry = Entry.objects.about(plan).get()

    assert (moved.place, moved.of) == (2, 2)
    assert entry.data == {"title": "1", "place": 2, "of": 2}
    with pytest.raises(TransitionDenied):
        ordering.move_objective(here["1"], actor=alice, after=here["2a"])


def coded(plan):
    return {one.thing.title: one.new for one in renumbered(plan)}


def test_codes_follow_the_places(plan):
    here = tree(plan)
    make_action(here["1a"], title="x")
    y = make_action(here["1a"], title="y")
    make_action(here["1a"], title="part of y", parent=y)
    make_action(here["1"], title="beside objectives")
    make_action(here["intern"], title="z", code="I.1")

    assert coded(plan) == {
        "1": "1",
        "1a": "1.1",
        "x": "1.1.1",
        "y": "1.1.2",
        "part of y": "1.1.2.1",
        "1b": "1.2",
        "beside objectives": "1.3",
        "2": "2",
        "2a": "2.1",
        "intern": "",
        "z": "",
        "later": "",
    }


def test_renumbering_applies_what_was_looked_at(plan, alice):
    here = tree(plan)
    action = make_action(here["2a"], title="x", code="9.9")
    seen = ordering.codes_seen(renumbered(plan))

    count = ordering.renumber_codes(plan, seen=seen, actor=alice)
    again = ordering.renumber_codes(plan, seen=seen, actor=alice)

    action.refresh_from_db()
    assert action.code == "2.1.1"
    assert (count, again) == (6, 0)
    entry = Entry.objects.about(plan).get()
    assert (entry.verb, entry.data) == ("plan_renumbered", {"count": 6})


def test_renumbering_after_a_move_is_shown_again_first(plan, alice):
    here = tree(plan)
    seen = ordering.codes_seen(renumbered(plan))
    ordering.step_objective(here["1"], 1, actor=alice)

    with pytest.raises(ChangedMeanwhile):
        ordering.renumber_codes(plan, seen=seen, actor=alice)

    assert set(plan.objectives.values_list("code", flat=True)) == {""}


STEPS = st.lists(
    st.tuples(
        st.integers(0, 7), st.sampled_from([-1, 1, "first", "after"]), st.integers(0, 9)
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_moves_keep_positions_a_permutation_and_parts_with_their_whole(
    plan, alice, steps
):
    Objective.objects.filter(plan=plan).delete()
    places = [make_objective(plan, title) for title in "AB"]
    for place in places:
        made(place, "abc")
    head = places[0].plan_actions.first()
    make_action(places[0], title="part", parent=head)
    keys = set(plan.plan_actions.values_list("pk", flat=True))

    for which, how, other in steps:
        actions = list(PlanAction.objects.filter(plan=plan).order_by("pk"))
        action, anchor = actions[which % 7], actions[other % 7]
        try:
            if how in {-1, 1}:
                ordering.step_action(action, how, actor=alice)
            else:
                ordering.move_action(
                    action,
                    actor=alice,
                    objective=anchor.objective,
                    after=anchor if how == "after" and anchor != action else None,
                )
        except TransitionDenied:
            continue

    for place in places:
        assert positions(place) == list(range(place.plan_actions.count()))
    assert set(plan.plan_actions.values_list("pk", flat=True)) == keys
    head.refresh_from_db()
    part = PlanAction.objects.get(title="part", plan=plan)
    if part.objective_id == head.objective_id:
        rows = [one.pk for one in actions_in_order(head.objective.plan_actions.all())]
        assert rows.index(part.pk) == rows.index(head.pk) + 1
