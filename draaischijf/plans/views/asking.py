"""What the forms about a plan share: who may, the form, and back to the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.domain.rewording import ChangedMeanwhile
from draaischijf.plans.filters import wanted_of
from draaischijf.plans.forms.asked import PlanAsks
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.plan_facets import TREE
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.workflow import FIXED
from draaischijf.signals import refusals


@dataclass(frozen=True)
class Task:
    """A form about a plan: its words, and where it leads back to."""

    title: Promise | str
    submit: Promise | str
    back: str
    lead: Promise | str = ""
    # Whether it cannot be done once the plan was adopted.
    changes_words: bool = True
    template: str = "plans/plan_form.html"
    more: dict[str, Any] = field(default_factory=dict)


def plan_to_edit_or_404(
    request: HttpRequest,
    partnership: Partnership,
    slug: str,
    needed: Permission = Permission.EDIT_PLAN,
) -> ActionPlan:
    """Return the plan for who may change it. Raises Http404 for all others."""
    require(request.user, needed, partnership)
    return plan_or_404(request.user, partnership, slug)


def back_to(request: HttpRequest, plan: ActionPlan, anchor: str = "") -> str:
    """Return the address of the plan in the view one came from, at an anchor of it."""
    view = wanted_of(request.GET).view
    query = f"?{urlencode({'weergave': view})}" if view != TREE else ""
    return f"{plan.get_absolute_url()}{query}{f'#{anchor}' if anchor else ''}"


class RefusalsIn(refusals.RefusalsIn):
    """The same, and what a colleague changed while somebody was writing."""

    form: PlanAsks

    def is_told(self, error: BaseException) -> bool:
        if not isinstance(error, ChangedMeanwhile):
            return super().is_told(error)
        self.form.overtaken(error.now, error.name)
        return True


def show_form(
    request: HttpRequest, form: PlanAsks, task: Task, plan: ActionPlan | None = None
) -> HttpResponse:
    """Show the form; of an adopted plan only that it has to be amended first."""
    context = {
        "plan": plan,
        "form": form,
        "task": task,
        "is_fixed": bool(plan and task.changes_words and plan.status in FIXED),
        **task.more,
    }
    status = 422 if form.errors else 200
    return render(request, task.template, context, status=status)


def form_done(request: HttpRequest, said: str, address: str) -> HttpResponse:
    """Say what was done and go on."""
    messages.success(request, said)
    return redirect(address)
