"""The signals that can go into an edition: found, narrowed, and not in it yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.workflow import STATES
from draaischijf.core.pieces import Facet
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.signal_facets import (
    Wanted,
    facets_of,
    looked_up,
    narrowed,
    tally_of,
)

MOST_SHOWN = 200


@dataclass(frozen=True)
class Choice:
    """What there is to choose from, and how many more there are than are shown."""

    signals: list[PolicySignal]
    facets: list[Facet]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.signals)

    @property
    def numbers(self) -> list[int]:
        return [signal.number for signal in self.signals]


def signals_to_choose(bundle: SignalBundle) -> QuerySet[PolicySignal]:
    """The signals of the partnership that may go into an edition and are not in it."""
    parked = Q(state=SignalState.PARKED, state_before__in=STATES)
    return (
        PolicySignal.objects.standing()
        .filter(Q(state__in=STATES) | parked, partnership=bundle.partnership_id)
        .exclude(bundled__bundle=bundle)
    )


def choice_of(bundle: SignalBundle, wanted: Wanted) -> Choice:
    """Return the signals to choose from under the filters, in order of number."""
    asked = looked_up(signals_to_choose(bundle), wanted)
    tally = tally_of(asked.under(), asked.own)
    found = narrowed(asked.under(), asked.own).order_by("number")
    shown = list(found.select_related("partnership").defer("search")[:MOST_SHOWN])
    return Choice(shown, facets_of(asked, wanted, tally), tally.total)


def chosen_signals(bundle: SignalBundle, numbers: list[int]) -> list[PolicySignal]:
    """Return the signals with these numbers, in order of number."""
    found = signals_to_choose(bundle).filter(number__in=numbers)
    return list(found.order_by("number"))
