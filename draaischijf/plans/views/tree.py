"""Building the tree of a plan: objectives, sections and actions in and out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.queries import terms_of
from draaischijf.plans.domain import tree
from draaischijf.plans.forms.asked import PlanAsks
from draaischijf.plans.forms.objectives import ObjectiveForm, SectionForm
from draaischijf.plans.forms.plan_actions import ActionForm
from draaischijf.plans.queries.building import (
    heads_in,
    objective_label,
    objective_or_404,
    places_for_objective,
    proposed_action,
    proposed_objective,
    what_goes_with,
)
from draaischijf.plans.queries.plans import action_or_404
from draaischijf.plans.views.asking import (
    RefusalsIn,
    Task,
    back_to,
    form_done,
    plan_to_edit_or_404,
    show_form,
)
from draaischijf.taxonomy.enums import SchemeKind


@in_partnership
def objective_add(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Add an objective, at the top or under another one."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    places = places_for_objective(plan)
    initial = proposed_objective(plan, places, request.GET.get("onder", ""))
    form = ObjectiveForm(posted(request), plan=plan, places=places, initial=initial)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = tree.plan_objective(
                plan,
                form.cleaned_data["title"],
                actor=actor_of(request),
                parent=form.parent,
                **form.facts,
            )
            back = back_to(request, plan, f"doel-{made.pk}")
            return form_done(request, _t("The objective is added."), back)
    task = Task(_("Add an objective"), _("Add the objective"), back_to(request, plan))
    return show_form(request, form, task, plan)


@in_partnership
def section_add(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Add a section outside the tree of objectives."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    form = SectionForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = tree.plan_objective(
                plan,
                form.cleaned_data["title"],
                actor=actor_of(request),
                section=form.cleaned_data["section"],
            )
            back = back_to(request, plan, f"doel-{made.pk}")
            return form_done(request, _t("The section is added."), back)
    task = Task(
        _("Add a section outside the objectives"),
        _("Add the section"),
        back_to(request, plan),
    )
    return show_form(request, form, task, plan)


@in_partnership
def action_add(
    request: HttpRequest, partnership: Partnership, slug: str, objective: int
) -> HttpResponse:
    """Add an action under an objective."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    place = objective_or_404(plan, objective)
    form = ActionForm(
        posted(request),
        partnership=partnership,
        terms=terms_of(partnership, SchemeKind.SOCIAL_RIGHT),
        heads=heads_in(place),
        initial=proposed_action(place),
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = tree.plan_new_action(
                place,
                form.cleaned_data["title"],
                actor=actor_of(request),
                named=form.everybody,
                rights=form.chosen_rights,
                when=form.timing,
                **form.facts,
            )
            back = back_to(request, plan, f"actie-{made.number}")
            return form_done(request, _t("The action is added."), back)
    back = back_to(request, plan, f"doel-{place.pk}")
    task = Task(
        _("Add an action"),
        _("Add the action"),
        back,
        lead=objective_label(plan, place),
        more={"names": form.names},
    )
    return show_form(request, form, task, plan)


@in_partnership
def objective_remove(
    request: HttpRequest, partnership: Partnership, slug: str, objective: int
) -> HttpResponse:
    """Ask, and take an empty objective out of the plan."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    place = objective_or_404(plan, objective)
    form = PlanAsks(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            tree.remove_objective(place, actor=actor_of(request))
            said = _t("The objective is taken out.")
            return form_done(request, said, back_to(request, plan))
    task = Task(
        _("Take this objective out of the plan?"),
        _("Take it out"),
        back_to(request, plan, f"doel-{place.pk}"),
        lead=objective_label(plan, place),
        more={"is_removal": True},
    )
    return show_form(request, form, task, plan)


@in_partnership
def action_remove(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Ask, and take an action out of the plan with all that hangs on it."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    action = action_or_404(request.user, partnership, slug, number)
    form = PlanAsks(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            tree.remove_action(action, actor=actor_of(request))
            back = back_to(request, plan, f"doel-{action.objective_id}")
            return form_done(request, _t("The action is taken out."), back)
    task = Task(
        _("Take this action out of the plan?"),
        _("Take it out"),
        back_to(request, plan, f"actie-{number}"),
        lead=str(action),
        more={"is_removal": True, "goes": what_goes_with(action)},
    )
    return show_form(request, form, task, plan)
