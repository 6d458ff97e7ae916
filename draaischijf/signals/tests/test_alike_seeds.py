"""The needs that a source document lists twice are found as being the same."""

from __future__ import annotations

import pytest

from draaischijf.documents import importing
from draaischijf.documents.readers import read_document
from draaischijf.signals.domain import embedding
from draaischijf.signals.exchange.commits import KINDS
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.alike import alike_reports
from draaischijf.signals.tests.factories import make_pre_signal

pytestmark = [pytest.mark.django_db, pytest.mark.seeds]


def needs_in(path):
    rows = importing.read_rows(read_document(path.read_bytes(), path.name), KINDS)
    return [row for row in rows if row.kind == "agenda"]


def test_the_repeated_needs_are_found_among_all_of_them(partnership, seeds):
    """Each as a report of its own; the first that is alike is its twin, both ways."""
    (path,) = seeds.glob("004_*.txt")
    rows = needs_in(path)
    reports = {
        row.position: make_pre_signal(partnership, problem=row.parsed["text"])
        for row in rows
    }
    for _done in embedding.embed_due():
        pass

    twins = [
        (reports[row.position], reports[row.duplicate_of])
        for row in rows
        if row.duplicate_of is not None
    ]
    found = [
        alike_reports(one.problem, PreSignal.objects.exclude(pk=one.pk), partnership)[
            0
        ].key
        for pair in twins
        for one in pair
    ]

    assert (len(rows), len(twins)) == (65, 4)
    assert found == [one.pk for pair in twins for one in reversed(pair)]
