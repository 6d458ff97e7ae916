"""The difference with the plan before, for the board: new, gone, changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.changes import ActionRef, FieldChange
from draaischijf.plans.queries.difference import (
    GONE,
    NEW,
    DifferenceGroup,
    GoneAction,
    PlanDifference,
    difference_between,
    without_names,
)
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import made, mark_of
from draaischijf.reporting.builders.year_plan import status_of
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Editors,
    Heading,
    Table,
    Text,
    Tone,
)

INTRODUCTION, ASKED = "introduction", "asked"


def build(subject: Subject) -> Content:
    """Return how the plan of a subject differs from the plan before it.

    Raises ValueError without a plan. The number of queries does not depend on how
    large the plans are.
    """
    plan = subject.plan
    if plan is None:
        raise ValueError("a difference is that of a plan")
    before = subject.readable_plans().filter(successors=plan).first()
    found = difference_between(before, plan) if before else None
    if found and subject.is_public:
        found = without_names(found)
    return made(
        subject,
        title=subject.title or plan.title,
        subtitle=_t("Compared with %(plan)s") % {"plan": before} if before else "",
        status=status_of(subject, plan),
        facts=_cover(plan, before, found),
        blocks=list(_blocks(subject, found)),
        is_landscape=True,
    )


def _cover(
    plan: ActionPlan, before: ActionPlan | None, found: PlanDifference | None
) -> tuple[tuple[str, str], ...]:
    facts = [(_t("Plan"), _with_years(plan))]
    if before and found:
        facts += [
            (_t("Plan before"), _with_years(before)),
            (_t("New"), _actions(len(found.new))),
            (_t("No longer there"), _actions(len(found.gone))),
            (_t("Changed"), _actions(len(found.changed))),
            (_t("As it was"), _actions(found.unchanged_count)),
        ]
    return tuple(facts)


def _with_years(plan: ActionPlan) -> str:
    years = str(plan.years)
    return plan.title if years in plan.title else f"{plan.title} ({years})"


def _actions(count: int) -> str:
    words = ngettext("%(count)s action", "%(count)s actions", count)
    return words % {"count": count}


def _blocks(subject: Subject, found: PlanDifference | None) -> Iterator[Block]:
    yield Editors(INTRODUCTION, _t("Introduction"), subject.text_of(INTRODUCTION))
    if found is None:
        yield Text(_t("There is no plan before this one to compare with."))
    elif found.is_empty:
        yield Text(_t("Nothing changes: every action goes on as it was."))
    else:
        yield from _chapters(subject, found)
    asked = subject.text_of(ASKED)
    if asked:
        yield Heading(_t("What is asked of the board"), level=1, anchor=ASKED)
    yield Editors(ASKED, _t("What is asked of the board"), asked)


def _chapters(subject: Subject, found: PlanDifference) -> Iterator[Block]:
    if found.is_guessed:
        yield Text(
            _t(
                "The actions of the two plans were put side by side by their titles: "
                "an action with new words shows as gone and as new."
            ),
            is_soft=True,
        )
    if found.headings:
        yield Heading(_t("Objectives that change"), level=1, anchor="headings")
        yield _headings_table(found.headings)
    if found.new:
        yield Heading(_t("New actions"), level=1, anchor="new")
        yield _new_table(subject, found.groups)
    if found.gone:
        yield Heading(_t("Actions that do not go on"), level=1, anchor="gone")
        yield _gone_table(found.groups)
    changed = _changed_rows(found.groups)
    if changed:
        yield Heading(_t("Actions that change"), level=1, anchor="changed")
        yield _changed_table(changed)


def _headings_table(groups: Sequence[DifferenceGroup]) -> Table:
    marks = {
        NEW: mark_of(Lifecycle.NEW),
        GONE: (f"■ {_t('no longer in the plan')}", str(Tone.GONE)),
    }
    rows = []
    for group in groups:
        mark, tone = marks.get(group.fate, mark_of(Lifecycle.ADAPTED))
        head = Cell(group.heading.title, tone=tone, mark=mark)
        code = Cell(group.heading.code)
        rows += [(code, head, *_change_cells(change)) for change in group.changes] or [
            (code, head, Cell(), Cell(), Cell())
        ]
    return Table(
        columns=(
            Column(_t("Code"), 0.8),
            Column(_t("Objective"), 3.0),
            Column(_t("What changes"), 1.2),
            Column(_t("Before"), 2.5),
            Column(_t("Now"), 2.5),
        ),
        rows=tuple(rows),
        caption=f"{_t('Objectives')}: {len(groups)}",
        sheet=_t("Objectives"),
    )


def _change_cells(change: FieldChange) -> tuple[Cell, Cell, Cell]:
    return Cell(change.label), Cell(change.before or "–"), Cell(change.after or "–")


def _place(group: DifferenceGroup) -> Cell:
    return Cell(group.heading.code or group.heading.title)


def _name(action: ActionRef) -> str:
    return f"{action.code} {action.title}".strip()


def _new_table(subject: Subject, groups: Sequence[DifferenceGroup]) -> Table:
    mark, tone = mark_of(Lifecycle.NEW)
    with_leads = not subject.is_public
    return Table(
        columns=(
            Column(_t("Objective"), 1.4),
            Column(_t("Action"), 5.0),
            *((Column(_t("Lead"), 2.4),) if with_leads else ()),
        ),
        rows=tuple(
            (
                _place(group),
                Cell(_name(one.action), tone=tone, mark=mark),
                *((Cell(", ".join(one.action.leads)),) if with_leads else ()),
            )
            for group in groups
            for one in group.new
        ),
        caption=f"{_t('New')}: {_actions(sum(len(one.new) for one in groups))}",
        sheet=_t("New"),
    )


def _gone_table(groups: Sequence[DifferenceGroup]) -> Table:
    return Table(
        columns=(
            Column(_t("Objective"), 1.4),
            Column(_t("Action"), 4.0),
            Column(_t("Why"), 3.4),
        ),
        rows=tuple(
            (
                _place(group),
                Cell(_name(one.action), tone=_gone_tone(one), mark=_gone_mark(one)),
                Cell(one.reason, note=" · ".join(_gone_notes(one))),
            )
            for group in groups
            for one in group.gone
        ),
        caption=f"{_t('Gone')}: {_actions(sum(len(one.gone) for one in groups))}",
        sheet=_t("Gone"),
    )


def _gone_mark(one: GoneAction) -> str:
    known, _tone = mark_of(one.fate)
    return known or f"■ {one.fate_label}"


def _gone_tone(one: GoneAction) -> str:
    return mark_of(one.fate)[1] or Tone.GONE


def _gone_notes(one: GoneAction) -> Iterator[str]:
    if one.merged_into:
        yield _t("goes on in “%(title)s”") % {"title": _name(one.merged_into)}
    if one.decided:
        yield one.decided


def _changed_rows(groups: Sequence[DifferenceGroup]) -> list[tuple[Cell, ...]]:
    """Return a row for every field, each with the name of its action.

    So that it can be sorted in a spreadsheet too.
    """
    mark, tone = mark_of(Lifecycle.ADAPTED)
    return [
        (_place(group), Cell(_name(one.action), tone=tone, mark=mark), *cells)
        for group in groups
        for one in group.changed
        for cells in map(_change_cells, one.changes)
    ]


def _changed_table(rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(
        columns=(
            Column(_t("Objective"), 1.2),
            Column(_t("Action"), 3.0),
            Column(_t("What changes"), 1.2),
            Column(_t("Before"), 2.4),
            Column(_t("Now"), 2.4),
        ),
        rows=tuple(rows),
        caption=f"{_t('Changed')}: {_actions(len({row[1].text for row in rows}))}",
        sheet=_t("Changed"),
    )
