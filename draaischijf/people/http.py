"""The partnership of an address and who acts, resolved once for every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership
from draaischijf.people.queries import partnership_or_404

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Partnership, Rest], HttpResponseBase]


def in_partnership(
    view: View[Rest],
) -> Callable[..., HttpResponseBase]:
    """Give the view the Partnership whose slug is `p` in the address, or answer 404.

    The frame around the page reads it from the request.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, p: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        partnership = partnership_or_404(p)
        request.partnership = partnership  # type: ignore[attr-defined]
        return view(request, partnership, *args, **kwargs)

    return wrapped


def actor_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises Http404 for a visitor."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
