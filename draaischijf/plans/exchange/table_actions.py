"""The rows of tables as actions: joined, placed, with what their cells say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Cell, Place, Row
from draaischijf.plans.enums import Lifecycle, SectionKind
from draaischijf.plans.exchange.action_cells import (
    Marks,
    actors_of,
    contacts_of,
    marks_of,
    names_organisation,
    year_of_start,
)
from draaischijf.plans.exchange.lifecycles import Judged, judge, runs_say
from draaischijf.plans.exchange.plan_columns import Columns
from draaischijf.plans.exchange.plan_headings import share_bold
from draaischijf.plans.exchange.plan_rows import ActionRow, ObjectiveRow
from draaischijf.plans.exchange.plan_tree import Node
from draaischijf.signals.exchange.rows import Problem, one_line, with_keys

_MOSTLY = 0.5


@dataclass
class Draft:
    """A row that is an action; its looks are read when all of it was found."""

    row: Row
    columns: Columns
    node: Node

    def cell(self, name: str) -> Cell:
        number = self.columns.get(name, len(self.row.cells))
        return self.row.cells[number] if number < len(self.row.cells) else Cell()

    def words(self, name: str) -> str:
        """Return what a cell says; the lines of a PDF end where the column does."""
        text = self.cell(name).text.strip()
        place = self.row.place
        is_pdf = place.page is not None and place.line is None
        return one_line(text) if is_pdf else text

    @cached_property
    def marks(self) -> Marks:
        return marks_of(self.cell("title").text)

    @cached_property
    def colour(self) -> Lifecycle | None:
        return runs_say(self.cell("title").runs, self.marks.skipped)

    @cached_property
    def is_bold(self) -> bool:
        return share_bold(self.cell("title").runs, self.marks.skipped) > _MOSTLY


def action_rows(
    drafts: Sequence[Draft], objectives: dict[int, ObjectiveRow], decides: str
) -> list[ActionRow]:
    """Return the actions; `objectives` are the rows of the nodes, by their identity."""
    in_colour = any(draft.colour for draft in drafts)
    rows: list[ActionRow] = []
    whole: ActionRow | None = None
    for draft in drafts:
        objective = objectives[id(draft.node)]
        row = _made(len(rows) + 1, draft, objective, decides, in_colour=in_colour)
        if not draft.marks.is_part:
            whole = row
        elif whole and whole.objective_position == objective.position:
            row = _as_part(row, whole)
        rows.append(row)
    return with_keys(rows)


def _as_part(row: ActionRow, whole: ActionRow) -> ActionRow:
    return replace(row, parent_position=whole.position)


def _made(
    position: int,
    draft: Draft,
    objective: ObjectiveRow,
    decides: str,
    *,
    in_colour: bool,
) -> ActionRow:
    marks = draft.marks
    started = one_line(draft.cell("started").text)
    year = year_of_start(started)
    judged = _judged(draft, objective, year, in_colour=in_colour)
    return ActionRow(
        position=position,
        place=draft.row.place,
        verbatim=draft.row.verbatim,
        plan=objective.plan,
        block=objective.label,
        objective_position=objective.position,
        title=marks.title,
        remark=draft.words("remark"),
        **_somebodies(draft),
        started=started,
        start_year=year,
        is_bold=draft.is_bold,
        lifecycle=judged.lifecycle,
        proposed=judged.proposed,
        reason=judged.reason,
        is_pro_memorie=marks.is_pro_memorie,
        decided_by=decides if marks.is_pro_memorie else "",
        needs_step_plan=objective.section == SectionKind.STEP_PLAN,
        joined=draft.row.joined,
        problems=tuple(_problems(draft, objective)),
        warnings=tuple(_warnings(draft, judged, started, year)),
    )


def _judged(
    draft: Draft, objective: ObjectiveRow, year: int | None, *, in_colour: bool
) -> Judged:
    return judge(
        draft.colour,
        is_bold=draft.is_bold and not in_colour,
        remark=draft.words("remark"),
        is_new_by_year=year is not None and year == objective.plan.year,
        needs_step_plan=objective.section == SectionKind.STEP_PLAN,
        file=draft.row.place.file,
    )


def _somebodies(draft: Draft) -> dict[str, Any]:
    """Return contacts and actors, as written and as found."""
    contacts, actors = draft.cell("contacts").text.strip(), draft.words("actors")
    texts = actors_of(actors)
    return {
        "contacts": contacts,
        "contact_names": contacts_of(contacts),
        "actors": actors,
        "actor_texts": texts,
        "actor_names": tuple(filter(names_organisation, texts)),
    }


def _problems(draft: Draft, objective: ObjectiveRow) -> Iterator[Problem]:
    where = draft.row.place.where()
    if not draft.marks.title:
        yield Problem(where, _("The row has no text for the action."))
    for problem in objective.problems:
        yield Problem(where, problem.why)


def _warnings(
    draft: Draft, judged: Judged, started: str, year: int | None
) -> Iterator[Problem]:
    where = draft.row.place.where()
    if draft.row.joined:
        why = _("Read as one row with %(places)s: the action goes on there.")
        yield Problem(where, why % {"places": _places(draft.row.joined)})
    if judged.hint:
        yield Problem(where, judged.hint)
    if started and year is None:
        why = _(
            "“%(text)s” is no year. It is kept as written, and no year is filled in."
        )
        yield Problem(where, why % {"text": started[:60]})


def _places(places: Sequence[Place]) -> str:
    return "; ".join(place.where() for place in places)
