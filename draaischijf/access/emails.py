"""Every mail about access: to whom, about what, in whose language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.accounts.models import User
from draaischijf.core import tokens
from draaischijf.notifications.domain import Draft, enqueue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

    from draaischijf.people.models import Partnership

INVITATION, REQUEST = "invitation", "access-request"
INVITATION_URL = "draaischijf.access.emails.invitation_url"
PROOF_URL = "draaischijf.access.emails.proof_url"
PAGE_URL = "draaischijf.access.emails.page_url"


def invitation_url(*, nonce: str, kept: str) -> str:
    """Return the whole address that opens an invitation; asked while sending."""
    token = tokens.token_for(INVITATION, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('access:invitation', args=[token])}"


def proof_url(*, nonce: str, kept: str) -> str:
    """Return the whole address that proves the address of who asks for access."""
    token = tokens.token_for(REQUEST, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('access:request_proof', args=[token])}"


def page_url(*, name: str, slug: str) -> str:
    """Return the whole address of a page of a partnership."""
    return f"{settings.SITE_URL}{reverse(name, args=[slug])}"


def send_invitation(invitation: Invitation) -> None:
    """Put the invitation in the outbox; with a new nonce it is a new mail."""
    language = _language_of(invitation.email)
    context = {
        "name": invitation.name,
        "partnership": invitation.partnership,
        "by": str(invitation.invited_by or ""),
        "organisation": invitation.organisation,
        "expires": invitation.expires,
        "invitation": invitation,
    }
    _send(
        invitation.partnership,
        to=invitation.email,
        key=f"invitation-{invitation.pk}-{invitation.nonce}",
        template="invitation",
        subject=_said(
            _("You are invited to %(name)s"), language, invitation.partnership
        ),
        language=language,
        context=context,
        link=(INVITATION_URL, _opened_by(invitation)),
    )


def ask_for_proof(request: AccessRequest) -> None:
    """Ask whoever gave this address to prove it."""
    language = translation.get_language() or "nl"
    _send(
        request.partnership,
        to=request.email,
        key=f"access-proof-{request.pk}-{request.nonce}",
        template="request_proof",
        subject=_said(
            _("Is this your address? Access to %(name)s"), language, request.partnership
        ),
        language=language[:2],
        context={"name": request.name, "partnership": request.partnership},
        link=(PROOF_URL, _opened_by(request)),
    )


def tell_request_waits(request: AccessRequest, people: Iterable[User]) -> None:
    """Tell those who may let people in that somebody asks."""
    for user in people:
        _send(
            request.partnership,
            to=user.email,
            key=f"access-waits-{request.pk}-{user.pk}",
            template="request_waits",
            subject=_said(
                _("Somebody asks for access to %(name)s"),
                user.language,
                request.partnership,
            ),
            language=user.language,
            context={"request": request, "partnership": request.partnership},
            link=(PAGE_URL, {"name": "access:people", "slug": _slug(request)}),
        )


def tell_answer(request: AccessRequest) -> None:
    """Tell somebody whether the request was granted, and why not."""
    language = _language_of(request.email)
    is_granted = request.state == "granted"
    subject = (
        _said(_("You have access to %(name)s"), language, request.partnership)
        if is_granted
        else _said(_("Your request for %(name)s"), language, request.partnership)
    )
    link = (PAGE_URL, {"name": "access:mine", "slug": _slug(request)})
    _send(
        request.partnership,
        to=request.email,
        key=f"access-answer-{request.pk}",
        template="request_answer",
        subject=subject,
        language=language,
        context={
            "request": request,
            "partnership": request.partnership,
            "is_granted": is_granted,
        },
        link=link if is_granted else ("", {}),
    )


def _send(
    partnership: Partnership,
    *,
    to: str,
    key: str,
    template: str,
    subject: str,
    language: str,
    context: dict[str, Any],
    link: tuple[str, dict[str, Any]],
) -> None:
    path, arguments = link
    enqueue(
        Draft(
            key=key,
            kind=template,
            to=to,
            subject=subject,
            template=f"access/mail/{template}",
            context={**context, "partnership_name": partnership.name},
            language=language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=path,
            link_arguments=arguments,
        )
    )


def _opened_by(thing: Invitation | AccessRequest) -> dict[str, Any]:
    return {"nonce": thing.nonce, "kept": thing.token_hash}


def _slug(request: AccessRequest) -> str:
    return request.partnership.slug


def _language_of(email: str) -> str:
    user = User.objects.filter(email__iexact=email).first()
    return user.language if user else "nl"


def _said(message: StrPromise, language: str, partnership: Partnership) -> str:
    with translation.override(language):
        return str(message) % {"name": partnership.name}
