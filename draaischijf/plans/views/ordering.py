"""The order of a plan: a step, a drag, another objective, and numbering anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.plans.domain import ordering
from draaischijf.plans.domain.ordering import Moved, codes_seen
from draaischijf.plans.domain.rewording import ChangedMeanwhile
from draaischijf.plans.forms.in_place import CodesForm, PlaceForm
from draaischijf.plans.forms.plan_actions import ActionMoveForm
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.building import objective_or_404, objectives_to_choose
from draaischijf.plans.queries.codes import renumbered
from draaischijf.plans.queries.plan_facets import OUTLINE, Wanted
from draaischijf.plans.queries.plan_page import PlanPage
from draaischijf.plans.queries.plans import action_or_404
from draaischijf.plans.views.asking import (
    RefusalsIn,
    Task,
    back_to,
    form_done,
    plan_to_edit_or_404,
    show_form,
)
from draaischijf.plans.workflow import FIXED, TransitionDenied


@require_POST
@in_partnership
def action_place(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Move an action one up or down, or right after another one."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    action = action_or_404(request.user, partnership, slug, number)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text())
    try:
        moved = _move_action(request, action, form)
    except TransitionDenied as denied:
        return _said(request, plan, " ".join(denied.reasons), f"actie-{number}")
    words = _t("Action “%(title)s” now stands at place %(place)s of %(of)s.")
    return _said(request, plan, _where(words, action, moved), f"actie-{number}")


def _move_action(request: HttpRequest, action: PlanAction, form: PlaceForm) -> Moved:
    actor, given = actor_of(request), form.cleaned_data
    if given["step"]:
        return ordering.step_action(action, given["step"], actor=actor)
    slug, place = action.plan.slug, action.plan.partnership
    objective = (
        objective_or_404(action.plan, given["objective"])
        if given["objective"]
        else None
    )
    after = (
        action_or_404(request.user, place, slug, given["after"])
        if given["after"]
        else None
    )
    return ordering.move_action(action, actor=actor, objective=objective, after=after)


@require_POST
@in_partnership
def objective_place(
    request: HttpRequest, partnership: Partnership, slug: str, objective: int
) -> HttpResponse:
    """Move an objective one up or down among those beside it, or after one of them."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    moving = objective_or_404(plan, objective)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text())
    actor, step, after = (
        actor_of(request),
        form.cleaned_data["step"],
        form.cleaned_data["after"],
    )
    try:
        if step:
            moved = ordering.step_objective(moving, step, actor=actor)
        else:
            anchor = objective_or_404(plan, after) if after else None
            moved = ordering.move_objective(moving, actor=actor, after=anchor)
    except TransitionDenied as denied:
        return _said(request, plan, " ".join(denied.reasons), f"doel-{objective}")
    words = _t("Objective “%(title)s” now stands at place %(place)s of %(of)s.")
    return _said(request, plan, _where(words, moving, moved), f"doel-{objective}")


def _where(words: str, thing: PlanAction | Objective, moved: Moved) -> str:
    return words % {"title": thing.title, "place": moved.place, "of": moved.of}


def _said(
    request: HttpRequest, plan: ActionPlan, said: str, anchor: str
) -> HttpResponse:
    if not wants_part(request):
        messages.info(request, said)
        return redirect(f"{plan.get_absolute_url()}?weergave={OUTLINE}#{anchor}")
    page = PlanPage(plan, request.user, Wanted(view=OUTLINE))
    context = {"plan": plan, "page": page, "said": said}
    return render(request, "plans/_plan_outline.html", context)


@in_partnership
def action_move(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Move an action to another objective."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    action = action_or_404(request.user, partnership, slug, number)
    places = [
        (one, label)
        for one, label in objectives_to_choose(plan)
        if one.pk != action.objective_id
    ]
    form = ActionMoveForm(posted(request), partnership=partnership, places=places)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            ordering.move_to_end(action, form.chosen, actor=actor_of(request))
            back = back_to(request, plan, f"actie-{number}")
            return form_done(request, _t("The action is moved."), back)
    task = Task(
        _("Move this action to another objective"),
        _("Move it"),
        back_to(request, plan, f"actie-{number}"),
        lead=str(action),
    )
    return show_form(request, form, task, plan)


@in_partnership
def plan_codes(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Show the codes every place would get, and give them on request."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    form = CodesForm(posted(request))
    overtaken, refused = False, list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            count = ordering.renumber_codes(
                plan, seen=form.cleaned_data["seen"], actor=actor_of(request)
            )
            said = ngettext(
                "%(count)s code changed.", "%(count)s codes changed.", count
            )
            return form_done(request, said % {"count": count}, back_to(request, plan))
        except ChangedMeanwhile:
            overtaken = True
        except TransitionDenied as denied:
            refused = denied.reasons
    codes = renumbered(plan)
    context = {
        "plan": plan,
        "codes": codes,
        "changes": sum(one.changes for one in codes),
        "seen": codes_seen(codes),
        "overtaken": overtaken,
        "refused": refused,
        "is_fixed": plan.status in FIXED,
        "back": back_to(request, plan),
    }
    status = 422 if overtaken or refused else 200
    return render(request, "plans/plan_codes.html", context, status=status)
