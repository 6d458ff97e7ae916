"""In the meeting: the one screen of the secretary, where everything is kept at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation.domain import agenda, noting
from draaischijf.consultation.domain.welcoming import welcome
from draaischijf.consultation.forms.room import CameUpForm, NotesForm, WelcomeForm
from draaischijf.consultation.models import AgendaItem, Meeting
from draaischijf.consultation.queries.meetings import item_or_404, names_at
from draaischijf.consultation.queries.room import Room, notes_now, who_now
from draaischijf.consultation.views.meetings import convened_or_404, room_url
from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

# Said by autosave.js: an answer for a program, and pieces instead of pages.
BY_ITSELF = "X-Autosave"


@require_safe
@in_partnership
def room(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show the screen of the secretary."""
    actor, found = convened_or_404(request, partnership, pk)
    return _room(request, Room(found, actor))


def _room(
    request: HttpRequest,
    page: Room,
    *,
    welcome_form: WelcomeForm | None = None,
    came_up_form: CameUpForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the screen; a form that was refused takes the place of its empty one."""
    meeting = page.meeting
    context: dict[str, object] = {"meeting": meeting, "page": page}
    if meeting.goes_on:
        context["came_up_form"] = came_up_form or CameUpForm(meeting=meeting)
        context["welcome_form"] = welcome_form or WelcomeForm(
            partnership=meeting.partnership
        )
    return render(request, "consultation/room.html", context, status=status)


@require_safe
@in_partnership
def room_state(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Give the notes and who is here, for another hand in the same meeting."""
    _actor, found = convened_or_404(request, partnership, pk)
    answer = JsonResponse({"items": notes_now(found), "who": who_now(found)})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@in_partnership
def room_welcome(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Note who walks in; what is typed elsewhere on the screen stays as it is."""
    actor, found = convened_or_404(request, partnership, pk)
    form = WelcomeForm(request.POST, partnership=partnership)
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = welcome(
                found,
                actor=actor,
                name=given["name"],
                person=given["person"],
                organisation=given["organisation"],
            )
        except TransitionDenied as denied:
            form.add_error(None, " ".join(map(str, denied.reasons)))
        else:
            return _welcomed(request, Room(found, actor), row.name)
    if not wants_part(request):
        return _room(request, Room(found, actor), welcome_form=form, status=422)
    context = {"meeting": found, "welcome_form": form}
    return render(request, "consultation/_room_welcome.html", context, status=422)


def _welcomed(request: HttpRequest, page: Room, name: str) -> HttpResponse:
    """Show who is here now, and an empty form for who comes next."""
    if not wants_part(request):
        return redirect(f"{room_url(page.meeting)}#wie")
    form = WelcomeForm(partnership=page.meeting.partnership)
    form.fields["name"].widget.attrs["autofocus"] = True
    context = {
        "meeting": page.meeting, "page": page, "welcome_form": form, "said": name,
    }  # fmt: skip
    return render(request, "consultation/_room_welcomed.html", context)


@require_POST
@in_partnership
def room_item(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Put at the end of the agenda what came up; nothing else on the screen moves."""
    actor, found = convened_or_404(request, partnership, pk)
    form = CameUpForm(request.POST, meeting=found, also_known=names_at(found))
    if form.is_valid():
        with RefusalsIn(form):
            made = agenda.add_item(found, form.facts, actor=actor)
            return _added(request, Room(found, actor), made)
    if not wants_part(request):
        return _room(request, Room(found, actor), came_up_form=form, status=422)
    context = {"meeting": found, "came_up_form": form}
    return render(request, "consultation/_room_came_up.html", context, status=422)


def _added(request: HttpRequest, page: Room, item: AgendaItem) -> HttpResponse:
    """Show a new item, and below it an empty form for the next."""
    if not wants_part(request):
        return redirect(f"{room_url(page.meeting)}#punt-{item.pk}")
    context = {
        "meeting": page.meeting,
        "page": page,
        "item": next(one for one in page.ordered if one.pk == item.pk),
        "is_new": True,
        "came_up_form": CameUpForm(meeting=page.meeting),
    }
    return render(request, "consultation/_room_added.html", context)


@in_partnership
def item_notes(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Keep the notes of an item; what is refused comes back, with the text whole."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_or_404(found, item)
    initial = {"text": row.notes, "version": row.notes_version}
    form = NotesForm(
        posted(request),
        partnership=partnership,
        initial=initial,
        also_known=names_at(found),
    )
    if request.method != "POST":
        return _notes(request, found, row, form)
    if not form.is_valid():
        return _notes(request, found, row, form, status=422)
    given = form.cleaned_data
    text = given["text"].replace("\r\n", "\n")
    with RefusalsIn(form):
        try:
            kept = noting.keep_notes(row, text, version=given["version"], actor=actor)
        except noting.NotesMovedOnError as moved:
            return _notes(request, found, row, form, newer=moved.newer, status=409)
        return _kept(request, found, kept)
    return _notes(request, found, row, form, status=422)


def _kept(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    if BY_ITSELF in request.headers:
        return JsonResponse({"version": item.notes_version})
    return redirect(f"{room_url(meeting)}#punt-{item.pk}")


def _notes(
    request: HttpRequest,
    meeting: Meeting,
    item: AgendaItem,
    form: NotesForm,
    *,
    newer: AgendaItem | None = None,
    status: int = 200,
) -> HttpResponse:
    by_itself = BY_ITSELF in request.headers
    template = (
        "consultation/_notes_problem.html" if by_itself else "consultation/notes.html"
    )
    text = form["text"].value() or ""
    context = {
        "meeting": meeting, "item": item, "form": form, "newer": newer, "text": text,
    }  # fmt: skip
    return render(request, template, context, status=status)
