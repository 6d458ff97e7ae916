"""The rules and a trial of them, as their pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.signals.matching import Condition, ReadRule, Result, Verdict, fired
from draaischijf.signals.queries.routing_words import HEADS, joined, why_of

if TYPE_CHECKING:
    from draaischijf.signals.models import RoutingRule


@dataclass(frozen=True)
class RuleRow:
    """One rule as a line of the table."""

    rule: RoutingRule
    taker: str
    broken: str
    asks: list[tuple[str, str]]
    is_first: bool
    is_last: bool

    @property
    def number(self) -> int:
        return self.rule.position


@dataclass(frozen=True)
class TriedRow:
    """What became of one rule for a text that was tried."""

    number: int
    taker: str
    result: str
    label: str
    why: str


@dataclass(frozen=True)
class Tried:
    """Who would get a report like this, and why the other rules do not say so."""

    taker: str
    why: str
    rows: list[TriedRow]


def rows_of(rules: Sequence[ReadRule]) -> list[RuleRow]:
    """Return the rules as lines, in order."""
    last = len(rules) - 1
    return [
        RuleRow(
            rule=one.rule,
            taker=one.taker,
            broken=one.broken,
            asks=[
                (str(HEADS[condition]), joined(list(asked.values()), _t("or")))
                for condition in Condition
                if (asked := one.asks.get(condition))
            ],
            is_first=place == 0,
            is_last=place == last,
        )
        for place, one in enumerate(rules)
    ]


def tried_on(verdicts: Sequence[Verdict]) -> Tried:
    """Return a trial in words; nobody's is an answer as well."""
    labels = {
        Result.FIRES: _t("fires"),
        Result.TOO_LATE: _t("comes too late"),
        Result.UNMET: _t("does not fire"),
        Result.OFF: _t("switched off"),
        Result.BROKEN: _t("broken"),
    }
    found = fired(verdicts)
    return Tried(
        taker=found.read.taker if found else "",
        why=why_of(found) if found else "",
        rows=[
            TriedRow(
                number=one.read.rule.position,
                taker=one.read.taker,
                result=str(one.result),
                label=labels[one.result],
                why=why_of(one),
            )
            for one in verdicts
        ],
    )
