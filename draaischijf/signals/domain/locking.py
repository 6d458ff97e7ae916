"""The rows as they are now: a write judges a locked row, never the one it was given.

Two people may press at once. Reports are locked before the signal they belong to, so
that two writes cannot wait for each other (domain/lasting.py).
"""

from __future__ import annotations

from django.utils import timezone

from draaischijf.signals.models import PolicySignal, PreSignal


def lock(pre_signal: PreSignal) -> PreSignal:
    """Return the report as it is now, locked until the transaction ends."""
    return (
        PreSignal.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=pre_signal.pk)
    )


def lock_signal(signal: PolicySignal) -> PolicySignal:
    """Return the signal as it is now, locked until the transaction ends."""
    return (
        PolicySignal.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=signal.pk)
    )


def touch(signal: PolicySignal) -> None:
    """Note that something moved: the signal does not stand still."""
    signal.last_movement = timezone.now()
    signal.save(update_fields=["last_movement", "updated"])
