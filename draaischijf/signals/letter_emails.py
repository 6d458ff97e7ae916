"""The mail about a letter to a higher authority that got no answer."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.people.models import Person
from draaischijf.signals.models import Letter

PAGE = "draaischijf.signals.letter_emails.signal_url"


def tell_unanswered(letter: Letter, person: Person, today: datetime.date) -> None:
    """Tell a person that the answer did not come: once a day at most, by its key."""
    user = person.user
    if user is None:
        return
    signal, partnership = letter.signal, letter.signal.partnership
    with translation.override(user.language):
        subject = _t("No answer yet from %(addressee)s") % {
            "addressee": letter.addressee
        }
    enqueue(
        Draft(
            key=f"letter-{letter.pk}-{today.isoformat()}-{person.pk}",
            kind="letter_unanswered",
            to=user.email,
            subject=subject,
            template="signals/mail/letter_unanswered",
            context={
                "name": person.name,
                "letter": letter,
                "signal": signal,
                "partnership": partnership,
                "partnership_name": partnership.name,
            },
            language=user.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=PAGE,
            link_arguments={"slug": partnership.slug, "number": signal.number},
        )
    )


def signal_url(*, slug: str, number: int) -> str:
    """Return the whole address of the page of a signal, where its letters stand."""
    page = reverse("signals:signal", args=[slug, number])
    return f"{settings.SITE_URL}{page}#deeds"
