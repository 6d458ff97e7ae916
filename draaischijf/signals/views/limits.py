"""How often one visitor may send something: enough for an office, not for a program."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t

from draaischijf.core import rates


@dataclass(frozen=True)
class Limit:
    """So many in so many minutes. A whole town hall may share one address."""

    what: str
    most: int
    minutes: int = 60


REPORT = Limit("report", 40)
SUPPORT = Limit("support", 40)
FOLLOW_UP = Limit("follow-up", 60)
CHECK = Limit("check", 600)


def is_over(request: HttpRequest, limit: Limit) -> bool:
    """Count this request; tell whether the visitor sent too much by now.

    Somebody signed in is counted as that person, others by their address.
    """
    user = request.user
    who = f"user-{user.pk}" if user.is_authenticated else rates.address_of(request)
    return rates.is_over(
        f"signals-{limit.what}", who, most=limit.most, minutes=limit.minutes
    )


def too_many() -> str:
    """Return what a person reads who has to wait."""
    return _t(
        "A lot was sent from this connection in the last hour, so this was not taken "
        "yet. Your text is still here: send it again in a while. Attachments have to "
        "be chosen again."
    )


def wait(response: HttpResponse, limit: Limit) -> HttpResponse:
    """Tell the browser, too, that it has to wait and for how long."""
    response.status_code = 429
    response["Retry-After"] = str(limit.minutes * 60)
    return response
