"""In the meeting: who is there, what is said under each item."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import lock_item, lock_open_meeting
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import AgendaItem, Participant
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied


class NotesMovedOnError(TransitionDenied):
    """Somebody else kept newer notes; `newer` is the item with them."""

    def __init__(self, newer: AgendaItem) -> None:
        self.newer = newer
        super().__init__(
            [
                _t(
                    "Somebody else wrote here meanwhile. Both texts are below: put "
                    "together what should stay, and keep it again."
                )
            ]
        )


@transaction.atomic
def keep_notes(item: AgendaItem, text: str, *, version: int, actor: User) -> AgendaItem:
    """Keep the notes of an item and return it; `version` is the one they were typed on.

    The same text again is once. Raises NotesMovedOnError when the notes are newer than
    that version, and TransitionDenied without the right to convene.
    """
    locked = lock_item(item, actor)
    workflow.check_goes_on(locked.meeting.state)
    if locked.notes == text:
        return locked
    if locked.notes_version != version:
        raise NotesMovedOnError(locked)
    # They are kept after each pause: history tells when another hand took over.
    if locked.notes_by_id != actor.pk:
        record(locked.meeting, "notes_kept", actor=actor, title=locked.title)
    locked.notes, locked.notes_by = text, actor
    locked.notes_version += 1
    locked.save(update_fields=["notes", "notes_version", "notes_by", "updated"])
    return locked


@transaction.atomic
def note_presence(
    participant: Participant, presence: Presence, *, actor: User
) -> Participant:
    """Note whether somebody is there, and return them.

    Raises TransitionDenied without the right to convene.
    """
    locked = lock_open_meeting(participant.meeting, actor)
    workflow.check_goes_on(locked.state)
    row = locked.participants.select_for_update(of=("self",)).get(pk=participant.pk)
    if row.presence == presence:
        return row
    row.presence = presence
    row.save(update_fields=["presence"])
    record(locked, "presence_noted", actor=actor)
    return row
