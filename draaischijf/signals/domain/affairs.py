"""Telling who has heard nothing for half a year how things stand."""

from __future__ import annotations

import datetime

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.notifications.domain import render
from draaischijf.notifications.notices import News as Notice
from draaischijf.notifications.notices import notify
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import affairs_emails, workflow
from draaischijf.signals.domain.lasting import lock_reports_of
from draaischijf.signals.domain.locking import lock_signal
from draaischijf.signals.domain.movement import News
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.feedback import (
    partnerships_with_unheard,
    unheard_of,
    weighers_of,
)

UNHEARD = "unheard"


def affairs_news(signal: PolicySignal) -> News:
    """Return the mail about how things stand as it will go now, and to how many.

    Changes nothing.
    """
    raised = unheard_of(signal)
    reached = {one.mail_address.lower(): one for one in raised if one.mail_address}
    first = next(iter(reached.values()), None)
    draft = affairs_emails.draft_of(first, signal) if first else None
    return News(
        told=len(reached),
        unreached=sum(not one.mail_address for one in raised),
        mail=render(draft) if draft else None,
    )


@transaction.atomic
def tell_affairs(signal: PolicySignal, *, actor: User) -> int:
    """Tell who heard nothing for half a year how a signal stands; return how many.

    Each address gets one mail with the path as it is now; who left none reads it behind
    the personal link. They have heard something then: pressed twice, or by two people,
    it goes once. Raises TransitionDenied without the right to weigh reports.
    """
    lock_reports_of(signal)
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.WEIGH)
    raised = unheard_of(locked)
    if not raised:
        return 0
    affairs_emails.send(raised, locked)
    record(locked, "told_affairs", actor=actor, count=len(raised))
    return len(raised)


def remind_weighers(today: datetime.date) -> int:
    """Tell coordinators, once a week, where raisers heard nothing; return how many.

    One partnership at a time, each in its own transaction: safe to run again.
    """
    year, number, _day = today.isocalendar()
    week = f"{year}-{number:02}"
    told = 0
    for partnership, count in partnerships_with_unheard():
        told += _remind(partnership, count, week)
    return told


def _remind(partnership: Partnership, count: int, week: str) -> int:
    people = weighers_of(partnership)
    news = Notice(
        key=f"unheard-{partnership.pk}-{week}",
        kind="unheard",
        about=UNHEARD,
        about_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"count": count},
    )
    notify(people, news)
    return len(people)
