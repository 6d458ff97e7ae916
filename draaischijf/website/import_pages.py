"""What the page of an import shows: per kind its figures, and its rows in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from draaischijf.core.pieces import Fact, Text
from draaischijf.documents.importing import Kind, KindReport, RowTold
from draaischijf.documents.models import ImportRow
from draaischijf.documents.queries import RunPage
from draaischijf.documents.spelling import plain


@dataclass(frozen=True)
class CountedByName:
    """Figures by name: so many actions in this block, so many in that."""

    label: Text
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ShownRow:
    """A row, and how its kind tells it; without words of its own only the source."""

    row: ImportRow
    told: RowTold | None

    @property
    def has_source(self) -> bool:
        """Whether the source says more than what is told."""
        return self.told is not None and plain(self.told.title) != plain(
            self.row.verbatim
        )


@dataclass(frozen=True)
class ShownKind:
    """The rows of one kind with its report and what was counted in them."""

    label: Text
    report: KindReport
    rows: Sequence[ShownRow]
    facts: Sequence[Fact] = ()
    by_name: Sequence[CountedByName] = field(default=())


def shown_kinds(page: RunPage, kinds: Iterable[Kind]) -> list[ShownKind]:
    """Return what a run holds, kind by kind in the order of the run."""
    known = {kind.code: kind for kind in kinds}
    return [_shown(report, page, known.get(report.kind)) for report in page.reports]


def _shown(report: KindReport, page: RunPage, kind: Kind | None) -> ShownKind:
    rows = [row for row in page.rows if row.kind == report.kind]
    if kind is None:
        return ShownKind(report.kind, report, [ShownRow(row, None) for row in rows])
    tell = kind.tell
    labels = kind.figure_labels
    return ShownKind(
        kind.label,
        report,
        [ShownRow(row, tell(row.parsed) if tell else None) for row in rows],
        # what is not there needs no figure
        [
            Fact(labels.get(code, code), figure)
            for code, figure in report.figures.items()
            if isinstance(figure, int) and figure
        ],
        [
            CountedByName(labels.get(code, code), figure)
            for code, figure in report.figures.items()
            if not isinstance(figure, int)
        ],
    )
