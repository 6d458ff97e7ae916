"""The partnership of an address and who acts, resolved once for every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from draaischijf.accounts.http import actor_of
from draaischijf.people.models import Partnership
from draaischijf.people.queries import partnership_or_404

__all__ = ["actor_of", "in_partnership", "put_in_frame"]

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Partnership, Rest], HttpResponseBase]


def in_partnership(
    view: View[Rest],
) -> Callable[..., HttpResponseBase]:
    """Give the view the Partnership whose slug is `p` in the address, or answer 404."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, p: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        partnership = partnership_or_404(p)
        put_in_frame(request, partnership)
        return view(request, partnership, *args, **kwargs)

    return wrapped


def put_in_frame(request: HttpRequest, partnership: Partnership) -> None:
    """Let the frame around the page be that of a partnership: it reads it there."""
    request.partnership = partnership  # type: ignore[attr-defined]
