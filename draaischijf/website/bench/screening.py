"""The screening: how right it is on the labelled sentences, and how quick."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from draaischijf.core.screening.findings import Kind
from draaischijf.core.screening.labelled.scoring import (
    LEAST_PRECISION,
    LEAST_RECALL,
    Score,
    score,
)
from draaischijf.core.screening.labelled.sentences import (
    KNOWN_NAMES,
    KNOWN_PLACES,
    Part,
    sentences,
)
from draaischijf.core.screening.screen import screen

CHARACTERS = 2000
BUDGET = 0.005
_TIMES = 200


@dataclass(frozen=True)
class Judged:
    """The scores of both parts together and of each apart, and the time of one text."""

    both: Score
    parts: dict[Part, Score]
    p95: float

    @property
    def shortcomings(self) -> list[str]:
        """What is under its measure, as words; empty when all is well."""
        total = self.both.total
        found = []
        if total.recall < LEAST_RECALL:
            found.append(f"recall {total.recall:.3f} is under {LEAST_RECALL}")
        if total.precision < LEAST_PRECISION:
            found.append(f"precision {total.precision:.3f} is under {LEAST_PRECISION}")
        if self.p95 > BUDGET:
            found.append(f"{self.p95 * 1000:.1f} ms is over {BUDGET * 1000:.0f} ms")
        return found

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the command prints them; never a sentence."""
        return {
            **self.both.as_json(),
            **{part.value: one.as_json() for part, one in self.parts.items()},
            "characters": CHARACTERS,
            "p95_ms": round(self.p95 * 1000, 2),
            "within": not self.shortcomings,
        }


def judge() -> Judged:
    """Score the labelled sentences and time a text of 2,000 characters."""
    return Judged(
        both=score(sentences()),
        parts={part: score(sentences(part)) for part in Part},
        p95=_p95(),
    )


def table(both: Score, held_out: Score) -> Iterator[str]:
    """Return the figures per kind as the lines of a table in Markdown."""
    yield (
        "| Kind | Labels | Found | False alarms | Recall | Precision"
        " | Recall, held out | Precision, held out |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for kind in Kind:
        yield _row(f"`{kind.value}`", both, held_out, kind)
    yield _row("**all**", both, held_out)


def told(judged: Judged) -> Iterator[str]:
    """Return which sentences were missed, and which gave a false alarm."""
    for part, one in judged.parts.items():
        for kind, words, text in one.misses:
            yield f"missed ({part}, {kind.value}): {words!r} in {text!r}"
        for kind, words, text in one.alarms:
            yield f"false alarm ({part}, {kind.value}): {words!r} in {text!r}"


def _row(name: str, both: Score, held_out: Score, kind: Kind | None = None) -> str:
    one = both.kinds[kind] if kind else both.total
    other = held_out.kinds[kind] if kind else held_out.total
    return (
        f"| {name} | {one.found + one.missed} | {one.found} | {one.false_alarms}"
        f" | {one.recall:.2f} | {one.precision:.2f}"
        f" | {other.recall:.2f} | {other.precision:.2f} |"
    )


def _p95() -> float:
    """Time the texts of the set, strung together, as a person's field would hold."""
    whole = " ".join(sentence.text for sentence in sentences())
    starts = range(0, len(whole) - CHARACTERS, CHARACTERS)
    texts = [whole[start : start + CHARACTERS] for start in starts]
    taken = []
    for turn in range(-len(texts), _TIMES):
        text = texts[turn % len(texts)]
        # The processor's own clock: other work on the machine is not the screening's.
        begun = time.process_time()
        screen(text, known_names=KNOWN_NAMES, known_places=KNOWN_PLACES)
        if turn >= 0:
            taken.append(time.process_time() - begun)
    return sorted(taken)[min(len(taken) - 1, round(0.95 * len(taken)))]
