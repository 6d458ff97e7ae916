"""Every mail this module sends."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.people.models import Partnership


@dataclass(frozen=True)
class Obstacle:
    """What did not work for somebody, on which page, with what."""

    text: str
    page: str = ""
    device: str = ""
    email: str = ""


def send_obstacle(partnership: Partnership, obstacle: Obstacle) -> None:
    """Put what a visitor met in the outbox, to the office or else to the site."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _t("Somebody meets an obstacle on the site")
    enqueue(
        Draft(
            key=f"obstacle-{uuid.uuid4()}",
            kind="obstacle",
            to=partnership.contact_email or site_contact(),
            subject=subject,
            template="website/mail/obstacle",
            context={"obstacle": obstacle, "partnership_name": partnership.name},
            language=settings.LANGUAGE_CODE,
            partnership_id=partnership.pk,
            reply_to=obstacle.email,
        )
    )


def site_contact() -> str:
    """Return where mail for who runs the site goes."""
    return settings.CONTACT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
