"""The registrations of a gathering, as who organises it puts them in and right."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.gathering import Registrant, take_in, take_out
from draaischijf.consultation.domain.locking import lock_meeting, lock_open_meeting
from draaischijf.consultation.enums import RegistrationState
from draaischijf.consultation.models import Gathering, Meeting, Registration
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied


@transaction.atomic
def register_for(meeting: Meeting, who: Registrant, *, actor: User) -> Registration:
    """Register who called or wrote, as they would on the page, and return it.

    Places and waiting list count the same, and who has an address gets the same mail.
    The last day to register binds who registers, not who organises. Somebody twice is
    once. Raises TransitionDenied without the right to convene, for a meeting one cannot
    register for, and for one that is not planned or is over.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_can_be_asked_to(locked.state, is_over=locked.is_over)
    gathering = Gathering.objects.filter(meeting=locked).first()
    if gathering is None:
        raise TransitionDenied([_t("One can register no more for this gathering.")])
    made, is_new = take_in(locked, gathering, who)
    if is_new:
        # Who it was is no history: it goes with the registration.
        record(locked, "registered_for", actor=actor)
    return made


@transaction.atomic
def correct_registration(
    registration: Registration, *, name: str, organisation_name: str, actor: User
) -> Registration:
    """Put the name or organisation of who registered right, and return it.

    Also afterwards, for a certificate bears the name; the place stays. Nothing changed
    is nothing done. Raises TransitionDenied without the right to convene, once it was
    withdrawn, once the minutes are approved, and for a meeting that was cancelled.
    """
    locked = lock_open_meeting(registration.meeting, actor)
    workflow.check_goes_on(locked.state)
    row = Registration.objects.select_related("participant").get(pk=registration.pk)
    if row.state == RegistrationState.WITHDRAWN:
        raise TransitionDenied([_t("This registration was withdrawn.")])
    name, organisation_name = name.strip(), organisation_name.strip()
    if (row.name, row.organisation_name) == (name, organisation_name):
        return row
    row.name, row.organisation_name = name, organisation_name
    row.save(update_fields=["name", "organisation_name"])
    if row.participant:
        row.participant.name = name
        row.participant.save(update_fields=["name"])
    record(locked, "registration_corrected", actor=actor)
    return row


@transaction.atomic
def withdraw_for(registration: Registration, *, actor: User) -> Registration:
    """Withdraw for who let know not to come; who waits longest gets the place.

    Both are mailed where there is an address. Twice is once. Raises TransitionDenied
    without the right to convene, and for a gathering that is over.
    """
    locked = lock_meeting(registration.meeting, actor)
    row, is_new = take_out(registration, locked)
    if is_new:
        record(locked, "registration_withdrawn_for", actor=actor)
    return row
