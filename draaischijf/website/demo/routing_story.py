"""The rules of the demonstration that say who gets which report."""

from __future__ import annotations

from typing import Any

from draaischijf.signals.domain.routing_rules import RuleWords, add_rule
from draaischijf.signals.domain.working_groups import standard_group
from draaischijf.signals.queries.takers import Taker
from draaischijf.taxonomy.models import Term
from draaischijf.website.demo.cast import Cast

SCHEMES = {"rights": "social-rights", "domains": "life-domains", "sectors": "sectors"}


def make_rules(row: dict[str, Any], cast: Cast) -> None:
    """Make the rules of one partnership, in their order."""
    for data in row["rules"]:
        sets: dict[str, Any] = {
            name: tuple(
                Term.objects.filter(scheme__code=scheme, code__in=data.get(name, []))
            )
            for name, scheme in SCHEMES.items()
        }
        given = RuleWords(
            taker=_taker(data["to"], cast),
            areas=tuple(cast.areas[name] for name in data.get("areas", [])),
            words=tuple(data.get("words", [])),
            **sets,
        )
        add_rule(cast.partnership, given, actor=cast.coordinator)


def _taker(to: str, cast: Cast) -> Taker:
    if to == "working_group":
        return Taker(group=standard_group(cast.partnership))
    if to in cast.persons:
        return Taker(person=cast.persons[to])
    return Taker(organisation=cast.organisations[to])
