"""Published signals of neighbours that are like one here: "ook elders"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection, transaction
from pgvector.django import MaxInnerProduct

from draaischijf.core.encoder import MODEL
from draaischijf.people.models import Partnership
from draaischijf.signals.models import Meaning, PolicySignal
from draaischijf.signals.queries.likeness import Candidate, ranked

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST, MOST_NEAR = 5, 40


def neighbours_of(partnership: Partnership) -> QuerySet[Partnership]:
    """Return the partnerships with the same parent; those without one are of one row.

    Two regions that nobody stands above are neighbours, as two towns of one region are.
    """
    siblings = Partnership.objects.filter(parent=partnership.parent_id)
    return siblings.exclude(pk=partnership.pk)


def also_elsewhere(signal: PolicySignal) -> Sequence[PolicySignal]:
    """Return at most five published signals of neighbours like this one; four queries.

    By the vector that is kept of its own words: nothing while it has none yet. Only
    what everybody may read counts, and only the words of the signals themselves.
    """
    own = Meaning.objects.filter(signal=signal, model=MODEL).first()
    siblings = list(neighbours_of(signal.partnership).values_list("pk", flat=True))
    if own is None or not siblings:
        return []
    near = (
        Meaning.objects.filter(
            partnership__in=siblings,
            model=MODEL,
            signal__is_public=True,
            signal__merged_into__isnull=True,
        )
        .annotate(far=MaxInnerProduct("vector", own.vector))
        .order_by("far")
        .values_list("signal", "far")[:MOST_NEAR]
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # Until enough rows of these partnerships are found (queries/nearest.py).
        cursor.execute("set local hnsw.iterative_scan = relaxed_order")
        far = dict(near)
    found = (
        PolicySignal.objects.public()
        .select_related("partnership")
        .defer("search")
        .in_bulk(far)
    )
    candidates = [
        Candidate(key, -far[key], -far[key], [_words(one)])
        for key, one in found.items()
    ]
    # Nobody asked for these, and everybody reads them: what is only likely stays out.
    best = [one for one in ranked(_words(signal), candidates) if one.is_near]
    return [found[one.key] for one in best[:MOST]]


def _words(signal: PolicySignal) -> str:
    return f"{signal.title}\n{signal.statement}\n{signal.examples}"
