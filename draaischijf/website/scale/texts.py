"""Dutch sentences as field workers write them, put together from templates."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Theme:
    """A problem of the field: how it is told, and how it is sorted."""

    right: str
    domain: str
    policy: str
    type: str
    groups: list[str]
    sectors: list[str]
    titles: list[str]
    problems: list[str]
    effects: list[str]
    examples: list[str]


@cache
def themes() -> list[Theme]:
    """Return all problems; the first come up most."""
    return [Theme(**row) for row in _read("themes")]


@cache
def sentences() -> dict[str, list[str]]:
    """Return the other sentences, by what they are for."""
    return dict(_read("sentences"))


def _read(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def one_of(kind: str, chance: random.Random) -> str:
    """Return one of the sentences for something."""
    return chance.choice(sentences()[kind])


def filled(template: str, place: str, chance: random.Random) -> str:
    """Return a template with its place, time and numbers put in."""
    if "{" not in template:
        return template
    return template.format(
        plaats=place,
        duur=one_of("durations", chance),
        wijk=one_of("quarters", chance),
        maand=one_of("months", chance),
        aantal=chance.randint(5, 60),
    )


def somewhere(area: str, chance: random.Random) -> str:
    """Return a municipality, or a part of it, as people name where it happens."""
    if chance.random() < 0.6:
        return area
    return f"de wijk {one_of('quarters', chance)} in {area}"


def problem(theme: Theme, area: str, chance: random.Random) -> str:
    """Return what somebody reports: one to six sentences about one theme."""
    said = [chance.choice(theme.problems)]
    if chance.random() < 0.35:
        said.append(chance.choice([one for one in theme.problems if one != said[0]]))
    if chance.random() < 0.6:
        said.append(chance.choice(theme.effects))
    if chance.random() < 0.45:
        said.insert(0, one_of("openers", chance))
    if chance.random() < 0.55:
        said.append(one_of("details", chance))
    if chance.random() < 0.3:
        said.append(one_of("closers", chance))
    place = somewhere(area, chance)
    return " ".join(filled(one, place, chance) for one in said)


def title(theme: Theme, area: str, chance: random.Random) -> str:
    """Return the title of a signal."""
    return filled(chance.choice(theme.titles), somewhere(area, chance), chance)


def statement(theme: Theme, area: str, chance: random.Random) -> str:
    """Return how a signal puts the problem: all there is to say about the theme."""
    told = chance.sample(theme.problems, k=min(3, len(theme.problems)))
    parts = [*told, *theme.effects, one_of("details", chance)]
    return " ".join(filled(one, area, chance) for one in parts)


def places(taken: set[str]) -> Iterator[str]:
    """Give invented names of municipalities, each once and none of those taken."""
    parts = sentences()
    pairs = list(itertools.product(parts["place_starts"], parts["place_ends"]))
    # A fixed shuffle: neighbours in the list do not all begin alike.
    pairs.sort(key=lambda pair: (sum(map(ord, "".join(pair))) * 7919 % 1009, pair))
    known = {name.casefold() for name in taken}
    for start, end in pairs:
        name = start + end
        if name.casefold() not in known:
            yield name
