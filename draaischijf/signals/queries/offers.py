"""What was offered to the partnership above, and how far it is there."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.signals.enums import OfferState, SignalState
from draaischijf.signals.models import PolicySignal, SignalOffer, TakenUp
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.signal_counts import Counts, counts_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

MOST_CANDIDATES = 5
# In the states in which a signal may go up: it is worded, and it goes on.
_OFFERED_FROM = (
    SignalState.ANALYSIS,
    SignalState.PUBLISHED,
    SignalState.DECIDED,
    SignalState.IN_ACTION,
)


@dataclass(frozen=True)
class OfferWords:
    """The neutral copy: what goes up in words."""

    title: str
    statement: str
    note: str = ""


@dataclass(frozen=True)
class Above:
    """How far an offer is with the partnership above, as one reader may know it."""

    offer: SignalOffer
    parent: str
    since: datetime.date
    phase: str = ""
    url: str = ""


@dataclass(frozen=True)
class OfferCandidate:
    """A signal of the parent in which an offer could go on."""

    signal: PolicySignal
    partnerships: int


def may_be_offered(signal: PolicySignal) -> str:
    """Say why a signal cannot be offered now, or return an empty text."""
    if signal.partnership.parent_id is None:
        return _t("There is no partnership above this one.")
    if signal.state not in _OFFERED_FROM:
        return _t(
            "A signal is offered once it is being analysed, and while it goes on."
        )
    if not signal.statement.strip():
        return _t("Word the problem first: that is what goes up.")
    if open_offers(signal).exists():
        return _t("It was offered already.")
    return ""


def open_offers(signal: PolicySignal) -> QuerySet[SignalOffer]:
    """Return the offers of a signal that wait or were accepted by the parent of now."""
    return signal.offers.filter(
        partnership=signal.partnership.parent_id,
        state__in=[OfferState.OFFERED, OfferState.ACCEPTED],
    )


def public_counts(signal: PolicySignal) -> dict[str, int | str]:
    """Return how widely a signal is seen, as the public reads it; unknown left out."""
    found = PolicySignal.objects.get(pk=signal.pk)
    counts = counts_of(signal.partnership, [found]).get(signal.pk, Counts())
    shown: dict[str, int | str] = {
        "raisers": counts.raisers_for(is_partner=False),
        "organisations": counts.organisations,
        "municipalities": counts.municipalities,
        "people": counts.people_for(is_partner=False),
    }
    return {name: count for name, count in shown.items() if count}


def count_facts(counts: dict[str, int | str]) -> list[tuple[str, int | str]]:
    """Return the figures of an offer with their names."""
    labels = {
        "raisers": _t("raisers"),
        "organisations": _t("organisations"),
        "municipalities": _t("municipalities"),
        "people": _t("people, at least"),
    }
    return [(labels[name], counts[name]) for name in labels if counts.get(name)]


def above_of(signal: PolicySignal, *, is_partner: bool) -> list[Above]:
    """Return how far each offer of a signal is above.

    One query where it was never offered, at most four.

    Everybody reads how far a signal is that is public above. Partners also read that
    it waits, was refused and why, or is taken up; never the words of what is not
    public there.
    """
    # Not joined: most signals were never offered, and three tables wide is dear to ask.
    taken_up = TakenUp.objects.select_related("signal__partnership").defer(
        "signal__search"
    )
    offers = (
        signal.offers.exclude(state=OfferState.WITHDRAWN)
        .select_related("partnership")
        .prefetch_related(Prefetch("taken_up", taken_up))
    )
    made = []
    for offer in offers:
        row = getattr(offer, "taken_up", None)
        taken = row.signal if row else None
        is_open = taken is not None and taken.is_public and not taken.merged_into_id
        if not is_open and not is_partner:
            continue
        since = taken.state_since if taken else (offer.answered or offer.created)
        made.append(
            Above(
                offer=offer,
                parent=offer.partnership.name,
                since=timezone.localdate(since),
                phase=str(taken.get_state_display()) if taken else "",
                url=taken.get_absolute_url() if taken and is_open else "",
            )
        )
    return made


def children_of(signal: PolicySignal) -> list[str]:
    """Return the names of the partnerships that offered what goes on in a signal."""
    names = signal.taken_up.values_list("offer__signal__partnership__name", flat=True)
    return sorted(set(names))


def offers_to(partnership: Partnership) -> QuerySet[SignalOffer]:
    """Return what was offered to a partnership, what waits first."""
    return (
        SignalOffer.objects.filter(partnership=partnership)
        .exclude(state=OfferState.WITHDRAWN)
        .select_related("signal__partnership", "taken_up__signal__partnership")
        .order_by(F("answered").desc(nulls_first=True), "-created")
    )


def waiting_offers(partnership: Partnership) -> QuerySet[SignalOffer]:
    """Return the offers nobody answered yet, the oldest first."""
    return (
        SignalOffer.objects.filter(partnership=partnership, state=OfferState.OFFERED)
        .select_related("signal__partnership")
        .order_by("created", "pk")
    )


def offer_or_404(partnership: Partnership, pk: int) -> SignalOffer:
    """Return an offer made to this partnership. Raises Http404."""
    found = (
        SignalOffer.objects.filter(partnership=partnership, pk=pk)
        .exclude(state=OfferState.WITHDRAWN)
        .select_related(
            "signal__partnership", "partnership", "taken_up__signal__partnership"
        )
        .prefetch_related("rights", "areas")
        .first()
    )
    if found is None:
        raise Http404
    return found


def own_offer_or_404(signal: PolicySignal) -> SignalOffer:
    """Return the offer of a signal that still waits. Raises Http404."""
    found = signal.offers.filter(state=OfferState.OFFERED).first()
    if found is None:
        raise Http404
    return found


def candidates_for(offer: SignalOffer) -> Sequence[OfferCandidate]:
    """Return the parent's signals most like an offer, and for how many they go on."""
    signals = (
        PolicySignal.objects.standing()
        .filter(partnership=offer.partnership)
        .exclude(state=SignalState.NOT_RETAINED)
    )
    text = f"{offer.title}\n{offer.statement}"
    alike = alike_signals(text, signals, offer.partnership)
    best = [one.key for one in alike if one.is_likely][:MOST_CANDIDATES]
    found = (
        signals.defer("search")
        .select_related("partnership")
        .annotate(
            partnerships=Count("taken_up__offer__signal__partnership", distinct=True)
        )
        .in_bulk(best)
    )
    return [
        OfferCandidate(found[key], getattr(found[key], "partnerships", 0))
        for key in best
        if key in found
    ]
