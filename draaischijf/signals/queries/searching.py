"""Kept searches: which signals answer one, and what of it holds no longer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.people.models import Organisation
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import PolicySignal, SavedSearch
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.signals.queries.signal_facets import (
    TERM_FACETS,
    Wanted,
    chosen_of,
    narrowed,
)
from draaischijf.signals.queries.watching import address_of
from draaischijf.taxonomy.models import Area, Term

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Partnership

# A search that finds more than this says nothing: it is kept, but tells no news.
MOST_KNOWN = 5_000


@dataclass(frozen=True)
class Read:
    """A kept search as the list reads it today; of `left_out` it takes nothing."""

    search: SavedSearch
    wanted: Wanted
    left_out: Sequence[str]


@dataclass(frozen=True)
class KeptSearch:
    """A kept search as its owner sees it.

    `words` say what it asks, `gone` are the filters of which something is no more.
    """

    search: SavedSearch
    url: str
    words: list[str]
    gone: list[str]


def matches(
    user: User,
    partnership: Partnership,
    wanted: Wanted,
    *,
    since: datetime.datetime | None = None,
) -> QuerySet[PolicySignal]:
    """Return the signals that answer a search and that this person may read.

    With `since` only those in which something moved from then on: a signal that begins,
    becomes public or is sorted otherwise has moved.
    """
    visible = signals_readable_in(user, partnership)
    if since is not None:
        visible = visible.filter(last_movement__gte=since)
    return narrowed(visible, wanted)


def keys_of(found: QuerySet[PolicySignal]) -> list[int]:
    """Return the numbers of rows of what was found; one more than counts at most."""
    keys = found.order_by("-last_movement", "-pk").values_list("pk", flat=True)
    return list(keys[: MOST_KNOWN + 1])


def searches_of(user: User, partnership: Partnership) -> QuerySet[SavedSearch]:
    """Return the searches somebody keeps here."""
    rows = SavedSearch.objects.filter(user=user, partnership=partnership)
    return rows.select_related("user", "partnership").defer("known")


def search_or_404(user: User, partnership: Partnership, pk: int) -> SavedSearch:
    """Return a search of this person. Raises Http404, also for that of another."""
    found = searches_of(user, partnership).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def kept_searches(rows: Sequence[Read]) -> list[KeptSearch]:
    """Return searches in words, with what holds no longer; three queries for all."""
    names = _names([one.wanted for one in rows])
    made = []
    for one in rows:
        chosen = chosen_of(one.wanted)
        gone = [name for name in names if set(chosen[name]) - set(names[name])]
        made.append(
            KeptSearch(
                one.search,
                address_of(one.search),
                _in_words(one.wanted, names),
                [_label(name) for name in dict.fromkeys([*one.left_out, *gone])],
            )
        )
    return made


def words_of(wanted: Wanted) -> list[str]:
    """Return what a search asks, in words."""
    return _in_words(wanted, _names([wanted]))


def _in_words(wanted: Wanted, names: dict[str, dict[int, str]]) -> list[str]:
    chosen = chosen_of(wanted)
    quoted = [f"“{wanted.text}”"] if wanted.text else []
    return [
        *quoted,
        *(str(SignalState(one).label) for one in wanted.states),
        *(str(Route(one).label) for one in wanted.routes),
        *(known[pk] for name, known in names.items() for pk in chosen[name]
          if pk in known),
        *([_t("came back after it was closed")] if wanted.recurring else []),
    ]  # fmt: skip


def _names(asked: Sequence[Wanted]) -> dict[str, dict[int, str]]:
    """Return what is chosen in each filter that is still there, with its name."""
    tables: tuple[tuple[QuerySet[Any], str, tuple[str, ...]], ...] = (
        (Term.objects.all(), "label", tuple(TERM_FACETS)),
        (Area.objects.all(), "name", ("area",)),
        (Organisation.objects.all(), "name", ("organisation",)),
    )
    chosen = [chosen_of(one) for one in asked]
    found: dict[str, dict[int, str]] = {}
    for rows, column, facets in tables:
        keys = {pk for one in chosen for name in facets for pk in one[name]}
        known = {one.pk: getattr(one, column) for one in rows.filter(pk__in=keys)}
        found.update(dict.fromkeys(facets, known))
    return found


def _label(name: str) -> str:
    labels = {
        "state": _t("Phase"),
        "route": _t("Route"),
        "area": _t("Area"),
        "organisation": _t("Organisation"),
        "recurring": _t("Recurring"),
        **{one: str(label) for one, (_field, label) in TERM_FACETS.items()},
    }
    return labels.get(name, name)
