"""One field at a time, in its place: a fragment with HTMX, a page without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t

from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.domain.rewording import reword_action, reword_objective
from draaischijf.plans.forms.in_place import (
    ACTION_FIELDS,
    OBJECTIVE_FIELDS,
    InPlaceForm,
    OneField,
)
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.plans.queries.building import objective_or_404
from draaischijf.plans.queries.plan_lines import goes_on_words
from draaischijf.plans.views.action_tasks import action_for_task_or_404
from draaischijf.plans.views.asking import (
    RefusalsIn,
    back_to,
    form_done,
    plan_to_edit_or_404,
)
from draaischijf.plans.workflow import FIXED

# What the link "do nothing" asks for: the field as it stands.
SHOWN = "tonen"


@in_partnership
def action_field(
    request: HttpRequest, partnership: Partnership, slug: str, number: int, name: str
) -> HttpResponse:
    """Change one field of an action."""
    field = _field_or_404(ACTION_FIELDS, name)
    action = action_for_task_or_404(request, partnership, slug, number, field.needed)
    form = InPlaceForm(posted(request), thing=action, name=name, field=field)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            kept = reword_action(
                action,
                name,
                form.value,
                seen=form.cleaned_data["seen"],
                actor=actor_of(request),
            )
            kept.plan = action.plan
            return _kept(request, kept, name, f"actie-{number}")
    is_fixed = action.plan.status in FIXED and field.needed != Permission.FOLLOW_UP
    return _show(request, action, form, is_fixed=is_fixed, anchor=f"actie-{number}")


@in_partnership
def objective_field(
    request: HttpRequest, partnership: Partnership, slug: str, objective: int, name: str
) -> HttpResponse:
    """Change one field of an objective."""
    field = _field_or_404(OBJECTIVE_FIELDS, name)
    plan = plan_to_edit_or_404(request, partnership, slug, field.needed)
    place = objective_or_404(plan, objective)
    form = InPlaceForm(posted(request), thing=place, name=name, field=field)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            kept = reword_objective(
                place,
                name,
                form.value,
                seen=form.cleaned_data["seen"],
                actor=actor_of(request),
            )
            kept.plan = plan
            return _kept(request, kept, name, f"doel-{objective}")
    is_fixed = plan.status in FIXED
    return _show(request, place, form, is_fixed=is_fixed, anchor=f"doel-{objective}")


def _field_or_404(known: Mapping[str, OneField], name: str) -> OneField:
    if name not in known:
        raise Http404
    return known[name]


def _kept(
    request: HttpRequest, thing: PlanAction | Objective, name: str, anchor: str
) -> HttpResponse:
    if not wants_part(request):
        back = back_to(request, thing.plan, anchor)
        return form_done(request, _t("The change is kept."), back)
    return _shown(request, thing, name, just_kept=True)


def _shown(
    request: HttpRequest,
    thing: PlanAction | Objective,
    name: str,
    *,
    just_kept: bool = False,
) -> HttpResponse:
    kind = "action" if isinstance(thing, PlanAction) else "objective"
    context = {
        "plan": thing.plan,
        kind: thing,
        "name": name,
        "may": True,
        "returns": True,
        "just_kept": just_kept,
        "goes_on": goes_on_words(thing) if isinstance(thing, PlanAction) else "",
    }
    return render(request, f"plans/_{kind}_field.html", context)


def _show(
    request: HttpRequest,
    thing: PlanAction | Objective,
    form: InPlaceForm,
    *,
    is_fixed: bool,
    anchor: str,
) -> HttpResponse:
    inline = wants_part(request)
    if inline and SHOWN in request.GET:
        return _shown(request, thing, form.name)
    context: dict[str, Any] = {
        "plan": thing.plan,
        "thing": thing,
        "form": form,
        "is_fixed": is_fixed,
        "inline": inline,
        "back": back_to(request, thing.plan, anchor),
    }
    part = "#form" if inline else ""
    status = 422 if form.errors else 200
    return render(request, f"plans/field.html{part}", context, status=status)
