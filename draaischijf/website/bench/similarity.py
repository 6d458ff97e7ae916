"""What is alike: how often the right signal is among the first, on texts of our own.

The labelled problems become signals. What one part of the labelled reports says is
linked to them, as reports of before; the other part asks. Then the parts change places.
Judged beside it in the same run: the meaning alone, full text alone, and all of it
without any report of before.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from tqdm import tqdm

from draaischijf.people.models import Partnership
from draaischijf.signals.domain.embedding import embed_due
from draaischijf.signals.labelled import Problem, Query, problems, queries
from draaischijf.signals.models import PolicySignal, PreSignal, PreSignalLink
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.nearest import sharing, words_of
from draaischijf.website.bench.grouping import Grouped, group_table, judge_groups

LEAST_RECALL, LEAST_MRR = 0.90, 0.80
# Of the pairs put together; a wrong group costs trust, a missing one a look.
LEAST_PRECISION = 0.80
FIRST = 5


@dataclass
class Tally:
    """The places at which right answers stood; 0 is not found."""

    places: list[int] = field(default_factory=list)

    @property
    def recall_at_5(self) -> float:
        return _share(0 < one <= FIRST for one in self.places)

    @property
    def mrr(self) -> float:
        """The mean reciprocal rank: 1 where the right one always stands first."""
        found = [1 / one if one else 0.0 for one in self.places]
        return sum(found) / len(found) if found else 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "queries": len(self.places),
            "recall_at_5": round(self.recall_at_5, 3),
            "mrr": round(self.mrr, 3),
        }


def _share(those: Iterable[bool]) -> float:
    marks = list(those)
    return sum(marks) / len(marks) if marks else 0.0


@dataclass
class Judged:
    """The figures: of everything together, of each way alone, and per kind."""

    fused: Tally = field(default_factory=Tally)
    held_out: Tally = field(default_factory=Tally)
    meaning: Tally = field(default_factory=Tally)
    full_text: Tally = field(default_factory=Tally)
    bare: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    groups: Grouped = field(default_factory=Grouped)

    @property
    def shortcomings(self) -> list[str]:
        """What is under its measure, as words; empty when all is well."""
        found = []
        if self.fused.recall_at_5 < LEAST_RECALL:
            found.append(f"recall {self.fused.recall_at_5:.3f} is under {LEAST_RECALL}")
        if self.fused.mrr < LEAST_MRR:
            found.append(f"mrr {self.fused.mrr:.3f} is under {LEAST_MRR}")
        precision = self.groups.held_out.precision
        if precision < LEAST_PRECISION:
            found.append(f"precision {precision:.3f} is under {LEAST_PRECISION}")
        return found

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the command prints them."""
        return {
            **self.fused.as_json(),
            "held_out": self.held_out.as_json(),
            "meaning_alone": self.meaning.as_json(),
            "full_text_alone": self.full_text.as_json(),
            "without_reports": self.bare.as_json(),
            "kinds": {kind: one.as_json() for kind, one in self.kinds.items()},
            "groups": self.groups.as_json(),
            "within": not self.shortcomings,
        }


def judge() -> Judged:
    """Ask every labelled report and see where the right signal stands.

    Makes rows: call it in a transaction that is taken back.
    """
    site = _Site()
    judged = Judged()
    asked = [one for one in queries() if one.answer]
    for part in sorted({one.part for one in asked}):
        now = [one for one in asked if one.part == part]
        for query in tqdm(now, desc="without reports", disable=None, leave=False):
            judged.bare.places.append(site.place(query, site.alike(query.text)))
        site.report([one for one in asked if one.part != part])
        for query in tqdm(now, desc=f"part {part}", disable=None, leave=False):
            site.judge(query, judged)
        PreSignal.objects.filter(partnership=site.partnership).delete()
    judged.groups = judge_groups()
    return judged


class _Site:
    """A partnership whose signals are the labelled problems."""

    def __init__(self) -> None:
        self.partnership = Partnership.objects.create(
            name="Bench", slug=f"bench-{uuid.uuid4().hex[:8]}"
        )
        self.problems = {one.id: one for one in problems()}
        made = PolicySignal.objects.bulk_create(
            _signal(self.partnership, number, one)
            for number, one in enumerate(problems(), start=1)
        )
        self.keys = dict(zip(self.problems, (one.pk for one in made), strict=True))
        self.signals = PolicySignal.objects.filter(partnership=self.partnership)
        _embed()

    def report(self, told: Sequence[Query]) -> None:
        """Link what was reported before."""
        made = PreSignal.objects.bulk_create(
            _report(self.partnership, number, one)
            for number, one in enumerate(told, start=1)
        )
        PreSignalLink.objects.bulk_create(
            PreSignalLink(pre_signal=report, signal_id=self.keys[query.answer])
            for report, query in zip(made, told, strict=True)
        )
        _embed()

    def alike(self, text: str) -> list[int]:
        found = alike_signals(text, self.signals, self.partnership)
        return [one.key for one in found]

    def judge(self, query: Query, judged: Judged) -> None:
        alike = alike_signals(query.text, self.signals, self.partnership)
        place = self.place(query, [one.key for one in alike])
        near = sorted(alike, key=lambda one: -one.nearest)
        words = sharing(self.signals, words_of(query.text))
        judged.fused.places.append(place)
        judged.meaning.places.append(self.place(query, [one.key for one in near]))
        judged.full_text.places.append(self.place(query, words))
        judged.kinds.setdefault(query.kind, Tally()).places.append(place)
        if not self.problems[query.answer].is_learnt:
            judged.held_out.places.append(place)
        if not 0 < place <= FIRST:
            title = self.problems[query.answer].title
            judged.missed.append(
                f"{place or '-'} ({query.kind}) {query.text} → {title}"
            )

    def place(self, query: Query, keys: Sequence[int]) -> int:
        key = self.keys[query.answer]
        return keys.index(key) + 1 if key in keys else 0


def _embed() -> None:
    for _done in embed_due():
        pass


def _signal(partnership: Partnership, number: int, one: Problem) -> PolicySignal:
    return PolicySignal(
        partnership=partnership,
        number=number,
        title=one.title,
        statement=one.statement,
        examples=one.examples,
    )


def _report(partnership: Partnership, number: int, one: Query) -> PreSignal:
    return PreSignal(
        partnership=partnership,
        number=number,
        submission_key=uuid.uuid4(),
        follow_hash=uuid.uuid4().hex,
        problem=one.text,
        answer_due=timezone.localdate(),
    )


def table(judged: Judged) -> Iterator[str]:
    """Return the figures as the lines of a table in Markdown."""
    yield "| | Reports | Recall at 5 | Mean reciprocal rank |"
    yield "| --- | ---: | ---: | ---: |"
    rows: list[tuple[str, Tally]] = [
        ("**all**", judged.fused),
        ("of problems held out", judged.held_out),
        ("meaning alone", judged.meaning),
        ("full text alone", judged.full_text),
        ("without reports of before", judged.bare),
        *((f"`{kind}`", one) for kind, one in judged.kinds.items()),
    ]
    for name, one in rows:
        figures = f"{one.recall_at_5:.3f} | {one.mrr:.3f}"
        yield f"| {name} | {len(one.places)} | {figures} |"
    yield ""
    yield from group_table(judged.groups)
