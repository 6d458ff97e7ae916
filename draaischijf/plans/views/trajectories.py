"""How a plan came about: the trajectory, and its steps."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.fuzzy.asking import WhenForm
from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.domain import trajectory as steps
from draaischijf.plans.forms.trajectory import TrajectoryForm
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.queries.trajectory import (
    trajectory_of,
    trajectory_step_or_404,
)
from draaischijf.plans.views.approval_tasks import (
    Task,
    address_of,
    plan_for_task_or_404,
    press,
    show_task,
    task_done,
)
from draaischijf.signals.refusals import RefusalsIn

EDIT = Permission.EDIT_PLAN


@require_safe
@login_not_required
@in_partnership
def trajectory(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Tell how a plan came about, as a timeline or as a table."""
    plan = plan_or_404(request.user, partnership, slug)
    found = trajectory_of(
        plan,
        party=request.GET.get("partij", ""),
        view=request.GET.get("weergave", ""),
    )
    context = {
        "plan": plan,
        "trajectory": found,
        "may_edit": holds(request.user, EDIT, partnership),
    }
    return render(request, "plans/trajectory.html", context)


@in_partnership
def trajectory_add(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Add a step."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    form = TrajectoryForm(posted(request), plan=plan)
    back = address_of(plan, "trajectory")
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = steps.add_step(
                plan, **form.given, when=form.read_date, actor=actor_of(request)
            )
            said = f"{_t('The step is added.')} {form.understood}"
            return task_done(request, f"{back}#stap-{made.pk}", said)
    task = Task(_("A step of the trajectory"), _("Add the step"), back)
    return show_task(request, plan, form, task)


@in_partnership
def trajectory_step(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Change a step, or take it out."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    step = trajectory_step_or_404(plan, pk)
    form = TrajectoryForm(posted(request), plan=plan, step=step)
    back = f"{address_of(plan, 'trajectory')}#stap-{pk}"
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            steps.edit_step(
                step, **form.given, when=form.read_date, actor=actor_of(request)
            )
            return task_done(request, back, f"{_t('It is kept.')} {form.understood}")
    task = Task(
        _("Change this step"),
        _("Keep it"),
        back,
        more={"removable_step": step},
    )
    return show_task(request, plan, form, task)


@require_POST
@in_partnership
def trajectory_remove(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Take a step out."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    step = trajectory_step_or_404(plan, pk)
    change = partial(steps.remove_step, step, actor=actor_of(request))
    address = address_of(plan, "trajectory")
    return press(request, address, _t("The step is taken out."), change)


@require_safe
@in_partnership
def trajectory_date(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Say how a date that is being typed is read."""
    plan_for_task_or_404(request, partnership, slug, EDIT)
    context = {"understood": WhenForm(request.GET).understood}
    return render(request, "signals/_read_date.html", context)
