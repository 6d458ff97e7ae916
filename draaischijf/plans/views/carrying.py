"""Carrying a plan over: starting, the overview of all choices, finishing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from draaischijf.core.frame import Place
from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.domain import carrying
from draaischijf.plans.forms.carrying import StartForm
from draaischijf.plans.models import ActionPlan, CarryOver
from draaischijf.plans.queries.carry_words import outcome_in_words
from draaischijf.plans.queries.carrying import CarryOverview, open_carry_over
from draaischijf.plans.queries.plan_neighbours import successor_of
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.workflow import TransitionDenied

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

Rest = ParamSpec("Rest")
# What of the list is shown, by the word in the address.
VIEWS = {"open": "open", "mee": "along", "niet-mee": "behind"}


def in_carry_over(
    view: Callable[Concatenate[HttpRequest, CarryOver, Rest], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Give the view the open carry-over of the plan at this address.

    Without one it leads to starting it; who may not edit plans finds nothing.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest,
        partnership: Partnership,
        slug: str,
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> HttpResponse:
        require(request.user, Permission.EDIT_PLAN, partnership)
        found = open_carry_over(plan_or_404(request.user, partnership, slug))
        if found is None:
            return redirect("plans:carry_start", partnership.slug, slug)
        return view(request, found, *args, **kwargs)

    return in_partnership(cast("Callable[..., HttpResponse]", wrapped))


def address(carry_over: CarryOver, name: str, *more: Any) -> str:
    """Return the address of a page of this carry-over."""
    plan = carry_over.source
    return reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug, *more])


@require_http_methods(["GET", "HEAD", "POST"])
@in_partnership
def carry_start(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Ask title and period of the next plan, or change them while it is open."""
    require(request.user, Permission.EDIT_PLAN, partnership)
    plan = plan_or_404(request.user, partnership, slug)
    found = open_carry_over(plan)
    following = None if found else successor_of(request.user, plan)
    if following:
        said = _t("“%(title)s” goes on with this plan already.")
        messages.info(request, said % {"title": following.title})
        return redirect(following)
    proposed = found or carrying.propose_next(plan)
    given = posted(request)
    initial = {name: getattr(proposed, name) for name in ("title", "start", "end")}
    form = StartForm(given, partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_start(request, plan, found, form))
        except TransitionDenied as denied:
            form.refuse(" ".join(denied.reasons))
    context = {"plan": plan, "carry_over": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "plans/carry_start.html", context, status=status)


def _start(
    request: HttpRequest, plan: ActionPlan, found: CarryOver | None, form: StartForm
) -> str:
    given = {name: form.cleaned_data[name] for name in ("title", "start", "end")}
    actor = actor_of(request)
    if found:
        carrying.edit_carry_over(found, actor=actor, **given)
        return address(found, "carry_over")
    made = carrying.start_carry_over(plan, actor=actor, **given)
    return address(made, "carry_resume")


@require_safe
@in_carry_over
def carry_over(request: HttpRequest, carry_over: CarryOver) -> HttpResponse:
    """List every action with its choice."""
    overview = CarryOverview(carry_over)
    shown = request.GET.get("toon", "")
    context = {
        "plan": carry_over.source,
        "carry_over": carry_over,
        "overview": overview,
        "groups": overview.groups(VIEWS.get(shown, "")),
        "shown": shown if shown in VIEWS else "",
        "tabs": tabs_of(overview, shown),
    }
    return render(request, "plans/carry_over.html", context)


def tabs_of(overview: CarryOverview, shown: str) -> list[Place]:
    """Return the views of the list, each with how many actions it holds."""
    url = address(overview.carry_over, "carry_over")
    labels = {
        "": _t("All"),
        "open": _t("Still to choose"),
        "mee": _t("Goes along"),
        "niet-mee": _t("Does not go along"),
    }
    return [
        Place(
            label,
            f"{url}?toon={word}" if word else url,
            current=word == (shown if shown in VIEWS else ""),
            count=overview.count_of(VIEWS.get(word, "")),
        )
        for word, label in labels.items()
    ]


@require_safe
@in_carry_over
def carry_resume(request: HttpRequest, carry_over: CarryOver) -> HttpResponse:
    """Lead to the first action without a choice, or to finishing when all have one."""
    del request
    first = CarryOverview(carry_over).first_open
    if first:
        return redirect(address(carry_over, "carry_action", first.action.number))
    return redirect(address(carry_over, "carry_finish"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_carry_over
def carry_finish(request: HttpRequest, carry_over: CarryOver) -> HttpResponse:
    """Show what the next plan will be, and make it."""
    denied = None
    if request.method == "POST":
        try:
            made = carrying.finish_carry_over(carry_over, actor=actor_of(request))
        except TransitionDenied as error:
            denied = error
        else:
            messages.success(request, outcome_in_words(made))
            return redirect(made)
    context = {
        "plan": carry_over.source,
        "carry_over": carry_over,
        "overview": CarryOverview(carry_over),
        "denied": denied,
    }
    status = 422 if denied else 200
    return render(request, "plans/carry_finish.html", context, status=status)


@require_POST
@in_carry_over
def carry_cancel(request: HttpRequest, carry_over: CarryOver) -> HttpResponse:
    """Stop the carry-over; nothing of it is kept."""
    try:
        carrying.cancel_carry_over(carry_over, actor=actor_of(request))
    except TransitionDenied as denied:
        messages.error(request, " ".join(denied.reasons))
    else:
        said = _t("Carrying over to “%(title)s” was cancelled. Nothing was changed.")
        messages.success(request, said % {"title": carry_over.title})
    return redirect(carry_over.source)
