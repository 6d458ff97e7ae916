"""From a row as its kind parsed it to a row that can be staged."""

from __future__ import annotations

from draaischijf.documents.importing import RowProblem, StagedRow
from draaischijf.signals.exchange.rows import ParsedRow


def staged_row(row: ParsedRow) -> StagedRow:
    """Return the row for a preview: problems keep it out, warnings are only said."""
    problems = [
        *(RowProblem(p.where, p.why, is_blocking=True) for p in row.problems),
        *(RowProblem(p.where, p.why) for p in row.warnings),
    ]
    return StagedRow(
        kind=str(row.kind),
        position=row.position,
        place=row.where,
        verbatim=row.verbatim,
        key=row.key,
        parsed=row.parsed(),
        problems=tuple(problems),
        duplicate_of=row.duplicate_of,
    )
