"""The list of signals of a partnership: found, narrowed, ordered and turned over."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import ngettext

from draaischijf.core.pagination import keyset_page
from draaischijf.core.pieces import Facet
from draaischijf.core.prose import HIT_END, HIT_START
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.permissions import signals_readable_in, signals_visible_to
from draaischijf.signals.queries.deadlines import PhasePace, pace_of
from draaischijf.signals.queries.group_facet import group_facets
from draaischijf.signals.queries.merges import go_elsewhere, moved_or_404
from draaischijf.signals.queries.signal_counts import Counts, counts_of
from draaischijf.signals.queries.signal_facets import (
    BEST,
    MOVED,
    NUMBER,
    RAISED,
    Wanted,
    facets_of,
    looked_up,
    narrowed,
    number_in,
    tally_of,
)
from draaischijf.signals.queries.synonyms import synonyms_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PER_PAGE = 50
# Beyond this nobody turns pages by number: the filters get there sooner.
MOST_PAGES = 100
EXPORT_BATCH = 500
KEYSETS = {MOVED: "last_movement", NUMBER: "number"}


@dataclass(frozen=True)
class SignalRow:
    """One line of the list; title and excerpt carry the marks of the search hits."""

    signal: PolicySignal
    counts: Counts
    title: str
    excerpt: str = ""
    # Partners read small numbers of people, others that there are few.
    is_partner: bool = False

    @property
    def number(self) -> str:
        """The number as text: a number in a template is made to its language first."""
        return str(self.signal.number)

    @property
    def pace(self) -> PhasePace | None:
        """How it stands against its target date; for partners."""
        pace = pace_of(self.signal, timezone.localdate()) if self.is_partner else None
        return pace if pace and pace.label else None

    @property
    def seen_by(self) -> list[str]:
        """How widely it is seen, in words; what is not known is left out."""
        counts = self.counts
        made = [
            (
                counts.raisers,
                ngettext("%(count)s raiser", "%(count)s raisers", counts.raisers),
            ),
            (
                counts.organisations,
                ngettext(
                    "%(count)s organisation",
                    "%(count)s organisations",
                    counts.organisations,
                ),
            ),
            (
                counts.municipalities,
                ngettext(
                    "%(count)s municipality",
                    "%(count)s municipalities",
                    counts.municipalities,
                ),
            ),
        ]
        shown = [words % {"count": count} for count, words in made if count]
        raisers = counts.raisers_for(is_partner=self.is_partner)
        if isinstance(raisers, str):
            several = ngettext("%(count)s raiser", "%(count)s raisers", 5)
            shown[0] = several % {"count": raisers}
        return shown


@dataclass(frozen=True)
class Places:
    """Where the other pages are: by key, or by number where the order has no key.

    `first` is the place of the first row where pages have numbers, else 0.
    """

    after: str = ""
    before: str = ""
    next_page: int = 0
    previous_page: int = 0
    first: int = 0


@dataclass(frozen=True)
class SignalList:
    """One page of the list, with everything around it."""

    rows: list[SignalRow]
    places: Places
    facets: list[Facet]
    total: int
    sort: str

    @property
    def last(self) -> int:
        """The place of the last row, where pages have numbers."""
        return self.places.first + len(self.rows) - 1


def signal_or_404(user: Visitor, partnership: Partnership, number: int) -> PolicySignal:
    """Return the signal with this number. Raises Http404, also for what is hidden.

    Raises Elsewhere where it goes on as part of another one, for who may know.
    """
    found = (
        signals_readable_in(user, partnership)
        .filter(number=number)
        .defer("search")
        .first()
    )
    if found is None:
        go_elsewhere(user, partnership, number)
    found.partnership = partnership
    return found


def signal_going_on_or_404(
    user: Visitor, partnership: Partnership, number: int
) -> PolicySignal:
    """Return the signal with this number, or the one it is part of. Raises Http404."""
    found = signals_visible_to(user).filter(partnership=partnership, number=number)
    signal = found.select_related("partnership").defer("search").first()
    return signal or moved_or_404(user, partnership, number)


def signal_list(user: Visitor, partnership: Partnership, wanted: Wanted) -> SignalList:
    """Return a page of the signals that `user` may read, under the filters.

    The number of queries does not depend on how many signals there are.
    """
    is_partner = sees_all(user, partnership)
    if not is_partner:
        wanted = dataclasses.replace(wanted, pace="")
    wanted = understood(wanted, partnership)
    visible, filters = _searched(user, partnership, wanted)
    asked = looked_up(visible, filters)
    tally = tally_of(asked.under(), asked.own)
    total = tally.total
    sort = sort_of(wanted)
    found = _shown(narrowed(asked.under(), asked.own), wanted)
    signals, places = _page(found, wanted, sort, total)
    return SignalList(
        rows=rows_of(partnership, signals, user),
        places=places,
        facets=[
            *facets_of(asked, filters, tally, is_partner=is_partner),
            *(group_facets(partnership, wanted.working_groups) if is_partner else []),
        ],
        total=total,
        sort=sort,
    )


def _searched(
    user: Visitor, partnership: Partnership, wanted: Wanted
) -> tuple[QuerySet[PolicySignal], Wanted]:
    """Return what the reader may see and what is left to narrow it by.

    The words are looked up once, not again for every filter that is counted.
    """
    visible = signals_readable_in(user, partnership)
    if not wanted.text:
        return visible, wanted
    words = Wanted(text=wanted.text, synonyms=wanted.synonyms)
    hits = narrowed(visible, words).values_list("pk", flat=True)
    found = PolicySignal.objects.filter(pk__one_of=list(hits))
    return found, dataclasses.replace(wanted, text="")


def _page(
    shown: QuerySet[PolicySignal], wanted: Wanted, sort: str, total: int
) -> tuple[list[PolicySignal], Places]:
    if sort in KEYSETS:
        page = keyset_page(
            shown,
            KEYSETS[sort],
            after=wanted.after,
            before=wanted.before,
            size=PER_PAGE,
        )
        return page.rows, Places(after=page.after, before=page.before)
    last = min(MOST_PAGES, max(1, -(-total // PER_PAGE)))
    at = min(wanted.page, last)
    start = (at - 1) * PER_PAGE
    places = Places(
        next_page=at + 1 if at < last else 0, previous_page=at - 1, first=start + 1
    )
    return list(_ordered(shown, sort, wanted)[start : start + PER_PAGE]), places


def export_rows(
    user: Visitor, partnership: Partnership, wanted: Wanted
) -> Iterator[SignalRow]:
    """Return all signals under the filters in the order of the list, in batches."""
    if not sees_all(user, partnership):
        wanted = dataclasses.replace(wanted, pace="")
    wanted = understood(wanted, partnership)
    visible, filters = _searched(user, partnership, wanted)
    found = narrowed(visible, filters).defer("search")
    ordered = _ordered(found, sort_of(wanted), wanted)
    keys = list(ordered.values_list("pk", flat=True))
    for start in range(0, len(keys), EXPORT_BATCH):
        batch = keys[start : start + EXPORT_BATCH]
        signals = (
            PolicySignal.objects.filter(pk__in=batch)
            .select_related("partnership")
            .prefetch_related(
                "rights",
                "life_domains",
                "target_groups",
                "areas",
                "actors__organisation",
                "merges__absorbed",
            )
            .defer("search")
        )
        by_key = {signal.pk: signal for signal in signals}
        rows = [by_key[key] for key in batch if key in by_key]
        yield from rows_of(partnership, rows, user)


def understood(wanted: Wanted, partnership: Partnership) -> Wanted:
    """Return what is wanted with what else its words are called here."""
    if not wanted.text:
        return wanted
    return dataclasses.replace(wanted, synonyms=synonyms_of(partnership))


def sort_of(wanted: Wanted) -> str:
    """Return the order that holds: the best match first where words are searched."""
    if wanted.sort == BEST and not wanted.text:
        return MOVED
    return wanted.sort or (BEST if wanted.text else MOVED)


def sees_all(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether `user` reads what is not public as well, and full counts."""
    return holds(user, Permission.READ, partnership)


def _shown(found: QuerySet[PolicySignal], wanted: Wanted) -> QuerySet[PolicySignal]:
    shown = found.defer("search")
    if not wanted.text:
        return shown
    query = wanted.query
    return shown.annotate(
        title_hit=SearchHeadline(
            "title",
            query,
            config=SEARCH_CONFIG,
            start_sel=HIT_START,
            stop_sel=HIT_END,
            highlight_all=True,
        ),
        excerpt=SearchHeadline(
            Concat("statement", Value(" "), "examples", output_field=TextField()),
            query,
            config=SEARCH_CONFIG,
            start_sel=HIT_START,
            stop_sel=HIT_END,
            max_words=30,
            min_words=12,
            max_fragments=2,
            fragment_delimiter=" … ",
        ),
    )


def _ordered(
    found: QuerySet[PolicySignal], sort: str, wanted: Wanted
) -> QuerySet[PolicySignal]:
    if sort == RAISED:
        return found.order_by("-raisers", "-last_movement", "-pk")
    if sort != BEST:
        return found.order_by(f"-{KEYSETS[sort]}", "-pk")
    # Whoever types a number wants that signal first. Cover density: words that stand
    # close together count for more.
    return found.annotate(
        is_number=Q(number=number_in(wanted.text) or 0),
        rank=SearchRank(F("search"), wanted.query, cover_density=True),
    ).order_by(F("is_number").desc(), F("rank").desc(), "-last_movement", "-pk")


def rows_of(
    partnership: Partnership, signals: list[PolicySignal], user: Visitor
) -> list[SignalRow]:
    """Return signals of one partnership as lines for this reader."""
    for signal in signals:
        # Known, and not read again for every line.
        signal.partnership = partnership
    counts = counts_of(partnership, signals)
    is_partner = sees_all(user, partnership)
    return [
        SignalRow(
            signal=signal,
            counts=counts.get(signal.pk, Counts()),
            title=getattr(signal, "title_hit", signal.title),
            excerpt=_with_hit(getattr(signal, "excerpt", "")),
            is_partner=is_partner,
        )
        for signal in signals
    ]


def _with_hit(excerpt: str) -> str:
    return excerpt if HIT_START in excerpt else ""
