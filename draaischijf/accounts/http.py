"""Who acts, resolved once for every view."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from draaischijf.accounts.models import User


def actor_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises Http404 for a visitor."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
