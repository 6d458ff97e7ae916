"""The rows of an annual report: its goals, and its actions with what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.blocks import Document
from draaischijf.plans.exchange.annual_report.facts import Followed, facts_of
from draaischijf.plans.exchange.annual_report.followed import share_out
from draaischijf.plans.exchange.annual_report.layout import (
    Goal,
    Section,
    has_timing,
    sections_of,
)
from draaischijf.plans.exchange.annual_report.leads import (
    NamedParty,
    parties_of,
)
from draaischijf.plans.exchange.annual_report.planned import Planned, planned_actions
from draaischijf.plans.exchange.annual_report.timing import timing_of
from draaischijf.plans.exchange.annual_report.titles import footnotes_in, without_notes
from draaischijf.plans.exchange.cover import Period, programme_of, reported_plan
from draaischijf.signals.exchange.log_entries import ParsedEntry, entry_warnings
from draaischijf.signals.exchange.outline import year_of
from draaischijf.signals.exchange.rows import ParsedRow, Problem, with_keys


class SectionKind(StrEnum):
    """The kinds of rows of an annual report."""

    GOALS = "goals"
    ANNUAL_REPORT = "annual_report"


@dataclass(frozen=True, kw_only=True)
class GoalRow(ParsedRow):
    """One goal; `path` holds the titles above it, part and theme."""

    kind = SectionKind.GOALS

    plan: Period
    programme: Period | None
    path: tuple[str, ...]
    title: str
    explanation: str

    def content(self) -> tuple[str, ...]:
        return str(self.plan.first), self.title


@dataclass(frozen=True, kw_only=True)
class ReportedActionRow(ParsedRow):
    """One action: what was planned under which goal, and what happened."""

    kind = SectionKind.ANNUAL_REPORT

    plan: Period
    programme: Period | None
    path: tuple[str, ...]
    goal: str
    number: int
    title: str
    when: FuzzyDate
    # As written behind "Trekker:", and taken apart.
    trekker: str
    leads: tuple[NamedParty, ...]
    partners: tuple[NamedParty, ...]
    # The organisations among them.
    lead_names: tuple[str, ...]
    partner_names: tuple[str, ...]
    remark: str
    entries: tuple[ParsedEntry, ...]

    def content(self) -> tuple[str, ...]:
        # With what happened: a later version of the report may tell more.
        facts = (f"{entry.when.text} {entry.text}" for entry in self.entries)
        return str(self.plan.first), self.goal, self.title, *facts


@dataclass(frozen=True)
class ParsedReport:
    """The goals of a report, and their actions."""

    goals: Sequence[GoalRow] = ()
    actions: Sequence[ReportedActionRow] = ()


def has_annual_report(document: Document) -> bool:
    """Tell whether a table with planned actions and their timing is in a document."""
    return any(map(has_timing, document.tables))


def parse_annual_report(document: Document) -> ParsedReport:
    """Return the goals and the actions of an annual report; none when it is no report.

    A document that names no year and no date in full gives rows with a problem.
    """
    if not has_annual_report(document):
        return ParsedReport()
    reader = _Reader(document)
    for section in sections_of(document):
        reader.take(section)
    return ParsedReport(with_keys(reader.goals), with_keys(reader.actions))


class _Reader:
    """Makes rows of the goals of a document, one section after the other."""

    def __init__(self, document: Document) -> None:
        self.year = year_of(document)
        year = self.year or 0
        self.plan = reported_plan(document, year)
        self.programme = programme_of(document, year)
        self.notes = footnotes_in(document.blocks)
        self.warned: set[str] = set()
        self.goals: list[GoalRow] = []
        self.actions: list[ReportedActionRow] = []

    def take(self, section: Section) -> None:
        planned = [
            (goal, action)
            for goal in section.goals
            for action in planned_actions(goal.planned)
        ]
        is_lost = bool(section.followed) and not planned
        for goal in section.goals:
            self.goals.append(self._goal(goal, is_lost=is_lost))
        shared = share_out(
            section.followed, [action for _g, action in planned], self.year
        )
        for number, (goal, action) in enumerate(planned):
            lines = shared.lines[number]
            self.actions.append(
                self._action(
                    goal,
                    action,
                    facts_of(lines, self.year),
                    source="\n".join(line.text for line in (*action.source, *lines)),
                    is_judged=number in shared.judged,
                )
            )

    def _path(self, goal: Goal) -> tuple[str, ...]:
        return tuple(title for title in (goal.part, goal.theme) if title)

    def _title(self, goal: Goal) -> str:
        return without_notes(goal.title, self.notes)

    def _goal(self, goal: Goal, *, is_lost: bool) -> GoalRow:
        where = goal.place.where()
        return GoalRow(
            position=len(self.goals) + 1,
            place=goal.place,
            verbatim="\n".join(filter(None, (goal.title, goal.explanation))),
            plan=self.plan,
            programme=self.programme,
            path=self._path(goal),
            title=self._title(goal),
            explanation=goal.explanation,
            problems=tuple(self._problems(self._title(goal), where)),
            warnings=tuple(self._goal_warnings(goal, where, is_lost=is_lost)),
        )

    def _action(
        self,
        goal: Goal,
        action: Planned,
        followed: Followed,
        *,
        source: str,
        is_judged: bool,
    ) -> ReportedActionRow:
        where = action.place.where()
        timing = timing_of(action.timing, self.year)
        parties = parties_of(action.leads)
        title = without_notes(action.title, self.notes)
        return ReportedActionRow(
            position=len(self.actions) + 1,
            place=action.place,
            verbatim=source,
            plan=self.plan,
            programme=self.programme,
            path=self._path(goal),
            goal=self._title(goal),
            number=action.number,
            title="\n".join((title, *(f"- {point}" for point in timing.points))),
            when=timing.when,
            trekker=action.leads,
            leads=parties.leads,
            partners=parties.partners,
            lead_names=_organisations(parties.leads),
            partner_names=_organisations(parties.partners),
            remark=followed.remark,
            entries=followed.entries,
            problems=tuple(self._problems(title, where)),
            warnings=(
                *_action_warnings(action, timing.when, where),
                *_followed_warnings(followed, where, is_judged=is_judged),
            ),
        )

    def _problems(self, title: str, where: str) -> Iterator[Problem]:
        if not title:
            yield Problem(where, _("The row has no words for the goal or the action."))
        if self.year is None:
            yield Problem(where, _("The document does not say which year it is about."))

    def _goal_warnings(
        self, goal: Goal, where: str, *, is_lost: bool
    ) -> Iterator[Problem]:
        """Say what was lost, and of each theme once that only the list has it."""
        if is_lost:
            yield Problem(where, _("The goal has follow-up but no action it is about."))
        if goal.theme_is_listed_only and goal.theme not in self.warned:
            self.warned.add(goal.theme)
            why = _("The theme “%(theme)s” stands in the contents list alone.")
            yield Problem(where, why % {"theme": goal.theme})


def _organisations(parties: Sequence[NamedParty]) -> tuple[str, ...]:
    return tuple(one.organisation for one in parties if one.organisation)


def _action_warnings(action: Planned, when: FuzzyDate, where: str) -> Iterator[Problem]:
    if not action.timing:
        yield Problem(where, _("The action has no timing."))
    elif not when.is_known:
        yield Problem(
            where, _("No date found in “%(text)s”.") % {"text": action.timing[:60]}
        )
    if not action.leads:
        yield Problem(where, _("The action names no lead."))


def _followed_warnings(
    followed: Followed, where: str, *, is_judged: bool
) -> Iterator[Problem]:
    if is_judged:
        yield Problem(
            where,
            _(
                "The follow-up of this goal has no numbers: it was divided over the "
                "actions by its words and dates."
            ),
        )
    yield from entry_warnings(followed.entries, where)
