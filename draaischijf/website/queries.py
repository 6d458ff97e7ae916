"""Reads of the site's own pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.http import Http404

from draaischijf.notifications.domain import filled
from draaischijf.notifications.models import Mail
from draaischijf.people.models import Partnership, Person
from draaischijf.plans.models import PlanAction
from draaischijf.plans.permissions import actions_visible_to
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, SignalStep
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.signals.queries.synonyms import NONE as NO_SYNONYMS
from draaischijf.signals.queries.synonyms import Synonyms, search_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST_HITS = 50
# A common word stands in a fifth of all signals; to rank them is to read them.
MOST_RANKED = 1000
# Movements on the front page of a partnership.
SHOWN = 8


@dataclass(frozen=True)
class Movement:
    """One public movement: which signal, where, and how far it is."""

    signal: PolicySignal

    @property
    def phase(self) -> str:
        return str(self.signal.phase.label)


@dataclass(frozen=True)
class HomePage:
    partnerships: Sequence[Partnership]
    movements: Sequence[Movement]


@dataclass(frozen=True)
class PartnershipPage:
    partnership: Partnership
    movements: Sequence[Movement]
    published: int
    in_action: int
    closed: int
    children: Sequence[Partnership]


def home_page() -> HomePage:
    """Return all partnerships and the ten latest public movements."""
    latest = (
        PolicySignal.objects.public()
        .filter(_moved())
        .select_related("partnership")
        .order_by("-state_since")[:10]
    )
    return HomePage(
        partnerships=list(Partnership.objects.select_related("area", "parent")),
        movements=[Movement(signal) for signal in latest],
    )


def partnership_page(partnership: Partnership, user: Visitor) -> PartnershipPage:
    """Return what the front page of a partnership shows this visitor."""
    visible = signals_visible_to(user).filter(partnership=partnership)
    newest = visible.select_related("partnership").order_by("-last_movement", "-pk")
    # What moved here comes before what was only taken over from a document. Asked for
    # apart: in one order the whole partnership is looked through for the first eight.
    latest = list(newest.filter(_moved())[:SHOWN])
    if len(latest) < SHOWN:
        latest += newest.exclude(_moved())[: SHOWN - len(latest)]
    counts = (
        PolicySignal.objects.public()
        .filter(partnership=partnership)
        .aggregate(
            published=Count("pk"),
            in_action=Count("pk", filter=Q(state=SignalState.IN_ACTION)),
            closed=Count("pk", filter=Q(state=SignalState.CLOSED)),
        )
    )
    return PartnershipPage(
        partnership=partnership,
        movements=[Movement(signal) for signal in latest],
        **counts,
        children=list(partnership.children.all()),
    )


def _moved() -> Exists:
    """Signals that made a step here, not only in a document."""
    return Exists(SignalStep.objects.filter(signal=OuterRef("pk"), source__gt=""))


def partnerships_of(user: Visitor) -> list[Partnership]:
    """Return the partnerships in which an account is somebody, by name."""
    if not user.is_authenticated:
        return []
    return list(Partnership.objects.filter(persons__user=user).distinct())


def all_partnerships() -> list[Partnership]:
    """Return every partnership of the site, by name."""
    return list(Partnership.objects.order_by("name"))


@dataclass(frozen=True)
class Hit:
    signal: PolicySignal
    excerpt: str


def search_page(
    words: str, user: Visitor, synonyms: Synonyms = NO_SYNONYMS
) -> list[Hit]:
    """Return at most fifty signals that hold the words, the best first.

    The best of the newest thousand that hold them. Only what the visitor may see, over
    all partnerships. The excerpt carries private-use marks around the hits, for the tag
    `mark_hits`.
    """
    if not words:
        return []
    query = search_of(words, synonyms)
    hits = signals_visible_to(user).filter(search=query).order_by("-pk")
    found = (
        PolicySignal.objects.filter(pk__in=hits.values("pk")[:MOST_RANKED])
        .select_related("partnership")
        .defer("search")
        .annotate(
            rank=SearchRank(F("search"), query, normalization=Value(2)),
            excerpt=_headline("statement", query),
        )
        .order_by("-rank", "-number")[:MOST_HITS]
    )
    return [Hit(signal, getattr(signal, "excerpt", "")) for signal in found]


@dataclass(frozen=True)
class ActionHit:
    action: PlanAction
    excerpt: str


def search_actions(
    words: str, user: Visitor, synonyms: Synonyms = NO_SYNONYMS
) -> list[ActionHit]:
    """Return at most fifty actions of plans that hold the words, the best first.

    The best of the newest thousand that hold them. Only what the visitor may see, over
    all partnerships; the newest plans first among equals. The excerpt is of the
    progress, with the marks of `search_page`.
    """
    if not words:
        return []
    query = search_of(words, synonyms)
    hits = actions_visible_to(user).filter(search=query).order_by("-pk")
    found = (
        PlanAction.objects.filter(pk__in=hits.values("pk")[:MOST_RANKED])
        .select_related("plan__partnership")
        .defer("search")
        .annotate(
            rank=SearchRank(F("search"), query, normalization=Value(2)),
            excerpt=_headline("remark", query),
        )
        .order_by("-rank", "-plan__start", "pk")[:MOST_HITS]
    )
    return [ActionHit(action, getattr(action, "excerpt", "")) for action in found]


def _headline(field: str, query: SearchQuery) -> SearchHeadline:
    return SearchHeadline(
        field,
        query,
        config=SEARCH_CONFIG,
        start_sel="\ue000",
        stop_sel="\ue001",
        max_words=35,
        min_words=15,
    )


@dataclass(frozen=True)
class DemoPage:
    persons: Sequence[Person]
    mails: Sequence[Mail]


def demo_page() -> DemoPage:
    """Return whom one can sign in as, and the latest mails."""
    persons = (
        Person.objects.filter(user__isnull=False)
        .select_related("partnership", "user")
        .prefetch_related("roles__organisation", "memberships__organisation")
        .order_by("partnership__name", "name")
    )
    return DemoPage(persons=list(persons), mails=list(Mail.objects.all()[:60]))


@dataclass(frozen=True)
class ReadableMail:
    mail: Mail
    text: str


def demo_mail_or_404(pk: int) -> ReadableMail:
    """Return a mail with its personal link in place. Raises Http404."""
    mail = Mail.objects.filter(pk=pk).first()
    if mail is None:
        raise Http404
    text, _html = filled(mail)
    return ReadableMail(mail, text)


def is_ready() -> dict[str, bool]:
    """Tell whether the database answers and whether all migrations ran."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return {"database": False, "migrations": False}
    return {"database": True, "migrations": not waiting}
