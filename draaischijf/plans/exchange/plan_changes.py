"""A plan that went out as a workbook and comes back changed: only the changes.

The hidden column of each sheet tells what every cell was when the file was made. A
cell that is still that is left alone, whatever happened here meanwhile; one that
differs is a change; and where the plan changed as well, a person has to look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.blocks import Document, Row
from draaischijf.documents.importing import Committing, Kind, RowProblem, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.plans.domain import sheet_changes
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.exchange.sheet_cells import value_of_cell
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.plan_sheet import (
    ACTION_LABELS,
    OBJECTIVE_LABELS,
    PLACE,
    REFERENCE,
    SheetRow,
    action_cells,
    action_rows,
    as_cell,
    cell_now,
    fingerprint,
    heads_in_all_languages,
    mark_in,
    objective_cells,
    objective_rows,
)
from draaischijf.plans.queries.words import why_words_are_fixed
from draaischijf.plans.workflow import TransitionDenied

CODE = "plan_changes"
ACTION, OBJECTIVE, NEW_ACTION = "action", "objective", "new_action"
# Two columns that say one thing.
TOGETHER = ("lifecycle", "reason")


# -- Reading ------------------------------------------------------------------------


@dataclass
class _Head:
    """The head of a sheet of ours: its plan, its language, which column is which."""

    plan: str
    language: str
    thing: str
    columns: dict[str, int]
    mark: int


def read_changes(document: Document) -> list[StagedRow]:
    """Return every row of the sheets of a plan, as it came back."""
    found: list[StagedRow] = []
    head: _Head | None = None
    for table in document.tables:
        for row in table.rows:
            if new := _head_of(row):
                head = new
            elif head is not None and row.place.sheet:
                found.append(_read(len(found) + 1, row, head))
    return found


def _head_of(row: Row) -> _Head | None:
    texts = row.texts
    mark = mark_in(texts)
    if mark is None:
        return None
    _mark, plan, language = texts[mark].split(" ")
    of_actions = heads_in_all_languages(ACTION_LABELS)
    of_objectives = heads_in_all_languages(OBJECTIVE_LABELS)
    is_actions = any(of_actions.get(text) == "lifecycle" for text in texts)
    names = of_actions if is_actions else of_objectives
    columns = {names[text]: n for n, text in enumerate(texts) if text in names}
    return _Head(plan, language, ACTION if is_actions else OBJECTIVE, columns, mark)


def _read(position: int, row: Row, head: _Head) -> StagedRow:
    def text(number: int) -> str:
        return row.texts[number] if number < len(row.texts) else ""

    cells = {name: text(number) for name, number in head.columns.items()}
    prints = dict(
        part.split("=", 1) for part in text(head.mark).split(" ") if "=" in part
    )
    return StagedRow(
        kind=CODE,
        position=position,
        place=row.place.where(),
        verbatim=row.verbatim,
        key="",
        parsed={
            "plan": head.plan,
            "language": head.language,
            "thing": head.thing,
            "cells": cells,
            "prints": prints,
        },
    )


# -- Comparing with what is here ----------------------------------------------------


@dataclass
class _Here:
    """What the partnership has now of one plan, in the language of the file."""

    plan: ActionPlan | None
    rows: dict[str, SheetRow] = field(default_factory=dict)
    # Why the words of the plan cannot change now: asked once, not for every cell.
    fixed: Sequence[str] = ()

    @classmethod
    def of(cls, partnership_id: int, slug: str, language: str) -> _Here:
        plan = (
            ActionPlan.objects.select_related("partnership")
            .filter(partnership_id=partnership_id, slug=slug)
            .first()
        )
        if plan is None:
            return cls(None)
        with translation.override(language):
            rows = [*action_rows(plan), *objective_rows(plan)]
        by_reference = {row.reference: row for row in rows}
        return cls(plan, by_reference, why_words_are_fixed(plan))


def compare_changes(
    rows: Sequence[StagedRow], partnership_id: int
) -> Sequence[StagedRow]:
    """Return one row for every cell that somebody changed in the file."""
    here: dict[tuple[str, str], _Here] = {}
    found: list[StagedRow] = []
    for row in rows:
        asked = row.parsed["plan"], row.parsed["language"]
        if asked not in here:
            here[asked] = _Here.of(partnership_id, *asked)
        found.extend(_changes(row, here[asked], len(found)))
    return found


def _changes(row: StagedRow, here: _Here, count: int) -> Iterator[StagedRow]:
    cells = row.parsed["cells"]
    reference = cells.get(REFERENCE, "")
    if here.plan is None:
        yield _refused(row, count, _t("There is no plan with this address here."))
    elif not reference:
        yield from _new_action(row, here, count)
    elif reference not in here.rows:
        yield _refused(row, count, _t("There is no row with this reference any more."))
    else:
        current = here.rows[reference]
        for name in _changed_cells(row, current):
            count += 1
            yield _change(row, current, name, count, here.fixed)


def _changed_cells(row: StagedRow, current: SheetRow) -> Iterator[str]:
    """Yield the columns somebody changed; lifecycle and its reason count as one."""
    cells, prints = row.parsed["cells"], row.parsed["prints"]
    differing = [
        name
        for name, text in cells.items()
        if name in current.cells
        and fingerprint(text) != prints.get(name, fingerprint(current.cells[name]))
        and fingerprint(text) != fingerprint(current.cells[name])
    ]
    if any(name in TOGETHER for name in differing):
        yield "lifecycle"
    yield from (name for name in differing if name not in TOGETHER)


def _change(
    row: StagedRow, current: SheetRow, name: str, count: int, fixed: Sequence[str]
) -> StagedRow:
    cells, thing = row.parsed["cells"], current.thing
    before = current.cells[name]
    seen = cell_now(current.cells, name)
    shown = as_cell(cells.get(name, before))
    value, why = value_of_cell(thing, name, cells, row.parsed["language"], fixed=fixed)
    problems = [RowProblem(row.place, one, is_blocking=True) for one in why]
    if _changed_here(row, current, name):
        said = _t("Meanwhile this became “%(now)s” here. Take a new file to change it.")
        problems.append(
            RowProblem(row.place, said % {"now": before[:200]}, is_blocking=True)
        )
    labels = ACTION_LABELS if isinstance(thing, PlanAction) else OBJECTIVE_LABELS
    if name == "lifecycle":
        reason = as_cell(cells.get("reason", ""))
        shown = f"{shown} ({reason})" if reason else shown
    return _staged(
        row,
        count,
        said=f"{thing} · {labels[name]}: “{before}” → “{shown}”",
        parsed={
            "thing": ACTION if isinstance(thing, PlanAction) else OBJECTIVE,
            "id": thing.pk,
            "name": name,
            "value": value,
            "seen": thing.updated.isoformat(),
            "before": fingerprint(seen),
            "language": row.parsed["language"],
        },
        problems=problems,
    )


def _changed_here(row: StagedRow, current: SheetRow, name: str) -> bool:
    """Tell whether the plan changed too, in a cell that the file changes."""
    prints = row.parsed["prints"]
    together = TOGETHER if name == "lifecycle" else (name,)
    return any(
        prints.get(one, "") not in {"", fingerprint(current.cells[one])}
        for one in together
    )


def _new_action(row: StagedRow, here: _Here, count: int) -> Iterator[StagedRow]:
    cells = {name: as_cell(text) for name, text in row.parsed["cells"].items()}
    if row.parsed["thing"] != ACTION or not cells.get("title"):
        return
    place = cells.get(PLACE, "")
    fits = [
        one.thing
        for one in here.rows.values()
        if isinstance(one.thing, Objective)
        and place
        and place in {as_cell(str(one.thing)), one.thing.code}
    ]
    if len(fits) != 1:
        said = _t("No objective of the plan is called “%(place)s”.") % {"place": place}
        yield _refused(row, count, said)
        return
    values, problems = _new_values(row, cells, fits[0], here.fixed)
    yield _staged(
        row,
        count + 1,
        said=_t("New action: “%(title)s”") % {"title": cells["title"]},
        parsed={
            "thing": NEW_ACTION,
            "id": fits[0].pk,
            "cells": values,
            "seen": str(fits[0].plan.last_action_number),
        },
        problems=problems,
    )


def _new_values(
    row: StagedRow,
    cells: Mapping[str, str],
    objective: Objective,
    fixed: Sequence[str],
) -> tuple[dict[str, str], list[RowProblem]]:
    """Return what a new row holds as values, and why it cannot be taken, if so."""
    meant = PlanAction(
        plan=objective.plan, objective=objective, lifecycle=Lifecycle.NEW
    )
    values: dict[str, str] = {}
    problems: list[RowProblem] = []
    for name in ACTION_LABELS:
        if name in {REFERENCE, PLACE, "reason"} or not cells.get(name):
            continue
        values[name], why = value_of_cell(
            meant, name, cells, row.parsed["language"], fixed=fixed
        )
        problems += [RowProblem(row.place, one, is_blocking=True) for one in why]
    return values, problems


def _refused(row: StagedRow, count: int, why: str) -> StagedRow:
    problem = RowProblem(row.place, why, is_blocking=True)
    parsed = {"thing": "", "cells": row.parsed["cells"]}
    return _staged(row, count + 1, said=row.verbatim, parsed=parsed, problems=[problem])


def _staged(
    row: StagedRow,
    position: int,
    *,
    said: str,
    parsed: dict[str, Any],
    problems: Sequence[RowProblem],
) -> StagedRow:
    # What the row was when it was looked at is part of the key: the same change made
    # once more, after it was taken back here, is a change again.
    key = hashlib.sha256(repr((CODE, sorted(parsed.items()))).encode()).hexdigest()
    return StagedRow(
        kind=CODE,
        position=position,
        place=row.place,
        verbatim=said,
        key=key,
        parsed=parsed,
        problems=tuple(problems),
    )


# -- Taking over --------------------------------------------------------------------


def commit_change(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make one change that was shown. Raises TransitionDenied when it cannot be."""
    parsed: Mapping[str, Any] = row.parsed
    of_here = {"plan__partnership_id": state.run.partnership_id, "pk": parsed["id"]}
    kind = PlanAction if parsed["thing"] == ACTION else Objective
    thing = kind.objects.select_related("plan__partnership").filter(**of_here).first()
    by: dict[str, Any] = {"actor": state.actor, "source": state.run.file_name}
    if thing is None:
        raise TransitionDenied([_t("There is no row with this reference any more.")])
    if parsed["thing"] == NEW_ACTION and isinstance(thing, Objective):
        return sheet_changes.add_action_row(thing, parsed["cells"], **by), True
    _check_as_shown(thing, parsed)
    change = parsed["name"], parsed["value"]
    if isinstance(thing, PlanAction):
        return sheet_changes.change_action_cell(thing, *change, **by), True
    return sheet_changes.change_objective_cell(thing, *change, **by), True


def _check_as_shown(thing: PlanAction | Objective, parsed: Mapping[str, Any]) -> None:
    """Raise TransitionDenied when a cell changed here after the change was shown."""
    lock_plan(thing.plan)
    thing.refresh_from_db()
    with translation.override(parsed["language"]):
        cells = (
            action_cells(thing)
            if isinstance(thing, PlanAction)
            else objective_cells(thing)
        )
    now = cell_now(cells, parsed["name"])
    if fingerprint(now) != parsed["before"]:
        said = _t("Meanwhile this became “%(now)s” here. Take a new file to change it.")
        raise TransitionDenied([said % {"now": now[:200]}])


KINDS: tuple[Kind, ...] = (
    Kind(
        CODE,
        _("changes of a plan"),
        read_changes,
        commit_change,
        compare=compare_changes,
    ),
)
