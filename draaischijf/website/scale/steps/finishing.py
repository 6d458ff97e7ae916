"""What comes after the rows: the next numbers, and what the database knows of them."""

from __future__ import annotations

from django.db import connection

from draaischijf.website.scale.world import World

_NUMBERS = """
    update people_partnership p set
        last_pre_signal_number = coalesce(
            (select max(number) from signals_presignal where partnership_id = p.id), 0),
        last_signal_number = coalesce(
            (select max(number) from signals_policysignal
             where partnership_id = p.id), 0)
"""


def finish(world: World, start: int, stop: int) -> None:
    """Let numbers go on after the last, and drop what only the making needed."""
    del world, start, stop
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        cursor.execute("drop table if exists seed_scale_event")


def tell_the_database() -> None:
    """Do what autovacuum would do in time: the figures by which queries are planned.

    Outside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
