"""The words that mean the same, as a partnership sets them."""

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
from draaischijf.signals.domain.synonyms import keep_synonyms
from draaischijf.signals.forms.synonyms import SynonymsForm
from draaischijf.signals.queries.synonyms import lines_of, shared_lines
from draaischijf.signals.refusals import RefusalsIn


@in_partnership
def synonyms(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show and change the list; the button "start" puts the shared one back."""
    require(request.user, Permission.WEIGH, partnership)
    is_back = request.POST.get("do") == "shared"
    form = SynonymsForm(
        {"lines": shared_lines()} if is_back else posted(request),
        partnership=partnership,
        initial={"lines": lines_of(partnership)},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            lines = form.cleaned_data["lines"]
            keep_synonyms(partnership, lines, actor=actor_of(request))
            messages.success(request, _t("The list is kept."))
            return redirect("signals:synonyms", partnership.slug)
    status = 422 if form.errors else 200
    return render(request, "signals/synonyms.html", {"form": form}, status=status)
