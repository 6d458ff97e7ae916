"""How much is made, and how it is spread over partnerships and years."""

from __future__ import annotations

import bisect
import datetime
import itertools
import random
from array import array
from dataclasses import dataclass, fields
from functools import cached_property

YEARS = 8
# Reports come in ever faster: half of them in the last third of the years.
GROWTH = 1.6
# The first of 300 partnerships has a twentieth of everything, the last a thousandth.
SKEW, HEAD = 0.8, 3


@dataclass(frozen=True)
class Sizes:
    """How many rows of each kind; `log_entries` are those of signals and actions."""

    partnerships: int = 300
    pre_signals: int = 1_000_000
    signals: int = 200_000
    log_entries: int = 2_000_000
    history_entries: int = 5_000_000

    @property
    def signal_log(self) -> int:
        """How many of the log entries hang on signals; the others on actions."""
        return self.log_entries // 4

    @property
    def action_log(self) -> int:
        return self.log_entries - self.signal_log


LEAST = Sizes(3, 50, 20, 40, 100)


def sizes_for(scale: float) -> Sizes:
    """Return the sizes of the design times `scale`, never so few that nothing is left.

    Raises ValueError for a scale that is not above zero and at most one.
    """
    if not 0 < scale <= 1:
        raise ValueError(f"The scale is above 0 and at most 1, not {scale}.")
    full = Sizes()
    return Sizes(
        *(
            max(getattr(LEAST, one.name), round(getattr(full, one.name) * scale))
            for one in fields(Sizes)
        )
    )


@dataclass(frozen=True)
class Outline:
    """Which row belongs where and when: what every step has to agree on.

    Partnerships, signals and reports are numbered from 0, in the order they came.
    """

    sizes: Sizes
    seed: int
    day: datetime.date

    def rng(self, step: str, start: int = 0) -> random.Random:
        """Return the chance of one batch of a step: the same each time."""
        return random.Random(f"{self.seed}:{step}:{start}")  # noqa: S311 made data

    @cached_property
    def shares(self) -> list[float]:
        """The part of everything that each partnership has, the largest first."""
        weights = [(rank + HEAD) ** -SKEW for rank in range(self.sizes.partnerships)]
        whole = sum(weights)
        return [weight / whole for weight in weights]

    @cached_property
    def now(self) -> datetime.datetime:
        """The end of the last day before the run: nothing made lies ahead of it."""
        return datetime.datetime.combine(self.day, datetime.time(), datetime.UTC)

    @cached_property
    def begun(self) -> datetime.datetime:
        return self.now - datetime.timedelta(days=round(YEARS * 365.25))

    def moment(self, part: float) -> datetime.datetime:
        """Return when so large a part of all reports or signals had come in."""
        passed: float = part ** (1 / GROWTH)
        return self.begun + (self.now - self.begun) * passed

    @cached_property
    def reports(self) -> array[int]:
        """The partnership of each report."""
        return self._spread("reports", self.sizes.pre_signals)

    @cached_property
    def signals(self) -> array[int]:
        """The partnership of each signal."""
        return self._spread("signals", self.sizes.signals)

    @cached_property
    def report_numbers(self) -> array[int]:
        return numbered(self.reports)

    @cached_property
    def signal_numbers(self) -> array[int]:
        return numbered(self.signals)

    @cached_property
    def signals_of(self) -> list[array[int]]:
        """The signals of each partnership, the oldest first."""
        found = [array("i") for _ in self.shares]
        for signal, partnership in enumerate(self.signals):
            found[partnership].append(signal)
        return found

    def signal_for(self, report: int, chance: random.Random) -> int | None:
        """Return the signal that a report became part of: one of about its time.

        Some are far better known than others: reports heap up there.
        """
        candidates = self.signals_of[self.reports[report]]
        part = report / self.sizes.pre_signals
        last = bisect.bisect_right(candidates, int(part * self.sizes.signals)) - 1
        if last < 0:
            return None
        place = max(0, last - int(chance.expovariate(1 / 5)))
        draw = chance.random()
        for likely, known in ((0.02, 400), (0.08, 60), (0.4, 8)):
            if draw < likely:
                place -= place % known
                break
        return candidates[place]

    def theme_of(self, signal: int, themes: int) -> int:
        """Return what a signal is about: the first themes come up most."""
        return int(themes * (((signal * 2_654_435_761) % 2**32) / 2**32) ** 1.5)

    def _spread(self, what: str, count: int) -> array[int]:
        ends = list(itertools.accumulate(self.shares))
        chance = self.rng(what)
        places = range(self.sizes.partnerships)
        return array("i", chance.choices(places, cum_weights=ends, k=count))


def numbered(owners: array[int]) -> array[int]:
    """Return the number each row has with its owner: 1, 2, 3 …, in their order."""
    last = [0] * (max(owners, default=0) + 1)
    made = array("i", bytes(4 * len(owners)))
    for row, owner in enumerate(owners):
        last[owner] += 1
        made[row] = last[owner]
    return made
