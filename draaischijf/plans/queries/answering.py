"""Signals and the actions that answer them, from either side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, OuterRef, Prefetch, Q, Subquery

from draaischijf.core.dated_facts import when_of
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.enums import ENDED, PartyRole
from draaischijf.plans.models import ActionLogEntry, ActionParty, PlanAction
from draaischijf.plans.permissions import actions_visible_to, log_entries_visible_to
from draaischijf.plans.queries.parties import may_be_read, party_in_words
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.signals.queries.synonyms import search_of, synonyms_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST_FOUND = 8


def signals_to_link(
    user: Visitor, action: PlanAction, words: str
) -> list[PolicySignal]:
    """Return at most eight signals of the same partnership that fit the words.

    Found by number, by a piece of the title, and by full text with what means the same
    here; what the action
    answers already is left out.
    """
    if not words:
        return []
    partnership = action.plan.partnership
    query = search_of(words, synonyms_of(partnership))
    fits = Q(search=query) | Q(title__icontains=words)
    digits = words.removeprefix("#").strip()
    if digits.isdecimal() and len(digits) < 10:
        fits = Q(number=int(digits))
    return list(
        signals_visible_to(user)
        .filter(fits, partnership=partnership)
        .exclude(plan_actions=action)
        .annotate(rank=SearchRank(F("search"), query))
        .order_by("-rank", "-last_movement", "-pk")
        .defer("search")[:MOST_FOUND]
    )


def answered_now(keys: Collection[int]) -> list[int]:
    """Return which signals an action of a plan answers that did not end. One query."""
    links = PlanAction.signals.through.objects.filter(policysignal__in=keys)
    running = links.exclude(planaction__lifecycle__in=ENDED)
    return list(running.values_list("policysignal", flat=True).distinct())


@dataclass(frozen=True)
class Answer:
    """An action that answers a signal, as one reader may see it."""

    action: PlanAction
    leads: list[str]
    last: ActionLogEntry | None

    @property
    def last_when(self) -> str:
        return when_of(self.last) if self.last else ""


def answers_to(signal: PolicySignal, reader: Visitor) -> list[Answer]:
    """Return the actions that answer a signal and `reader` may see, those of now first.

    Each with its leads and the last line of its log that `reader` may see. The number
    of queries does not grow with the actions.
    """
    answering = PlanAction.signals.through.objects.filter(policysignal=signal)
    keys = list(answering.values_list("planaction", flat=True))
    if not keys:
        return []
    last = log_entries_visible_to(reader).filter(action=OuterRef("pk"))
    rows = list(
        actions_visible_to(reader)
        .filter(pk__in=keys)
        .select_related("plan__partnership")
        .prefetch_related(_leads())
        .annotate(last_entry=Subquery(last.values("pk")[:1]))
        .defer("search")
        .order_by("-plan__start", "plan", "position", "pk")
    )
    entries = ActionLogEntry.objects.in_bulk(
        [one.last_entry for one in rows if one.last_entry]
    )
    is_partner = Permission.READ in permissions_of(reader, signal.partnership)
    made = [
        Answer(
            one, _lead_names(one, is_partner=is_partner), entries.get(one.last_entry)
        )
        for one in rows
    ]
    return sorted(made, key=lambda answer: answer.action.lifecycle in ENDED)


def _leads() -> Prefetch[str]:
    rows = ActionParty.objects.filter(role=PartyRole.LEAD)
    return Prefetch(
        "parties", rows.select_related("organisation", "person"), to_attr="named_leads"
    )


def _lead_names(action: Any, *, is_partner: bool) -> list[str]:
    return [
        party_in_words(party, is_partner=is_partner)
        for party in action.named_leads
        if is_partner or may_be_read(party)
    ]
