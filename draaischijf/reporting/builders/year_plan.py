"""The year plan: per objective the five columns offices know from paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.models import ActionPlan, PlanAction, PlanVersion
from draaischijf.reporting.builders.reading import Branch, Tree, trees_of
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import (
    about_objective,
    heading_of,
    legend_of,
    made,
    mark_of,
    timing_of,
    who,
)
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

FOREWORD = "foreword"


def build(subject: Subject) -> Content:
    """Return the plan of a subject as a document.

    Raises ValueError without a plan. The number of queries does not depend on how
    much stands in it.
    """
    plan = subject.plan
    if plan is None:
        raise ValueError("a year plan is about a plan")
    (tree,) = trees_of(subject, [plan])
    title = subject.title or plan.title
    period = f"{plan.get_kind_display().capitalize()} {plan.years}"
    return made(
        subject,
        title=title,
        subtitle="" if period == title else period,
        status=status_of(subject, plan),
        facts=cover_of(subject, plan, tree.actions),
        blocks=list(_blocks(subject, tree)),
        is_landscape=True,
    )


def status_of(subject: Subject, plan: ActionPlan) -> str:
    """Return how far a plan is in words: who adopted it and when, or that it waits."""
    if plan.status in {PlanStatus.ADOPTED, PlanStatus.AMENDING, PlanStatus.CLOSED}:
        version = PlanVersion.objects.filter(plan=plan).last()
        if version:
            words = _t("Adopted by %(body)s on %(date)s")
            return words % {"body": version.body, "date": day(version.adopted)}
    if plan.status == PlanStatus.SUBMITTED:
        words = _t("Submitted for approval, %(date)s")
        return words % {"date": day(subject.date)}
    return subject.status


def cover_of(
    subject: Subject, plan: ActionPlan, actions: Sequence[PlanAction]
) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover of a plan.

    The plan before is named only where a reader of the edition may know of it.
    """
    counted = Counter(action.lifecycle for action in actions)
    by_life = ", ".join(
        f"{counted[life]} {life.label}" for life in Lifecycle if counted[life]
    )
    total = ngettext("%(count)s action", "%(count)s actions", len(actions))
    words = total % {"count": len(actions)}
    before = plan.predecessor
    if before and subject.is_public and not before.is_public:
        before = None
    facts = [
        (_t("Period"), plan.years),
        (_t("Owner"), plan.owner.name if plan.owner else ""),
        (_t("Actions"), f"{words}: {by_life}" if by_life else words),
        (_t("Continues"), before.title if before else ""),
    ]
    return tuple((label, value) for label, value in facts if value)


def _blocks(subject: Subject, tree: Tree) -> Iterator[Block]:
    yield Editors(FOREWORD, _t("Foreword"), subject.text_of(FOREWORD))
    if tree.plan.intro:
        yield Text(tree.plan.intro, is_lead=True)
    for branch in tree.branches():
        yield heading_of(tree.plan, branch.objective, branch.depth)
        yield from about_objective(branch.objective)
        if branch.actions:
            yield _table(subject, tree.plan, branch)
        elif not branch.below:
            yield Text(_t("No actions yet."), is_soft=True)
    yield from _closing(tree.actions)


def _table(subject: Subject, plan: ActionPlan, branch: Branch) -> Table:
    code = heading_of(plan, branch.objective, 1).code
    return Table(
        columns=(
            Column(_t("Action"), 3.2),
            Column(_t("Remark"), 2.2),
            Column(_t("Contact"), 1.9),
            Column(_t("Actors"), 2.3),
            Column(_t("Started"), 1.0),
        ),
        rows=tuple(_row(subject, action) for action in branch.actions),
        caption=_t("Actions: %(objective)s")
        % {"objective": code or branch.objective.title},
        sheet=_t("Actions"),
        is_named_above=True,
    )


def _row(subject: Subject, action: PlanAction) -> tuple[Cell, ...]:
    contacts = who(action, PartyRole.CONTACT, is_public=subject.is_public)
    leads = who(action, PartyRole.LEAD, is_public=subject.is_public)
    started = str(action.start_year or "")
    timing = timing_of(action)
    return (
        action_cell(action),
        Cell(action.remark),
        Cell(
            contacts or leads,
            note=_t("lead: %(names)s") % {"names": leads} if contacts and leads else "",
        ),
        Cell(who(action, PartyRole.PARTNER, is_public=subject.is_public)),
        Cell(
            started or timing,
            note=timing if started and timing != started else "",
            value=action.start_year,
        ),
    )


def action_cell(action: PlanAction) -> Cell:
    """Return the cell that names an action, with its mark in words and why."""
    mark, tone = mark_of(action.lifecycle)
    if action.is_pro_memorie:
        mark = " · ".join(filter(None, (_t("pro memorie"), mark)))
        tone = tone or Tone.SOFT
    return Cell(
        f"{action.code} {action.title}".strip(),
        tone=tone,
        mark=mark,
        note=" · ".join(_notes(action)),
        is_strong=bool(mark),
    )


def _notes(action: PlanAction) -> Iterator[str]:
    if action.parent:
        yield _t("part of “%(title)s”") % {"title": action.parent.title}
    if action.reason:
        yield _t("Why: %(reason)s") % {"reason": action.reason}
    if action.needs_step_plan:
        yield _t("needs a step plan first")
    if action.bbc_code:
        yield _t("BBC %(code)s") % {"code": action.bbc_code}
    numbers = ", ".join(str(signal.number) for signal in action.signals.all())
    if numbers:
        yield _t("answers signal %(numbers)s") % {"numbers": numbers}


def _closing(actions: Sequence[PlanAction]) -> Iterator[Block]:
    legend = legend_of(action.lifecycle for action in actions)
    bodies = dict.fromkeys(
        action.decided_by for action in actions if action.is_pro_memorie
    )
    if legend or bodies:
        yield Heading(_t("What the marks mean"), level=1, anchor="marks")
    if legend:
        yield legend
    if bodies:
        said = _t(
            "Pro memorie: stands here to be complete; another body decides about it "
            "(%(bodies)s)."
        )
        yield Text(said % {"bodies": ", ".join(bodies)}, is_soft=True)
