"""A year of meetings at once, and looking for a date with the members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from draaischijf.consultation.domain import polling
from draaischijf.consultation.domain.series import plan_series, propose_days
from draaischijf.consultation.forms.polls import (
    PollForm,
    SeriesForm,
    SpreadForm,
    moments_sent,
)
from draaischijf.consultation.models import Body
from draaischijf.consultation.queries.bodies import body_or_404
from draaischijf.consultation.queries.polls import (
    days_taken,
    option_or_404,
    still_to_plan,
)
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn

TUESDAY = 1


@in_partnership
def series(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Propose the days of a year of meetings, and plan those that were kept."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    body = body_or_404(actor, partnership, pk)
    today = timezone.localdate()
    year = today.year + (today.month > 9)
    first = {"jaar": year, "aantal": still_to_plan(body, year), "weekdag": TUESDAY}
    spread = SpreadForm({**first, **request.GET.dict()})
    days = []
    if spread.is_valid():
        asked = spread.cleaned_data
        days = propose_days(
            asked["jaar"],
            asked["aantal"],
            asked["weekdag"],
            today=today,
            taken=days_taken(body, asked["jaar"]),
        )
    form = SeriesForm(
        posted(request),
        partnership=partnership,
        days=days,
        initial={"title": body.name},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = plan_series(body, form.facts, form.days, actor=actor)
            words = ngettext(
                "%(count)s meeting is planned.",
                "%(count)s meetings are planned.",
                len(made),
            )
            messages.success(request, words % {"count": len(made)})
            return redirect(body)
    status = 422 if form.errors else 200
    context = {"body": body, "spread": spread, "form": form, "days": days}
    return render(request, "consultation/series.html", context, status=status)


@in_partnership
def poll_new(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Propose moments to the members of a body."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    body = body_or_404(actor, partnership, pk)
    if "more" in request.POST:
        return _another_moment(request, body)
    form = PollForm(
        posted(request), partnership=partnership, initial={"title": body.name}
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            made = polling.start_poll(
                body,
                given["title"],
                form.moments,
                actor=actor,
                place=given["place"],
                about=given["about"],
                is_public=given["is_public"],
            )
            return redirect("consultation:meeting_invite", partnership.slug, made.pk)
    status = 422 if form.errors else 200
    context = {"body": body, "form": form}
    return render(request, "consultation/poll_new.html", context, status=status)


def _another_moment(request: HttpRequest, body: Body) -> HttpResponse:
    """Show the form with a moment more; what was typed stays, and is not judged yet."""
    form = PollForm(
        partnership=body.partnership,
        initial=request.POST.dict(),
        shown=moments_sent(request.POST) + 1,
    )
    form.focus_last()
    template = "consultation/poll_new.html"
    part = f"{template}#moments" if wants_part(request) else template
    return render(request, part, {"body": body, "form": form})


@require_POST
@in_partnership
def poll_choose(
    request: HttpRequest, partnership: Partnership, pk: int, option: int
) -> HttpResponse:
    """Plan the meeting on one of the moments; all who were asked hear it."""
    actor, found = convened_or_404(request, partnership, pk)
    chosen = option_or_404(found, option)

    def choose() -> None:
        polling.choose_date(chosen, actor=actor)
        messages.success(
            request, _t("The meeting is planned. Everybody gets an invitation.")
        )

    return done(request, found, choose)
