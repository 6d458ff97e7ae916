"""Taking an action out: not round who decides, nor round what was noted."""

from __future__ import annotations

import pytest
from django.utils import translation

from draaischijf.plans.domain import acting, following, tree
from draaischijf.plans.enums import Lifecycle, PlanStatus
from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
MEMO = {"is_pro_memorie": True, "decided_by": "Stuurgroep GBO"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def objective(partnership):
    return make_objective(make_plan(partnership))


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_another_body_decides_about_is_not_taken_out(objective, alice, depth):
    top = make_action(objective, "Geheel", **(MEMO if depth == 0 else {}))
    below = top
    for level in range(1, depth + 1):
        memo = MEMO if level == depth else {}
        below = make_action(objective, f"Deel {level}", parent=below, **memo)
    free = make_action(objective, "Vrij")

    with pytest.raises(TransitionDenied) as denied:
        tree.remove_action(top, actor=alice)
    tree.remove_action(free, actor=alice)

    assert f"Stuurgroep GBO decides about “{below.title}”" in denied.value.reasons[0]
    assert PlanAction.objects.count() == depth + 1


def test_an_amendment_does_not_lose_what_was_noted(objective, alice):
    whole, free = make_action(objective, "Geheel"), make_action(objective, "Vrij")
    part = make_action(objective, "Deel", parent=whole)
    make_log_entry(part)
    plan = objective.plan
    plan.status = PlanStatus.AMENDING
    plan.save()

    with pytest.raises(TransitionDenied, match=r"noted about “Deel”.*not extended"):
        tree.remove_action(whole, actor=alice)
    tree.remove_action(free, actor=alice)
    plan.status = PlanStatus.DRAFT
    plan.save()
    tree.remove_action(PlanAction.objects.get(pk=whole.pk), actor=alice)

    assert not PlanAction.objects.exists()


def test_the_page_offers_to_take_out_only_what_can_go(objective, as_user, alice):
    memo = make_action(objective, "Van hen", **MEMO)
    free = make_action(objective, "Van hier")
    plan = objective.plan.get_absolute_url()
    desk = as_user(alice)

    outline = desk.get(f"{plan}?weergave=overzicht").content.decode()
    asked = {
        one: desk.get(f"{plan}acties/{one.number}/verwijderen/").content.decode()
        for one in (memo, free)
    }

    assert f"acties/{free.number}/verwijderen/" in outline
    assert f"acties/{memo.number}/verwijderen/" not in outline
    assert 'class="button danger"' in asked[free]
    assert 'class="button danger"' not in asked[memo]
    assert "Stuurgroep GBO" in asked[memo]


def test_an_action_that_went_meanwhile_is_refused_in_words(
    partnership, objective, alice
):
    action = make_action(objective)
    party, entry = make_party(action), make_log_entry(action)
    signal = make_signal(partnership)
    PlanAction.objects.all().delete()

    for attempt in (
        lambda: acting.edit_action(action, actor=alice, remark="x"),
        lambda: acting.change_lifecycle(action, Lifecycle.ADAPTED, actor=alice),
        lambda: acting.link_signal(action, signal, actor=alice),
        lambda: acting.remove_party(party, actor=alice),
        lambda: following.remove_log_entry(entry, actor=alice),
    ):
        with pytest.raises(TransitionDenied, match="out of the plan meanwhile"):
            attempt()
