"""The certificate of attendance of one person at a gathering."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.consultation.models import Meeting, Participant
from draaischijf.core.templatetags.core import day
from draaischijf.reporting.content import Block, Content, Text

KIND = "certificate"


def build_certificate(participant: Participant) -> Content:
    """Return a document that says that somebody was there, when and how long.

    It says nothing of anybody else. Raises ValueError for who was not noted as present.
    """
    if participant.presence != "present":
        raise ValueError("a certificate is for who was there")
    meeting = participant.meeting
    return Content(
        kind=KIND,
        title=_t("Certificate of attendance"),
        subtitle=meeting.title,
        sender=meeting.partnership.name,
        language=(get_language() or "nl")[:2],
        date=timezone.localdate(),
        facts=tuple(_cover(participant)),
        blocks=tuple(_blocks(participant)),
    )


def _cover(participant: Participant) -> Iterator[tuple[str, str]]:
    meeting = participant.meeting
    yield _t("Name"), participant.name
    yield _t("Gathering"), meeting.title
    yield _t("Date"), day(meeting.day) or str(meeting.year)
    if meeting.hours:
        yield _t("Hours"), meeting.hours
    if meeting.length:
        yield _t("Duration"), _length(meeting.length)
    if meeting.place:
        yield _t("Place"), meeting.place


def _blocks(participant: Participant) -> Iterator[Block]:
    meeting = participant.meeting
    yield Text(
        _t("%(name)s confirms that %(who)s attended “%(title)s” on %(date)s.")
        % {
            "name": meeting.partnership.name,
            "who": participant.name,
            "title": meeting.title,
            "date": _when(meeting),
        }
    )


def _when(meeting: Meeting) -> str:
    return day(meeting.day) or str(meeting.year)


def _length(length: datetime.timedelta) -> str:
    hours, rest = divmod(int(length.total_seconds()) // 60, 60)
    return _t("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": rest}
