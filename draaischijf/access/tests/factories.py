"""Dumb makers: a minimal valid object, no hidden relations."""

from __future__ import annotations

from draaischijf.access.emails import INVITATION, REQUEST
from draaischijf.access.models import AccessRequest, Invitation, MailDomain
from draaischijf.core import tokens


def with_token(made, purpose, days):
    made.renew_token(purpose, days=days)
    made.save()
    return made


def make_invitation(partnership, email="kim@durmeland.example", days=14, **fields):
    fields.setdefault("name", "Kim")
    fields.setdefault("kind", "field_worker")
    made = Invitation(partnership=partnership, email=email, **fields)
    return with_token(made, INVITATION, days)


def make_access_request(
    partnership, organisation, email="kim@caw.example", days=2, **fields
):
    fields.setdefault("name", "Kim")
    made = AccessRequest(
        partnership=partnership, organisation=organisation, email=email, **fields
    )
    return with_token(made, REQUEST, days)


def make_mail_domain(organisation, domain="caw.example"):
    return MailDomain.objects.create(organisation=organisation, domain=domain)


def token_of(thing):
    purpose = INVITATION if isinstance(thing, Invitation) else REQUEST
    return tokens.token_for(purpose, thing.nonce, kept=thing.token_hash)
