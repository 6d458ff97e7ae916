"""Meetings as calendar programs read them (RFC 5545 and 5546).

Written by the library `icalendar`. It takes an event without UID or DTSTAMP in silence,
so everything an event must have is set here, in one place, for mails and feeds alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.models import Meeting, Participant
from draaischijf.people.models import Partnership

BRUSSELS = ZoneInfo("Europe/Brussels")
# The rule of Directive 2000/84/EC. What the library makes of the zone is a list of
# dates with the spring change an hour too late, and some programs read no list.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
PRODUCT = "-//Draaischijf//NL"
REQUEST = "REQUEST"
CANCEL = "CANCEL"
PUBLISH = "PUBLISH"
# What has no end would be a line of no height in a calendar, which is overlooked.
UNTOLD_LENGTH = datetime.timedelta(hours=1)

# In the words of RFC 5545: a meeting that lost its day takes place as little as one
# that was cancelled. Planned again it comes back, with a higher sequence.
STATUS = {
    MeetingState.PLANNED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.PROPOSED: "TENTATIVE",
    MeetingState.POSTPONED: "CANCELLED",
    MeetingState.CANCELLED: "CANCELLED",
}
PARTSTAT = {
    Reply.NONE: "NEEDS-ACTION",
    Reply.COMING: "ACCEPTED",
    Reply.MAYBE: "TENTATIVE",
    Reply.NOT_COMING: "DECLINED",
}


@dataclass(frozen=True)
class Feed:
    """What a calendar one subscribes to is called, and whether everybody reads it."""

    name: str
    is_public: bool = False


def invitation_text(meeting: Meeting, participant: Participant) -> str:
    """Return the file that puts a meeting in one person's calendar, or takes it out.

    It names this one person: who else is asked is nobody's business in a mail.
    """
    calendar = _calendar(method_of(meeting))
    event = _event(meeting)
    event.add("organizer", _organizer(meeting.partnership))
    event.add("attendee", _attendee(participant), encode=False)
    calendar.add_component(event)
    return _written(calendar)


def cancellation_text(meeting: Meeting, email: str) -> str:
    """Return the file that takes a meeting out of one person's calendar.

    The meeting itself goes on, and its sequence with it: asked again, the newer stamp
    puts it back (RFC 5546, 2.1.5).
    """
    calendar = _calendar(CANCEL)
    event = _event(meeting, status="CANCELLED")
    event.add("organizer", _organizer(meeting.partnership))
    event.add("attendee", _address(email, email), encode=False)
    calendar.add_component(event)
    return _written(calendar)


def feed_text(feed: Feed, meetings: Iterable[Meeting]) -> str:
    """Return a calendar of many meetings; nobody is named in it.

    The same meetings give the same text: by it a program is told that nothing changed.
    A video link stands only in what partners read.
    """
    calendar = _calendar(PUBLISH)
    calendar.add("name", feed.name)
    calendar.add("x-wr-calname", feed.name)
    calendar.add("x-wr-timezone", BRUSSELS.key)
    # How often programs should look again; each has its own word for it.
    calendar.add("refresh-interval", datetime.timedelta(hours=6))
    calendar.add("x-published-ttl", vText("PT6H"))
    for meeting in meetings:
        if meeting.day:
            event = _event(
                meeting, stamp=meeting.updated, shows_link=not feed.is_public
            )
            calendar.add_component(event)
    return _written(calendar)


def method_of(meeting: Meeting) -> str:
    """Return what a mail asks of a calendar program now."""
    return CANCEL if STATUS[MeetingState(meeting.state)] == "CANCELLED" else REQUEST


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(ZONE))
    return calendar


def _event(
    meeting: Meeting,
    *,
    stamp: datetime.datetime | None = None,
    shows_link: bool = True,
    status: str = "",
) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@draaischijf")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp or timezone.now())
    event.add("last-modified", meeting.updated)
    event.add("summary", _clean(meeting.title))
    event.add("status", status or STATUS[MeetingState(meeting.state)])
    for name, moment in _moments(meeting).items():
        event.add(name, moment)
    link = meeting.video_link if shows_link else ""
    if place := _clean(meeting.place or link):
        event.add("location", place)
    if words := _description(meeting, link):
        event.add("description", words)
    event.add("url", f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    if meeting.starts is None:
        # A day on which one is not said to be busy from midnight to midnight.
        event.add("transp", "TRANSPARENT")
    return event


def _moments(meeting: Meeting) -> dict[str, datetime.date]:
    """Return start and end; without hours the whole day, of which the end is excluded.

    Raises ValueError without a day.
    """
    day = meeting.day
    if day is None:
        raise ValueError("a meeting without a day is in no calendar")
    if meeting.starts is None:
        return {"dtstart": day, "dtend": day + datetime.timedelta(days=1)}
    start = datetime.datetime.combine(day, meeting.starts, BRUSSELS)
    length = meeting.length or UNTOLD_LENGTH
    # By the clock on the wall, also in the night in which it goes back.
    return {"dtstart": start, "dtend": start + length}


def _description(meeting: Meeting, link: str) -> str:
    parts = [meeting.about, link]
    return "\n\n".join(_clean(one) for one in parts if one.strip())


def _clean(text: str) -> str:
    """Return a text without what iCalendar cannot hold: control signs, bare returns."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\n\t" or one.isprintable()).strip()


def _organizer(partnership: Partnership) -> vCalAddress:
    address = partnership.contact_email or settings.DEFAULT_FROM_EMAIL
    return _address(address, partnership.name)


def _attendee(participant: Participant) -> vCalAddress:
    who = _address(participant.email, participant.name)
    who.params["ROLE"] = vText("REQ-PARTICIPANT")
    who.params["PARTSTAT"] = vText(PARTSTAT[Reply(participant.reply)])
    # One replies by the link in the mail: a reply of the calendar program would be a
    # mail in the mailbox of an office, which nobody counts.
    who.params["RSVP"] = vText("FALSE")
    return who


def _address(email: str, name: str) -> vCalAddress:
    bare = email.rsplit("<", 1)[-1].rstrip(">").strip()
    address = vCalAddress(f"mailto:{bare}")
    # A quoted parameter cannot hold a quote, nor a sign of control.
    address.params["CN"] = vText(_clean(name).replace('"', "'").replace("\n", " "))
    return address


def _written(calendar: Calendar) -> str:
    text: str = calendar.to_ical().decode()
    return text
