"""Which reports belong together: how often a proposed group is right.

The labelled reports lie in one inbox: those of half of the problems all of them, of the
other half one of each, with the new problems among them; then the halves change places.
What two reports are about is known, so that every pair that is put together is right or
wrong. Reports "in ordinary words" say a problem as most people do, in words that come
back; the other kinds were written to be hard to recognise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from draaischijf.core.encoder import encoder
from draaischijf.signals.labelled import Query, queries, repeats
from draaischijf.signals.queries.clustering import clusters

if TYPE_CHECKING:
    from draaischijf.core.encoder import Vectors

Pair = tuple[int, int]


@dataclass
class Pairs:
    """Pairs of reports: how many were put together, rightly, and of how many."""

    right: int = 0
    together: int = 0
    belonging: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.together if self.together else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.belonging if self.belonging else 1.0

    def count(self, made: set[Pair], true: set[Pair]) -> None:
        """Add the pairs of one inbox."""
        self.right += len(made & true)
        self.together += len(made)
        self.belonging += len(true)

    def as_json(self) -> dict[str, Any]:
        return {
            "pairs": self.belonging,
            "together": self.together,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
        }


@dataclass
class Grouped:
    """The figures of the groups: by half of the problems, and by manner of writing."""

    learnt: Pairs = field(default_factory=Pairs)
    held_out: Pairs = field(default_factory=Pairs)
    ordinary: Pairs = field(default_factory=Pairs)
    hard: Pairs = field(default_factory=Pairs)

    def as_json(self) -> dict[str, Any]:
        return {
            "held_out": self.held_out.as_json(),
            "held_out_ordinary_words": self.ordinary.as_json(),
            "held_out_other_words": self.hard.as_json(),
            "learnt": self.learnt.as_json(),
        }


def judge_groups(*, together: float | None = None) -> Grouped:
    """Put the labelled reports together, and count the pairs. Asks no database."""
    asked = [*queries(), *repeats()]
    vectors = encoder().reports([one.text for one in asked])
    judged = Grouped()
    for is_learnt in (True, False):
        for half in (0, 1):
            keys = _inbox(asked, is_learnt=is_learnt, half=half)
            made = _pairs(_groups(vectors, keys, together))
            true = _belonging(asked, keys)
            if is_learnt:
                judged.learnt.count(made, true)
                continue
            judged.held_out.count(made, true)
            ordinary = {pair for pair in made | true if _is_ordinary(asked, pair)}
            judged.ordinary.count(made & ordinary, true & ordinary)
            judged.hard.count(made - ordinary, true - ordinary)
    return judged


def _inbox(asked: Sequence[Query], *, is_learnt: bool, half: int) -> list[int]:
    """Return the reports of one inbox, by place."""
    found: list[int] = []
    seen: set[str] = set()
    for place, one in enumerate(asked):
        number = int(one.answer[1:]) if one.answer else place
        if (number % 2 == 1) != is_learnt:
            continue
        is_alone = bool(one.answer) and number // 2 % 2 != half
        if is_alone and one.answer in seen:
            continue
        seen.add(one.answer)
        found.append(place)
    return found


def _groups(
    vectors: Vectors, keys: Sequence[int], together: float | None
) -> list[list[int]]:
    rows = vectors[list(keys)]
    found = clusters(rows) if together is None else clusters(rows, together=together)
    return [[keys[row] for row in group] for group in found]


def _pairs(groups: Iterable[Sequence[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _belonging(asked: Sequence[Query], keys: Sequence[int]) -> set[Pair]:
    return {
        (one, other)
        for one, other in combinations(sorted(keys), 2)
        if asked[one].answer and asked[one].answer == asked[other].answer
    }


def _is_ordinary(asked: Sequence[Query], pair: Pair) -> bool:
    return all(asked[place].kind == "ordinary_words" for place in pair)


def group_table(judged: Grouped) -> Iterable[str]:
    """Return the figures as the lines of a table in Markdown."""
    yield "| Pairs of reports | Belong together | Put together | Precision | Recall |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    rows = [
        ("**of problems held out**", judged.held_out),
        ("held out, both in ordinary words", judged.ordinary),
        ("held out, in other words", judged.hard),
        ("of problems it was learnt from", judged.learnt),
    ]
    for name, one in rows:
        figures = f"{one.precision:.3f} | {one.recall:.3f}"
        yield f"| {name} | {one.belonging} | {one.together} | {figures} |"
