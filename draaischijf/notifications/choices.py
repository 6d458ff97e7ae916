"""How mails of a partnership come to a person: how often, and not when it is quiet."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.notifications import quiet
from draaischijf.notifications.kinds import may_wait
from draaischijf.notifications.models import MailChoice, Notice, Pace
from draaischijf.notifications.quiet import Quiet


@dataclass(frozen=True)
class Chosen:
    """What somebody chose, or what holds for who chose nothing."""

    pace: Pace = Pace.AT_ONCE
    quiet: Quiet = field(default_factory=Quiet)


def chosen_by(users: Collection[int], partnership_id: int) -> dict[int, Chosen]:
    """Return what these people chose for a partnership, by number; one query."""
    rows = MailChoice.objects.filter(user__in=users, partnership_id=partnership_id)
    made = {row.user_id: _chosen(row) for row in rows}
    return {pk: made.get(pk, Chosen()) for pk in users}


def rows_of(user: User) -> dict[int, MailChoice]:
    """Return what a person chose, by partnership."""
    rows = MailChoice.objects.filter(user=user)
    return {row.partnership_id: row for row in rows}


@transaction.atomic
def choose(user: User, partnership_id: int, chosen: Chosen) -> None:
    """Keep what a person chooses; what waits for a mail waits as is chosen now."""
    MailChoice.objects.update_or_create(
        user=user,
        partnership_id=partnership_id,
        defaults={
            "pace": chosen.pace,
            "is_quiet": chosen.quiet.at_night,
            "quiet_from": chosen.quiet.start,
            "quiet_until": chosen.quiet.end,
            "rests_in_weekend": chosen.quiet.in_weekend,
        },
    )
    waiting = Notice.objects.filter(
        user=user, partnership_id=partnership_id, mail_due__isnull=False
    )
    waiting.update(mail_due=due_of(chosen, timezone.now()))


def due_of(chosen: Chosen, now: datetime.datetime) -> datetime.datetime | None:
    """Return from when news of now may be mailed; None for who reads it on the page."""
    if chosen.pace == Pace.PAGE:
        return None
    if chosen.pace == Pace.DAILY:
        return quiet.next_morning(now, chosen.quiet)
    if chosen.pace == Pace.WEEKLY:
        return quiet.next_monday(now, chosen.quiet)
    return quiet.first_moment(now, chosen.quiet)


def waits_until(
    to: str, kind: str, partnership_id: int | None, now: datetime.datetime
) -> datetime.datetime | None:
    """Return until when a mail of this kind to this address waits; None: it may go.

    One query, and none for a kind that never waits (a code, a receipt).
    """
    if partnership_id is None or not may_wait(kind):
        return None
    row = MailChoice.objects.filter(
        user__email=to.strip().lower(), partnership_id=partnership_id
    ).first()
    chosen = _chosen(row) if row else Chosen()
    first = quiet.first_moment(now, chosen.quiet)
    return first if first > now else None


def _chosen(row: MailChoice) -> Chosen:
    return Chosen(
        pace=Pace(row.pace),
        quiet=Quiet(
            start=row.quiet_from,
            end=row.quiet_until,
            at_night=row.is_quiet,
            in_weekend=row.rests_in_weekend,
        ),
    )
