"""Where access holds words of a person (core/redaction)."""

from __future__ import annotations

from draaischijf.core.redaction.register import Texts

TEXTS = (Texts("access.AccessRequest", ("why", "reason")),)

_STAFF = "about people who work here; their own data, with its own retention"
_MADE = "made by the program"

LEFT = {
    "access.AccessRequest.name": _STAFF,
    "access.AccessRequest.email": _STAFF,
    "access.AccessRequest.function": _STAFF,
    "access.AccessRequest.nonce": _MADE,
    "access.AccessRequest.token_hash": _MADE,
    "access.Invitation.*": _STAFF,
    "access.MailDomain.*": "the mail domain of an organisation",
}
