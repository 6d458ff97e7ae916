"""Which signals the system proposes for a forum, each with why (domain report, 143)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day
from draaischijf.forum.enums import WhyChosen
from draaischijf.signals.enums import SignalState
from draaischijf.signals.queries.signal_facets import STILL_AFTER
from draaischijf.signals.queries.standing_still import (
    in_phase,
    why_still,
    with_standing,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.forum.models import Forum
    from draaischijf.signals.models import PolicySignal

SHOWN = 6
# Since the forum before: it comes together twice a year.
NEW_SINCE = datetime.timedelta(days=183)
# Raised by one person alone is not yet something many see.
MANY = 2


@dataclass(frozen=True)
class Proposal:
    """A signal that can be chosen, and what speaks for it."""

    signal: PolicySignal
    said: str


@dataclass(frozen=True)
class Proposals:
    """The signals that are proposed for one reason."""

    why: WhyChosen
    rows: list[Proposal]


def proposals_for(forum: Forum) -> list[Proposals]:
    """Return what can be chosen, by reason; what was chosen already is left out.

    Five queries, whatever their number.
    """
    chosen = forum.themes.filter(signal__isnull=False).values("signal")
    signals = forum.partnership.signals.open().exclude(pk__in=chosen)
    groups = (
        Proposals(WhyChosen.STANDING_STILL, list(_still(forum, signals))),
        Proposals(WhyChosen.MOST_SUPPORTED, list(_supported(signals))),
        Proposals(WhyChosen.NEW, list(_new(signals))),
    )
    return [one for one in groups if one.rows]


def _still(forum: Forum, signals: QuerySet[PolicySignal]) -> Iterator[Proposal]:
    now = timezone.now()
    keys = signals.filter(last_movement__lt=now - STILL_AFTER)
    first = keys.order_by("last_movement", "pk").values_list("pk", flat=True)[:SHOWN]
    rows = signals.filter(pk__in=list(first)).order_by("last_movement", "pk")
    for signal in with_standing(rows):
        waits = why_still(signal, forum.partnership)
        yield Proposal(signal, f"{in_phase(signal, now)} · {waits}")


def _supported(signals: QuerySet[PolicySignal]) -> Iterator[Proposal]:
    rows = signals.filter(raisers__gte=MANY).order_by("-raisers", "pk")
    for signal in rows[:SHOWN]:
        words = ngettext(
            "%(count)s person sees it", "%(count)s people see it", signal.raisers
        )
        yield Proposal(signal, words % {"count": signal.raisers})


def _new(signals: QuerySet[PolicySignal]) -> Iterator[Proposal]:
    since = timezone.now() - NEW_SINCE
    rows = signals.filter(state=SignalState.PUBLISHED, state_since__gte=since)
    for signal in rows.order_by("-state_since", "pk")[:SHOWN]:
        on = timezone.localdate(signal.state_since)
        yield Proposal(signal, _t("published on %(date)s") % {"date": day(on)})
