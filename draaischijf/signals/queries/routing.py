"""The rules of a partnership as they are read, and what a report says to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.signals.matching import (
    Condition,
    Keys,
    ReadRule,
    Verdict,
    judge,
)
from draaischijf.signals.models import PreSignal, RoutingRule
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.queries.takers import Takers, taker_of
from draaischijf.taxonomy.models import Term, TermMapping

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

PREFIX = "*"
# A word is looked up as it stands in the dictionary: "wachtlijst" finds "wachtlijsten".
# With a star at its end also what goes on: "huisvest*" finds "huisvestingsprobleem".
_AS_QUERY = f"""
    case when right(word, 1) = '{PREFIX}' then
        to_tsquery('simple', quote_literal(nullif(
            regexp_replace(unaccent(word), '[^[:alnum:]]', '', 'g'), '')) || ':*')
    else phraseto_tsquery('{SEARCH_CONFIG}', word) end
"""
_FOUND = f"""
    select word from unnest(%s::text[]) as word
    where to_tsvector('{SEARCH_CONFIG}', %s) @@ {_AS_QUERY}
"""  # noqa: S608 the pieces are ours; what is typed goes along beside them
_EMPTY = f"""
    select word from unnest(%s::text[]) as word
    where coalesce(numnode({_AS_QUERY}), 0) = 0
"""  # noqa: S608 the same
# Every area that holds one of these, however many levels up, and their provinces.
_AROUND = """
    with recursive around (id) as (
        select unnest(%s::bigint[])
        union
        select wider.id from around
        join lateral (
            select m.from_area_id as id from taxonomy_area_members m
            where m.to_area_id = around.id
            union all
            select a.province_id from taxonomy_area a
            where a.id = around.id and a.province_id is not null
        ) wider on true
    )
    select id from around
"""


@dataclass(frozen=True)
class Given:
    """What is known of a report when it comes in, or what somebody tries out."""

    text: str
    rights: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    whole_area: bool = False
    sectors: tuple[int, ...] = ()


def given_by(report: PreSignal) -> Given:
    """Return what a report says: its own texts, and what hangs on it now."""
    sectors: tuple[int, ...] = ()
    if report.organisation:
        sectors = tuple(report.organisation.sectors.values_list("pk", flat=True))
    return Given(
        text=f"{report.problem}\n{report.for_whom}\n{report.example}",
        rights=tuple(report.rights.values_list("pk", flat=True)),
        areas=tuple(report.areas.values_list("pk", flat=True)),
        whole_area=report.whole_area,
        sectors=sectors,
    )


def read_rules(partnership: Partnership) -> list[ReadRule]:
    """Return the rules in order, each with who takes it and whether that can be.

    One query where there are none, else eight, however many there are.
    """
    rules = list(
        RoutingRule.objects.filter(partnership=partnership)
        .select_related("person", "organisation", "group")
        .prefetch_related("rights", "domains", "areas", "sectors")
    )
    if not rules:
        return []
    takers = Takers(partnership)
    return [_read(rule, takers) for rule in rules]


def verdicts_of(partnership: Partnership, given: Given) -> list[Verdict]:
    """Return what becomes of every rule for a report like this; keeps nothing."""
    rules = read_rules(partnership)
    return judge(rules, said_by(partnership, given, rules)) if rules else []


def said_by(partnership: Partnership, given: Given, rules: Sequence[ReadRule]) -> Keys:
    """Return what a report says, with all that includes it."""
    rights, domains = _with_domains(given.rights)
    return {
        Condition.RIGHT: rights,
        Condition.DOMAIN: domains,
        Condition.AREA: _areas_around(partnership, given),
        Condition.SECTOR: _with_wider(given.sectors),
        Condition.WORDS: _words_in(given.text, rules),
    }


def rule_or_404(partnership: Partnership, pk: int) -> RoutingRule:
    """Return a rule of this partnership. Raises Http404."""
    found = (
        RoutingRule.objects.select_related(
            "partnership", "person", "organisation", "group"
        )
        .filter(partnership=partnership, pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def words_that_say_nothing(words: Iterable[str]) -> list[str]:
    """Return the words no text can be found by: "de", "een", signs alone."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, [list(words)])
        return [row[0] for row in cursor.fetchall()]


def _read(rule: RoutingRule, takers: Takers) -> ReadRule:
    taker = taker_of(rule)
    return ReadRule(
        rule=rule,
        taker=taker.label,
        broken=takers.problem_of(taker),
        asks={
            Condition.RIGHT: {one.pk: one.label for one in rule.rights.all()},
            Condition.DOMAIN: {one.pk: one.label for one in rule.domains.all()},
            Condition.AREA: {one.pk: one.name for one in rule.areas.all()},
            Condition.SECTOR: {one.pk: one.label for one in rule.sectors.all()},
            Condition.WORDS: {
                word: _t("“%(word)s”") % {"word": word} for word in rule.words
            },
        },
    )


def _with_wider(terms: Iterable[int]) -> frozenset[int]:
    """Return terms with the wider ones above them in their list, two levels up."""
    rows = Term.objects.filter(pk__in=terms)
    found = {
        key
        for row in rows.values_list("pk", "parent", "parent__parent")
        for key in row
        if key is not None
    }
    return frozenset(found)


def _with_domains(rights: Iterable[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return rights with the wider ones, and the domains they are mapped to."""
    given = _with_wider(rights)
    if not given:
        return given, given
    pairs = TermMapping.objects.filter(Q(source__in=given) | Q(target__in=given))
    mapped = {key for row in pairs.values_list("source", "target") for key in row}
    return given, _with_wider(mapped - given) | given


def _areas_around(partnership: Partnership, given: Given) -> frozenset[int]:
    areas = list(given.areas)
    if given.whole_area and partnership.area_id:
        areas.append(partnership.area_id)
    if not areas:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [areas])
        return frozenset(row[0] for row in cursor.fetchall())


def _words_in(text: str, rules: Sequence[ReadRule]) -> frozenset[str]:
    words = sorted({word for one in rules for word in one.rule.words})
    if not words or not text.strip():
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [words, text])
        return frozenset(row[0] for row in cursor.fetchall())
