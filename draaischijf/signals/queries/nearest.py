"""Which signals and reports could be alike: those that lie near, or share words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
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
MOST_NEAR, MOST_SHARING = 200, 60
_MOST_WORDS = 30


def meanings_near(
    partnership: Partnership, vector: Vector
) -> list[tuple[Meaning, float]]:
    """Return the texts of a partnership that lie nearest, each with how close it lies.

    The nearest first; 1 is the same direction.
    """
    near = (
        Meaning.objects.filter(partnership=partnership, model=MODEL)
        .annotate(far=MaxInnerProduct("vector", vector))
        .order_by("far")
        .values_list("pk", "far")[:MOST_NEAR]
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # Where the index is used it goes on until enough rows of this partnership are
        # found; otherwise it would stop after forty of all partnerships.
        cursor.execute(
            "set local hnsw.iterative_scan = relaxed_order;"
            f"set local hnsw.ef_search = {MOST_NEAR}"
        )
        far = dict(near)
    texts = (
        Meaning.objects.select_related("signal", "pre_signal", "support")
        .defer("vector", "signal__search", "pre_signal__search")
        .in_bulk(far)
    )
    return [(texts[key], -far[key]) for key in far if key in texts]


def words_of(text: str, synonyms: Synonyms = NONE) -> SearchQuery | None:
    """Return the words of a text as a query that any of them meets, or None.

    What else they are called counts as well.
    """
    words = telling_words(text)[:_MOST_WORDS]
    if not words:
        return None
    words += [f"({' <-> '.join(one)})" for one in synonyms.others(text)[:_MOST_WORDS]]
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
