"""Saying oneself "I am here", with the code on the screen of the meeting."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation import minutes_links, workflow
from draaischijf.consultation.domain.locking import (
    check_open,
    lock_meeting,
    lock_meeting_as_it_is,
)
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import Meeting, Participant, PresenceLink
from draaischijf.history.domain import record
from draaischijf.people.queries import organisation_named
from draaischijf.signals.workflow import TransitionDenied, not_here

# Beyond this it is no room full of people any more, but a program.
MOST_SCANNED = 300


@transaction.atomic
def make_code(meeting: Meeting, *, actor: User) -> PresenceLink:
    """Make the code of a meeting and return it; the same one every time.

    One signs in with it on the day of the meeting only. Raises TransitionDenied without
    the right to convene, and for a meeting that does not go on.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    link, _is_new = PresenceLink.objects.get_or_create(
        meeting=locked, defaults=minutes_links.new_link(minutes_links.PRESENCE)
    )
    return link


@transaction.atomic
def say_present(meeting: Meeting, name: str, organisation: str = "") -> Participant:
    """Note who scanned the code as present, and return them; twice is once.

    Who was asked is found by name; another is a guest. Raises TransitionDenied on
    another day than that of the meeting, and once its minutes are approved.
    """
    locked = lock_meeting_as_it_is(meeting)
    check_open(locked)
    workflow.check_goes_on(locked.state)
    called = " ".join(name.split())
    if locked.day != timezone.localdate() or not called:
        raise TransitionDenied([not_here()])
    known = locked.participants.filter(name__iexact=called).order_by("is_guest").first()
    if known is None:
        if locked.participants.count() >= MOST_SCANNED:
            raise TransitionDenied([not_here()])
        known = Participant(
            meeting=locked,
            name=called,
            organisation=organisation_named(locked.partnership, organisation.strip()),
            is_guest=True,
        )
    if known.presence == Presence.PRESENT:
        return known
    known.presence = Presence.PRESENT
    known.save()
    record(locked, "said_present", actor=None)
    return known
