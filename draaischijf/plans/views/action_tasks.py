"""What the pages around one action share: who may, the form, and back to the action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from draaischijf.core.sent import wants_part
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.forms.about_action import AboutActionForm
from draaischijf.plans.models import PlanAction
from draaischijf.plans.permissions import held_about
from draaischijf.plans.queries.action_page import ActionPage
from draaischijf.plans.queries.plans import action_or_404
from draaischijf.plans.workflow import TransitionDenied


@dataclass(frozen=True)
class Task:
    """A form about an action: its words, and the section of its page it belongs to."""

    title: Promise | str
    submit: Promise | str
    section: str
    lead: Promise | str = ""
    # A template that sets the fields in another way than one under the other.
    fields: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def action_for_task_or_404(
    request: HttpRequest,
    partnership: Partnership,
    slug: str,
    number: int,
    needed: Permission,
) -> PlanAction:
    """Return the action for who may do this. Raises Http404 for all others."""
    action = action_or_404(request.user, partnership, slug, number)
    if needed not in held_about(request.user, action):
        raise Http404
    return action


def action_to_edit_or_404(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> PlanAction:
    """Return the action for who edits its plan. Raises Http404 for all others."""
    needed = Permission.EDIT_PLAN
    return action_for_task_or_404(request, partnership, slug, number, needed)


def address_of(action: PlanAction, section: str = "") -> str:
    """Return the address of the page of an action, or of a section of it."""
    address = action.get_absolute_url()
    return f"{address}#{section}" if section else address


def told_no(
    request: HttpRequest, action: PlanAction, denied: TransitionDenied
) -> HttpResponse:
    """Say why it did not go where there is no form, on the page of the plan.

    The action itself may be gone.
    """
    messages.error(request, " ".join(map(str, denied.reasons)))
    return redirect(action.plan)


def show_task(
    request: HttpRequest, action: PlanAction, form: AboutActionForm, task: Task
) -> HttpResponse:
    """Show the form: a page of its own, or the form alone for HTMX."""
    inline = wants_part(request)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "task": task,
        "inline": inline,
        "back": address_of(action, task.section),
        **task.more,
    }
    part = "#form" if inline else ""
    status = 422 if form.errors else 200
    return render(request, f"plans/action_task.html{part}", context, status=status)


def task_done(
    request: HttpRequest, action: PlanAction, section: str, said: str
) -> HttpResponse:
    """Go back to the action and say what was done; HTMX gets the page in place."""
    if not wants_part(request):
        messages.success(request, said)
        return redirect(address_of(action, section))
    plan = action.plan
    fresh = action_or_404(request.user, plan.partnership, plan.slug, action.number)
    context = {
        "page": ActionPage(fresh, request.user),
        "action": fresh,
        "plan": fresh.plan,
        "noted": said,
        "noted_in": section,
    }
    response = render(request, "plans/action.html#page", context)
    response["HX-Retarget"] = "#action"
    response["HX-Reswap"] = "outerHTML show:none"
    return response
