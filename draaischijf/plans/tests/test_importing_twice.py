"""A second document about a plan that is there: what it may add, and what not."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.plans.domain import adopting, following
from draaischijf.plans.domain.acting import add_action
from draaischijf.plans.domain.planning import add_objective
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 5)


def test_a_version_that_was_adopted_here_takes_no_words_of_a_document(
    partnership, alice
):
    plan = make_plan(partnership, 2026, status=PlanStatus.ADOPTED)
    objective = make_objective(plan)
    add_action(objective, "Uit het eerste document", actor=None, source="een.docx")
    adopting.adopt_plan(plan, adopted=DAY, body="Stuurgroep", actor=alice)

    with pytest.raises(TransitionDenied):
        add_action(objective, "Uit het tweede", actor=None, source="twee.docx")
    with pytest.raises(TransitionDenied):
        add_objective(plan, "Nog een doel", actor=None, source="twee.docx")

    assert plan.plan_actions.count() == 1
    assert plan.objectives.count() == 1


def test_two_meetings_of_one_day_without_words_are_two(partnership, alice):
    action = make_action(make_objective(make_plan(partnership, 2026)))
    when = FuzzyDate("5/3/2026", "day", DAY, DAY)

    first = following.add_log_entry(action, when, actor=alice, attendance=40)
    again = following.add_log_entry(action, when, actor=alice, attendance=40)
    other = following.add_log_entry(action, when, actor=alice, attendance=15)

    assert again == first
    assert other != first
    assert action.log_entries.count() == 2
