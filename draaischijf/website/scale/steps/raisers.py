"""How many people raised each signal, counted once all reports and supports are in."""

from __future__ import annotations

import pgtrigger
from django.db import connection

from draaischijf.signals.models import COUNT_RAISERS
from draaischijf.website.scale.world import World

# The triggers that count at every link and support; a million times is too often.
COUNTED_LATER = ("signals.PreSignalLink:raisers", "signals.SignalSupport:raisers")


def count_later() -> None:
    """Leave the counting out for the rest of this transaction."""
    with pgtrigger.ignore(*COUNTED_LATER), connection.cursor() as cursor:
        # The statement takes the setting along; it holds until the transaction ends.
        cursor.execute("select 1")


def count_raisers(world: World, start: int, stop: int) -> None:
    """Count the people behind the signals from `start` to `stop`."""
    del world
    with connection.cursor() as cursor:
        cursor.execute(
            f"{COUNT_RAISERS} where signal.id > %s and signal.id <= %s", [start, stop]
        )
