"""The trajectory of a plan: its steps by date, told as sentences, and counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import pgettext_lazy

from draaischijf.core.dated_facts import when_of
from draaischijf.core.frame import Place
from draaischijf.plans.models import ActionPlan, TrajectoryStep

if TYPE_CHECKING:
    from django.utils.functional import Promise

# The value in the address, the field, the word of the paper form.
PARTIES: tuple[tuple[str, str, Promise], ...] = (
    ("stad", "with_city", pgettext_lazy("party of a step", "city")),
    ("ocmw", "with_ocmw", pgettext_lazy("party of a step", "OCMW")),
    ("particulier", "with_private", pgettext_lazy("party of a step", "private")),
)
TIMELINE, TABLE = "", "tabel"


@dataclass(frozen=True)
class TrajectoryRow:
    """One step: its date in words, and who took part."""

    step: TrajectoryStep

    @property
    def when(self) -> str:
        """The date in words; empty when nobody knows it."""
        return when_of(self.step) if self.is_dated or self.step.date_text else ""

    @property
    def is_dated(self) -> bool:
        return self.first is not None

    @property
    def first(self) -> datetime.date | None:
        """The day it is put in order by: the last one of a "before"."""
        return self.step.start or self.step.end

    @property
    def machine_date(self) -> str:
        """The day for machines, where it is one day."""
        step = self.step
        is_day = step.start is not None and step.start == step.end
        return step.start.isoformat() if is_day and step.start else ""

    @property
    def parties(self) -> list[str]:
        """Who took part, in words."""
        return [
            _headed(str(word))
            for _value, name, word in PARTIES
            if getattr(self.step, name)
        ]

    @property
    def marks(self) -> list[tuple[str, bool]]:
        """Each party with whether it took part, for the table."""
        return [
            (_headed(str(word)), bool(getattr(self.step, name)))
            for _value, name, word in PARTIES
        ]


@dataclass(frozen=True)
class Chapter:
    """The steps of one year; `year` is 0 for those without a date."""

    year: int
    rows: Sequence[TrajectoryRow]


@dataclass(frozen=True)
class Trajectory:
    """The steps a reader asked for, and the counts of all of them."""

    rows: Sequence[TrajectoryRow]
    total: int
    counts: Sequence[tuple[str, str, int]]
    party: str
    view: str

    @property
    def is_table(self) -> bool:
        return self.view == TABLE

    @property
    def chapters(self) -> list[Chapter]:
        """The steps by year, what has no date last."""
        found: dict[int, list[TrajectoryRow]] = {}
        for row in self.rows:
            found.setdefault(row.first.year if row.first else 0, []).append(row)
        return [Chapter(year, rows) for year, rows in found.items()]

    @property
    def tabs(self) -> list[Place]:
        """The filter by party, each with how many steps it has."""
        kept = f"&weergave={self.view}" if self.view else ""
        alone = f"?weergave={self.view}" if self.view else "?"
        return [
            Place(_t("All steps"), alone, count=self.total, current=not self.party),
            *(
                Place(
                    _headed(word),
                    f"?partij={value}{kept}",
                    count=count,
                    current=self.party == value,
                )
                for value, word, count in self.counts
            ),
        ]

    @property
    def in_words(self) -> str:
        """From when to when, and how many steps with whom, in one sentence."""
        words = {
            "stad": _t("%(count)s with the city"),
            "ocmw": _t("%(count)s with the OCMW"),
            "particulier": _t("%(count)s with private organisations"),
        }
        said = [words[value] % {"count": count} for value, _word, count in self.counts]
        return ", ".join(said)

    @property
    def party_words(self) -> list[str]:
        """The heads of the columns of the table."""
        return [_headed(str(word)) for _value, _name, word in PARTIES]

    @property
    def shown_counts(self) -> list[tuple[str, int]]:
        """How many of the steps that are shown each party took part in."""
        return [
            (_headed(str(word)), sum(getattr(row.step, name) for row in self.rows))
            for _value, name, word in PARTIES
        ]


def trajectory_of(plan: ActionPlan, *, party: str = "", view: str = "") -> Trajectory:
    """Return the steps of a plan by date, those of one party when asked; one query.

    Steps of the same date stand as in the source; those without a date stand last. An
    unknown party or view is the whole, as a timeline.
    """
    rows = sorted((TrajectoryRow(one) for one in plan.trajectory.all()), key=_order)
    counts = [
        (value, str(word), sum(bool(getattr(row.step, name)) for row in rows))
        for value, name, word in PARTIES
    ]
    field = {value: name for value, name, _word in PARTIES}.get(party, "")
    return Trajectory(
        rows=list(_taking_part(rows, field)),
        total=len(rows),
        counts=counts,
        party=party if field else "",
        view=TABLE if view == TABLE else TIMELINE,
    )


def trajectory_step_or_404(plan: ActionPlan, pk: int) -> TrajectoryStep:
    """Return a step of a plan that was fetched for its reader. Raises Http404."""
    found = plan.trajectory.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


def _order(row: TrajectoryRow) -> tuple[datetime.date, int, int]:
    return (row.first or datetime.date.max, row.step.position, row.step.pk)


def _taking_part(rows: Iterable[TrajectoryRow], field: str) -> Iterable[TrajectoryRow]:
    return (row for row in rows if not field or getattr(row.step, field))


def _headed(word: str) -> str:
    """Return a word as a head: with a capital."""
    return word[:1].upper() + word[1:]
