"""The list of plans, the page of one plan, and what stands on its cover."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.domain import planning
from draaischijf.plans.filters import PlanFilter, kept_by_search, wanted_of
from draaischijf.plans.forms.plans import PlanForm, PlanStartForm
from draaischijf.plans.queries.building import plans_before
from draaischijf.plans.queries.plan_history import plan_events
from draaischijf.plans.queries.plan_list import plan_list
from draaischijf.plans.queries.plan_page import PlanPage
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.views.asking import (
    RefusalsIn,
    Task,
    form_done,
    plan_to_edit_or_404,
    show_form,
)


@require_safe
@login_not_required
@in_partnership
def plans(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the plans this reader may see, running ones first."""
    found = plan_list(request.user, partnership)
    return render(request, "plans/plans.html", {"found": found})


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
@in_partnership
def plan(request: HttpRequest, partnership: Partnership, slug: str) -> HttpResponse:
    """Show one plan: as a tree, as the table of the paper form, or in outline."""
    found = plan_or_404(request.user, partnership, slug)
    page = PlanPage(found, request.user, wanted_of(request.GET))
    part = wants_part(request)
    context = {
        "plan": found,
        "page": page,
        "search": PlanFilter({"q": page.wanted.text}),
        "kept_by_search": kept_by_search(page.wanted),
        "inline": part,
    }
    if page.is_partner and not part:
        actions = [line.action for line in page.lines]
        context["events"] = plan_events(found, actions)
    return render(request, f"plans/plan.html{'#found' if part else ''}", context)


@in_partnership
def plan_add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Start a plan."""
    require(request.user, Permission.EDIT_PLAN, partnership)
    others = plans_before(partnership, None)
    kind = request.GET.get("kind", "")
    form = PlanStartForm(
        posted(request), partnership=partnership, others=others, kind=kind
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = planning.create_plan(
                partnership,
                kind=form.cleaned_data["kind"],
                actor=actor_of(request),
                **form.changes,
            )
            return form_done(
                request, _t("The plan is started."), made.get_absolute_url()
            )
    if wants_part(request):
        return render(request, "plans/_level_names.html", {"form": form})
    back = reverse("plans:plans", args=[partnership.slug])
    task = Task(_("Start a plan"), _("Start the plan"), back)
    return show_form(request, form, task)


@in_partnership
def plan_edit(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Change what stands on the cover of a plan."""
    found = plan_to_edit_or_404(request, partnership, slug)
    others = plans_before(partnership, found)
    form = PlanForm(posted(request), partnership=partnership, others=others, plan=found)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            planning.edit_plan(found, actor=actor_of(request), **form.changes)
            return form_done(request, _t("The plan is kept."), found.get_absolute_url())
    task = Task(
        _("Edit the cover of the plan"),
        _("Keep the changes"),
        found.get_absolute_url(),
        changes_words=False,
    )
    return show_form(request, form, task, found)
