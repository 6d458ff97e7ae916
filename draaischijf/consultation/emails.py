"""The mails around a meeting: asking for a date, inviting, what changed, a reminder.

Each one in the language of who gets it; it carries the personal link, and those
about a meeting with a day its calendar part, both made while sending.
"""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _t

from draaischijf.consultation import calendar_files
from draaischijf.consultation.models import (
    Invitation,
    Meeting,
    Participant,
    Registration,
)
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.notifications.calendars import CalendarPart
from draaischijf.notifications.domain import Draft, enqueue

LINK = "draaischijf.consultation.links.reply_url"
MEETINGS = "draaischijf.consultation.links.meetings_url"
CALENDAR = "draaischijf.consultation.emails.calendar_part"
CANCELLED = "draaischijf.consultation.emails.cancelled_part"
REGISTRATION = "draaischijf.consultation.links.registration_url"


def invite(invitation: Invitation, meeting: Meeting) -> None:
    """Invite somebody: when, where, the agenda with its documents, and the link."""
    key = f"meeting-invited-{invitation.pk}-{meeting.sequence}"
    with translation.override(invitation.participant.language):
        subject = _t("Invitation: %(title)s, %(day)s") % _named(meeting)
    _send(invitation, meeting, "meeting_invited", subject, key=key)


def tell_changed(
    invitation: Invitation,
    meeting: Meeting,
    *,
    moved: bool,
    is_registered: bool = False,
    reason: str = "",
) -> None:
    """Tell who was invited that a meeting got another moment (`moved`) or place."""
    key = f"meeting-changed-{invitation.pk}-{meeting.sequence}"
    with translation.override(invitation.participant.language):
        words = (
            _t("Another moment: %(title)s, %(day)s")
            if moved
            else _t("Changed: %(title)s, %(day)s")
        )
        subject = words % _named(meeting)
    context = {
        "is_changed": True,
        "moved": moved,
        "is_registered": is_registered,
        "reason": reason,
    }
    _send(invitation, meeting, "meeting_invited", subject, context, key=key)


def agenda_key(invitation: Invitation, mark: str) -> str:
    """Return what makes the mail with one agenda to one person happen once."""
    return f"meeting-agenda-{invitation.pk}-{mark}"


def send_agenda(
    invitation: Invitation, meeting: Meeting, *, mark: str, is_registered: bool
) -> None:
    """Send who was invited the agenda as it stands; the same one (`mark`) once."""
    key = agenda_key(invitation, mark)
    with translation.override(invitation.participant.language):
        subject = _t("Agenda: %(title)s, %(day)s") % _named(meeting)
    context = {"is_agenda": True, "is_registered": is_registered}
    _send(invitation, meeting, "meeting_invited", subject, context, key=key)


def tell_stopped(invitation: Invitation, meeting: Meeting, *, reason: str) -> None:
    """Tell who was invited that a meeting does not take place, or not on that day."""
    key = f"meeting-stopped-{invitation.pk}-{meeting.sequence}"
    with translation.override(invitation.participant.language):
        words = (
            _t("Postponed: %(title)s, %(day)s")
            if meeting.state == "postponed"
            else _t("Cancelled: %(title)s, %(day)s")
        )
        subject = words % _named(meeting)
    _send(invitation, meeting, "meeting_stopped", subject, {"reason": reason}, key=key)


def tell_taken_off(participant: Participant, meeting: Meeting) -> None:
    """Tell who was asked that they take part no more; the meeting itself goes on.

    Their own link opens nothing after this, so the mail leads to the list of meetings.
    """
    partnership = meeting.partnership
    with translation.override(participant.language):
        subject = _t("You take part no more: %(title)s, %(day)s") % _named(meeting)
    enqueue(
        Draft(
            key=f"meeting-taken-off-{participant.pk}",
            kind="meeting_stopped",
            to=participant.email,
            subject=subject,
            template="consultation/mail/meeting_taken_off",
            context={"meeting": meeting, "partnership_name": partnership.name},
            language=participant.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=MEETINGS,
            link_arguments={"slug": partnership.slug},
            calendar_path=CANCELLED if meeting.day else "",
            calendar_arguments={"meeting": meeting.pk} if meeting.day else {},
        )
    )


def ask_for_dates(invitation: Invitation, meeting: Meeting) -> None:
    """Ask somebody which moments suit; once."""
    key = f"meeting-poll-{invitation.pk}"
    with translation.override(invitation.participant.language):
        subject = _t("When can you come? %(title)s") % {"title": meeting.title}
    prefetch_related_objects([meeting], "date_options")
    options = {"options": list(meeting.date_options.all())}
    _send(invitation, meeting, "meeting_poll", subject, options, key=key)


def remind(invitation: Invitation, meeting: Meeting) -> None:
    """Remind who did not reply; once for each day the meeting is planned on."""
    key = f"meeting-reminder-{invitation.pk}-{meeting.day:%Y-%m-%d}"
    with translation.override(invitation.participant.language):
        subject = _t("Are you coming? %(title)s, %(day)s") % _named(meeting)
    _send(invitation, meeting, "meeting_reminder", subject, key=key)


def tell_registered(registration: Registration, meeting: Meeting) -> None:
    """Tell who registered whether there is a place; with one, the calendar file."""
    has_place = registration.state == "placed"
    with translation.override(registration.language):
        words = (
            _t("You are registered: %(title)s, %(day)s")
            if has_place
            else _t("On the waiting list: %(title)s, %(day)s")
        )
        subject = words % _named(meeting)
    _send_registered(registration, meeting, "registered", subject)


def tell_moved_up(registration: Registration, meeting: Meeting) -> None:
    """Tell who waited that there is a place; once."""
    with translation.override(registration.language):
        subject = _t("There is a place for you: %(title)s, %(day)s") % _named(meeting)
    _send_registered(registration, meeting, "moved-up", subject, has_moved_up=True)


def tell_waiting_stopped(
    registration: Registration, meeting: Meeting, *, reason: str
) -> None:
    """Tell who waits that the gathering does not take place, or not on that day."""
    with translation.override(registration.language):
        words = (
            _t("Postponed: %(title)s, %(day)s")
            if meeting.state == "postponed"
            else _t("Cancelled: %(title)s, %(day)s")
        )
        subject = words % _named(meeting)
    what = f"stopped-{meeting.sequence}"
    _send_registered(registration, meeting, what, subject, reason=reason, stops=True)


def tell_waiting_changed(
    registration: Registration, meeting: Meeting, *, moved: bool, reason: str = ""
) -> None:
    """Tell who waits that the gathering got another moment (`moved`) or place."""
    with translation.override(registration.language):
        words = (
            _t("Another moment: %(title)s, %(day)s")
            if moved
            else _t("Changed: %(title)s, %(day)s")
        )
        subject = words % _named(meeting)
    what = f"changed-{meeting.sequence}"
    told = {"reason": reason, "is_changed": True, "moved": moved}
    _send_registered(registration, meeting, what, subject, **told)


def tell_withdrawn(
    registration: Registration, meeting: Meeting, *, had_place: bool
) -> None:
    """Tell who withdrew that it is so; who had a place also loses the event by it."""
    with translation.override(registration.language):
        subject = _t("No longer registered: %(title)s, %(day)s") % _named(meeting)
    _send_registered(registration, meeting, "withdrawn", subject, had_place=had_place)


def _send_registered(
    registration: Registration,
    meeting: Meeting,
    what: str,
    subject: str,
    **context: Any,
) -> None:
    partnership = meeting.partnership
    calendar: tuple[str, dict[str, Any]] = ("", {})
    if registration.participant_id:
        calendar = (CALENDAR, {"participant": registration.participant_id})
    elif context.get("had_place"):
        calendar = (CANCELLED, {"meeting": meeting.pk})
    enqueue(
        Draft(
            key=f"meeting-{what}-registration-{registration.pk}",
            kind="meeting_registered",
            to=registration.email,
            subject=subject,
            template="consultation/mail/meeting_registered",
            context={
                "meeting": meeting,
                "registration": registration,
                "partnership_name": partnership.name,
                **context,
            },
            language=registration.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=REGISTRATION,
            link_arguments={
                "nonce": registration.nonce,
                "kept": registration.link_hash,
            },
            calendar_path=calendar[0],
            calendar_arguments=calendar[1],
        )
    )


def calendar_part(*, to: str, participant: int) -> CalendarPart | None:
    """Return the calendar part for one person, as the meeting is while it is sent.

    None for who was taken off the list meanwhile, and without a day or an address.
    """
    found = (
        Participant.objects.select_related("meeting__partnership")
        .filter(pk=participant)
        .first()
    )
    if found is None or found.meeting.day is None or not found.email:
        return None
    found.email = to
    return CalendarPart(
        text=calendar_files.invitation_text(found.meeting, found),
        method=calendar_files.method_of(found.meeting),
    )


def cancelled_part(*, to: str, meeting: int) -> CalendarPart | None:
    """Return what takes a meeting out of the calendar of who no longer takes part.

    They stand in no table any more: the address the mail goes to is enough.
    """
    found = Meeting.objects.select_related("partnership").filter(pk=meeting).first()
    if found is None or found.day is None:
        return None
    return CalendarPart(
        text=calendar_files.cancellation_text(found, to), method=calendar_files.CANCEL
    )


def _named(meeting: Meeting) -> dict[str, str]:
    day = date_format(meeting.day) if meeting.day else ""
    return {"title": meeting.title, "day": day or _t("no date yet")}


def _send(
    invitation: Invitation,
    meeting: Meeting,
    kind: str,
    subject: str,
    context: dict[str, Any] | None = None,
    *,
    key: str,
) -> None:
    participant = invitation.participant
    partnership = meeting.partnership
    # Read for the first of all who are mailed; the next ones find it on the meeting.
    prefetch_related_objects([meeting], "items__files")
    enqueue(
        Draft(
            key=key,
            kind=kind,
            to=participant.email,
            subject=subject,
            template=f"consultation/mail/{kind}",
            context={
                "meeting": meeting,
                "participant": participant,
                "items": in_order(meeting.items.all()),
                "partnership": partnership,
                "partnership_name": partnership.name,
                **(context or {}),
            },
            language=participant.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=LINK,
            link_arguments={"nonce": invitation.nonce, "kept": invitation.link_hash},
            calendar_path=CALENDAR if meeting.day else "",
            calendar_arguments={"participant": participant.pk} if meeting.day else {},
        )
    )
