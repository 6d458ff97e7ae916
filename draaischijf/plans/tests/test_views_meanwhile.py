"""Somebody takes an action out between the page and the deed: a sentence, no fault."""

from __future__ import annotations

import pytest

from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import meanwhile

pytestmark = pytest.mark.django_db


DEEDS = ("link", "unlink", "party", "log")


@pytest.mark.parametrize("deed", DEEDS)
def test_what_went_meanwhile_is_said_on_the_page_of_the_plan(
    partnership, as_user, alice, deed
):
    action = make_action(make_objective(make_plan(partnership)))
    signal = make_signal(partnership)
    action.signals.add(signal)
    party, entry = make_party(action), make_log_entry(action)
    path = {
        "link": "signalen/",
        "unlink": f"signalen/{signal.number}/weg/",
        "party": f"wie/{party.pk}/weg/",
        "log": f"noteren/{entry.pk}/weg/",
    }[deed]
    address, plan = f"{action.get_absolute_url()}{path}", action.plan

    with meanwhile(PlanAction.objects.all().delete):
        answer = as_user(alice).post(address, {"signal": signal.number}, follow=True)

    assert answer.redirect_chain[-1][0] == plan.get_absolute_url()
    said = [str(one) for one in answer.context["messages"]]
    assert len(said) == 1
    assert "intussen" in said[0]
