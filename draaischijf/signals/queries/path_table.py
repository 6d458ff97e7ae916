"""The path of all signals: how many in each phase, how long, and where it is stuck."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    Value,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.signals.enums import (
    OPEN_PRE_SIGNAL_STATES,
    OPEN_STATES,
    PHASE_OF_STATE,
    Phase,
)
from draaischijf.signals.models import SignalStep
from draaischijf.signals.queries.inbox_facets import is_late
from draaischijf.signals.queries.signal_facets import STILL_AFTER

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

MONTH = datetime.timedelta(days=30)


class Median(Aggregate):
    """The value in the middle, which a few very old ones do not carry away."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class PathRow:
    """One phase: how many are in it, how long half of them are, how many are late."""

    number: int
    label: str
    url: str
    now: int
    days: int | None
    late: int
    before: int
    percent: int = 0

    @property
    def change(self) -> str:
        """The difference with a month ago, in words."""
        more = self.now - self.before
        if more == 0:
            return _t("as many as last month")
        if more > 0:
            words = ngettext("%(count)s more", "%(count)s more", more)
        else:
            words = ngettext("%(count)s fewer", "%(count)s fewer", -more)
        return words % {"count": abs(more)}


def path_table(partnership: Partnership) -> list[PathRow]:
    """Return the phases from collected to in action. Four queries.

    Late is, for reports, past the promised answer; for signals, two months without a
    movement.
    """
    now = timezone.now()
    rows = [_collected(partnership, now), *_phases(partnership, now)]
    most = max((row.now for row in rows), default=0) or 1
    return [
        PathRow(
            row.number,
            row.label,
            row.url,
            row.now,
            row.days,
            row.late,
            row.before,
            percent=round(100 * row.now / most),
        )
        for row in rows
    ]


def _collected(partnership: Partnership, now: datetime.datetime) -> PathRow:
    """Phases 1 and 2: reports that wait for an outcome."""
    then = now - MONTH
    is_open = Q(state__in=OPEN_PRE_SIGNAL_STATES)
    was_open = Q(submitted__lte=then) & (Q(settled__gt=then) | Q(settled__isnull=True))
    # The others, settled long ago, add nothing; they are nearly all there are.
    lately = is_open | Q(settled__gt=then) | Q(settled__isnull=True)
    found = partnership.pre_signals.filter(lately).aggregate(
        now=Count("pk", filter=is_open),
        days=Median(_age("submitted", now), filter=is_open),
        late=Count("pk", filter=is_late(timezone.localdate(now))),
        before=Count("pk", filter=was_open),
    )
    return PathRow(
        number=Phase.COLLECTED.value,
        label=str(Phase.COLLECTED.label),
        url=reverse("signals:inbox", args=[partnership.slug]),
        now=found["now"],
        days=_whole_days(found["days"]),
        late=found["late"],
        before=found["before"],
    )


def _phases(partnership: Partnership, now: datetime.datetime) -> list[PathRow]:
    states: dict[str, Any] = {
        row["state"]: row
        for row in partnership.signals.open()
        .order_by()
        .values("state")
        .annotate(
            now=Count("pk"),
            days=Median(_age("state_since", now)),
            late=Count("pk", filter=Q(last_movement__lt=now - STILL_AFTER)),
        )
    }
    before = _a_month_ago(partnership, now)
    base = reverse("signals:signals", args=[partnership.slug])
    nothing: dict[str, Any] = {"now": 0, "days": None, "late": 0}
    made = []
    for state in OPEN_STATES:
        phase, row = PHASE_OF_STATE[state], states.get(state, nothing)
        made.append(
            PathRow(
                number=phase.value,
                label=str(phase.label),
                url=f"{base}?state={state}",
                now=row["now"],
                days=_whole_days(row["days"]),
                late=row["late"],
                before=before[state],
            )
        )
    return made


def _a_month_ago(partnership: Partnership, now: datetime.datetime) -> Counter[str]:
    """In which state each signal was: what did not move since, then what did."""
    then = now - MONTH
    still = partnership.signals.open().filter(state_since__lte=then).order_by()
    were = Counter(dict(still.values_list("state").annotate(count=Count("pk"))))
    moved = partnership.signals.filter(state_since__gt=then)
    steps = (
        SignalStep.objects.filter(signal__in=moved, at__lte=then)
        .order_by("signal_id", "-at", "-pk")
        .distinct("signal_id")
    )
    were.update(steps.values_list("target", flat=True))
    return were


def _age(field: str, now: datetime.datetime) -> ExpressionWrapper[Any]:
    moment = Value(now, output_field=DateTimeField())
    return ExpressionWrapper(moment - F(field), output_field=DurationField())


def _whole_days(length: datetime.timedelta | None) -> int | None:
    return None if length is None else max(length.days, 0)
