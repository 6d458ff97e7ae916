"""For the machines that watch: alive, and ready to serve."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse

from draaischijf.website.queries import is_ready


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does."""
    del request
    return JsonResponse({"alive": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and all migrations ran, else 503."""
    del request
    state = is_ready()
    return JsonResponse(state, status=200 if all(state.values()) else 503)
