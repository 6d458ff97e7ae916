"""Which rule fires for a report, and why the others do not: no input or output.

A rule and a report are both sets of keys, one for each condition (`Condition`). The
report's sets hold what includes it as well: the region of its municipality, the domain
of its right. So a rule for a region fires for a report from a municipality in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from draaischijf.signals.models import RoutingRule


class Condition(StrEnum):
    """What a rule can look at, in the order in which it is told."""

    RIGHT = "right"
    DOMAIN = "domain"
    AREA = "area"
    SECTOR = "sector"
    WORDS = "words"


class Result(StrEnum):
    """What became of a rule."""

    FIRES = "fires"
    TOO_LATE = "too_late"  # would fire, but an earlier one did
    UNMET = "unmet"
    OFF = "off"
    BROKEN = "broken"


Keys = Mapping[Condition, frozenset[Any]]


@dataclass(frozen=True)
class ReadRule:
    """A rule as it is read: its conditions by key with their labels, and who takes it.

    `broken` says why nobody can take it, and is empty where somebody can.
    """

    rule: RoutingRule
    taker: str
    broken: str = ""
    asks: Mapping[Condition, Mapping[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What became of one rule: the labels that were met, and the conditions not."""

    read: ReadRule
    result: Result
    met: Mapping[Condition, list[str]]
    unmet: Mapping[Condition, list[str]]

    @property
    def fires(self) -> bool:
        return self.result == Result.FIRES


def judge(rules: Sequence[ReadRule], said: Keys) -> list[Verdict]:
    """Return what becomes of every rule; at most one fires, the first that can."""
    made: list[Verdict] = []
    has_fired = False
    for one in rules:
        met, unmet = _held_against(one, said)
        result = _result(one, has_unmet=bool(unmet), has_fired=has_fired)
        has_fired = has_fired or result == Result.FIRES
        made.append(Verdict(one, result, met, unmet))
    return made


def fired(verdicts: Sequence[Verdict]) -> Verdict | None:
    """Return the rule that fires, or None where nobody takes the report."""
    return next((one for one in verdicts if one.fires), None)


def _held_against(
    read: ReadRule, said: Keys
) -> tuple[dict[Condition, list[str]], dict[Condition, list[str]]]:
    met: dict[Condition, list[str]] = {}
    unmet: dict[Condition, list[str]] = {}
    for condition in Condition:
        asked = read.asks.get(condition)
        if not asked:
            continue
        there = said.get(condition, frozenset())
        found = [label for key, label in asked.items() if key in there]
        if found:
            met[condition] = found
        else:
            unmet[condition] = list(asked.values())
    return met, unmet


def _result(read: ReadRule, *, has_unmet: bool, has_fired: bool) -> Result:
    if not read.rule.is_on:
        return Result.OFF
    if read.broken:
        return Result.BROKEN
    if has_unmet:
        return Result.UNMET
    return Result.TOO_LATE if has_fired else Result.FIRES
