"""Who was invited to a call for input, and what was kept there and never sent."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.calls.models import CallPoint, Invited
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.shape import Record


def addresses_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[Invited]:
    """Return addresses of calls whose last day to answer lies before a day."""
    rows = Invited.objects.filter(call__deadline__lt=before).exclude(email="")
    if partnership_id is None:
        return rows.none()
    return rows.filter(call__partnership=partnership_id)


def empty_addresses(rows: QuerySet[Invited]) -> None:
    """Let go of the addresses, and of points that were never sent."""
    keys = list(rows.values_list("pk", flat=True))
    CallPoint.objects.filter(invited__in=keys, report__isnull=True).delete()
    Invited.objects.filter(pk__in=keys).update(email="")


CALL_ADDRESSES = Record(
    code="call_addresses",
    activity="signals",
    label=_("Who was invited to a call for input"),
    data=_("E-mail address; points that were kept and never sent"),
    since=_("after the last day to answer"),
    why=_("To ask, to remind, and to let the link show what became of the answer."),
    effect=Effect.EMPTIED,
    fields=("calls.Invited", "calls.CallPoint"),
    days=365,
    least=30,
    most=730,
    due=addresses_due,
    carry_out=empty_addresses,
)
