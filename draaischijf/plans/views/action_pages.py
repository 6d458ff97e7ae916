"""The page of one action, the actions one leads, and the files of a log."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from draaischijf.documents.downloads import download
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.permissions import may_note_own
from draaischijf.plans.queries.action_page import ActionPage
from draaischijf.plans.queries.log_page import file_or_404
from draaischijf.plans.queries.plans import action_or_404
from draaischijf.plans.queries.reminders import my_actions as led_by

MOST_ACTIONS = 500


@require_safe
@login_not_required
@in_partnership
def action(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Show one action, and what this reader may do with it."""
    found = action_or_404(request.user, partnership, slug, number)
    context = {
        "action": found,
        "plan": found.plan,
        "page": ActionPage(found, request.user),
    }
    return render(request, "plans/action.html", context)


@require_safe
@login_not_required
@in_partnership
def action_file(
    request: HttpRequest,
    partnership: Partnership,
    slug: str,
    number: int,
    uid: uuid.UUID,
) -> HttpResponseBase:
    """Give a file of the log to who may read its entry."""
    found = action_or_404(request.user, partnership, slug, number)
    return download(file_or_404(request.user, found, uid))


@require_safe
@in_partnership
def my_actions(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the actions this person leads, those nothing was noted about first."""
    require(request.user, Permission.READ, partnership)
    today = timezone.localdate()
    context = {
        "mine": led_by(request.user, partnership, today, most=MOST_ACTIONS),
        "may_note": may_note_own(request.user, partnership),
    }
    return render(request, "plans/my_actions.html", context)
