"""Who heard nothing for half a year, and telling them how things stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.signals.domain import affairs as domain
from draaischijf.signals.queries.feedback import unheard as unheard_in
from draaischijf.signals.views.signal_tasks import signal_for_task_or_404

MOST_SHOWN = 200


@require_safe
@in_partnership
def unheard(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the signals whose raisers heard nothing for half a year, longest first."""
    require(request.user, Permission.WEIGH, partnership)
    rows = unheard_in(partnership)
    context = {"rows": rows[:MOST_SHOWN], "total": len(rows)}
    return render(request, "signals/unheard.html", context)


@in_partnership
def affairs(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Show the mail with how a signal stands as it will go; send it when posted."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.WEIGH)
    if request.method == "POST":
        count = domain.tell_affairs(signal, actor=actor_of(request))
        words = ngettext(
            "%(count)s person was told.", "%(count)s people were told.", count
        )
        said = words % {"count": count} if count else _t("They were told already.")
        messages.success(request, said)
        return redirect("signals:unheard", partnership.slug)
    news = domain.affairs_news(signal)
    context = {"signal": signal, "news": news}
    return render(request, "signals/affairs.html", context)
