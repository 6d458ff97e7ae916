"""Asking for access with an address of an organisation, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.access import emails, notices
from draaischijf.access.domain.letting_in import let_in
from draaischijf.access.enums import RequestState
from draaischijf.access.models import AccessRequest
from draaischijf.access.permissions import may_invite
from draaischijf.access.queries import who_lets_in
from draaischijf.accounts.models import User
from draaischijf.history.domain import record

if TYPE_CHECKING:
    from draaischijf.people.models import Organisation, Partnership

DAYS_TO_PROVE = 2


@transaction.atomic
def ask(
    partnership: Partnership,
    organisation: Organisation,
    *,
    email: str,
    name: str,
    function: str = "",
    why: str = "",
) -> AccessRequest:
    """Keep a request and mail a link that proves the address, and return it.

    Nobody reads it before that. Somebody who asked already gets the link again, or
    waits for the answer that is coming.
    """
    email = email.strip().lower()
    going_on = AccessRequest.objects.select_for_update().filter(
        partnership=partnership,
        email__iexact=email,
        state__in=[RequestState.UNPROVEN, RequestState.WAITING],
    )
    request = going_on.first() or AccessRequest(partnership=partnership, email=email)
    if request.state == RequestState.WAITING:
        return request
    request.organisation, request.name = organisation, name.strip()
    request.function, request.why = function.strip(), why.strip()
    request.renew_token(emails.REQUEST, days=DAYS_TO_PROVE)
    request.save()
    emails.ask_for_proof(request)
    return request


@transaction.atomic
def prove(request: AccessRequest) -> AccessRequest:
    """Note that the address is right, tell who may answer, and return it.

    Twice is once. Raises ValidationError when the link is too old.
    """
    locked = _lock(request)
    if locked.state != RequestState.UNPROVEN:
        return locked
    if locked.is_expired:
        raise ValidationError(_t("This link is too old. Ask again."))
    locked.state = RequestState.WAITING
    locked.save(update_fields=["state", "updated"])
    people = who_lets_in(locked)
    emails.tell_request_waits(locked, people)
    notices.tell_request_waits(locked, people)
    return locked


@transaction.atomic
def grant(request: AccessRequest, kind: str, *, actor: User) -> AccessRequest:
    """Let somebody in who asked, in a role, and return the request.

    Raises ValidationError when it has an answer already, when `actor` may not give
    the role, and for an account that was closed.
    """
    locked = _lock_waiting(request)
    if not may_invite(actor, locked.partnership, kind, locked.organisation):
        raise ValidationError(_t("You cannot give this role for this organisation."))
    _user, locked.person = let_in(locked, kind, name=locked.name, actor=actor)
    return _answered(locked, RequestState.GRANTED, actor, "access_granted")


@transaction.atomic
def refuse(request: AccessRequest, reason: str, *, actor: User) -> AccessRequest:
    """Say no, with the reason the person reads, and return the request.

    Raises ValidationError when it has an answer already.
    """
    locked = _lock_waiting(request)
    locked.reason = reason.strip()
    return _answered(locked, RequestState.REFUSED, actor, "access_refused")


def _answered(
    locked: AccessRequest, state: RequestState, actor: User, verb: str
) -> AccessRequest:
    locked.state, locked.judged, locked.judged_by = state, timezone.now(), actor
    locked.save()
    record(locked, verb, actor=actor, person=locked.name)
    emails.tell_answer(locked)
    return locked


def _lock(request: AccessRequest) -> AccessRequest:
    return (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("partnership", "organisation")
        .get(pk=request.pk)
    )


def _lock_waiting(request: AccessRequest) -> AccessRequest:
    locked = _lock(request)
    if locked.state != RequestState.WAITING:
        raise ValidationError(_t("Somebody answered this request already."))
    return locked
