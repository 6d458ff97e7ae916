"""The mail that asks what an organisation thinks of the signals it did not answer."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from draaischijf.notifications.domain import Draft
from draaischijf.signals.queries.unanswered import Asked

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.signals.models import PolicySignal

KIND = "agreement_asked"
LINK = "draaischijf.signals.agreement_emails.asked_url"


def asked_draft(asked: Asked, partnership: Partnership, day: datetime.date) -> Draft:
    """Return the mail to one address: at most one a day, whoever asks for it."""
    count = len(asked.signals)
    with translation.override(asked.language):
        subject = ngettext(
            "Your answer is awaited about %(count)s signal",
            "Your answer is awaited about %(count)s signals",
            count,
        ) % {"count": count}
    to = hashlib.sha256(asked.to.lower().encode()).hexdigest()
    return Draft(
        key=f"agree-{partnership.pk}-{day:%Y-%m-%d}-{to}",
        kind=KIND,
        to=asked.to,
        subject=subject,
        template="signals/mail/agreement_asked",
        context={
            "name": asked.name,
            "lines": [(one, agree_url(one)) for one in asked.signals],
            "partnership": partnership,
            "partnership_name": partnership.name,
        },
        language=asked.language,
        partnership_id=partnership.pk,
        reply_to=partnership.contact_email,
        link_path=LINK,
        link_arguments={"slug": partnership.slug},
    )


def asked_url(*, slug: str) -> str:
    """Return the whole address of the signals that are being analysed."""
    return (
        f"{settings.SITE_URL}{reverse('signals:signals', args=[slug])}?state=analysis"
    )


def agree_url(signal: PolicySignal) -> str:
    """Return the whole address where an organisation gives its answer."""
    place = [signal.partnership.slug, signal.number]
    return f"{settings.SITE_URL}{reverse('signals:signal_agree', args=place)}"
