"""What is on the agenda: adding, ordering, and asking to talk about an item."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from draaischijf.accounts.models import User
from draaischijf.bundles.models import SignalBundle
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import (
    check_open,
    lock_item,
    lock_meeting_as_it_is,
    lock_open_meeting,
)
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.models import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingTask,
    Minutes,
)
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import TransitionDenied, check_held, not_here


@dataclass(frozen=True)
class ItemFacts:
    """What an item is, and the one thing it points at."""

    title: str
    text: str = ""
    treatment: Treatment = Treatment.DISCUSSION
    minutes: int | None = None
    signal: PolicySignal | None = None
    plan_action: PlanAction | None = None
    plan: ActionPlan | None = None
    bundle: SignalBundle | None = None
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True)
class Origin:
    """For what an item was put on the agenda, where it goes on with something."""

    continues: AgendaItem | None = None
    task: MeetingTask | None = None
    approves: Minutes | None = None


@transaction.atomic
def add_item(
    meeting: Meeting, facts: ItemFacts, *, actor: User, origin: Origin | None = None
) -> AgendaItem:
    """Put an item at the end of an agenda and return it; the same item is once.

    Raises TransitionDenied without the right to convene, once the meeting was
    cancelled, and for a thing of another partnership.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    _check_is_here(locked, facts)
    given = _fields(facts)
    same = {
        name: given[name]
        for name in ("title", "text", "signal", "plan_action", "plan", "bundle")
    }
    from_where = vars(origin or Origin())
    known = locked.items.filter(**same, **from_where).first()
    if known:
        return known
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=locked, position=last + 1, **given, **from_where
    )
    item.files.set(facts.files)
    record(locked, "item_added", actor=actor, title=item.title)
    return item


@transaction.atomic
def edit_item(item: AgendaItem, facts: ItemFacts, *, actor: User) -> AgendaItem:
    """Change an item and return it. Raises TransitionDenied as `add_item` does."""
    locked = lock_item(item, actor)
    workflow.check_goes_on(locked.meeting.state)
    _check_is_here(locked.meeting, facts)
    given = _fields(facts)
    if facts.treatment == Treatment.CONSENT:
        # Back to consent: whoever wants to talk about it asks anew.
        locked.was_asked, locked.asked_by = False, None
        locked.save(update_fields=["was_asked", "asked_by"])
    before, after = change_fields(locked, given, tuple(given))
    had = [one.name for one in locked.files.order_by("pk")]
    locked.files.set(facts.files)
    has = [one.name for one in locked.files.order_by("pk")]
    if had != has:
        before["files"], after["files"] = ", ".join(had), ", ".join(has)
    if after:
        record(locked.meeting, "item_edited", actor=actor, before=before, after=after)
    return locked


@transaction.atomic
def move_item(item: AgendaItem, place: int, *, actor: User) -> None:
    """Give an item another place, 1 for the first; the others close up.

    Raises TransitionDenied without the right to convene.
    """
    locked = lock_item(item, actor)
    rows = list(locked.meeting.items.select_for_update().order_by("position", "pk"))
    before = [one.pk for one in rows]
    moved = next(one for one in rows if one.pk == locked.pk)
    rows.remove(moved)
    rows.insert(max(place, 1) - 1, moved)
    if [one.pk for one in rows] == before:
        return
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])
    record(locked.meeting, "agenda_ordered", actor=actor, title=locked.title)


@transaction.atomic
def remove_item(item: AgendaItem, *, actor: User) -> None:
    """Take an item off the agenda; twice is once.

    Raises TransitionDenied without the right to convene, and for an item under which
    something was noted or decided.
    """
    locked = lock_open_meeting(item.meeting, actor)
    row = locked.items.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if row is None:
        return
    workflow.check_can_be_removed(
        has_notes=bool(row.notes), has_decisions=row.decisions.exists()
    )
    title, place = row.title, row.position
    row.delete()
    locked.items.filter(position__gt=place).update(position=F("position") - 1)
    record(locked, "item_removed", actor=actor, title=title)


@transaction.atomic
def ask_to_discuss(item: AgendaItem, *, actor: User) -> AgendaItem:
    """Take an item out of what passes by consent, and return it; twice is once.

    Every reader of the partnership may ask it, for consent is silence of everybody.
    Raises TransitionDenied for others, for an item that is talked about already, and
    once the minutes are approved.
    """
    meeting = lock_meeting_as_it_is(item.meeting)
    check_held(set(permissions_of(actor, meeting.partnership)), Permission.READ)
    return _take_out_of_consent(meeting, item, actor)


@transaction.atomic
def ask_by_link(invitation: Invitation, item: AgendaItem) -> AgendaItem:
    """Take an item out of consent for who is invited and has no account; else the same.

    Raises TransitionDenied as `ask_to_discuss` does, and for an item of elsewhere.
    """
    meeting = lock_meeting_as_it_is(invitation.participant.meeting)
    if item.meeting_id != meeting.pk:
        raise TransitionDenied([not_here()])
    return _take_out_of_consent(meeting, item, None)


def _take_out_of_consent(
    meeting: Meeting, item: AgendaItem, actor: User | None
) -> AgendaItem:
    check_open(meeting)
    workflow.check_goes_on(meeting.state)
    locked = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if locked.was_asked and locked.treatment != Treatment.CONSENT:
        return locked
    workflow.check_can_be_asked(locked.treatment)
    locked.treatment = Treatment.DISCUSSION
    locked.was_asked, locked.asked_by = True, actor
    locked.save(update_fields=["treatment", "was_asked", "asked_by", "updated"])
    record(meeting, "item_asked", actor=actor, title=locked.title)
    return locked


def _fields(facts: ItemFacts) -> dict[str, Any]:
    given = {one.name: getattr(facts, one.name) for one in fields(facts)}
    del given["files"]
    return given | {name: given[name].strip() for name in ("title", "text")}


def _check_is_here(meeting: Meeting, facts: ItemFacts) -> None:
    things = (
        facts.signal,
        facts.plan_action and facts.plan_action.plan,
        facts.plan,
        facts.bundle,
    )
    for one in things:
        if one and one.partnership_id != meeting.partnership_id:
            raise TransitionDenied([not_here()])
