"""The page of a table: no account, only the link from the QR code on it."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.headers import as_personal
from draaischijf.core.sent import wants_part
from draaischijf.forum.domain import working
from draaischijf.forum.domain.working import WordsMovedOnError
from draaischijf.forum.enums import Question
from draaischijf.forum.forms.working import LONGEST_NOTE, NoteForm, TrackForm
from draaischijf.forum.models import SolutionTrack
from draaischijf.forum.queries.tables import Asked, TablePage, print_of, table_behind
from draaischijf.people.http import put_in_frame
from draaischijf.signals.http import against_guessing
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

COOKIE = "forum_device"
SALT = "draaischijf.forum.device"
# As long as a forum lasts, and the days after it in which the link still opens.
COOKIE_LASTS = 60 * 60 * 24 * 30


@login_not_required
@require_safe
@against_guessing
def table(request: HttpRequest, token: str) -> HttpResponse:
    """Show the table: what it wrote, and the tracks; HTMX asks the tracks anew."""
    device = _device_of(request) or secrets.token_hex(16)
    page = _page(request, token, device)
    if wants_part(request):
        response = render(request, "forum/table.html#tracks", _context(page, token))
    else:
        response = _whole(request, page, token)
    return _remembered(response, device)


@login_not_required
@require_POST
@against_guessing
def note(request: HttpRequest, token: str, question: str) -> HttpResponse:
    """Keep what was written under one question, as one types or with the button."""
    page = _page(request, token)
    if question not in Question.values:
        return redirect("forum:table", token)
    form = NoteForm(request.POST, partnership=page.forum.partnership)
    asked = next(one for one in page.notes if one.question == question)
    context = {"asked": asked, "form": form, "page": page, "token": token}
    if form.is_valid():
        text, version = _put_together(request, form, asked)
        context["is_put_together"] = text != form.cleaned_data["text"]
        if _is_too_long(text):
            form.add_error("text", _t("Together they are too long: shorten yours."))
            return _note_answer(request, context | {"newer": asked})
        try:
            kept = working.keep_note(
                page.table, Question(question), text, version=version
            )
        except WordsMovedOnError as moved:
            context |= {"newer": moved.newer, "mine": text}
        except TransitionDenied as denied:
            form.refuse(" ".join(map(str, denied.reasons)))
        else:
            context["kept"] = kept
    return _note_answer(request, context)


def _put_together(
    request: HttpRequest, form: NoteForm, asked: Asked
) -> tuple[str, int]:
    """Return what to keep and on which version, after both texts were shown."""
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    said = request.POST.get("do", "")
    if said == "both":
        return f"{asked.text}\n\n{text}", asked.version
    seen = request.POST.get("newer", "")
    if said == "mine" and seen.isascii() and seen.isdigit() and len(seen) < 10:
        return text, int(seen)
    return text, version


def _is_too_long(text: str) -> bool:
    """Tell whether a browser could not send this text again: it ends lines with two."""
    return len("\r\n".join(text.splitlines())) > LONGEST_NOTE


def _note_answer(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Answer a script with the piece under the note, a browser with the page."""
    if wants_part(request):
        status = 200 if "kept" in context else 422
        response = render(request, "forum/_note_said.html", context, status=status)
        return as_personal(response)
    if "kept" in context:
        messages.success(request, _t("Kept."))
        return redirect("forum:table", context["token"])
    page, token = context["page"], context["token"]
    assert isinstance(page, TablePage)  # noqa: S101 put there above
    return _whole(request, page, str(token), said=context, status=422)


@login_not_required
@against_guessing
def track(request: HttpRequest, token: str, pk: int = 0) -> HttpResponse:
    """Write a track, or change the words of one."""
    page = _page(request, token)
    found = page.track_or_404(pk) if pk else None
    initial = (
        {name: getattr(found, name) for name in ("title", "what", "who", "needs")}
        | {"version": found.version}
        if found
        else {}
    )
    form = TrackForm(
        request.POST if request.method == "POST" else None,
        partnership=page.forum.partnership,
        initial=initial,
    )
    newer = None
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            try:
                _keep_track(page, form, found)
            except WordsMovedOnError as moved:
                newer = moved.newer
            else:
                return as_personal(_back_to_tracks(token, was_kept=True))
    context = _context(page, token) | {"form": form, "track": found, "newer": newer}
    status = 422 if form.errors or newer else 200
    response = render(request, "forum/table_track.html", context, status=status)
    return as_personal(response)


def _keep_track(page: TablePage, form: TrackForm, found: SolutionTrack | None) -> None:
    given = form.cleaned_data
    if found:
        version = given["version"] or 0
        working.edit_track(page.table, found, form.words, version=version)
    else:
        working.add_track(page.table, form.words, key=given["key"] or uuid.uuid4())


@login_not_required
@require_POST
@against_guessing
def dot(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Place a dot on a track, or take one back."""
    device = _device_of(request) or secrets.token_hex(16)
    page = _page(request, token, device)
    found = page.track_or_404(pk)
    does = working.take_dot if request.POST.get("do") == "back" else working.place_dot
    said = ""
    try:
        does(page.table, found, device=page.device)
    except TransitionDenied as denied:
        said = " ".join(map(str, denied.reasons))
    if wants_part(request):
        context = _context(page, token) | {"said": said}
        response = render(request, "forum/table.html#tracks", context)
    else:
        if said:
            messages.error(request, said)
        response = _back_to_tracks(token)
    return _remembered(response, device)


def _back_to_tracks(token: str, *, was_kept: bool = False) -> HttpResponse:
    # What was kept is no draft any more: the next track begins empty.
    kept = "?bewaard=1" if was_kept else ""
    return redirect(f"{reverse('forum:table', args=[token])}{kept}#pistes")


def _page(request: HttpRequest, token: str, device: str = "") -> TablePage:
    found = table_behind(token)
    put_in_frame(request, found.theme.forum.partnership)
    return TablePage(found, print_of(device) if device else "")


def _context(page: TablePage, token: str) -> dict[str, object]:
    return {"page": page, "token": token, "table": page.table, "forum": page.forum}


def _whole(
    request: HttpRequest,
    page: TablePage,
    token: str,
    *,
    said: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(page, token) | {"said_note": said}
    return as_personal(render(request, "forum/table.html", context, status=status))


def _device_of(request: HttpRequest) -> str:
    """Return which phone this is, as its signed cookie says; empty without one."""
    return str(request.get_signed_cookie(COOKIE, default="", salt=SALT) or "")


def _remembered(response: HttpResponse, device: str) -> HttpResponse:
    """Let the phone keep which one it is: that counts its dots, and nothing else."""
    response.set_signed_cookie(
        COOKIE,
        device,
        salt=SALT,
        max_age=COOKIE_LASTS,
        path="/forum/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return as_personal(response)
