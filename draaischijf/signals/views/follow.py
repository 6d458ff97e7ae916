"""What became of my report: the page behind the personal link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from draaischijf.signals import links


@login_not_required
def follow(request: HttpRequest, token: str) -> HttpResponse:
    raised = links.find(token)
    if raised is None:
        raise Http404
    return render(request, "signals/follow.html", {"raised": raised})
