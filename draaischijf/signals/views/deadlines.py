"""The page on which a partnership says how long each phase may last."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.signals.domain.deadlines import change_deadlines
from draaischijf.signals.forms.deadlines import DeadlinesForm
from draaischijf.signals.queries.deadlines import terms_of


@in_partnership
def deadlines(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Choose how long each phase may last; empty is no deadline."""
    require(request.user, Permission.ARRANGE, partnership)
    terms = terms_of(partnership)
    form = DeadlinesForm(posted(request), partnership=partnership, terms=terms)
    if request.method == "POST" and form.is_valid():
        change_deadlines(
            partnership,
            actor=actor_of(request),
            answer_within=form.cleaned_data["answer_within"],
            days=form.days,
        )
        messages.success(request, _t("The deadlines are kept."))
        return redirect("signals:deadlines", partnership.slug)
    context = {"form": form, "is_chosen": terms.pk is not None}
    status = 422 if form.errors else 200
    return render(request, "signals/deadlines.html", context, status=status)
