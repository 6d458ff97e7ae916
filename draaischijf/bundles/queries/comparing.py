"""Two editions beside each other: what is new, gone, back, and worded otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.bundles.edition import Edition, Entry
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.queries.content import edition_of
from draaischijf.core.word_difference import Reworded, reworded
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


@dataclass(frozen=True)
class Pair:
    """A signal in both editions, with the texts that changed, if any."""

    before: Entry
    after: Entry
    changes: Sequence[Reworded] = ()


@dataclass(frozen=True)
class Gone:
    """A signal that is not in the later edition; `goes_on_as` where it was merged."""

    entry: Entry
    goes_on_as: int | None = None


@dataclass(frozen=True)
class Comparison:
    before: Edition
    after: Edition
    new: list[Entry] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    recurring: list[Pair] = field(default_factory=list)

    @property
    def reworded(self) -> list[Pair]:
        return [pair for pair in self.recurring if pair.changes]

    @property
    def unchanged(self) -> list[Pair]:
        return [pair for pair in self.recurring if not pair.changes]


def compare(one: SignalBundle, other: SignalBundle) -> Comparison:
    """Return how the later of two editions differs from the earlier one.

    Signals are the same by their own number, whatever place they have.
    """
    first, second = sorted((one, other), key=lambda bundle: bundle.edition)
    before, after = edition_of(first), edition_of(second)
    olds = {entry.number: entry for entry in before.entries}
    news = {entry.number: entry for entry in after.entries}
    gone = [entry for number, entry in olds.items() if number not in news]
    merged = _merged(first.partnership, [entry.number for entry in gone])
    return Comparison(
        before,
        after,
        new=[entry for number, entry in news.items() if number not in olds],
        gone=[Gone(entry, merged.get(entry.number)) for entry in gone],
        recurring=[
            Pair(olds[number], entry, changes_between(olds[number], entry))
            for number, entry in news.items()
            if number in olds
        ],
    )


def changes_between(before: Entry, after: Entry) -> list[Reworded]:
    """Return the texts of a signal that changed between two editions, word by word."""
    return reworded(
        [
            (_t("Title"), before.title, after.title),
            (_t("What is the problem"), before.statement, after.statement),
            (_t("Examples"), before.examples, after.examples),
        ]
    )


def _merged(partnership: Partnership, numbers: Sequence[int]) -> dict[int, int]:
    rows = PolicySignal.objects.filter(
        partnership=partnership, number__in=numbers, merged_into__isnull=False
    )
    return dict(rows.values_list("number", "merged_into__number"))
