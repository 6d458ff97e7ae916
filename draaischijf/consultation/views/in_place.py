"""A form of the agenda on a page of its own, or in its place in the room."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.models import AgendaItem, Meeting
from draaischijf.consultation.queries.room import Room
from draaischijf.core.sent import wants_part


def in_place(
    request: HttpRequest,
    meeting: Meeting,
    item: AgendaItem | None,
    form: forms.Form,
    what: str,
) -> HttpResponse:
    """Show a form: the page `what`, or only the form where HTMX asks for a piece."""
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": meeting, "item": item}
    if item is None or not wants_part(request):
        return render(request, f"consultation/{what}.html", context, status=status)
    # Under two items the same form may be open: each label finds its own field.
    form.auto_id = f"invullen-{item.pk}-%s"
    heading = _t("Note a decision") if what == "decide" else _t("Note a task")
    context |= {"heading": heading, "url": request.get_full_path()}
    return render(request, "consultation/_room_form.html", context, status=status)


def outcome(
    request: HttpRequest, meeting: Meeting, item: AgendaItem | None, actor: User
) -> HttpResponse:
    """Go on after something was noted: back to the meeting, or what came out in place.

    In the room the form makes place for nothing, and the list above it comes along.
    """
    place = f"punt-{item.pk}" if item else "taken"
    if item is None or not wants_part(request):
        return redirect(f"{meeting.get_absolute_url()}#{place}")
    room = Room(meeting, actor)
    shown = next(one for one in room.items if one.pk == item.pk)
    context = {"meeting": meeting, "page": room, "item": shown, "is_oob": True}
    return render(request, "consultation/_outcome.html", context)
