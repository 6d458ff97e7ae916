"""A crowd at the server, and whether everybody was answered in time."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from draaischijf.website.bench import places
from draaischijf.website.bench.crowd import MIX, Person, Taken, gather
from draaischijf.website.bench.measuring import p95_of
from draaischijf.website.bench.served import running
from draaischijf.website.bench.visitor import Visitor, session_of

# Seconds: what nineteen of twenty answers may take.
BUDGET = 0.4
# Seconds that somebody looks at a page, on average.
PAUSE = 3.0


@dataclass(frozen=True)
class Load:
    """What became of it: all answers together, and those of each kind."""

    people: int
    seconds: float
    pause: float
    taken: Taken

    @property
    def all(self) -> list[float]:
        """How long all answers took, in their order."""
        return sorted(one for some in self.taken.seconds.values() for one in some)

    @property
    def shortcomings(self) -> list[str]:
        """What is not as it should be, as words; empty when all is well."""
        found = [f"{what} ({count})" for what, count in self.taken.errors.items()]
        if not self.all:
            return [*found, "nothing was answered"]
        if (p95 := p95_of(self.all)) > BUDGET:
            found.append(f"p95 {p95 * 1000:.0f} ms is over {BUDGET * 1000:.0f} ms")
        return found

    def as_json(self) -> dict[str, Any]:
        """Return the figures in seconds."""
        return {
            "people": self.people,
            "seconds": round(self.seconds, 1),
            "pause": self.pause,
            "answers": len(self.all),
            "a_second": round(len(self.all) / self.seconds, 1),
            "errors": dict(self.taken.errors),
            "budget": BUDGET,
            "within": not self.shortcomings,
            "all": figures(self.all),
            "works": {
                what: figures(sorted(some))
                for what, some in sorted(self.taken.seconds.items())
            },
        }

    def as_table(self) -> Iterator[str]:
        """Give the lines of a table in milliseconds."""
        yield f"{'work':20} answers   p50 ms   p95 ms   max ms"
        for what, some in [*sorted(self.taken.seconds.items()), ("all", self.all)]:
            found = figures(sorted(some))
            times = "".join(f"  {found[one] * 1000:7.0f}" for one in TOLD)
            yield f"{what:20} {len(some):7}{times}"
        yield (
            f"{self.people} people, {self.seconds:.0f} s, {self.pause:g} s between two"
            f" pages: {len(self.all) / self.seconds:.1f} answers a second,"
            f" {sum(self.taken.errors.values())} errors"
        )


TOLD = ("p50", "p95", "worst")


def figures(taken: list[float]) -> dict[str, float]:
    """Return the figures of times in their order; of none, noughts."""
    if not taken:
        return dict.fromkeys(TOLD, 0.0)
    made = (statistics.median(taken), p95_of(taken), taken[-1])
    return dict(zip(TOLD, made, strict=True))


def let_them_come(
    *, people: int, seconds: float, pause: float, tick: Callable[[], object]
) -> Load:
    """Serve the site as `draaischijf serve` does and let a crowd use it."""
    taken = Taken()
    found = places.places()
    with running(workers=2, threads=4) as served:
        crowd = [
            _person(number, served.port, found, taken, pause)
            for number in range(people)
        ]
        lasted = gather(crowd, taken, seconds, tick)
    return Load(people, lasted, pause, taken)


def _person(
    number: int, port: int, found: list[places.Place], taken: Taken, pause: float
) -> Person:
    kind = MIX[number % len(MIX)]
    chance = random.Random(number)  # noqa: S311 made people
    place = chance.choice(found)
    session = session_of(place.coordinator) if kind == "weigh" else ""
    visitor = Visitor(port, address=f"10.4.0.{number + 1}", session=session)
    return Person(kind, visitor, place, chance, taken, pause)
