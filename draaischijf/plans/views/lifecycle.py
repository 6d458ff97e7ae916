"""Where an action is in its life: changing it, and confirming what was imported."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.domain import acting
from draaischijf.plans.forms.lifecycle import ConfirmForm, LifecycleForm
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.queries.action_page import confirming
from draaischijf.plans.queries.plans import action_or_404, plan_or_404
from draaischijf.plans.views.action_tasks import (
    Task,
    action_for_task_or_404,
    show_task,
    task_done,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.refusals import RefusalsIn


@in_partnership
def action_lifecycle(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Say what the action is now; pro memorie with the decision of who decides."""
    needed = Permission.EDIT_PLAN
    action = action_for_task_or_404(request, partnership, slug, number, needed)
    form = LifecycleForm(posted(request), action=action)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            changed = acting.change_lifecycle(
                action,
                form.chosen,
                actor=actor_of(request),
                reason=form.cleaned_data["reason"],
                decision=form.decision,
            )
            return task_done(request, action, "lifecycle", _now(changed))
    task = Task(
        title=_("Where is this action in its life?"),
        submit=_("Keep the changes"),
        section="lifecycle",
        lead=_decided_elsewhere(action),
    )
    return show_task(request, action, form, task)


@in_partnership
def to_confirm(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Confirm, one click each, what an import could not tell for sure."""
    require(request.user, Permission.EDIT_PLAN, partnership)
    plan = plan_or_404(request.user, partnership, slug)
    form = ConfirmForm(request.POST)
    if request.method == "POST" and form.is_valid():
        _confirm(request, plan, form)
        return redirect("plans:to_confirm", partnership.slug, slug)
    context = {"plan": plan, "waiting": confirming(plan)}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/to_confirm.html", context, status=status)


def _confirm(request: HttpRequest, plan: ActionPlan, form: ConfirmForm) -> None:
    number = form.cleaned_data["number"]
    action = action_or_404(request.user, plan.partnership, plan.slug, number)
    try:
        changed = acting.change_lifecycle(action, form.chosen, actor=actor_of(request))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.warning(request, reason)
    else:
        said = _t("“%(title)s” is now: %(lifecycle)s.") % {
            "title": changed.title,
            "lifecycle": changed.get_lifecycle_display(),
        }
        messages.success(request, said)


def _now(action: PlanAction) -> str:
    said = _t("The action is now: %(lifecycle)s.")
    return said % {"lifecycle": action.get_lifecycle_display()}


def _decided_elsewhere(action: PlanAction) -> str:
    if not action.is_pro_memorie:
        return ""
    said = _t(
        "It stands here pro memorie: %(body)s decides. Name that decision and its date."
    )
    return said % {"body": action.decided_by}
