"""The list of forums, the page of one, its stages, and the screen in the room."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.models import User
from draaischijf.consultation.queries.meetings import meeting_or_404
from draaischijf.core.sent import wants_part
from draaischijf.forum.domain import preparing, staging
from draaischijf.forum.enums import ForumStage
from draaischijf.forum.forms.preparing import DotsForm, StageForm
from draaischijf.forum.models import Forum
from draaischijf.forum.queries.forums import (
    ForumPage,
    forum_list,
    forum_or_404,
    meetings_to_start,
)
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import actor_with, require
from draaischijf.signals.workflow import TransitionDenied


def convened_or_404(
    request: HttpRequest, partnership: Partnership, pk: int
) -> tuple[User, Forum]:
    """Return who convenes, and the forum. Raises Http404."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    return actor, forum_or_404(actor, partnership, pk)


@login_not_required
@require_safe
@in_partnership
def forums(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the forums this reader may see, the newest first."""
    convenes = holds(request.user, Permission.CONVENE, partnership)
    context = {
        "forums": forum_list(request.user, partnership),
        "to_start": meetings_to_start(partnership) if convenes else [],
    }
    return render(request, "forum/forums.html", context)


@require_POST
@in_partnership
def forum_start(
    request: HttpRequest, partnership: Partnership, meeting: int
) -> HttpResponse:
    """Begin the preparation of a forum out of its meeting."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = meeting_or_404(actor, partnership, meeting)
    try:
        return redirect(preparing.start_forum(found, actor=actor))
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect(found)


@login_not_required
@require_safe
@in_partnership
def forum(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show one forum; for everybody once its report is published."""
    found = forum_or_404(request.user, partnership, pk)
    page = ForumPage(found, request.user)
    context = {"forum": found, "page": page}
    if page.may_convene:
        context["dots_form"] = DotsForm(initial={"dots": found.dots})
    return render(request, "forum/forum.html", context)


@require_safe
@in_partnership
def screen(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show tables, tracks and dots large for the room; HTMX asks them anew."""
    require(request.user, Permission.READ, partnership)
    found = forum_or_404(request.user, partnership, pk)
    context = {"forum": found, "page": ForumPage(found, request.user)}
    template = "forum/screen.html#live" if wants_part(request) else "forum/screen.html"
    return render(request, template, context)


@require_POST
@in_partnership
def stage(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Bring the forum to another stage."""
    actor, found = convened_or_404(request, partnership, pk)
    form = StageForm(request.POST)
    if not form.is_valid():
        return redirect(found)
    wanted = ForumStage(form.cleaned_data["stage"])
    return done(
        request, found, lambda: staging.change_stage(found, wanted, actor=actor)
    )


@require_POST
@in_partnership
def dots(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Say how many dots each phone has."""
    actor, found = convened_or_404(request, partnership, pk)
    form = DotsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _t("Give each phone one to nine dots."))
        return redirect(found)
    count = form.cleaned_data["dots"]
    return done(request, found, lambda: preparing.set_dots(found, count, actor=actor))


@require_POST
@in_partnership
def publish(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Let everybody read the report."""
    actor, found = convened_or_404(request, partnership, pk)
    said = _t("The report is public now.")
    return done(request, found, lambda: staging.publish_forum(found, actor=actor), said)


def done(
    request: HttpRequest,
    forum: Forum,
    does: Callable[[], object],
    said: str = "",
    place: str = "",
) -> HttpResponse:
    """Do one thing, say why not where it was refused, and go back to the forum."""
    try:
        does()
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        if said:
            messages.success(request, said)
    return redirect(forum.get_absolute_url() + place)
