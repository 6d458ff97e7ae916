"""A plan as a workbook that can be changed in Excel and taken in again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.http import FileResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.core.exports import Row, Sheet, xlsx_sheets
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.plan_sheet import (
    ACTION_LABELS,
    MARK,
    OBJECTIVE_LABELS,
    SheetRow,
    action_rows,
    fingerprints,
    objective_rows,
)


def plan_workbook(plan: ActionPlan) -> FileResponse:
    """Return the actions and the objectives of a plan as two sheets of one file."""
    mark = f"{MARK} {plan.slug} {get_language() or 'nl'}"
    return xlsx_sheets(
        plan.slug,
        [
            _sheet(_t("Actions"), ACTION_LABELS, action_rows(plan), mark),
            _sheet(_t("Objectives"), OBJECTIVE_LABELS, objective_rows(plan), mark),
        ],
    )


def _sheet(
    title: str, labels: Mapping[str, Promise], rows: Sequence[SheetRow], mark: str
) -> Sheet:
    """Return a sheet whose last column, hidden, tells what every cell was."""
    return Sheet(
        title, [*labels.values(), mark], _cells(rows), hidden=frozenset({len(labels)})
    )


def _cells(rows: Sequence[SheetRow]) -> Iterator[Row]:
    for row in rows:
        shown: list[str | int] = [
            int(text) if name == "since" and text else text
            for name, text in row.cells.items()
        ]
        reference = int(row.reference) if row.reference.isdigit() else row.reference
        yield [reference, *shown, fingerprints(row.cells)]
