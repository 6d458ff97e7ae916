"""What is alike: the signals and the reports that say the same as a text.

A signal is found by everything that was ever reported under it. No score tells for
certain that two texts are about one problem (docs/reference/similarity.md): whatever is
given here is a suggestion, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from draaischijf.core.encoder import reading
from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.likeness import (
    Candidate,
    Likeness,
    point_of,
    ranked,
)
from draaischijf.signals.queries.nearest import (
    TELLING_WORDS,
    Near,
    meanings_near,
    sharing,
    signals_near,
    signals_of_reports,
    words_of,
)
from draaischijf.signals.queries.synonyms import synonyms_of


@dataclass
class _Evidence:
    """What was found of one signal: how close it lies, and what is said under it."""

    nearest: float
    own: float
    texts: list[str] = field(default_factory=list)


def alike_signals(
    text: str, signals: QuerySet[PolicySignal], partnership: Partnership
) -> list[Likeness]:
    """Return which of `signals` are like a text, the most alike first.

    All of one partnership. What reports and supports say counts for the signal they
    belong to, whether a reader may see them or not; nothing of them is given away. The
    number of queries does not depend on how many there are.
    """
    asked = _Asked(text)
    synonyms = synonyms_of(partnership)
    by_words = sharing(signals, words_of(text, synonyms, most=TELLING_WORDS))
    found, furthest = _evidence(asked, partnership)
    keys = {*found, *by_words}
    candidates = []
    for signal in signals.filter(pk__in=keys).only("title", "statement", "examples"):
        evidence = found.get(signal.pk, _Evidence(furthest, furthest))
        own = f"{signal.title}\n{signal.statement}\n{signal.examples}"
        texts = [own, *evidence.texts]
        candidates.append(Candidate(signal.pk, evidence.nearest, evidence.own, texts))
    return ranked(text, candidates, one_form=synonyms.canonical)


def alike_reports(
    text: str, reports: QuerySet[PreSignal], partnership: Partnership
) -> list[Likeness]:
    """Return which of `reports`, all of one partnership, are like a text."""
    vector = reading(text)
    synonyms = synonyms_of(partnership)
    by_words = sharing(reports, words_of(text, synonyms, most=TELLING_WORDS))
    rows = meanings_near(partnership, vector.result())
    near = {one.report: one.closeness for one in rows if one.report}
    furthest = _furthest(rows)
    candidates = [
        Candidate(one.pk, close, close, [f"{one.problem}\n{one.example}"])
        for one in reports.filter(pk__in={*near, *by_words}).only("problem", "example")
        for close in [near.get(one.pk, furthest)]
    ]
    return ranked(text, candidates, one_form=synonyms.canonical)


class _Asked:
    """A text that is being read, and what it comes to; the words are asked meanwhile.

    `point` is nothing where the whole text is its point.
    """

    def __init__(self, text: str) -> None:
        point = point_of(text)
        self.whole = reading(text)
        self.point = reading(point) if point != text else None


def _evidence(
    asked: _Asked, partnership: Partnership
) -> tuple[dict[int, _Evidence], float]:
    """Return what was found by meaning, and how far all that was not found lies."""
    rows = meanings_near(partnership, asked.whole.result())
    pointed = (
        signals_near(partnership, asked.point.result())
        if asked.point
        else {one.signal: one.closeness for one in rows if one.signal and one.is_own}
    )
    furthest = _furthest(rows)
    of_reports = signals_of_reports(one.report for one in rows if one.report)
    found: dict[int, _Evidence] = {}
    for row in rows:
        for key in _keys_of(row, of_reports):
            evidence = found.setdefault(key, _Evidence(row.closeness, furthest))
            if not row.is_own:
                evidence.texts.append(row.text)
    for key, closeness in pointed.items():
        evidence = found.setdefault(key, _Evidence(furthest, furthest))
        evidence.own = closeness
    return found, furthest


def _furthest(rows: Sequence[Near]) -> float:
    return rows[-1].closeness if rows else 0.0


def _keys_of(row: Near, of_reports: dict[int, list[int]]) -> Iterable[int]:
    if row.report:
        return of_reports.get(row.report, [])
    return [key for key in (row.signal or row.supported,) if key]
