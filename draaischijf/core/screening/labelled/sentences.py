"""Reads the labelled sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from draaischijf.core.screening.findings import Finding, Kind
from draaischijf.core.screening.screen import screen

# What a partnership would hand over (people/queries); the sentences are about these.
KNOWN_NAMES = (
    "CAW Durmeland",
    "OCMW Lokelare",
    "Wijkgezondheidscentrum De Brug",
    "Huis van het Kind Lokelare",
    "Straathoekwerk Durmeland",
)
KNOWN_PLACES = ("Lokelare", "Wachtbeke", "Zeverdonk", "Molenhoek")

_LABEL = re.compile(r"\{([a-z_]+):([^}]+)\}")


class Part(StrEnum):
    """The two parts of the set; each is a file with its name."""

    TUNED = "tuned"
    HELD_OUT = "held_out"


@dataclass(frozen=True)
class Label:
    """What must be found: a kind, from `start` to `end`."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A text with what must be found in it, and nothing else."""

    text: str
    expected: tuple[Label, ...]
    part: Part

    def findings(self) -> list[Finding]:
        return screen(self.text, known_names=KNOWN_NAMES, known_places=KNOWN_PLACES)


def sentences(part: Part | None = None) -> list[Sentence]:
    """Return the sentences of one part, or of both.

    A line of a file is a sentence with its labels as `{kind:words}`; one that begins
    with # is a comment. Raises ValueError for a kind that does not exist.
    """
    return [
        read_sentence(line, one)
        for one in ([part] if part else Part)
        for line in _file(one).splitlines()
        if line and not line.startswith("#")
    ]


def read_sentence(line: str, part: Part) -> Sentence:
    """Take the labels out of a line and remember where they stood."""
    text, place, expected = "", 0, []
    for label in _LABEL.finditer(line):
        text += line[place : label.start()]
        span = (len(text), len(text) + len(label[2]))
        expected.append(Label(Kind(label[1]), *span))
        text += label[2]
        place = label.end()
    return Sentence(text + line[place:], tuple(expected), part)


def _file(part: Part) -> str:
    return resources.files(__package__).joinpath(f"{part}.txt").read_text("utf-8")
