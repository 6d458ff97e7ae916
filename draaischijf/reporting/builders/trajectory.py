"""A plan with its trajectory: how it came about, step by step, and what it wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day
from draaischijf.plans.models import TrajectoryStep
from draaischijf.plans.queries.plan_order import code_of
from draaischijf.reporting.builders.reading import Tree, in_turn, trees_of
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import made, timing_of
from draaischijf.reporting.builders.year_plan import FOREWORD, cover_of, status_of
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

# Sits in a column that says city, OCMW or private: as offices mark it.
TAKES_PART = "x"


def build(subject: Subject) -> Content:
    """Return how the plan of a subject came about. Raises ValueError without a plan."""
    plan = subject.plan
    if plan is None:
        raise ValueError("a trajectory is that of a plan")
    (tree,) = trees_of(subject, [plan])
    steps = in_turn(TrajectoryStep.objects.filter(plan=plan))
    return made(
        subject,
        title=subject.title or plan.title,
        subtitle=_t("The plan and how it came about"),
        status=status_of(subject, plan),
        facts=(*cover_of(subject, plan, tree.actions), *_facts(steps)),
        blocks=list(_blocks(subject, tree, steps)),
        has_contents_list=True,
        is_landscape=True,
    )


def _facts(steps: Sequence[TrajectoryStep]) -> Iterator[tuple[str, str]]:
    if not steps:
        return
    words = ngettext("%(count)s step", "%(count)s steps", len(steps))
    dated = [step for step in steps if step.start or step.end]
    span = ""
    if dated:
        span = f": {timing_of(dated[0])} – {timing_of(dated[-1])}"
    yield _t("Trajectory"), words % {"count": len(steps)} + span


def _blocks(
    subject: Subject, tree: Tree, steps: Sequence[TrajectoryStep]
) -> Iterator[Block]:
    yield Editors(FOREWORD, _t("Foreword"), subject.text_of(FOREWORD))
    if tree.plan.intro:
        yield Text(tree.plan.intro, is_lead=True)
    yield Heading(_t("How the plan came about"), level=1, anchor="trajectory")
    if steps:
        yield _steps_table(steps)
    else:
        yield Text(_t("No steps were written down."), is_soft=True)
    yield Heading(_t("What the plan wants"), level=1, anchor="objectives")
    if any(tree.branches()):
        yield _objectives_table(tree)
    else:
        yield Text(_t("No objectives yet."), is_soft=True)


def _steps_table(steps: Sequence[TrajectoryStep]) -> Table:
    return Table(
        columns=(
            Column(_t("What"), 3.0),
            Column(_t("City"), 0.7),
            Column(_t("OCMW"), 0.8),
            Column(_t("Private"), 0.9),
            Column(_t("When"), 1.5),
            Column(_t("Aim"), 2.4),
            Column(_t("Remarks"), 2.4),
        ),
        rows=(*(_row(step) for step in steps), _totals(steps)),
        caption=_t("Steps of the trajectory, in order of time"),
        sheet=_t("Trajectory"),
    )


def _row(step: TrajectoryStep) -> tuple[Cell, ...]:
    waits = step.is_in_preparation
    return (
        Cell(
            step.title,
            mark=_t("in preparation") if waits else "",
            tone=Tone.WAITING if waits else Tone.NONE,
        ),
        _takes_part(is_there=step.with_city),
        _takes_part(is_there=step.with_ocmw),
        _takes_part(is_there=step.with_private),
        Cell(timing_of(step)),
        Cell(step.aim),
        Cell(step.remark or step.participants, note=_participants(step)),
    )


def _participants(step: TrajectoryStep) -> str:
    """Return who was there, where the remark does not say it."""
    is_said = step.participants in step.remark
    return step.participants if step.remark and not is_said else ""


def _takes_part(*, is_there: bool) -> Cell:
    return Cell(TAKES_PART if is_there else "", value=1.0 if is_there else None)


def _totals(steps: Sequence[TrajectoryStep]) -> tuple[Cell, ...]:
    words = ngettext("Total: %(count)s step", "Total: %(count)s steps", len(steps))
    counts = (
        sum(step.with_city for step in steps),
        sum(step.with_ocmw for step in steps),
        sum(step.with_private for step in steps),
    )
    return (
        Cell(words % {"count": len(steps)}, is_strong=True),
        *(Cell(str(one), is_strong=True, value=float(one)) for one in counts),
        *(Cell() for _column in range(3)),
    )


def _objectives_table(tree: Tree) -> Table:
    return Table(
        columns=(
            Column(_t("Code"), 0.8),
            Column(_t("Objective"), 5.0),
            Column(_t("Deadline"), 1.2),
            Column(_t("Actions"), 0.8, is_number=True),
        ),
        rows=tuple(
            (
                Cell(code_of(tree.plan, branch.objective)),
                Cell(branch.objective.title, is_strong=branch.depth == 1),
                Cell(day(branch.objective.deadline)),
                Cell(
                    str(sum(len(one.actions) for one in branch.walk())),
                    value=float(sum(len(one.actions) for one in branch.walk())),
                ),
            )
            for branch in tree.branches()
        ),
        caption=_t("Objectives, with how many actions stand under them"),
        sheet=_t("Objectives"),
    )
