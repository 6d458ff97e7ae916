"""Reads about imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from draaischijf.documents.enums import RowOutcome, RunState
from draaischijf.documents.importing import Kind, KindReport, report_of
from draaischijf.documents.models import ImportRow, ImportRun

MOST_ROWS = 500


@dataclass(frozen=True)
class RunPage:
    """One run: its report per kind, and its rows (the first five hundred)."""

    run: ImportRun
    reports: Sequence[KindReport]
    rows: Sequence[ImportRow]
    left_out: int

    @property
    def is_preview(self) -> bool:
        return self.run.state == RunState.PREVIEW

    @property
    def changes(self) -> int:
        """How many new things committing would make."""
        return sum(report.created for report in self.reports)


def run_or_404(partnership_id: int, pk: int) -> ImportRun:
    """Return a run of this partnership. Raises Http404."""
    found = ImportRun.objects.filter(partnership_id=partnership_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def run_page(run: ImportRun, kinds: Sequence[Kind] = ()) -> RunPage:
    """Return what the page of one run shows, with the figures of `kinds`."""
    reports = report_of(run, kinds)
    rows = list(run.rows.order_by("pk")[:MOST_ROWS])
    total = sum(report.rows for report in reports)
    return RunPage(run, reports, rows, total - len(rows))


def asking_rows(run: ImportRun) -> list[ImportRow]:
    """Return the rows that would become something and certainly hold client data."""
    found = run.rows.filter(
        outcome=RowOutcome.NEW, problems__contains=[{"client_data": "certain"}]
    )
    return list(found.order_by("pk"))


def runs_of(partnership_id: int) -> list[ImportRun]:
    """Return the latest fifty runs of a partnership."""
    return list(
        ImportRun.objects.filter(partnership_id=partnership_id)
        .exclude(state=RunState.CANCELLED)
        .select_related("actor")[:50]
    )
