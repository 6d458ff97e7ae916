"""Following a signal, and putting on people's own pages what happens with it.

A person's own list is not part of the path of a signal: history does not tell it.
"""

from __future__ import annotations

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.notifications.notices import News, notify
from draaischijf.signals.emails import TOLD_STATES
from draaischijf.signals.models import (
    LogEntry,
    PolicySignal,
    SignalFollow,
    SignalMerge,
    SignalStep,
)
from draaischijf.signals.queries.watching import (
    LOG,
    SIGNAL,
    followers_of,
    told_by_mail,
)


@transaction.atomic
def follow(signal: PolicySignal, *, actor: User) -> None:
    """Let somebody read what happens with a signal from now on; twice is once."""
    SignalFollow.objects.get_or_create(user=actor, signal=signal)


@transaction.atomic
def unfollow(signal: PolicySignal, *, actor: User) -> None:
    """Follow a signal no longer. What was told stays on the page."""
    SignalFollow.objects.filter(user=actor, signal=signal).delete()


def tell_step(step: SignalStep) -> None:
    """Tell who follows a signal that it moved, but not who moved it.

    Who raised or supports it gets the mail about this step already: no second one.
    """
    signal = step.signal
    users = followers_of(signal, but=step.actor)
    if not users:
        return
    told = told_by_mail(signal, users) if step.target in TOLD_STATES else set()
    news = News(
        key=f"step-{step.pk}",
        kind="signal_step",
        about=SIGNAL,
        about_id=signal.pk,
        partnership_id=signal.partnership_id,
        data={"target": str(step.target)},
    )
    notify(users, news, told=told)


def tell_log_entry(entry: LogEntry) -> None:
    """Tell who follows a signal that something was noted, but not who noted it."""
    users = followers_of(entry.signal, but=entry.actor)
    if users:
        news = News(
            key=f"log-{entry.pk}",
            kind="signal_log",
            about=LOG,
            about_id=entry.pk,
            partnership_id=entry.signal.partnership_id,
        )
        notify(users, news)


def tell_merge(merge: SignalMerge, *, actor: User) -> None:
    """Tell who follows the signal that became part of another one.

    Before what hangs on it comes along: afterwards they follow the other one.
    """
    absorbed = merge.absorbed
    users = followers_of(absorbed, but=actor)
    if users:
        news = News(
            key=f"merge-{merge.pk}",
            kind="signal_merged",
            about=SIGNAL,
            about_id=absorbed.pk,
            partnership_id=absorbed.partnership_id,
            data={"number": absorbed.number},
        )
        notify(users, news, told=told_by_mail(absorbed, users))
