"""Afterwards: all tracks, one of them, and what raisers hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.models import User
from draaischijf.core.sent import posted, wants_part
from draaischijf.forum.domain import ending, telling
from draaischijf.forum.enums import TrackState
from draaischijf.forum.forms.ending import (
    ActionEndForm,
    AddresseeForm,
    DropForm,
    OwnerForm,
    TellForm,
)
from draaischijf.forum.models import SolutionTrack
from draaischijf.forum.permissions import may_end
from draaischijf.forum.queries.forums import (
    forum_or_404,
    forums_readable_in,
    theme_or_404,
)
from draaischijf.forum.queries.tracks import (
    filters_asked,
    owners_in,
    themes_to_choose,
    track_or_404,
    tracks_in,
)
from draaischijf.forum.views.forums import convened_or_404, done
from draaischijf.people.asking import WordsForm
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.refusals import RefusalsIn


@login_not_required
@require_safe
@in_partnership
def tracks(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show all tracks this reader may see, filtered by what the address asks."""
    asked = filters_asked(request.GET)
    context = {
        "tracks": tracks_in(request.user, partnership, asked),
        "asked": asked,
        "forums": forums_readable_in(request.user, partnership),
        "themes": themes_to_choose(request.user, partnership, asked),
        "states": TrackState.choices,
        "owners": owners_in(request.user, partnership),
    }
    return render(request, "forum/tracks.html", context)


@login_not_required
@require_safe
@in_partnership
def track(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Show one track: where it comes from, whose it is, what it became."""
    found = forum_or_404(request.user, partnership, pk)
    row = track_or_404(found, request.user, track)
    context = {
        "forum": found,
        "track": row,
        "may_end": may_end(request.user, row),
        "may_convene": holds(request.user, Permission.CONVENE, partnership),
        "reads_all": holds(request.user, Permission.READ, partnership),
    }
    return render(request, "forum/track.html", context)


@require_POST
@in_partnership
def track_choose(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Choose a track, take the choice back, or take up again what ended."""
    actor, found = convened_or_404(request, partnership, pk)
    row = track_or_404(found, actor, track)
    deeds: dict[str, Callable[..., Any]] = {
        "choose": ending.choose_track,
        "back": ending.put_back,
        "again": ending.take_up_again,
    }
    does = deeds.get(request.POST.get("do", ""))
    if does is None:
        return redirect(row)
    return done(
        request, found, lambda: does(row, actor=actor), place=f"#piste-{row.pk}"
    )


@in_partnership
def others_drop(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Drop what was not chosen under a theme, for one reason."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    form = DropForm(
        posted(request),
        partnership=partnership,
        initial={"reason": _t("Other tracks were chosen at the forum.")},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            ending.drop_others(row, form.cleaned_data["reason"], actor=actor)
            return redirect(f"{found.get_absolute_url()}#thema-{row.pk}")
    context = {"form": form, "up": found, "title": _t("Drop what was not chosen")}
    status = 422 if form.errors else 200
    return render(request, "forum/track_task.html", context, status=status)


@in_partnership
def track_owner(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Say who takes a track on."""
    actor, found = convened_or_404(request, partnership, pk)
    row = track_or_404(found, actor, track)
    form = OwnerForm(
        posted(request),
        partnership=partnership,
        initial={"person": row.owner, "name": row.owner_name},
    )

    def keep() -> None:
        given = form.cleaned_data
        ending.give_owner(row, actor=actor, person=given["person"], name=given["name"])

    return _task(request, Task(row, form, _t("Who takes it on"), keep))


@in_partnership
def track_action(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Let a track become an action of a plan."""
    actor, row = _ended_or_404(request, partnership, pk, track)
    if not holds(actor, Permission.EDIT_PLAN, partnership):
        raise Http404
    form = ActionEndForm(posted(request), track=row, reader=actor)

    def keep() -> None:
        ending.end_in_action(
            row,
            actor=actor,
            objective=form.objective_chosen,
            action=form.action_chosen,
            title=form.cleaned_data.get("title", ""),
        )

    return _task(request, Task(row, form, _t("It becomes an action"), keep))


@in_partnership
def track_address(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Put a track to who can do it."""
    actor, row = _ended_or_404(request, partnership, pk, track)
    form = AddresseeForm(posted(request), partnership=partnership)

    def keep() -> None:
        given = form.cleaned_data
        ending.end_at_addressee(
            row,
            actor=actor,
            ask=given["ask"],
            addressee=given["addressee"],
            organisation=given["organisation"],
            letter_sent=given["letter_sent"],
        )

    return _task(request, Task(row, form, _t("It is put to somebody"), keep))


@in_partnership
def track_drop(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> HttpResponse:
    """Drop a track, with a reason."""
    actor, row = _ended_or_404(request, partnership, pk, track)
    form = DropForm(posted(request), partnership=partnership)

    def keep() -> None:
        ending.drop_track(row, form.cleaned_data["reason"], actor=actor)

    return _task(request, Task(row, form, _t("It is dropped"), keep))


@dataclass(frozen=True)
class Task:
    """One thing to do with a track: its form, its heading, and the deed."""

    track: SolutionTrack
    form: WordsForm
    title: str
    keep: Callable[[], None]


def _ended_or_404(
    request: HttpRequest, partnership: Partnership, pk: int, track: int
) -> tuple[User, SolutionTrack]:
    """Return who acts and the track, for who may end it. Raises Http404."""
    actor = actor_of(request)
    found = forum_or_404(actor, partnership, pk)
    row = track_or_404(found, actor, track)
    if not may_end(actor, row):
        raise Http404
    return actor, row


def _task(request: HttpRequest, task: Task) -> HttpResponse:
    form = task.form
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            task.keep()
            messages.success(request, _t("Kept."))
            return redirect(task.track)
    context = {"form": form, "up": task.track, "title": task.title, "track": task.track}
    status = 422 if form.errors else 200
    return render(request, "forum/track_task.html", context, status=status)


# -- What raisers hear -----------------------------------------------------------------


@in_partnership
def tell(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Write what who raised a signal hears; the mail is shown before it goes."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    if row.signal is None:
        raise Http404
    form = TellForm(posted(request), partnership=partnership)
    news = telling.news_of(row, request.POST.get("text", "")[:4000])
    context = {"forum": found, "theme": row, "form": form, "news": news}
    if wants_part(request):
        return render(request, "forum/tell.html#preview", context)
    if request.method == "POST" and request.POST.get("do") != "preview":
        if form.is_valid():
            with RefusalsIn(form):
                telling.tell(row, form.cleaned_data["text"], actor=actor)
                messages.success(request, _t("Who raised it hears this now."))
                return redirect(f"{found.get_absolute_url()}#thema-{row.pk}")
        status = 422
    else:
        status = 200
    return render(request, "forum/tell.html", context, status=status)
