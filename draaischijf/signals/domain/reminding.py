"""Reminding the organisations of the working group that did not answer yet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.dates import is_working_day, working_days_between
from draaischijf.history.domain import record
from draaischijf.notifications.domain import enqueue
from draaischijf.notifications.models import Mail
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import agreement_emails, workflow
from draaischijf.signals.domain.locking import lock_signal
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.unanswered import (
    signals_that_wait,
    waiting_long,
    who_to_ask,
)
from draaischijf.signals.workflow import TransitionDenied

# Working days: before the first reminder by itself, and between two to one address.
FIRST_AFTER, APART = 10, 5


@transaction.atomic
def remind_about(signal: PolicySignal, *, actor: User) -> int:
    """Mail who can answer for the organisations that did not; return how many mails.

    Each address gets one mail about all that waits for it, and none within five
    working days of the one before: then nothing is noted either. Raises
    TransitionDenied without the right to edit signals, and when nobody is asked now.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.EDIT_SIGNAL)
    waiting = signals_that_wait(locked.partnership)
    if locked not in waiting:
        raise TransitionDenied([_t("The working group is not asked about it now.")])
    asked = {one.to for one in who_to_ask(locked.partnership, [locked]) if one.signals}
    count = _remind(locked.partnership, waiting, timezone.localdate(), only=asked)
    if count:
        record(locked, "agreement_reminded", actor=actor, count=count)
    return count


def remind_due(today: datetime.date) -> int:
    """Remind everywhere about signals that wait for long; return how many mails.

    On working days only. Run again, or by two workers at once, nobody gets a second
    mail.
    """
    if not is_working_day(today):
        return 0
    partnerships = Partnership.objects.filter(agreement_required=True).order_by("pk")
    return sum(_remind_partnership(one, today) for one in partnerships)


@transaction.atomic
def _remind_partnership(partnership: Partnership, today: datetime.date) -> int:
    due = waiting_long(signals_that_wait(partnership), today, FIRST_AFTER)
    return _remind(partnership, due, today) if due else 0


def _remind(
    partnership: Partnership,
    signals: Sequence[PolicySignal],
    today: datetime.date,
    *,
    only: set[str] | None = None,
) -> int:
    # One at a time: two who press at once see each other's mails.
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    count = 0
    for one in who_to_ask(partnership, signals):
        if not one.signals or (only is not None and one.to not in only):
            continue
        if _was_asked_lately(partnership, one.to, today):
            continue
        enqueue(agreement_emails.asked_draft(one, partnership, today))
        count += 1
    return count


def _was_asked_lately(partnership: Partnership, to: str, today: datetime.date) -> bool:
    last = (
        Mail.objects.filter(
            partnership_id=partnership.pk, kind=agreement_emails.KIND, to__iexact=to
        )
        .order_by("-created")
        .values_list("created", flat=True)
        .first()
    )
    if last is None:
        return False
    return working_days_between(timezone.localdate(last), today) < APART
