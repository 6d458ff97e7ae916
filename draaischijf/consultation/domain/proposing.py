"""Putting on the agenda what was proposed, with one press."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.agenda import ItemFacts, Origin, add_item
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.models import AgendaItem, Meeting, MeetingTask, Minutes
from draaischijf.consultation.queries.proposals import approval_title
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.signals.workflow import TransitionDenied, not_here

Made = tuple[ItemFacts, Origin]


@transaction.atomic
def take_up(meeting: Meeting, kind: str, key: int, *, actor: User) -> AgendaItem:
    """Put a proposed thing on the agenda and return its item; twice is once.

    Raises TransitionDenied as `add_item` does, and for a thing that is not here.
    """
    make = KINDS.get(kind)
    made = make(meeting, key, actor) if make else None
    if made is None:
        raise TransitionDenied([not_here()])
    facts, origin = made
    return add_item(meeting, facts, actor=actor, origin=origin)


def _signal(meeting: Meeting, key: int, actor: User) -> Made | None:
    rows = signals_readable_in(actor, meeting.partnership)
    found: PolicySignal | None = rows.filter(pk=key).first()
    if found is None:
        return None
    can_be_decided = found.state == SignalState.PUBLISHED
    treatment = Treatment.DECISION if can_be_decided else Treatment.DISCUSSION
    return ItemFacts(found.title, treatment=treatment, signal=found), Origin()


def _action(meeting: Meeting, key: int, actor: User) -> Made | None:
    del actor
    rows = PlanAction.objects.filter(plan__partnership=meeting.partnership, pk=key)
    found = rows.select_related("plan").first()
    return (ItemFacts(found.title, plan_action=found), Origin()) if found else None


def _plan(meeting: Meeting, key: int, actor: User) -> Made | None:
    del actor
    rows = ActionPlan.objects.filter(partnership=meeting.partnership, pk=key)
    found = rows.first()
    if found is None:
        return None
    return ItemFacts(found.title, treatment=Treatment.DECISION, plan=found), Origin()


def _item(meeting: Meeting, key: int, actor: User) -> Made | None:
    del actor
    rows = AgendaItem.objects.filter(meeting__partnership=meeting.partnership, pk=key)
    old = rows.select_related("signal", "plan_action__plan", "plan", "bundle").first()
    if old is None:
        return None
    facts = ItemFacts(
        old.title,
        text=old.text,
        treatment=Treatment(old.treatment),
        minutes=old.minutes,
        signal=old.signal,
        plan_action=old.plan_action,
        plan=old.plan,
        bundle=old.bundle,
        files=tuple(old.files.order_by("pk")),
    )
    return facts, Origin(continues=old)


def _task(meeting: Meeting, key: int, actor: User) -> Made | None:
    del actor
    rows = MeetingTask.objects.filter(meeting__partnership=meeting.partnership, pk=key)
    found = rows.first()
    return (ItemFacts(found.what), Origin(task=found)) if found else None


def _minutes(meeting: Meeting, key: int, actor: User) -> Made | None:
    del actor
    rows = Minutes.objects.filter(meeting__partnership=meeting.partnership, pk=key)
    found = rows.select_related("meeting").first()
    if found is None:
        return None
    facts = ItemFacts(approval_title(found), treatment=Treatment.CONSENT)
    return facts, Origin(approves=found)


KINDS: dict[str, Callable[[Meeting, int, User], Made | None]] = {
    "signal": _signal,
    "action": _action,
    "plan": _plan,
    "item": _item,
    "task": _task,
    "minutes": _minutes,
}
