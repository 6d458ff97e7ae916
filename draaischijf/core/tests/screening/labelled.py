"""Reads the labelled sentences, and counts what the screening makes of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from draaischijf.core.screening import screen as screen_module
from draaischijf.core.screening.findings import Finding, Kind
from draaischijf.core.screening.screen import screen

KNOWN_NAMES = (
    "CAW Durmeland",
    "OCMW Lokelare",
    "Wijkgezondheidscentrum De Brug",
    "Huis van het Kind Lokelare",
    "Straathoekwerk Durmeland",
)
KNOWN_PLACES = ("Lokelare", "Wachtbeke", "Zeverdonk", "Molenhoek")

_LABEL = re.compile(r"\{([a-z_]+):([^}]+)\}")


@dataclass(frozen=True)
class Sentence:
    text: str
    expected: tuple[tuple[Kind, int, int], ...]

    def findings(self) -> list[Finding]:
        return screen(self.text, known_names=KNOWN_NAMES, known_places=KNOWN_PLACES)


def sentences() -> list[Sentence]:
    lines = (
        (Path(screen_module.__file__).parent / "labelled" / "tuned.txt")
        .read_text("utf-8")
        .splitlines()
    )
    return [_sentence(line) for line in lines if line and not line.startswith("#")]


def _sentence(line: str) -> Sentence:
    text, place, expected = "", 0, []
    for label in _LABEL.finditer(line):
        text += line[place : label.start()]
        expected.append((Kind(label[1]), len(text), len(text) + len(label[2])))
        text += label[2]
        place = label.end()
    return Sentence(text + line[place:], tuple(expected))


@dataclass
class Score:
    """How many labels were found, and what was found that no label asks for."""

    found: Counter[Kind]
    missed: list[tuple[Kind, str]]
    false_alarms: list[tuple[Kind, str]]

    @property
    def recall(self) -> float:
        return self.found.total() / (self.found.total() + len(self.missed))

    @property
    def precision(self) -> float:
        return self.found.total() / (self.found.total() + len(self.false_alarms))


def score(labelled: list[Sentence]) -> Score:
    """Match by kind, where finding and label share at least half of the longer one."""
    total = Score(Counter(), [], [])
    for sentence in labelled:
        left = [(one.kind, one.start, one.end) for one in sentence.findings()]
        for label in sentence.expected:
            hit = next((one for one in left if _same(label, one)), None)
            if hit is None:
                total.missed.append((label[0], sentence.text))
            else:
                left.remove(hit)
                total.found[label[0]] += 1
        total.false_alarms += [(kind, sentence.text) for kind, _, _ in left]
    return total


def _same(label: tuple[Kind, int, int], found: tuple[Kind, int, int]) -> bool:
    shared = min(label[2], found[2]) - max(label[1], found[1])
    longer = max(label[2] - label[1], found[2] - found[1])
    return label[0] == found[0] and shared * 2 >= longer
