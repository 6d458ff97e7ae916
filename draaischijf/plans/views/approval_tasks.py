"""What the pages around the approval and the trajectory share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.forms.approval import AboutPlanForm
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.workflow import TransitionDenied


@dataclass(frozen=True)
class Task:
    """A form about a plan: its words, and the page one comes back to."""

    title: Promise | str
    submit: Promise | str
    back: str
    lead: Promise | str = ""
    warning: Promise | str = ""
    has_file: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def plan_for_task_or_404(
    request: HttpRequest, partnership: Partnership, slug: str, needed: Permission
) -> ActionPlan:
    """Return the plan for who may do this. Raises Http404 for all others."""
    require(request.user, needed, partnership)
    return plan_or_404(request.user, partnership, slug)


def address_of(plan: ActionPlan, name: str = "approval", section: str = "") -> str:
    """Return the address of a page about a plan, or of a section of it."""
    address = reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug])
    return f"{address}#{section}" if section else address


def show_task(
    request: HttpRequest, plan: ActionPlan, form: AboutPlanForm, task: Task
) -> HttpResponse:
    """Show a form about a plan on a page of its own; 422 when something is wrong."""
    context = {"plan": plan, "form": form, "task": task, **task.more}
    status = 422 if form.errors else 200
    return render(request, "plans/approval_task.html", context, status=status)


def task_done(request: HttpRequest, address: str, said: str) -> HttpResponse:
    """Go back and say what was done."""
    messages.success(request, said)
    return redirect(address)


def press(
    request: HttpRequest, address: str, said: str, change: Callable[[], object]
) -> HttpResponse:
    """Do what one button does, go back, and say what was done or why not."""
    try:
        change()
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.warning(request, reason)
        return redirect(address)
    return task_done(request, address, said)
