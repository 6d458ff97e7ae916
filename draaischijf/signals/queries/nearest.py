"""Which signals and reports could be alike: those that lie near, or share words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet
from pgvector.django import MaxInnerProduct

from draaischijf.core.encoder import MODEL
from draaischijf.people.models import Partnership
from draaischijf.signals.models import (
    Meaning,
    PolicySignal,
    PreSignal,
    PreSignalLink,
)
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.queries.likeness import telling_words
from draaischijf.signals.queries.synonyms import NONE, Synonyms

if TYPE_CHECKING:
    from draaischijf.core.encoder import Vector

# Texts looked at by meaning and by words; what is beyond is never among the first five.
MOST_NEAR, MOST_SHARING = 120, 40
# Words that are looked up at most. Of a long text the longest say most: each common
# word more is a thousand signals more to put in order.
MOST_WORDS, TELLING_WORDS = 30, 10


@dataclass(frozen=True)
class Near:
    """A text that lies near: whose it is, what it says, and how close it lies.

    One of the three keys is there. What a merged signal says belongs to the signal it
    is part of, and is not that one's own (`is_own`). 1 is the same direction.
    """

    signal: int | None
    report: int | None
    supported: int | None
    text: str
    closeness: float
    is_own: bool = False


# Of a text: the signal it belongs to, the report, or the signal that is supported.
_WHOSE = ("signal", "signal__merged_into", "pre_signal", "support__signal")
_SAID = (
    *("signal__title", "signal__statement", "signal__examples"),
    *("pre_signal__problem", "pre_signal__example", "support__note"),
)


def meanings_near(partnership: Partnership, vector: Vector) -> list[Near]:
    """Return the texts of a partnership that lie nearest, the nearest first.

    Exactly: every vector of the partnership is looked at, in an index that holds them
    side by side (decision 19).
    """
    far = _far(Meaning.objects.filter(partnership=partnership, model=MODEL), vector)
    texts = Meaning.objects.filter(pk__one_of=list(far))
    found = [
        (far[key], _near(whose, said, -far[key]))
        for key, *row in texts.values_list("pk", *_WHOSE, *_SAID)
        for whose, said in [(row[: len(_WHOSE)], row[len(_WHOSE) :])]
    ]
    return [near for _far, near in sorted(found, key=lambda one: one[0])]


def signals_near(partnership: Partnership, vector: Vector) -> dict[int, float]:
    """Return how close the texts of the nearest signals themselves lie, by key."""
    own = Meaning.objects.filter(
        partnership=partnership, model=MODEL, signal__isnull=False
    )
    rows = own.annotate(far=MaxInnerProduct("vector", vector)).order_by("far")
    return {
        signal: -far for signal, far in rows.values_list("signal", "far")[:MOST_NEAR]
    }


def _far(meanings: QuerySet[Meaning], vector: Vector) -> dict[int, float]:
    rows = meanings.annotate(far=MaxInnerProduct("vector", vector)).order_by("far")
    return dict(rows.values_list("pk", "far")[:MOST_NEAR])


def _near(whose: Sequence[Any], said: Sequence[Any], closeness: float) -> Near:
    signal, merged_into, report, supported = whose
    text = "\n".join(part.strip() for part in said if part and part.strip())
    is_own = signal is not None and merged_into is None
    return Near(merged_into or signal, report, supported, text, closeness, is_own)


def words_of(
    text: str, synonyms: Synonyms = NONE, *, most: int = MOST_WORDS
) -> SearchQuery | None:
    """Return the words of a text as a query that any of them meets, or None.

    The longest, `most` of them. What else they are called counts as well.
    """
    words = sorted(telling_words(text), key=len, reverse=True)[:most]
    if not words:
        return None
    words += [f"({' <-> '.join(one)})" for one in synonyms.others(text)[:most]]
    # Only letters are left in these words, so they cannot be read as operators.
    return SearchQuery(" | ".join(words), config=SEARCH_CONFIG, search_type="raw")


def sharing(
    rows: QuerySet[PolicySignal] | QuerySet[PreSignal], query: SearchQuery | None
) -> list[int]:
    """Return the keys of the rows that share most words, the most sharing first."""
    if query is None:
        return []
    found = rows.filter(search=query).order_by(SearchRank(F("search"), query).desc())
    return list(found.values_list("pk", flat=True)[:MOST_SHARING])


def signals_of_reports(reports: Iterable[int]) -> dict[int, list[int]]:
    """Return the signals each of these reports is part of, by key."""
    found: dict[int, list[int]] = {}
    for report, signal in PreSignalLink.objects.filter(
        pre_signal__in=list(reports)
    ).values_list("pre_signal", "signal"):
        found.setdefault(report, []).append(signal)
    return found
