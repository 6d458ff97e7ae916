"""Walking through the actions of a plan that is carried over: one choice each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of
from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import CarryDecision
from draaischijf.plans.forms.carrying import ChoiceForm
from draaischijf.plans.models import CarryChoice, CarryOver
from draaischijf.plans.queries.action_now import action_now
from draaischijf.plans.queries.carrying import CarryOverview, CarryRow
from draaischijf.plans.views.carrying import address, in_carry_over, tabs_of
from draaischijf.plans.workflow import TransitionDenied

OVERVIEW = "overzicht"


def _is_part(request: HttpRequest) -> bool:
    """Tell whether HTMX asks for a piece of the page; going back asks for all of it."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.history_restore_request)


@require_http_methods(["GET", "HEAD", "POST"])
@in_carry_over
def carry_action(
    request: HttpRequest, carry_over: CarryOver, number: int
) -> HttpResponse:
    """Show one action and ask what happens with it."""
    overview = CarryOverview(carry_over)
    row = overview.row(number)
    given = posted(request)
    form = ChoiceForm(given, overview=overview, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            made = carrying.choose(
                carry_over, row.action, form.chosen, actor=actor_of(request)
            )
        except TransitionDenied as denied:
            for reason in denied.reasons:
                form.refuse(reason)
        else:
            messages.success(request, said_of(made))
            return _to_next(request, overview, row)
    return _show(request, overview, row, form)


def _to_next(
    request: HttpRequest, overview: CarryOverview, row: CarryRow
) -> HttpResponse:
    carry_over = overview.carry_over
    following = overview.open_after(row)
    if request.GET.get("naar") == OVERVIEW:
        url = address(carry_over, "carry_over") + f"#actie-{row.action.number}"
    elif following:
        # HTMX follows, and gets the next action in place.
        return redirect(address(carry_over, "carry_action", following.action.number))
    else:
        url = address(carry_over, "carry_finish")
    return _go(request, url)


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another page: not into the place of a piece of this one."""
    return HttpResponseClientRedirect(url) if _is_part(request) else redirect(url)


def _show(
    request: HttpRequest, overview: CarryOverview, row: CarryRow, form: ChoiceForm
) -> HttpResponse:
    context = {
        "plan": overview.plan,
        "carry_over": overview.carry_over,
        "overview": overview,
        "row": row,
        "action": row.action,
        "now": action_now(request.user, row.action),
        "line": overview.line(row),
        "place": overview.place(row),
        "before": overview.before(row),
        "following": overview.open_after(row),
        "to_overview": request.GET.get("naar") == OVERVIEW,
        "form": form,
    }
    part = "#screen" if _is_part(request) else ""
    status = 422 if form.errors else 200
    return render(request, f"plans/carry_action.html{part}", context, status=status)


@require_POST
@in_carry_over
def carry_continue(
    request: HttpRequest, carry_over: CarryOver, number: int
) -> HttpResponse:
    """Say with one press that an action goes on."""
    row = CarryOverview(carry_over).row(number)
    try:
        made = carrying.choose(
            carry_over,
            row.action,
            Chosen(CarryDecision.CONTINUE),
            actor=actor_of(request),
        )
    except TransitionDenied as denied:
        messages.error(request, " ".join(denied.reasons))
        return _back_to_list(request, carry_over, number)
    messages.success(request, said_of(made))
    return _row_or_list(request, carry_over, number)


@require_POST
@in_carry_over
def carry_take_back(
    request: HttpRequest, carry_over: CarryOver, number: int
) -> HttpResponse:
    """Take the choice for an action away again."""
    row = CarryOverview(carry_over).row(number)
    try:
        carrying.take_choice_back(carry_over, row.action, actor=actor_of(request))
    except TransitionDenied as denied:
        messages.error(request, " ".join(denied.reasons))
    else:
        said = _t("The choice for “%(title)s” was taken back.")
        messages.success(request, said % {"title": row.action.title})
    return _back_to_list(request, carry_over, number)


def _row_or_list(
    request: HttpRequest, carry_over: CarryOver, number: int
) -> HttpResponse:
    """Return the row as it is now, to stand in its place; the list without HTMX."""
    if not _is_part(request):
        return _back_to_list(request, carry_over, number)
    overview = CarryOverview(carry_over)
    context = {
        "plan": overview.plan,
        "carry_over": carry_over,
        "overview": overview,
        "row": overview.row(number),
        "shown": request.POST.get("toon", ""),
        "tabs": tabs_of(overview, request.POST.get("toon", "")),
        "is_fresh": True,
    }
    return render(request, "plans/_carry_row_pressed.html", context)


def _back_to_list(
    request: HttpRequest, carry_over: CarryOver, number: int
) -> HttpResponse:
    query = "?toon=open" if request.POST.get("toon") == "open" else ""
    url = address(carry_over, "carry_over")
    return _go(request, f"{url}{query}#actie-{number}")


def said_of(choice: CarryChoice) -> str:
    """Return what was saved, as the page says it."""
    return _t("Saved: “%(title)s”: %(choice)s.") % {
        "title": choice.action.title,
        "choice": choice.get_decision_display(),
    }
