"""The rows as they are now: a write judges a locked row, never the one it was given.

Two people may press at once. Reports are locked before the signal they belong to, and
two signals in the order of their keys, so that two writes cannot wait for each other
(domain/lasting.py).
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from draaischijf.signals.merge_rules import goes_on_in
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.workflow import TransitionDenied


def lock(pre_signal: PreSignal) -> PreSignal:
    """Return the report as it is now, locked until the transaction ends."""
    return (
        PreSignal.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=pre_signal.pk)
    )


def lock_signal(signal: PolicySignal) -> PolicySignal:
    """Return the signal as it is now, locked until the transaction ends.

    Raises TransitionDenied when it became part of another one: nothing can be done
    with it any more, and who still has its page reads where it goes on.
    """
    locked = lock_as_it_is(signal)
    # Never read together with the lock: who waited for it got the old joined row.
    if locked.merged_into_id and locked.merged_into:
        other = locked.merged_into.number
        raise TransitionDenied([goes_on_in(locked.number, other)])
    return locked


def lock_as_it_is(signal: PolicySignal) -> PolicySignal:
    """Return the signal as it is now, locked, also when it is part of another one."""
    return (
        PolicySignal.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=signal.pk)
    )


def lock_two(
    one: PolicySignal, other: PolicySignal
) -> tuple[PolicySignal, PolicySignal]:
    """Return two signals as they are now, locked in the order of their keys."""
    locked = {
        signal.pk: lock_as_it_is(signal)
        for signal in sorted((one, other), key=lambda signal: signal.pk)
    }
    return locked[one.pk], locked[other.pk]


def lock_signals(signals: QuerySet[PolicySignal]) -> None:
    """Lock signals as they are, in the order of their keys."""
    list(signals.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def touch(signal: PolicySignal) -> None:
    """Note that something moved: the signal does not stand still."""
    signal.last_movement = timezone.now()
    signal.save(update_fields=["last_movement", "updated"])
