"""In the meeting: somebody walks in."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import lock_open_meeting
from draaischijf.consultation.domain.meetings import add_participant, check_is_here
from draaischijf.consultation.domain.noting import note_presence
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import Meeting, Participant
from draaischijf.people.models import Organisation, Person


@transaction.atomic
def welcome(
    meeting: Meeting,
    *,
    actor: User,
    name: str = "",
    person: Person | None = None,
    organisation: Organisation | None = None,
) -> Participant:
    """Note who walks in as present, and return them; twice is once.

    Who is on the list already is found, as the person or by name, and gets the person
    or organisation that was not known yet; another is added as a guest. Raises
    TransitionDenied as `add_participant` does.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    check_is_here(locked, person, organisation)
    called = person.name if person else " ".join(name.split())
    known = _on_the_list(locked, called, person, organisation)
    if known:
        _fill_in(known, person, organisation)
    row = known or add_participant(
        locked, actor=actor, name=called, person=person, organisation=organisation
    )
    return note_presence(row, Presence.PRESENT, actor=actor)


def _on_the_list(
    meeting: Meeting, name: str, person: Person | None, house: Organisation | None
) -> Participant | None:
    """Return who is meant, a member before a guest; a namesake of elsewhere is not."""
    rows = meeting.participants.order_by("is_guest", "pk")
    if person and (known := rows.filter(person=person).first()):
        return known
    named = rows.filter(name__iexact=name)
    if person:
        named = named.filter(person=None)
    if house:
        named = named.filter(Q(organisation=None) | Q(organisation=house))
    return named.first() if name else None


def _fill_in(
    row: Participant, person: Person | None, organisation: Organisation | None
) -> None:
    if person and row.person_id is None:
        row.person, row.email = person, row.email or person.email
    if organisation and row.organisation_id is None:
        row.organisation = organisation
    row.save(update_fields=["person", "email", "organisation"])
