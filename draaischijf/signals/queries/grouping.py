"""Which open reports of a partnership seem to be about one problem, for the job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from draaischijf.core.encoder import MODEL
from draaischijf.people.models import Partnership
from draaischijf.people.queries import municipalities_of
from draaischijf.signals.models import (
    DifferentPair,
    GroupedReport,
    Meaning,
    PreSignal,
)
from draaischijf.signals.queries.clustering import clusters
from draaischijf.signals.queries.doubts import without_doubts
from draaischijf.signals.queries.likeness import telling_words
from draaischijf.signals.queries.working_title import Telling, counted, telling

# Of a partnership with more only the newest are put together.
MOST = 3_000


@dataclass(frozen=True)
class Found:
    """Reports that belong together; `group` is the one a person touched, if any."""

    reports: Sequence[int]
    group: int | None
    telling: Telling


def reports_to_group(partnership: Partnership) -> QuerySet[PreSignal]:
    """Return the reports that wait for an outcome and are part of no signal."""
    return PreSignal.objects.filter(partnership=partnership).open().filter(links=None)


def lacks_vectors(partnership: Partnership) -> bool:
    """Tell whether a report still waits for its vector: groups are made after that."""
    waiting = Meaning.objects.due(MODEL).filter(partnership=partnership)
    return waiting.filter(pre_signal__in=reports_to_group(partnership)).exists()


def groups_among(partnership: Partnership) -> list[Found]:
    """Return the groups there should be now, those that a person touched first.

    Reads what there is and changes nothing.
    """
    import numpy as np

    reports = {
        one.pk: one
        for one in reports_to_group(partnership)
        .only("problem", "example", "screening")
        .order_by("-submitted", "-pk")[:MOST]
    }
    rows = list(
        Meaning.objects.filter(pre_signal__in=list(reports), model=MODEL)
        .exclude(vector=None)
        .order_by("pre_signal")
        .values_list("pre_signal", "vector")
    )
    if len(rows) < 2:
        return []
    keys = [key for key, _vector in rows]
    vectors = np.array([vector for _key, vector in rows], dtype=np.float32)
    at = {key: place for place, key in enumerate(keys)}
    touched = _touched(partnership, at)
    found = clusters(
        vectors, apart=_told_apart(partnership, at), begun=list(touched.values())
    )
    names = Names(partnership, list(reports.values()))
    return [
        Found(
            reports=[keys[row] for row in group],
            group=_begun_as(group, touched),
            telling=names.of([reports[keys[row]] for row in group]),
        )
        for group in found
    ]


def _told_apart(
    partnership: Partnership, at: Mapping[int, int]
) -> list[tuple[int, int]]:
    pairs = DifferentPair.objects.filter(
        pre_signal__partnership=partnership, other__isnull=False
    ).values_list("pre_signal", "other")
    return [
        (at[one], at[other])
        for one, other in pairs
        if one in at and other is not None and other in at
    ]


def _touched(partnership: Partnership, at: Mapping[int, int]) -> dict[int, list[int]]:
    rows = GroupedReport.objects.filter(
        group__partnership=partnership, group__is_touched=True
    ).values_list("group", "report")
    found: dict[int, list[int]] = {}
    for group, report in rows:
        if report in at:
            found.setdefault(group, []).append(at[report])
    return found


def _begun_as(group: Sequence[int], touched: Mapping[int, Sequence[int]]) -> int | None:
    inside = set(group)
    return next((key for key, rows in touched.items() if rows[0] in inside), None)


class Names:
    """Gives groups of reports their working titles, against all of the partnership."""

    def __init__(self, partnership: Partnership, reports: Sequence[PreSignal]) -> None:
        texts = [_said(one) for one in reports]
        places = [area.name for area in municipalities_of(partnership)]
        self._stems = stems_of(
            word for text in [*texts, *places] for word in telling_words(text)
        )
        self._without = {
            self._stem(one) for text in places for one in telling_words(text)
        }
        self._having = counted(texts, self._stem)

    def of(self, reports: Sequence[PreSignal]) -> Telling:
        """Return what these are called; they are among the reports it was made with."""
        return telling(
            [_said(one) for one in reports],
            self._having,
            self._stem,
            without=self._without,
        )

    def _stem(self, word: str) -> str:
        return self._stems.get(word, word)


def _said(report: PreSignal) -> str:
    # What may be about one person is in no title.
    return without_doubts(report)


def stems_of(words: Iterable[str]) -> dict[str, str]:
    """Return the Dutch stem of each word, as the full text search has it."""
    asked = sorted(set(words))
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, coalesce((ts_lexize('dutch_stem', word))[1], word)"
            " from unnest(%s::text[]) as word",
            [asked],
        )
        return dict(cursor.fetchall())
