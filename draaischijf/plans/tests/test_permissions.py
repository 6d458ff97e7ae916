"""Each predicate equals its queryset twin, for everybody who may come by."""

from __future__ import annotations

import pytest

from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import make_partnership
from draaischijf.plans.models import ActionLogEntry, ActionPlan, PlanAction
from draaischijf.plans.permissions import (
    actions_visible_to,
    can_view_action,
    can_view_log_entry,
    can_view_plan,
    log_entries_visible_to,
    plans_visible_to,
)
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)
from draaischijf.plans.workflow import may_change_entry
from draaischijf.signals.tests.stages import VISITORS, held_by_visitor, make_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership, other_partnership):
    """A public and a hidden plan with a public and a private line, everywhere."""
    partnership.parent = make_partnership("vlaanderen", kind="flemish")
    partnership.save()
    for here in (partnership, partnership.parent, other_partnership):
        for year, is_public in ((2026, True), (2027, False)):
            plan = make_plan(here, year, is_public=is_public)
            action = make_action(make_objective(plan))
            make_log_entry(action)
            make_log_entry(action, is_public=False)


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize(
    ("model", "may", "visible", "permission"),
    [
        (ActionPlan, can_view_plan, plans_visible_to, "view_actionplan"),
        (PlanAction, can_view_action, actions_visible_to, "view_planaction"),
        (
            ActionLogEntry,
            can_view_log_entry,
            log_entries_visible_to,
            "view_actionlogentry",
        ),
    ],
)
def test_may_see_this_and_what_may_be_seen_are_one_answer(
    kind, model, may, visible, permission, world, partnership, other_partnership
):
    user = make_visitor(kind, partnership, other_partnership)

    seen = set(visible(user))

    assert {one for one in model.objects.all() if may(user, one)} == seen
    assert seen
    assert len(seen) < model.objects.count()
    for one in model.objects.all():
        assert user.has_perm(f"plans.{permission}", one) == (one in seen)


@pytest.mark.parametrize("kind", VISITORS)
def test_what_is_private_is_for_partners(kind, world, partnership, other_partnership):
    user = make_visitor(kind, partnership, other_partnership)
    home = other_partnership if kind == "outsider" else partnership
    reads = kind == "outsider" or Permission.READ in held_by_visitor(kind)

    for entry in ActionLogEntry.objects.select_related("action__plan"):
        plan = entry.action.plan
        is_home = reads and plan.partnership_id == home.pk
        expected = is_home or (plan.is_public and entry.is_public)
        assert can_view_log_entry(user, entry) == expected


@pytest.mark.parametrize(
    ("held", "is_own", "expected"),
    [
        ({Permission.EDIT_PLAN}, False, True),
        ({Permission.FOLLOW_UP}, True, True),
        ({Permission.FOLLOW_UP}, False, False),
        ({Permission.READ}, True, False),
        (set(), True, False),
    ],
)
def test_who_may_change_an_entry(held, is_own, expected):
    assert may_change_entry(held, is_own=is_own) == expected


@pytest.mark.parametrize(
    "visible", [plans_visible_to, actions_visible_to, log_entries_visible_to]
)
def test_the_lists_take_one_query(world, bob, visible, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(visible(bob))
