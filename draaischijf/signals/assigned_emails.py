"""The mail that tells a colleague that a report is theirs now.

It says which report, where it plays and until when; what was reported stands behind
the link, where only who may read it comes.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.people.models import Person
from draaischijf.signals.emails import MOMENT
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.routing_words import because_in_words

PAGE = "draaischijf.signals.assigned_emails.report_url"


def tell_assigned(
    pre_signal: PreSignal, person: Person, *, by: User | None, note: str = ""
) -> None:
    """Tell a person that a report came to them, by a rule or by a colleague."""
    user = person.user
    if user is None or not user.is_active:
        return
    with translation.override(user.language):
        subject = _t("Report %(number)s is for you") % {"number": pre_signal.number}
        because = because_in_words(pre_signal.routed_because)
    partnership = pre_signal.partnership
    enqueue(
        Draft(
            key=f"assigned-{pre_signal.pk}-{person.pk}-{timezone.now():{MOMENT}}",
            kind="report_assigned",
            to=user.email,
            subject=subject,
            template="signals/mail/report_assigned",
            context={
                "name": person.name,
                "report": pre_signal,
                "places": [one.name for one in pre_signal.areas.all()],
                "is_routed": by is None,
                "because": because,
                "by": str(by) if by else "",
                "note": note,
                "partnership": partnership,
                "partnership_name": partnership.name,
            },
            language=user.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=PAGE,
            link_arguments={"slug": partnership.slug, "number": pre_signal.number},
        )
    )


def report_url(*, slug: str, number: int) -> str:
    """Return the whole address of the page of a report."""
    return f"{settings.SITE_URL}{reverse('signals:pre_signal', args=[slug, number])}"
