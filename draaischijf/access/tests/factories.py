"""Dumb makers: a minimal valid object, no hidden relations."""

from __future__ import annotations

import datetime

from django.utils import timezone

from draaischijf.access.emails import INVITATION, REQUEST
from draaischijf.access.models import AccessRequest, Invitation, MailDomain
from draaischijf.core import tokens


def opened_by(purpose, days=14):
    nonce = tokens.new_nonce()
    return {
        "nonce": nonce,
        "token_hash": tokens.hash_of(tokens.token_for(purpose, nonce)),
        "expires": timezone.now() + datetime.timedelta(days=days),
    }


def make_invitation(partnership, email="kim@durmeland.example", days=14, **fields):
    fields.setdefault("name", "Kim")
    fields.setdefault("kind", "field_worker")
    return Invitation.objects.create(
        partnership=partnership, email=email, **opened_by(INVITATION, days), **fields
    )


def make_access_request(
    partnership, organisation, email="kim@caw.example", days=2, **fields
):
    fields.setdefault("name", "Kim")
    return AccessRequest.objects.create(
        partnership=partnership,
        organisation=organisation,
        email=email,
        **opened_by(REQUEST, days),
        **fields,
    )


def make_mail_domain(organisation, domain="caw.example"):
    return MailDomain.objects.create(organisation=organisation, domain=domain)


def token_of(thing):
    purpose = INVITATION if isinstance(thing, Invitation) else REQUEST
    return tokens.token_for(purpose, thing.nonce, kept=thing.token_hash)
