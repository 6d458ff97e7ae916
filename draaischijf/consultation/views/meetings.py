"""Meetings: the list, planning one, its page, and what does not go on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import meetings as domain
from draaischijf.consultation.domain import noting
from draaischijf.consultation.domain.taking_off import take_off
from draaischijf.consultation.enums import MeetingState, Presence
from draaischijf.consultation.exports import linked_data
from draaischijf.consultation.forms.meetings import (
    MeetingForm,
    ParticipantForm,
    ReasonForm,
)
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.bodies import body_named, year_asked, years_of
from draaischijf.consultation.queries.inviting import GettingThere
from draaischijf.consultation.queries.meetings import (
    MeetingPage,
    meeting_or_404,
    meetings_of_year,
    participant_or_404,
)
from draaischijf.consultation.queries.minutes import has_public_minutes
from draaischijf.consultation.queries.proposals import proposals_for
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

FIELDS = (
    "title", "body", "kind", "day", "starts", "ends", "place", "video_link", "about",
    "is_public",
)  # fmt: skip


def convened_or_404(
    request: HttpRequest, partnership: Partnership, pk: int
) -> tuple[User, Meeting]:
    """Return who convenes, and the meeting. Raises Http404."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    return actor, meeting_or_404(actor, partnership, pk)


@login_not_required
@require_safe
@in_partnership
def meetings(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the meetings of a year this reader may see: what comes, and what was."""
    years = years_of(partnership)
    year = year_asked(request.GET, years)
    found = meetings_of_year(request.user, partnership, year)
    context = {"found": found, "years": years, "year": year}
    return render(request, "consultation/meetings.html", context)


@login_not_required
@require_safe
@in_partnership
def meeting(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show one meeting."""
    return meeting_page(request, meeting_or_404(request.user, partnership, pk))


def meeting_page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    participant_form: ParticipantForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a meeting; a form that was refused takes the place of its empty one."""
    page = MeetingPage(meeting, request.user)
    context: dict[str, object] = {"meeting": meeting, "page": page}
    context["getting"] = GettingThere(meeting)
    if linked_data.goes_on(meeting):
        context["linked"] = _linked(page)
    context["has_public_minutes"] = meeting.is_public and has_public_minutes(meeting)
    if page.may_convene:
        if meeting.state == MeetingState.PLANNED:
            context["proposals"] = proposals_for(meeting)
        context["participant_form"] = participant_form or ParticipantForm(
            partnership=meeting.partnership
        )
    return render(request, "consultation/meeting.html", context, status=status)


def _linked(page: MeetingPage) -> SafeString:
    """Return a meeting as linked data, with what this reader sees on the page."""
    decisions = [
        decision
        for item in page.items
        for decision in item.decisions.all()
        if page.reads_all or decision.is_public
    ]
    for decision in decisions:
        decision.meeting = page.meeting
    graph = linked_data.meeting_graph(
        page.meeting, page.items, decisions, body=page.body
    )
    return linked_data.as_script(graph)


@in_partnership
def meeting_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Plan a meeting; the address may name its body."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    body = body_named(partnership, request.GET.get("overleg", ""))
    initial = {"body": body, "title": body.name} if body else {}
    # The day the overview proposes; the form looks at it as at any other.
    initial |= {"day": request.GET["dag"]} if "dag" in request.GET else {}
    form = MeetingForm(posted(request), partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            return redirect(
                domain.plan_meeting(
                    partnership,
                    form.facts,
                    actor=actor,
                    body=form.cleaned_data["body"],
                )
            )
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": None}
    return render(request, "consultation/meeting_words.html", context, status=status)


@in_partnership
def meeting_edit(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Change when, where and what for."""
    actor, found = convened_or_404(request, partnership, pk)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = MeetingForm(posted(request), partnership=partnership, initial=initial)
    # A meeting stays with its body: members were asked for that one.
    del form.fields["body"]
    if found.state == MeetingState.PROPOSED:
        # Its day is one of the moments that are asked: it is chosen, not typed.
        for name in domain.WHEN:
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            domain.edit_meeting(found, form.facts, actor=actor)
            messages.success(request, _t("The meeting is kept."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": found}
    return render(request, "consultation/meeting_words.html", context, status=status)


@require_POST
@in_partnership
def meeting_hold(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Say that it was held."""
    actor, found = convened_or_404(request, partnership, pk)
    return done(
        request,
        found,
        lambda: domain.change_meeting_state(found, MeetingState.HELD, actor=actor),
    )


@in_partnership
def meeting_stop(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Cancel a meeting, with a reason."""
    actor, found = convened_or_404(request, partnership, pk)
    form = ReasonForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            domain.change_meeting_state(
                found,
                MeetingState.CANCELLED,
                actor=actor,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _t("The meeting is cancelled."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": found}
    return render(request, "consultation/meeting_stop.html", context, status=status)


@require_POST
@in_partnership
def participant_add(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Add a guest."""
    actor, found = convened_or_404(request, partnership, pk)
    form = ParticipantForm(request.POST, partnership=partnership)
    if not form.is_valid():
        return meeting_page(request, found, participant_form=form, status=422)
    given = form.cleaned_data
    return done(
        request,
        found,
        lambda: domain.add_participant(
            found,
            actor=actor,
            name=given["name"],
            person=given["person"],
            organisation=given["organisation"],
        ),
    )


@require_POST
@in_partnership
def participant_note(
    request: HttpRequest, partnership: Partnership, pk: int, participant: int
) -> HttpResponse:
    """Note who is there."""
    actor, found = convened_or_404(request, partnership, pk)
    row = participant_or_404(found, participant)
    said = request.POST.get("presence", "")
    if said not in Presence.values:
        return redirect(found)
    return done(
        request,
        found,
        lambda: noting.note_presence(row, Presence(said), actor=actor),
        "#wie",
    )


@require_POST
@in_partnership
def participant_remove(
    request: HttpRequest, partnership: Partnership, pk: int, participant: int
) -> HttpResponse:
    """Take somebody off this meeting."""
    actor, found = convened_or_404(request, partnership, pk)
    row = participant_or_404(found, participant)

    def remove() -> None:
        take_off(row, actor=actor)
        messages.success(
            request, _t("%(who)s is no longer on the list.") % {"who": row.name}
        )

    return done(request, found, remove, "#wie")


def room_url(meeting: Meeting) -> str:
    """Return the address of the screen of the secretary."""
    return reverse("consultation:room", args=[meeting.partnership.slug, meeting.pk])


def done(
    request: HttpRequest,
    meeting: Meeting,
    does: Callable[[], object],
    place: str = "",
) -> HttpResponse:
    """Do one thing, say why not where it was refused, and go back to where one was."""
    try:
        does()
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    in_room = request.POST.get("from") == "room"
    base = room_url(meeting) if in_room else meeting.get_absolute_url()
    return redirect(base + place)
