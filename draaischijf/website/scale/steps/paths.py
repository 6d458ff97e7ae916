"""Which way a signal went, from bundled to reported back, and when."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

from draaischijf.signals.enums import PUBLIC_STATES
from draaischijf.signals.enums import SignalState as S

# How many days a signal stays in a state, on average, on its way to the next.
STAYS = (
    (S.BUNDLING, S.ANALYSIS, 45),
    (S.ANALYSIS, S.PUBLISHED, 85),
    (S.PUBLISHED, S.DECIDED, 80),
    (S.DECIDED, S.IN_ACTION, 60),
    (S.IN_ACTION, S.CLOSED, 330),
)
NOT_RETAINED, PARKED, COMES_BACK = 0.04, 0.015, 0.03
# A signal does not move at night, nor twice on one day.
LEAST_DAYS = 2


@dataclass(frozen=True)
class Step:
    """One step: from where (nowhere at first), to where, when, in which round."""

    source: str
    target: str
    at: datetime.datetime
    round: int = 1


@dataclass
class Path:
    """All steps of a signal until now."""

    steps: list[Step] = field(default_factory=list)

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def state(self) -> str:
        return self.last.target

    @property
    def is_public(self) -> bool:
        return any(step.target in PUBLIC_STATES for step in self.steps)

    def moment_of(self, state: str) -> datetime.datetime | None:
        """Return when it came in a state, the first time."""
        return next((step.at for step in self.steps if step.target == state), None)


def path_of(
    begun: datetime.datetime, now: datetime.datetime, chance: random.Random
) -> Path:
    """Return the way a signal went that began then; nothing of it lies after `now`."""
    path = Path([Step("", S.BUNDLING, begun)])
    at = begun
    for source, target, days in STAYS:
        draw = chance.random()
        if draw < NOT_RETAINED and source in {S.BUNDLING, S.ANALYSIS, S.PUBLISHED}:
            target = S.NOT_RETAINED  # noqa: PLW2901 the way turns here
        elif draw > 1 - PARKED:
            target = S.PARKED  # noqa: PLW2901 the way stops here
        at += datetime.timedelta(days=LEAST_DAYS + chance.expovariate(1 / days))
        if at >= now:
            return path
        path.steps.append(Step(source, target, at))
        if target in {S.NOT_RETAINED, S.PARKED}:
            return path
    at += datetime.timedelta(days=chance.expovariate(1 / 400))
    if chance.random() < COMES_BACK and at < now:
        path.steps.append(Step(S.CLOSED, S.ANALYSIS, at, 2))
    return path
