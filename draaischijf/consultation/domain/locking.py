"""Bodies and meetings as they are now: two may press at once."""

from __future__ import annotations

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.enums import MinutesState
from draaischijf.consultation.models import AgendaItem, Body, Meeting, Minutes
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import check_held


def check_convenes(actor: User, partnership: Partnership) -> None:
    """Raise TransitionDenied without the right to convene."""
    check_held(set(permissions_of(actor, partnership)), Permission.CONVENE)


def lock_body(body: Body, actor: User) -> Body:
    """Return the body, locked after its partnership, as when a meeting is planned.

    So two who each put one body under the other wait for each other. Raises
    TransitionDenied without CONVENE.
    """
    Partnership.objects.select_for_update(of=("self",)).get(pk=body.partnership_id)
    locked = (
        Body.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=body.pk)
    )
    check_convenes(actor, locked.partnership)
    return locked


def lock_meeting_as_it_is(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, locked; who acts is not asked."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("partnership", "body__partnership")
        .get(pk=meeting.pk)
    )


def lock_meeting(meeting: Meeting, actor: User) -> Meeting:
    """Return the meeting, locked. Raises TransitionDenied without CONVENE."""
    locked = lock_meeting_as_it_is(meeting)
    check_convenes(actor, locked.partnership)
    return locked


def check_open(meeting: Meeting) -> None:
    """Raise TransitionDenied once the minutes of a locked meeting are approved."""
    approved = Minutes.objects.filter(meeting=meeting, state=MinutesState.APPROVED)
    workflow.check_not_approved(is_approved=approved.exists())


def lock_open_meeting(meeting: Meeting, actor: User) -> Meeting:
    """Return a meeting of which the minutes may still change, locked.

    Raises TransitionDenied without CONVENE, and once its minutes are approved.
    """
    locked = lock_meeting(meeting, actor)
    check_open(locked)
    return locked


def lock_item(item: AgendaItem, actor: User) -> AgendaItem:
    """Return an item with its meeting locked. Raises TransitionDenied, as above."""
    locked = lock_open_meeting(item.meeting, actor)
    fresh = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    fresh.meeting = locked
    return fresh
