"""The mails of a call: the invitation, the reminders, and one receipt an answer.

Each in the language of who gets it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.calls.models import CallQuestion, Invited
from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.signals.models import PreSignal

LINK = "draaischijf.calls.links.answer_url"


def invite(invited: Invited, questions: Sequence[CallQuestion]) -> None:
    """Ask somebody, once: the link, why, the questions, and until when."""
    with translation.override(invited.language):
        subject = _t("What do you notice? %(title)s") % {"title": invited.call.title}
    key = f"call-invited-{invited.pk}"
    _send(invited, key, "call_invited", subject, {"questions": questions})


def remind(invited: Invited, *, key: str, today: datetime.date) -> None:
    """Remind who did not send anything yet; once for each key."""
    call = invited.call
    with translation.override(invited.language):
        subject = (
            _t("Today is the last day: %(title)s")
            if call.deadline == today
            else _t("Still to answer: %(title)s")
        ) % {"title": call.title}
    context = {"is_last_day": call.deadline == today}
    name = f"call-reminder-{invited.pk}-{call.deadline.isoformat()}-{key}"
    _send(invited, name, "call_reminder", subject, context)


def confirm(invited: Invited, reports: Sequence[PreSignal]) -> None:
    """Tell in one mail that all points of an answer came in.

    Instead of a receipt a point: ten mails at once help nobody.
    """
    with translation.override(invited.language):
        subject = _t("We received your answer: %(title)s") % {
            "title": invited.call.title
        }
    key = f"call-received-{reports[0].pk}"
    _send(invited, key, "call_received", subject, {"reports": reports})


def _send(
    invited: Invited, key: str, kind: str, subject: str, context: dict[str, Any]
) -> None:
    call = invited.call
    partnership = call.partnership
    enqueue(
        Draft(
            key=key,
            kind=kind,
            to=invited.email,
            subject=subject,
            template=f"calls/mail/{kind}",
            context={
                "call": call,
                "invited": invited,
                "partnership": partnership,
                "partnership_name": partnership.name,
                **context,
            },
            language=invited.language,
            partnership_id=partnership.pk,
            reply_to=partnership.contact_email,
            link_path=LINK,
            link_arguments={"nonce": invited.nonce, "kept": invited.link_hash},
        )
    )
