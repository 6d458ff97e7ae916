"""Two signals side by side, and what becomes of all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.signals import merge_rules
from draaischijf.signals.carried import registered
from draaischijf.signals.models import PolicySignal, PreSignal, SignalMerge
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.weighing import candidates
from draaischijf.signals.workflow import TransitionDenied

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


@dataclass(frozen=True)
class Other:
    """A signal to merge with, as the chooser shows it; `refused` says why not."""

    signal: PolicySignal
    reports: int
    refused: str = ""
    is_linked: bool = False


def others_for(
    signal: PolicySignal, words: str, *, chosen: int | None = None
) -> list[Other]:
    """Return the signals that fit the words, or look most like this one without words.

    Those that cannot be merged now are left out, unless somebody looks for them: then
    they say why.
    """
    # The look-up is by the words of reports; the words of a signal do as well.
    said = PreSignal(
        partnership=signal.partnership,
        problem=f"{signal.title} {signal.statement} {signal.examples}",
    )
    found = candidates(signal.partnership, words, reports=[said], chosen=chosen)
    made = [
        Other(one.signal, one.reports, merge_rules.why_not_now(one.signal))
        for one in found
        if one.signal.pk != signal.pk
    ]
    return [one for one in made if words or not one.refused]


@dataclass(frozen=True)
class Side:
    """One of the two, as the comparison shows it."""

    signal: PolicySignal
    raisers: int
    named: Sequence[str]
    sorted_by: Sequence[str]
    hanging: Sequence[str]
    agreements: int
    # Why this number cannot stay; empty when it can.
    refused: Sequence[str]


class MergePage:
    """Two signals beside each other, for somebody who may merge them."""

    def __init__(self, one: PolicySignal, other: PolicySignal, reader: Visitor) -> None:
        self.pair = sorted((one, other), key=lambda signal: signal.number)
        self.reader = reader

    @cached_property
    def sides(self) -> list[Side]:
        """Both, the lowest number first. As many queries whatever hangs on them."""
        first, second = self.pair
        return [self._side(first, second), self._side(second, first)]

    def _side(self, signal: PolicySignal, other: PolicySignal) -> Side:
        actors = signal.actors.select_related("organisation")
        return Side(
            signal=signal,
            raisers=signal.raisers,
            named=list(
                dict.fromkeys(f"{one} ({one.get_role_display()})" for one in actors)
            ),
            sorted_by=[
                str(one)
                for name in ("rights", "life_domains", "target_groups", "areas")
                for one in getattr(signal, name).all()
            ],
            hanging=hanging_on(signal),
            agreements=signal.agreements.standing().filter(round=signal.round).count(),
            refused=self._why_not(absorbed=other, survivor=signal),
        )

    def _why_not(self, *, absorbed: PolicySignal, survivor: PolicySignal) -> list[str]:
        held = held_by(self.reader, absorbed.partnership)
        reasons = merge_rules.why_not_merged(
            absorbed,
            survivor,
            absorbed_has_merges=absorbed.merges.standing().exists(),
        )
        if reasons:
            return reasons
        try:
            merge_rules.check_may_merge(absorbed, held)
        except TransitionDenied as denied:
            return denied.reasons
        return []

    @property
    def able(self) -> list[Side]:
        """Those whose number may stay."""
        return [side for side in self.sides if not side.refused]

    @property
    def reasons(self) -> list[str]:
        """Why a number cannot stay, each said once."""
        return list(
            dict.fromkeys(reason for side in self.sides for reason in side.refused)
        )

    @property
    def has_examples(self) -> bool:
        return any(side.signal.examples for side in self.sides)

    def side(self, number: int) -> Side:
        """Return the one with this number."""
        return next(one for one in self.sides if one.signal.number == number)

    def other(self, number: int) -> Side:
        """Return the one without this number."""
        return next(one for one in self.sides if one.signal.number != number)

    @cached_property
    def shared_reports(self) -> int:
        """How many reports are part of both: they count once."""
        first, second = self.pair
        return PreSignal.objects.filter(
            pk__in=first.links.values("pre_signal"), links__signal=second
        ).count()


def hanging_on(signal: PolicySignal) -> list[str]:
    """Return what hangs on a signal, each kind with its number in words."""
    counts = ((one, one.rows_of(signal.pk).count()) for one in registered())
    return [_in_words(one.told, count) for one, count in counts if count]


def going_back(merge: SignalMerge) -> list[str]:
    """Return what would go back to the signal that was merged, in words."""
    said = []
    for one in registered():
        noted = merge.kept.get(one.label, {})
        keys = [int(key) for key in noted.get("moved", {})]
        count = one.rows_of(merge.survivor_id).filter(pk__in=keys).count()
        if count:
            said.append(_in_words(one.told, count))
    return said


def _in_words(told: Any, count: int) -> str:
    return str(told % {"count": count})


def what_happens(page: MergePage, stays: int, words: int) -> list[str]:
    """Return in sentences what a merge will do, before it is done."""
    survivor, absorbed = page.side(stays), page.other(stays)
    numbers = {"one": absorbed.signal.number, "other": stays}
    said = [
        _t(
            "Signal %(one)s goes on as part of signal %(other)s. Who opens %(one)s "
            "comes to %(other)s."
        )
        % numbers
    ]
    said.append(
        _t(
            "The title and the text are those of %(words)s. Those of %(rest)s stay "
            "readable with where the signal comes from."
        )
        % {"words": words, "rest": page.other(words).signal.number}
    )
    if absorbed.hanging:
        said.append(
            _t("This comes along: %(what)s.") % {"what": ", ".join(absorbed.hanging)}
        )
    if page.shared_reports:
        said.append(_t("A report that is part of both counts once."))
    if absorbed.agreements:
        said.append(
            _t(
                "Who agreed with the words of %(one)s did not agree with those of "
                "%(other)s: that stays with %(one)s."
            )
            % numbers
        )
    if survivor.agreements and words != stays:
        said.append(
            _t("Who agreed with %(other)s did so with other words: ask them again.")
            % numbers
        )
    said.append(_t("This can be undone as long as signal %(other)s goes on.") % numbers)
    return said
