"""A decision of a body: one line in the register, and what it is about goes on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import lock_item
from draaischijf.consultation.domain.minutes import approve_minutes
from draaischijf.consultation.domain.passing_on import (
    MOVED_ACTION,
    kept_of,
    moved_action,
)
from draaischijf.consultation.enums import PASSED, DecisionResult
from draaischijf.consultation.models import AgendaItem, BodyDecision, Meeting
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership
from draaischijf.plans.domain.acting import change_lifecycle
from draaischijf.plans.domain.approving import record_result
from draaischijf.plans.enums import Lifecycle, StepResult
from draaischijf.plans.models import ApprovalStep
from draaischijf.plans.workflow import NamedDecision
from draaischijf.signals.domain.following import record_decision
from draaischijf.signals.domain.movement import change_state
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import Challenge, Decision
from draaischijf.signals.workflow import TransitionDenied


@dataclass(frozen=True)
class Verdict:
    """What was decided, and by how many votes where they were counted."""

    text: str
    result: DecisionResult = DecisionResult.ADOPTED
    reference: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    is_public: bool = False

    @property
    def passed(self) -> bool:
        return self.result in PASSED


@dataclass(frozen=True)
class SignalWay:
    """How a signal goes on after it was decided: Kortrijk's routes, and the lead."""

    route: Route
    lead: Organisation | None = None
    lead_text: str = ""
    challenge: Challenge | None = None


@dataclass(frozen=True)
class ActionLife:
    """Where an action is in its life from now on, and why."""

    lifecycle: Lifecycle
    reason: str = ""


@dataclass(frozen=True)
class StepSaid:
    """What the body said about a step of approval of a plan."""

    step: ApprovalStep
    without_advice: bool = False


@transaction.atomic
def decide(
    item: AgendaItem,
    verdict: Verdict,
    *,
    actor: User,
    way: SignalWay | None = None,
    life: ActionLife | None = None,
    step: StepSaid | None = None,
) -> BodyDecision:
    """Note a decision, move what it is about, and return it; twice is once.

    Said again with a way, a life or a step it moves what it did not move yet. Minutes
    that an item approves are approved. A signal with a way goes to `decided`, an action
    gets its place in life, a step of approval its result: by the functions of their own
    modules, all or nothing. Raises TransitionDenied without the right to convene or to
    do the other thing, for a meeting that has to come, without words, and with every
    gate that is still closed.
    """
    # Whoever waited for the lock sees what the first press kept.
    locked = lock_item(item, actor)
    day, text = _day_of(locked.meeting), verdict.text.strip()
    if not text:
        raise TransitionDenied([_t("Write what was decided.")])
    known = locked.decisions.filter(text=text, result=verdict.result).first()
    made = known or _register(locked, verdict, day)
    if way and verdict.passed and made.signal_decision is None:
        made.signal_decision = _decide_signal(made, way, actor)
    if life and verdict.passed and not moved_action(made):
        _decide_action(made, life, actor)
    if step and made.approval_step is None:
        made.approval_step = _decide_step(made, step, actor)
    if locked.approves and verdict.passed:
        approve_minutes(locked.approves, actor=actor, meeting=locked.meeting)
    made.save(update_fields=["signal_decision", "approval_step", "updated"])
    if not known:
        said = {"number": str(made), "result": str(made.result)}
        record(made, "body_decided", actor=actor, is_public=made.is_public, **said)
    return made


def _day_of(meeting: Meeting) -> datetime.date:
    if meeting.day is None:
        raise TransitionDenied([_t("Say first on which day this meeting was.")])
    workflow.check_sits(meeting.state, meeting.day, timezone.localdate())
    return meeting.day


def _register(item: AgendaItem, verdict: Verdict, day: datetime.date) -> BodyDecision:
    """Give a decision the next number of its year."""
    meeting = item.meeting
    Partnership.objects.select_for_update(of=("self",)).get(pk=meeting.partnership_id)
    of_year = BodyDecision.objects.filter(
        partnership=meeting.partnership, year=day.year
    )
    last = of_year.aggregate(last=Max("number"))["last"] or 0
    return BodyDecision.objects.create(
        partnership=meeting.partnership,
        body=meeting.body,
        meeting=meeting,
        item=item,
        year=day.year,
        number=last + 1,
        day=day,
        text=verdict.text.strip(),
        result=verdict.result,
        reference=verdict.reference.strip(),
        in_favour=verdict.in_favour,
        against=verdict.against,
        abstained=verdict.abstained,
        signal=item.signal,
        plan_action=item.plan_action,
        is_public=verdict.is_public,
    )


def body_name(decision: BodyDecision) -> str:
    """Return who decided: the body, or a meeting without one."""
    return str(decision.body or decision.meeting or "")


def _name_for_everybody(decision: BodyDecision) -> str:
    """Return who decided, as it may stand on the page of a public signal or action."""
    if decision.body and not decision.body.is_public:
        return decision.partnership.name
    return body_name(decision)


def _decide_signal(made: BodyDecision, way: SignalWay, actor: User) -> Decision:
    if made.signal is None:
        raise TransitionDenied([_t("This item is about no signal.")])
    kept = kept_of(made).signal
    decision = record_decision(
        made.signal,
        body=_name_for_everybody(made),
        date=made.day,
        route=way.route,
        actor=actor,
        text=kept.text,
        reference=kept.reference,
        lead=way.lead,
        lead_text=way.lead_text,
        challenge=way.challenge,
    )
    made.signal.refresh_from_db()
    if made.signal.state == SignalState.PUBLISHED:
        change_state(made.signal, SignalState.DECIDED, actor=actor)
    return decision


def _decide_action(made: BodyDecision, life: ActionLife, actor: User) -> None:
    if made.plan_action is None:
        raise TransitionDenied([_t("This item is about no action.")])
    change_lifecycle(
        made.plan_action,
        life.lifecycle,
        actor=actor,
        reason=life.reason,
        decision=NamedDecision(
            _name_for_everybody(made), made.day, kept_of(made).reference
        ),
    )
    record(made, MOVED_ACTION, actor=actor, number=str(made))


def _decide_step(made: BodyDecision, said: StepSaid, actor: User) -> ApprovalStep:
    item_plan = made.item.plan_id if made.item else None
    if said.step.plan_id != item_plan:
        raise TransitionDenied([_t("This step belongs to another plan.")])
    results = {
        DecisionResult.ADOPTED: StepResult.APPROVED,
        DecisionResult.ADOPTED_CHANGED: StepResult.WITH_REMARKS,
        DecisionResult.REJECTED: StepResult.REFUSED,
    }
    result = results.get(DecisionResult(made.result))
    if result is None:
        return said.step
    return record_result(
        said.step,
        result,
        made.day,
        actor=actor,
        **kept_of(made).of_step,
        without_advice=said.without_advice,
    )
