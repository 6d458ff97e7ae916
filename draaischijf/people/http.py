"""The partnership of an address and who acts, resolved once for every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django_htmx.http import HttpResponseClientRedirect

from draaischijf.accounts.http import actor_of
from draaischijf.core.elsewhere import Elsewhere
from draaischijf.core.sent import wants_part
from draaischijf.people.models import Partnership
from draaischijf.people.queries import partnership_or_404
from draaischijf.taxonomy import known

__all__ = ["actor_of", "in_partnership", "put_in_frame"]

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Partnership, Rest], HttpResponseBase]


def in_partnership(
    view: View[Rest],
) -> Callable[..., HttpResponseBase]:
    """Give the view the Partnership whose slug is `p` in the address, or answer 404.

    The frame around the page reads it from the request. What goes on elsewhere is led
    to for who may know (core/elsewhere.py).
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, p: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        partnership = partnership_or_404(p)
        put_in_frame(request, partnership)
        # Who changes reference data sees at once what it is now.
        reads = request.method in {"GET", "HEAD"}
        try:
            with known.reading(partnership.reference if reads else None):
                return view(request, partnership, *args, **kwargs)
        except Elsewhere as there:
            return _lead_to(request, there)

    return wrapped


def put_in_frame(request: HttpRequest, partnership: Partnership) -> None:
    """Let the frame around the page be that of a partnership: it reads it there."""
    request.partnership = partnership  # type: ignore[attr-defined]


def _lead_to(request: HttpRequest, there: Elsewhere) -> HttpResponseBase:
    """Lead to where a thing goes on, and say that what was sent was not kept."""
    if request.method not in {"GET", "HEAD"}:
        words = _t("%(why)s What you sent was not kept: look whether it fits there.")
        messages.warning(request, words % {"why": there.said})
    if wants_part(request):
        return HttpResponseClientRedirect(there.url)
    return redirect(there.url)
