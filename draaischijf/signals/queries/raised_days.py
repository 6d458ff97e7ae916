"""On which days a signal was raised, for the picture of its way."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.db.models.functions import TruncDate

from draaischijf.signals.journeys import Lane, Stop
from draaischijf.signals.models import PolicySignal


def raised_days(signal: PolicySignal, *, is_partner: bool) -> Iterator[Stop]:
    """Yield a stop for each day on which somebody reported or supported a signal.

    One query. Nothing for the public: a day with one mark would say more about who
    raised it than the masked number beside it.
    """
    if not is_partner:
        return
    reported = signal.links.order_by().values(day=TruncDate("pre_signal__submitted"))
    supported = signal.supports.order_by().values(day=TruncDate("given"))
    both = reported.annotate(count=Count("pk")).union(
        supported.annotate(count=Count("pk")), all=True
    )
    for row in both:
        yield Stop(Lane.RAISED, row["day"], count=row["count"])
