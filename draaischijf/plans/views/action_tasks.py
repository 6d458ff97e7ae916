"""What the pages around one action share: who may, the form, and back to the action."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.forms.about_action import ActionForm
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


def actor_of(request: HttpRequest) -> User:
    """Return who is signed in; every page around an action asks for that."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing; None for a first visit."""
    return request.POST if request.method == "POST" else None


def wants_part(request: HttpRequest) -> bool:
    """Tell whether HTMX asks for a piece of the page; going back asks for all of it."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.history_restore_request)


def address_of(action: PlanAction, section: str = "") -> str:
    """Return the address of the page of an action, or of a section of it."""
    address = action.get_absolute_url()
    return f"{address}#{section}" if section else address


class RefusalsIn:
    """Turns a refusal of the domain into errors of the form; nothing typed is lost."""

    def __init__(self, form: ActionForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, TransitionDenied):
            for reason in error.reasons:
                self.form.refuse(reason)
            return True
        return False


def told_no(
    request: HttpRequest, action: PlanAction, denied: TransitionDenied
) -> HttpResponse:
    """Say why it did not go where there is no form, on the page of the plan.

    The action itself may be gone.
    """
    messages.error(request, " ".join(map(str, denied.reasons)))
    return redirect(action.plan)


def show_task(
    request: HttpRequest, action: PlanAction, form: ActionForm, task: Task
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
