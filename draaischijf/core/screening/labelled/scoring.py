"""Counts what was found of what is labelled, and what was found besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from draaischijf.core.screening.findings import Finding, Kind
from draaischijf.core.screening.labelled.sentences import Label, Sentence

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.90


@dataclass
class Count:
    """How many labels were found, missed, and how many findings nobody asked for."""

    found: int = 0
    missed: int = 0
    false_alarms: int = 0

    @property
    def recall(self) -> float:
        labels = self.found + self.missed
        return self.found / labels if labels else 1.0

    @property
    def precision(self) -> float:
        findings = self.found + self.false_alarms
        return self.found / findings if findings else 1.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.found + other.found,
            self.missed + other.missed,
            self.false_alarms + other.false_alarms,
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "recall": round(self.recall, 4),
            "precision": round(self.precision, 4),
            "found": self.found,
            "missed": self.missed,
            "false_alarms": self.false_alarms,
        }


@dataclass
class Score:
    """The counts per kind, and which sentences went wrong."""

    kinds: dict[Kind, Count] = field(
        default_factory=lambda: {kind: Count() for kind in Kind}
    )
    sentences: int = 0
    without: int = 0
    misses: list[tuple[Kind, str, str]] = field(default_factory=list)
    alarms: list[tuple[Kind, str, str]] = field(default_factory=list)

    @property
    def total(self) -> Count:
        return sum(self.kinds.values(), Count())

    @property
    def is_good_enough(self) -> bool:
        total = self.total
        return total.recall >= LEAST_RECALL and total.precision >= LEAST_PRECISION

    def as_json(self) -> dict[str, Any]:
        return {
            **self.total.as_json(),
            "sentences": self.sentences,
            "without_findings": self.without,
            "kinds": {kind.value: one.as_json() for kind, one in self.kinds.items()},
        }


def score(labelled: Iterable[Sentence]) -> Score:
    """Screen the sentences and count.

    A finding is right when its kind is that of a label and they share more than half
    of the longer of the two. Every label takes one finding; what is left over is a
    false alarm.
    """
    result = Score()
    for sentence in labelled:
        result.sentences += 1
        result.without += not sentence.expected
        left = sentence.findings()
        for label in sentence.expected:
            hit = next((one for one in left if _is_right(label, one)), None)
            count = result.kinds[label.kind]
            if hit:
                left.remove(hit)
                count.found += 1
            else:
                count.missed += 1
                words = sentence.text[label.start : label.end]
                result.misses.append((label.kind, words, sentence.text))
        for one in left:
            result.kinds[one.kind].false_alarms += 1
            result.alarms.append((one.kind, one.text, sentence.text))
    return result


def _is_right(label: Label, found: Finding) -> bool:
    shared = min(label.end, found.end) - max(label.start, found.start)
    longer = max(label.end - label.start, found.end - found.start)
    return label.kind == found.kind and shared * 2 > longer
