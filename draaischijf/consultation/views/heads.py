"""Counting heads, where nobody can be named."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from draaischijf.consultation.domain import meetings as domain
from draaischijf.consultation.forms.heads import HeadsForm
from draaischijf.consultation.queries.attendance import headcount_of
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership


@in_partnership
def heads_count(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Keep how many there were."""
    actor, found = convened_or_404(request, partnership, pk)
    known = headcount_of(found)
    initial = {name: getattr(known, name, None) for name in HeadsForm.base_fields}
    form = HeadsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        heads: dict[str, Any] = form.heads
        return done(
            request,
            found,
            lambda: domain.count_heads(found, actor=actor, **heads),
            "#aanwezig",
        )
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": found}
    return render(request, "consultation/heads.html", context, status=status)
