"""Putting right whatever is said of an action or an objective, in one form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.domain.planning import edit_objective
from draaischijf.plans.domain.rewording import change_details
from draaischijf.plans.forms.details import DetailsForm, ObjectiveDetailsForm
from draaischijf.plans.queries.building import (
    actions_to_join,
    objective_label,
    objective_or_404,
    rights_to_choose,
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


@in_partnership
def action_details(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Change whatever is said of an action; of an adopted plan what still moves."""
    require(request.user, Permission.EDIT_PLAN, partnership)
    action = action_or_404(request.user, partnership, slug, number)
    terms, wholes = rights_to_choose(action), actions_to_join(action)
    form = DetailsForm(posted(request), action=action, terms=terms, wholes=wholes)
    back = action.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            change_details(
                action,
                form.wanted,
                seen=form.marks_seen,
                actor=actor_of(request),
                decision=form.decision,
            )
            return form_done(request, _t("The changes are kept."), back)
    task = Task(
        title=_("Change the details"),
        submit=_("Keep the changes"),
        back=back,
        lead=str(action),
        changes_words=False,
        template="plans/action_details.html",
    )
    return show_form(request, form, task, action.plan)


@in_partnership
def objective_details(
    request: HttpRequest, partnership: Partnership, slug: str, objective: int
) -> HttpResponse:
    """Change whatever is said of an objective."""
    plan = plan_to_edit_or_404(request, partnership, slug)
    place = objective_or_404(plan, objective)
    form = ObjectiveDetailsForm(posted(request), objective=place)
    back = back_to(request, plan, f"doel-{place.pk}")
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            edit_objective(place, actor=actor_of(request), **form.facts)
            return form_done(request, _t("The changes are kept."), back)
    task = Task(
        title=_("Change the details"),
        submit=_("Keep the changes"),
        back=back,
        lead=objective_label(plan, place),
    )
    return show_form(request, form, task, plan)
