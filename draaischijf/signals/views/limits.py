"""How often one visitor may send something: enough for an office, not for a program.

These stand inside the views, so that a form comes back with what was typed. What is
limited before a view is reached stands in `website/rate_limits.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _t

from draaischijf.core import rates
from draaischijf.core.rates import Limit, wait

__all__ = ["Limit", "against_guessing", "is_over", "too_many", "wait"]

REPORT = Limit("signals-report", 40)
SUPPORT = Limit("signals-support", 40)
FOLLOW_UP = Limit("signals-follow-up", 60)
CHECK = Limit("signals-check", 600)
# Links that opened nothing: an old mail now and then, not a program that guesses.
MISSED = Limit("signals-missed", 60)

View = Callable[..., HttpResponseBase]


def is_over(request: HttpRequest, limit: Limit) -> bool:
    """Count this request; tell whether the visitor sent too much by now."""
    return limit.is_over(rates.visitor_of(request))


def too_many(limit: Limit) -> str:
    """Return what a person reads who has to wait."""
    return _t(
        "A lot was sent from this connection in the last hour, so this was not taken "
        "yet. Your text is still here: send it again after %(time)s. Attachments have "
        "to be chosen again."
    ) % {"time": limit.ends_at}


def against_guessing(view: View) -> View:
    """Open no personal link any more for an address that guessed wrong too often.

    A token has 192 bits, so nobody finds one by trying: this keeps the trying away
    from the database and out of the logs.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> object:
        address = rates.address_of(request)
        if MISSED.is_used_up(address):
            return rates.too_many(request, MISSED)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            MISSED.is_over(address)
            raise
        if response.status_code == 404:
            MISSED.is_over(address)
        return response

    return wrapped  # type: ignore[return-value]
