"""The list of signals and the page of one signal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership


@login_not_required
@in_partnership
def signals(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    return render(request, "signals/signals.html", {"partnership": partnership})


@login_not_required
@in_partnership
def signal(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    return render(request, "signals/signal.html", {"partnership": partnership})
