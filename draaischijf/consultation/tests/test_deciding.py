"""When a body can decide, and what a decision moves when it is said again."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import deciding, meetings
from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.deciding import (
    ActionLife,
    SignalWay,
    StepSaid,
    Verdict,
)
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.enums import MeetingState, Treatment
from draaischijf.consultation.models import BodyDecision
from draaischijf.consultation.tests.factories import (
    make_decision,
    make_item,
    make_meeting,
)
from draaischijf.history.models import Entry
from draaischijf.plans.domain.acting import change_lifecycle
from draaischijf.plans.enums import Lifecycle, StepResult
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_plan,
)
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def days(count):
    return timezone.localdate() + datetime.timedelta(days=count)


# -- When ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day"),
    [
        (MeetingState.PLANNED, 1),
        (MeetingState.HELD, 1),
        (MeetingState.POSTPONED, -1),
        (MeetingState.POSTPONED, 60),
        (MeetingState.PROPOSED, -1),
        (MeetingState.CANCELLED, -1),
    ],
)
def test_a_meeting_that_did_not_take_place_decides_nothing(
    partnership, body, house, alice, state, day
):
    meeting = make_meeting(partnership, body, days(day), state=state)
    signal = make_signal(partnership, SignalState.PUBLISHED)
    item = make_item(meeting, signal=signal)
    make_item(meeting, "Kalender", treatment=Treatment.CONSENT)
    way = SignalWay(Route.BILATERAL, house)

    with pytest.raises(TransitionDenied):
        deciding.decide(item, Verdict("Akkoord."), way=way, actor=alice)
    with pytest.raises(TransitionDenied):
        pass_by_consent(meeting, actor=alice)

    signal.refresh_from_db()
    assert signal.state == SignalState.PUBLISHED
    assert not BodyDecision.objects.exists()


@pytest.mark.parametrize(
    ("state", "day"),
    [(MeetingState.PLANNED, 0), (MeetingState.PLANNED, -3), (MeetingState.HELD, -3)],
)
def test_a_meeting_decides_while_it_goes_on_and_after(
    partnership, body, alice, state, day
):
    meeting = make_meeting(partnership, body, days(day), state=state)
    make_item(meeting, "Kalender", treatment=Treatment.CONSENT)

    made = deciding.decide(make_item(meeting), Verdict("Akkoord."), actor=alice)

    assert made.day == days(day)
    assert len(pass_by_consent(meeting, actor=alice)) == 1


@pytest.mark.parametrize(("day", "offered"), [(7, False), (0, True)])
def test_a_decision_is_offered_once_the_day_has_come(
    partnership, body, alice, reading, day, offered
):
    meeting = make_meeting(partnership, body, days(day))
    item = make_item(meeting)
    make_item(meeting, "Kalender", treatment=Treatment.CONSENT)
    office = reading(alice)
    decide = address("item_decide", meeting.pk, item.pk)

    shown = office.get(meeting.get_absolute_url()).content.decode()
    room = office.get(address("room", meeting.pk)).content.decode()

    assert (decide in shown) is (decide in room) is offered
    assert (address("consent_pass", meeting.pk) in shown) is offered
    if not offered:
        refused = office.post(decide, {"text": "Akkoord.", "result": "adopted"})
        assert refused.status_code == 422
        assert "still has to come" in refused.content.decode()


# -- Said again, with more -----------------------------------------------------------


def test_a_way_that_is_said_later_still_moves_the_signal(
    partnership, meeting, house, alice
):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    item = make_item(meeting, signal=signal)
    deciding.decide(item, Verdict("Akkoord."), actor=alice)
    way = SignalWay(Route.BILATERAL, house)

    made = deciding.decide(item, Verdict("Akkoord."), way=way, actor=alice)
    other = SignalWay(Route.CHALLENGE, house)
    deciding.decide(item, Verdict("Akkoord."), way=other, actor=alice)

    signal.refresh_from_db()
    assert BodyDecision.objects.get() == made
    assert signal.state == SignalState.DECIDED
    assert signal.decisions.get() == made.signal_decision
    assert signal.decisions.get().route == Route.BILATERAL
    assert Entry.objects.about(made).filter(verb="body_decided").count() == 1


def test_a_life_that_is_said_later_moves_the_action_once(partnership, meeting, alice):
    action = make_action(make_objective(make_plan(partnership, 2027)))
    item = make_item(meeting, plan_action=action)
    life = ActionLife(Lifecycle.NOT_EXTENDED, "Het net is klaar.")
    deciding.decide(item, Verdict("Akkoord."), actor=alice)

    deciding.decide(item, Verdict("Akkoord."), life=life, actor=alice)
    action.refresh_from_db()
    moved = action.lifecycle
    change_lifecycle(action, Lifecycle.PERMANENT, actor=alice)
    deciding.decide(item, Verdict("Akkoord."), life=life, actor=alice)

    action.refresh_from_db()
    assert moved == Lifecycle.NOT_EXTENDED
    assert action.lifecycle == Lifecycle.PERMANENT


def test_a_step_that_is_said_later_gets_its_result(partnership, meeting, alice):
    plan = make_plan(partnership, 2027, status="submitted")
    step = make_approval_step(plan, "Stuurgroep", position=1, kind="approval")
    item = make_item(meeting, plan=plan)
    deciding.decide(item, Verdict("Akkoord."), actor=alice)

    made = deciding.decide(item, Verdict("Akkoord."), step=StepSaid(step), actor=alice)

    step.refresh_from_db()
    made.refresh_from_db()
    assert step.result == StepResult.APPROVED
    assert made.approval_step == step


# -- The day put right ---------------------------------------------------------------


def test_decisions_follow_the_day_of_their_meeting(partnership, body, alice):
    meeting = make_meeting(
        partnership, body, datetime.date(2026, 1, 9), state=MeetingState.HELD
    )
    made = deciding.decide(make_item(meeting), Verdict("Akkoord."), actor=alice)
    apart = make_decision(partnership, meeting=meeting, day=datetime.date(2026, 1, 12))
    right = MeetingFacts(meeting.title, datetime.date(2025, 12, 19))

    meetings.edit_meeting(meeting, right, actor=alice)

    made.refresh_from_db()
    apart.refresh_from_db()
    assert made.day == right.day
    assert str(made) == "2026/1"
    assert apart.day == datetime.date(2026, 1, 12)
    line = Entry.objects.about(made).get(verb="decision_day_put_right")
    assert line.data["before"] == {"day": "2026-01-09"}
    assert line.data["after"] == {"day": "2025-12-19"}


def test_what_was_decided_was_not_on_a_day_to_come(partnership, body, alice):
    meeting = make_meeting(partnership, body, days(-1), state=MeetingState.HELD)
    made = deciding.decide(make_item(meeting), Verdict("Akkoord."), actor=alice)

    with pytest.raises(TransitionDenied):
        meetings.edit_meeting(
            meeting, MeetingFacts(meeting.title, days(3)), actor=alice
        )

    made.refresh_from_db()
    meeting.refresh_from_db()
    assert made.day == meeting.day == days(-1)
