"""The mail with the minutes of a meeting."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.consultation.models import MinutesReader
from draaischijf.core.templatetags.core import day
from draaischijf.notifications.domain import Draft, enqueue

LINK = "draaischijf.consultation.minutes_links.minutes_url"


def send_minutes(reader: MinutesReader) -> None:
    """Send somebody the link to the minutes, once."""
    minutes = reader.minutes
    meeting = minutes.meeting
    partnership = meeting.partnership
    with translation.override(reader.language):
        words = _t("Minutes of %(title)s, %(day)s")
        subject = words % {"title": meeting.title, "day": day(meeting.day)}
    enqueue(
        Draft(
            key=f"minutes-{reader.pk}",
            kind="minutes_sent",
            to=reader.email,
            subject=subject,
            template="consultation/mail/minutes_sent",
            context={
                "meeting": meeting,
                "minutes": minutes,
                "name": reader.name,
                "partnership_name": partnership.name,
            },
            language=reader.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=LINK,
            link_arguments={"nonce": reader.nonce, "kept": reader.link_hash},
        )
    )
