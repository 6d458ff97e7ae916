"""The calendar part of a mail: what a calendar program reads by itself (RFC 6047)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from draaischijf.notifications.models import Mail

FILE = "uitnodiging.ics"


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar text, and what it asks of a program: REQUEST or CANCEL."""

    text: str
    method: str


def calendar_of(mail: Mail) -> CalendarPart | None:
    """Return the calendar part of a mail, made now; None for a mail without one.

    Who makes it is told where the mail goes: a program heeds what is to its owner.
    """
    if not mail.calendar_path:
        return None
    made: CalendarPart | None = import_string(mail.calendar_path)(
        to=mail.to, **mail.calendar_arguments
    )
    return made


def attach_calendar(message: EmailMultiAlternatives, mail: Mail) -> None:
    """Add the calendar of a mail twice: as a part and as a file.

    Gmail, Outlook and Apple Mail read the part beside the text; who opens the mail in
    another program has the file. Programs tell the two apart by their types.
    """
    part = calendar_of(mail)
    if part is None:
        return
    # Django adds the charset.
    message.attach_alternative(part.text, f"text/calendar; method={part.method}")
    message.attach(FILE, part.text.encode(), "application/ics")
