"""An action pro memorie: another body decides, and nobody here gets round that."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.plans.domain import acting
from draaischijf.plans.enums import Lifecycle, PlanStatus
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import NamedDecision, TransitionDenied

pytestmark = pytest.mark.django_db
COUNCIL = "Gemeenteraad Lokelare"
DECISION = NamedDecision(COUNCIL, datetime.date(2026, 2, 3), "GR-12")


@pytest.fixture
def action(partnership):
    return make_action(
        make_objective(make_plan(partnership)), is_pro_memorie=True, decided_by=COUNCIL
    )


def lifecycle_of(action):
    action.refresh_from_db()
    return action.lifecycle


@pytest.mark.parametrize("who", ["alice", "dora"])
@pytest.mark.parametrize(
    "decision",
    [
        None,
        NamedDecision("  ", datetime.date(2026, 2, 3)),
        NamedDecision("Wij zelf", datetime.date(2026, 2, 3)),
    ],
)
def test_nobody_changes_it_without_that_bodys_decision(request, action, who, decision):
    actor = request.getfixturevalue(who)

    for state in Lifecycle:
        with pytest.raises(TransitionDenied):
            acting.change_lifecycle(
                action, state, actor=actor, reason="Omdat", decision=decision
            )

    assert lifecycle_of(action) == Lifecycle.CONTINUED
    assert not action.lifecycle_decisions.exists()


def test_a_decision_that_lies_ahead_is_none(action, dora):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(TransitionDenied):
        acting.change_lifecycle(
            action,
            Lifecycle.COMPLETED,
            actor=dora,
            decision=NamedDecision(COUNCIL, tomorrow),
        )

    assert lifecycle_of(action) == Lifecycle.CONTINUED


def test_with_the_decision_it_changes_and_the_decision_is_kept(action, alice):
    acting.change_lifecycle(action, Lifecycle.COMPLETED, actor=alice, decision=DECISION)

    assert lifecycle_of(action) == Lifecycle.COMPLETED
    kept = action.lifecycle_decisions.get()
    assert (kept.body, kept.date, kept.reference) == (
        COUNCIL,
        DECISION.date,
        "GR-12",
    )
    assert Entry.objects.about(action).last().data["body"] == COUNCIL


def test_the_mark_is_not_taken_off_to_get_round_it(action, dora):
    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=dora, is_pro_memorie=False)
    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=dora, is_pro_memorie=False, decided_by="")

    action.refresh_from_db()
    assert action.is_pro_memorie
    assert not Entry.objects.about(action).exists()


def test_the_body_is_known_by_its_name_in_any_capitals(action, alice):
    typed = NamedDecision(" gemeenteraad  LOKELARE ", DECISION.date)

    acting.change_lifecycle(action, Lifecycle.COMPLETED, actor=alice, decision=typed)

    assert lifecycle_of(action) == Lifecycle.COMPLETED


def test_who_decides_is_not_renamed_in_the_same_breath(action, dora):
    ours = NamedDecision("Wij zelf", DECISION.date)

    with pytest.raises(TransitionDenied):
        acting.edit_action(
            action,
            actor=dora,
            is_pro_memorie=False,
            decided_by="Wij zelf",
            decision=ours,
        )

    action.refresh_from_db()
    assert (action.is_pro_memorie, action.decided_by) == (True, COUNCIL)


def test_the_mark_goes_with_the_decision_of_the_body(action, dora):
    acting.edit_action(action, actor=dora, is_pro_memorie=False, decision=DECISION)

    action.refresh_from_db()
    assert not action.is_pro_memorie
    assert action.lifecycle_decisions.get().body == COUNCIL
    verbs = [one.verb for one in Entry.objects.about(action)]
    assert verbs == ["pro_memorie_lifted", "action_edited"]


def test_other_words_of_it_change_without_a_decision(action, alice):
    changed = acting.edit_action(action, actor=alice, title="Attest voor elk pand")

    assert changed.is_pro_memorie
    assert not action.lifecycle_decisions.exists()


# -- Through every form ---------------------------------------------------------------


def address(action, name):
    plan = action.plan
    return reverse(f"plans:{name}", args=["durmeland", plan.slug, action.number])


@pytest.mark.parametrize("who", ["alice", "dora"])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"body": "", "decided": "2026-02-03"},
        {"body": COUNCIL},
        {"body": "Wij zelf", "decided": "2026-02-03"},
        {"body": COUNCIL, "decided": "2999-01-01"},
        {"body": "   ", "decided": "2026-02-03", "reference": "GR-12"},
    ],
)
def test_the_form_asks_for_body_and_day(request, as_user, action, who, given):
    client = as_user(request.getfixturevalue(who))

    answer = client.post(
        address(action, "action_lifecycle"), {"lifecycle": "completed", **given}
    )

    assert answer.status_code == 422
    assert lifecycle_of(action) == Lifecycle.CONTINUED


def test_the_form_with_the_decision_changes_it(as_user, action, alice):
    answer = as_user(alice).post(
        address(action, "action_lifecycle"),
        {
            "lifecycle": "not_extended",
            "reason": "De raad wil het niet.",
            "body": COUNCIL,
            "decided": "2026-02-03",
            "reference": "GR-12",
        },
    )

    assert answer.status_code == 302
    assert lifecycle_of(action) == Lifecycle.NOT_EXTENDED
    page = as_user(alice).get(action.get_absolute_url()).content.decode()
    assert "GR-12" in page


def test_one_click_does_not_get_round_it(as_user, action, dora):
    action.lifecycle, action.proposed = Lifecycle.UNKNOWN, Lifecycle.NEW
    action.save()
    plan = reverse("plans:to_confirm", args=["durmeland", action.plan.slug])
    client = as_user(dora)

    page = client.get(plan).content.decode()
    client.post(plan, {"lifecycle": "new", "number": action.number})
    one_click = client.post(address(action, "action_lifecycle"), {"lifecycle": "new"})

    assert 'name="lifecycle"' not in page
    assert COUNCIL in page
    assert one_click.status_code == 422
    assert lifecycle_of(action) == Lifecycle.UNKNOWN


def test_an_adopted_plan_keeps_the_mark_whoever_asks(action, dora):
    action.plan.status = PlanStatus.ADOPTED
    action.plan.save()

    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=dora, is_pro_memorie=False, decision=DECISION)
