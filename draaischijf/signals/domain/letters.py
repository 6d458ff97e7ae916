"""Letters that get no answer: who follows the signal hears of it, now and then."""

from __future__ import annotations

import datetime

from django.db import transaction

from draaischijf.core.dates import add_working_days
from draaischijf.history.domain import record
from draaischijf.people.models import Person
from draaischijf.signals import letter_emails
from draaischijf.signals.enums import OPEN_STATES
from draaischijf.signals.models import Letter
from draaischijf.signals.queries.letters import followers_of

# Working days before the same letter is told of again.
AGAIN_AFTER = 20


def remind_due(today: datetime.date) -> int:
    """Tell of every letter whose answer did not come; return how many letters.

    Once when the day has passed, and again after twenty working days at the soonest.
    Safe to run again: who was told today is not told twice.
    """
    unanswered = Letter.objects.filter(
        answered__isnull=True, answer_awaited__lt=today, signal__state__in=OPEN_STATES
    )
    keys = unanswered.order_by("pk").values_list("pk", flat=True)
    return sum(_remind(pk, today) for pk in list(keys))


def is_due(letter: Letter, today: datetime.date) -> bool:
    """Tell whether somebody has to hear today that a letter got no answer."""
    if letter.answered or not letter.answer_awaited or letter.answer_awaited >= today:
        return False
    told = letter.reminded
    return told is None or add_working_days(told, AGAIN_AFTER) <= today


@transaction.atomic
def _remind(pk: int, today: datetime.date) -> bool:
    """One letter, its mails, its line and its date in one transaction."""
    letter = (
        Letter.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("signal__partnership")
        .filter(pk=pk)
        .first()
    )
    if letter is None or not is_due(letter, today):
        return False
    people: list[Person] = followers_of(letter.signal)
    for person in people:
        letter_emails.tell_unanswered(letter, person, today)
    letter.reminded = today
    letter.save(update_fields=["reminded", "updated"])
    record(letter.signal, "letter_reminded", actor=None, addressee=letter.addressee)
    return True
