"""Who was there, noted for everybody at once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import lock_open_meeting
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import Meeting, Participant
from draaischijf.history.domain import record


@transaction.atomic
def note_everybody(
    meeting: Meeting, presences: Mapping[int, Presence], *, actor: User
) -> int:
    """Note the presence of many participants, and return of how many it changed.

    `presences` says it by the participant's key; whoever is not named stays as noted.
    Raises TransitionDenied without the right to convene, once it was cancelled, and
    once its minutes are approved.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    rows = locked.participants.select_for_update(of=("self",)).filter(pk__in=presences)
    changed = [one for one in rows if one.presence != presences[one.pk]]
    for one in changed:
        one.presence = presences[one.pk]
    Participant.objects.bulk_update(changed, ["presence"])
    if changed:
        record(locked, "presence_noted", actor=actor)
    return len(changed)
