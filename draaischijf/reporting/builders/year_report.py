"""The report of a year, written from the log: what was planned and what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.core.templatetags.core import day
from draaischijf.plans.enums import NEEDS_REASON, Lifecycle, PartyRole, SectionKind
from draaischijf.plans.models import ActionLogEntry, ActionPlan, PlanAction
from draaischijf.reporting.builders.bodies import body_blocks, consultation_of
from draaischijf.reporting.builders.figures import figure_blocks
from draaischijf.reporting.builders.reading import (
    Branch,
    Tree,
    YearLog,
    log_of_year,
    trees_of,
)
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import (
    about_objective,
    heading_of,
    made,
    mark_of,
    timing_of,
    who,
)
from draaischijf.reporting.builders.year_signals import signal_blocks, signals_of_year
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    Table,
    Text,
)

FOREWORD, CONCLUSION = "foreword", "conclusion"
# Below the objectives, which take the levels 2 to 4.
ACTION_LEVEL = 5
# A title that is only referred to.
SHORT = 80

# Of every action: its lines in full, and those it shares with an action before it,
# each with that action.
_Lines = Mapping[int, Sequence[tuple[ActionLogEntry, PlanAction | None]]]


def build(subject: Subject) -> Content:
    """Return the report of the year of a subject, about its plan or all of that year.

    The number of queries does not depend on how much happened.
    """
    plans = _plans(subject)
    trees = trees_of(subject, plans)
    log = log_of_year(subject, plans)
    signals = signals_of_year(subject)
    consultation = consultation_of(subject)
    actions = [action for tree in trees for action in tree.actions]
    blocks = [
        Editors(FOREWORD, _t("Foreword"), subject.text_of(FOREWORD)),
        Heading(_t("The year in figures"), level=1, anchor="figures"),
        *figure_blocks(subject, actions, log, signals, consultation),
        *_plan_blocks(subject, trees, log),
        *body_blocks(subject, consultation),
        *signal_blocks(subject, signals),
        Editors(CONCLUSION, _t("Conclusion"), subject.text_of(CONCLUSION)),
    ]
    return made(
        subject,
        title=subject.title or _t("Year report %(year)s") % {"year": subject.year},
        subtitle=", ".join(plan.title for plan in plans),
        facts=_cover(subject, plans, len(log.entries)),
        blocks=blocks,
        has_contents_list=True,
    )


def _plans(subject: Subject) -> list[ActionPlan]:
    if subject.plan:
        return [subject.plan]
    return list(
        subject.readable_plans()
        .filter(start__year__lte=subject.year, end__year__gte=subject.year)
        .order_by("start", "end", "pk")
    )


def _cover(
    subject: Subject, plans: Sequence[ActionPlan], facts: int
) -> tuple[tuple[str, str], ...]:
    said = ngettext("%(count)s dated fact", "%(count)s dated facts", facts)
    return (
        (_t("Year"), str(subject.year)),
        (_t("About"), ", ".join(plan.title for plan in plans) or _t("No plan")),
        (_t("Log"), said % {"count": facts}),
    )


def _plan_blocks(
    subject: Subject, trees: Sequence[Tree], log: YearLog
) -> Iterator[Block]:
    if not trees:
        yield Heading(_t("What was done"), level=1, anchor="done")
        words = _t("No plan was kept for %(year)s.") % {"year": subject.year}
        yield Text(words, is_soft=True)
    for tree in trees:
        lines = _lines_by_action(tree.actions, log)
        title = tree.plan.title if len(trees) > 1 else _t("What was planned and done")
        yield Heading(title, level=1, anchor=f"plan-{tree.plan.pk}")
        if not any(tree.branches()):
            yield Text(_t("No objectives yet."), is_soft=True)
        for top in tree.tops:
            for branch in top.walk():
                yield from _branch_blocks(subject, tree.plan, branch, lines)
        if tree.sections:
            words = SectionKind.OTHER.label.capitalize()
            yield Heading(words, level=2, anchor=f"sections-{tree.plan.pk}")
        for branch in tree.sections:
            yield from _branch_blocks(subject, tree.plan, branch, lines, level=3)
        yield from _stopped(tree)


def _lines_by_action(actions: Sequence[PlanAction], log: YearLog) -> _Lines:
    """Put every entry under the first of its actions, and a reference in the others."""
    place = {action.pk: number for number, action in enumerate(actions)}
    lines: defaultdict[int, list[tuple[ActionLogEntry, PlanAction | None]]]
    lines = defaultdict(list)
    for entry in log.entries:
        found = sorted(place[pk] for pk in log.about(entry) if pk in place)
        for number in found:
            first = None if number == found[0] else actions[found[0]]
            lines[actions[number].pk].append((entry, first))
    return lines


def _branch_blocks(
    subject: Subject,
    plan: ActionPlan,
    branch: Branch,
    lines: _Lines,
    *,
    level: int = 0,
) -> Iterator[Block]:
    objective = branch.objective
    heading = heading_of(plan, objective, level or branch.depth + 1)
    yield heading
    yield from about_objective(objective)
    yield Editors(
        heading.anchor,
        _t("About “%(objective)s”")
        % {"objective": Truncator(objective.title).chars(SHORT)},
        subject.text_of(heading.anchor),
    )
    for action in branch.actions:
        yield Heading(
            action.title,
            level=ACTION_LEVEL,
            anchor=f"action-{action.pk}",
            code=action.code,
        )
        yield Facts(tuple(_planned(subject, action)))
        yield from _happened(action, lines.get(action.pk, ()))


def _planned(subject: Subject, action: PlanAction) -> Iterator[tuple[str, str]]:
    facts = [
        (_t("Timing"), timing_of(action)),
        (_t("Lead"), who(action, PartyRole.LEAD, is_public=subject.is_public)),
        (_t("Partners"), who(action, PartyRole.PARTNER, is_public=subject.is_public)),
        (_t("Remark"), action.remark),
        (_t("Decided by"), action.decided_by if action.is_pro_memorie else ""),
        (_t("Now"), mark_of(action.lifecycle)[0] or action.get_lifecycle_display()),
        (_t("Why"), action.reason),
        (_t("Answers"), _answers(action)),
    ]
    yield from ((label, value) for label, value in facts if value)


def _answers(action: PlanAction) -> str:
    return ", ".join(
        _t("signal %(number)s, %(title)s")
        % {"number": signal.number, "title": signal.title}
        for signal in action.signals.all()
    )


def _happened(
    action: PlanAction,
    lines: Sequence[tuple[ActionLogEntry, PlanAction | None]],
) -> Iterator[Block]:
    if not lines:
        if action.lifecycle not in NEEDS_REASON:
            yield Text(_t("Nothing was noted this year."), is_soft=True)
        return
    yield Log(
        tuple(_line(entry, first) for entry, first in lines),
        label=_t("What happened"),
    )


def _line(entry: ActionLogEntry, first: PlanAction | None) -> LogLine:
    if first:
        title = Truncator(str(first)).chars(SHORT)
        return LogLine(when_of(entry), _t("See “%(title)s”.") % {"title": title})
    return action_line(entry)


def action_line(entry: ActionLogEntry) -> LogLine:
    """Return one dated fact of an action, with how many were there."""
    notes = [attendance_of(entry)]
    if not entry.is_public:
        notes.append(_t("only for partners"))
    return LogLine(when_of(entry), entry.text, " · ".join(filter(None, notes)))


def _stopped(tree: Tree) -> Iterator[Block]:
    """Yield what was not pursued: stopping is a result, told with its reason."""
    stopped = [action for action in tree.actions if action.lifecycle in NEEDS_REASON]
    if not stopped:
        return
    yield Heading(
        _t("What did not go on, and why"), level=2, anchor=f"stopped-{tree.plan.pk}"
    )
    yield Table(
        columns=(Column(_t("Action"), 2.0), Column(_t("Why"), 3.0)),
        rows=tuple((Cell(str(action)), Cell(_why(action))) for action in stopped),
        caption=_t("What did not go on, and why"),
        sheet=_t("Gone"),
        is_named_above=True,
    )


def _why(action: PlanAction) -> str:
    label = Lifecycle(action.lifecycle).label
    since = f" ({day(action.ended)})" if action.ended else ""
    return f"{label}{since}: {action.reason}"
