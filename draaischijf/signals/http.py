"""The personal link of who raised something, opened once for every page behind it.

Who has the link is the raiser; nobody signs in. So the address goes to no other site,
is not kept by browsers or proxies, and is not found by search engines.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.rates import Limit
from draaischijf.people.http import put_in_frame
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.queries.following import partnership_of, raised_or_404

Raised = PreSignal | SignalSupport
View = Callable[..., HttpResponseBase]
# Links that opened nothing: an old mail now and then, not a program that guesses.
MISSED = Limit("signals-missed", 60)


def against_guessing(view: View) -> View:
    """Open no personal link any more for an address that guessed wrong too often.

    A token has 192 bits, so nobody finds one by trying: this keeps the trying away
    from the database and out of the logs.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
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

    return wrapped


def behind_link(
    view: Callable[[HttpRequest, str, Raised], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Give the view what the link opens, or say helpfully that it opens nothing."""

    @against_guessing
    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        try:
            raised = raised_or_404(token)
            put_in_frame(request, partnership_of(raised))
            response = view(request, token, raised)
        except Http404:
            response = render(request, "signals/follow_gone.html", status=404)
        return as_personal(response)

    return wrapped
