"""Making, changing and ordering the rules that give reports to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.models import RoutingRule
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.takers import Taker, Takers, taker_of
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.models import Area, Term

MOST_RULES = 50
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class RuleWords:
    """What a rule asks and who takes what meets it, as a form gives it."""

    taker: Taker
    rights: tuple[Term, ...] = ()
    domains: tuple[Term, ...] = ()
    areas: tuple[Area, ...] = ()
    sectors: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()


@transaction.atomic
def add_rule(partnership: Partnership, given: RuleWords, *, actor: User) -> RoutingRule:
    """Add a rule after the others and return it.

    Raises TransitionDenied without the right to arrange, for who cannot take reports
    here, and beyond fifty rules.
    """
    _lock(partnership, actor)
    _check_taker(partnership, given.taker)
    rules = RoutingRule.objects.filter(partnership=partnership)
    if rules.count() >= MOST_RULES:
        raise TransitionDenied(
            [
                _t("There are %(count)s rules: nobody sees through more.")
                % {"count": MOST_RULES}
            ]
        )
    last = rules.aggregate(last=Max("position"))["last"] or 0
    rule = RoutingRule(partnership=partnership, position=last + 1)
    _fill(rule, given)
    record(rule.partnership, "routing_rule_added", actor=actor, **_told(rule))
    return rule


@transaction.atomic
def change_rule(rule: RoutingRule, given: RuleWords, *, actor: User) -> RoutingRule:
    """Change what a rule asks and who takes it. Raises as `add_rule` does.

    What it gave to somebody before stays theirs, on the ground that was kept.
    """
    _lock(rule.partnership, actor)
    _check_taker(rule.partnership, given.taker)
    rule.refresh_from_db()
    _fill(rule, given)
    record(rule.partnership, "routing_rule_changed", actor=actor, **_told(rule))
    return rule


@transaction.atomic
def move_rule(rule: RoutingRule, where: str, *, actor: User) -> None:
    """Move a rule one place up or down; at the end nothing happens."""
    _lock(rule.partnership, actor)
    rule.refresh_from_db()
    others = RoutingRule.objects.filter(partnership=rule.partnership)
    if where == UP:
        other = others.filter(position__lt=rule.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=rule.position).order_by("position").first()
    if other is None:
        return
    rule.position, other.position = other.position, rule.position
    rule.save(update_fields=["position", "updated"])
    other.save(update_fields=["position", "updated"])
    record(rule.partnership, "routing_rule_moved", actor=actor, **_told(rule))


@transaction.atomic
def switch_rule(rule: RoutingRule, *, is_on: bool, actor: User) -> None:
    """Switch a rule on or off; twice is once."""
    _lock(rule.partnership, actor)
    rule.refresh_from_db()
    if rule.is_on != is_on:
        rule.is_on = is_on
        rule.save(update_fields=["is_on", "updated"])
        verb = "routing_rule_switched_off"
        if is_on:
            verb = "routing_rule_switched_on"
        record(rule.partnership, verb, actor=actor, **_told(rule))


@transaction.atomic
def remove_rule(rule: RoutingRule, *, actor: User) -> None:
    """Remove a rule; those after it move up, and what it gave stays with its ground."""
    _lock(rule.partnership, actor)
    found = RoutingRule.objects.filter(pk=rule.pk).first()
    if found is None:
        return
    record(found.partnership, "routing_rule_removed", actor=actor, **_told(found))
    later = RoutingRule.objects.filter(
        partnership=rule.partnership, position__gt=found.position
    )
    found.delete()
    later.update(position=F("position") - 1)


def _lock(partnership: Partnership, actor: User) -> None:
    """Let one at a time arrange the rules of a partnership, and only who may."""
    workflow.check_held(held_by(actor, partnership), Permission.ARRANGE)
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def _check_taker(partnership: Partnership, taker: Taker) -> None:
    problem = Takers(partnership).problem_of(taker)
    if problem:
        raise TransitionDenied([problem])


def _fill(rule: RoutingRule, given: RuleWords) -> None:
    rule.person, rule.organisation = given.taker.person, given.taker.organisation
    rule.group = given.taker.group
    rule.words = _tidy(given.words)
    rule.save()
    rule.rights.set(given.rights)
    rule.domains.set(given.domains)
    rule.areas.set(given.areas)
    rule.sectors.set(given.sectors)


def _tidy(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(word.lower().split()) for word in words))


def _told(rule: RoutingRule) -> dict[str, Any]:
    return {"number": rule.position, "to": taker_of(rule).label}
