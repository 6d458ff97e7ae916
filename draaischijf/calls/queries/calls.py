"""The list of calls, one call, and what became of each point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.calls.enums import CallState
from draaischijf.calls.models import Call, CallPoint, CallQuestion, Invited
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES, Phase, PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal, PreSignalLink
from draaischijf.signals.permissions import can_view_signal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def calls_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Call]:
    """The calls `user` may read in one partnership, the newest first."""
    held = permissions_of(user, partnership)
    found = Call.objects.filter(partnership=partnership).select_related("partnership")
    if Permission.READ not in held:
        return found.none()
    if Permission.EDIT_SIGNAL not in held:
        found = found.exclude(state=CallState.DRAFT)
    return found.order_by("-number")


def call_list(user: Visitor, partnership: Partnership) -> list[Call]:
    """Return the calls with how many were asked, answered and sent in."""
    sent = Count(
        "questions__points",
        filter=Q(questions__points__report__isnull=False),
        distinct=True,
    )
    return list(
        calls_readable_in(user, partnership).annotate(
            asked_count=Count("invited", distinct=True),
            answered_count=Count(
                "invited", filter=Q(invited__answered__isnull=False), distinct=True
            ),
            point_count=sent,
        )
    )


def call_or_404(user: Visitor, partnership: Partnership, number: int) -> Call:
    """Return the call with this number. Raises Http404, also for a hidden draft."""
    found = calls_readable_in(user, partnership).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def invited_or_404(call: Call, pk: int) -> Invited:
    """Return who is invited to a call. Raises Http404."""
    found = call.invited.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def call_of_report(report: PreSignal) -> Call | None:
    """Return the call a report is an answer to, if it is one."""
    return (
        Call.objects.filter(questions__points__report=report)
        .select_related("partnership")
        .first()
    )


@dataclass(frozen=True)
class Outcome:
    """One point with what became of it."""

    report: PreSignal
    signals: Sequence[PolicySignal]
    who: str

    @property
    def text(self) -> str:
        return self.report.problem or _t("The text is not kept any more.")

    @property
    def facts(self) -> str:
        """Where, and about how many people, in one line."""
        places = ", ".join(one.name for one in self.report.areas.all())
        people = (
            ""
            if self.report.people == "unknown"
            else _t("%(range)s people") % {"range": self.report.get_people_display()}
        )
        return " · ".join(one for one in (places, people) if one)


@dataclass(frozen=True)
class Group:
    """The points of one question that went the same way."""

    label: str
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class Answered:
    """One question with its points by what became of them."""

    question: CallQuestion
    groups: Sequence[Group]
    withdrawn: int

    @property
    def count(self) -> int:
        return sum(len(group.outcomes) for group in self.groups)

    @property
    def anchor(self) -> str:
        return f"vraag-{self.question.position}"


class CallPage:
    """One call as one reader may see it; partners see no address and no sender."""

    def __init__(self, call: Call, reader: Visitor) -> None:
        self.call = call
        self.reader = reader
        self.held = permissions_of(reader, call.partnership)

    @property
    def may_arrange(self) -> bool:
        return Permission.EDIT_SIGNAL in self.held

    @property
    def reads_reports(self) -> bool:
        return Permission.READ_REPORTS in self.held

    @cached_property
    def invited(self) -> list[Invited]:
        rows = self.call.invited.select_related("organisation", "call")
        return list(
            rows.annotate(
                sent_count=Count("points", filter=Q(points__report__isnull=False))
            ).order_by("organisation__name", "pk")
        )

    @property
    def answered(self) -> list[Invited]:
        return [one for one in self.invited if one.answered]

    @property
    def silent(self) -> list[Invited]:
        return [one for one in self.invited if not one.answered]

    def names(self, rows: Sequence[Invited]) -> list[str]:
        """The organisations, and how many without one; for partners."""
        named = [one.organisation.name for one in rows if one.organisation]
        alone = len(rows) - len(named)
        if alone:
            named.append(_t("without an organisation: %(count)s") % {"count": alone})
        return named

    @property
    def answered_names(self) -> list[str]:
        return self.names(self.answered)

    @property
    def silent_names(self) -> list[str]:
        return self.names(self.silent)

    @cached_property
    def questions(self) -> list[Answered]:
        """The questions with their points; four queries, however many points."""
        links = PreSignalLink.objects.select_related("signal__partnership")
        points = (
            CallPoint.objects.filter(report__isnull=False)
            .select_related("report", "invited__organisation")
            .prefetch_related(
                "report__areas",
                Prefetch("report__links", links.order_by("pk")),
            )
            .order_by("pk")
        )
        rows = self.call.questions.prefetch_related(Prefetch("points", points))
        return [self._answered(one) for one in rows]

    def _answered(self, question: CallQuestion) -> Answered:
        points = list(question.points.all())
        gone = [p for p in points if _report(p).state == PreSignalState.WITHDRAWN]
        here = [self._outcome(p) for p in points if p not in gone]
        return Answered(question, tuple(_groups(here)), len(gone))

    def _outcome(self, point: CallPoint) -> Outcome:
        report = _report(point)
        linked = report.state == PreSignalState.LINKED
        signals = [one.signal for one in report.links.all()] if linked else []
        return Outcome(
            report=report,
            signals=[one for one in signals if can_view_signal(self.reader, one)],
            who=str(point.invited) if self.may_arrange else "",
        )

    @property
    def point_count(self) -> int:
        return sum(one.count for one in self.questions)

    @property
    def linked_count(self) -> int:
        return self._in(PreSignalState.LINKED)

    @property
    def waiting_count(self) -> int:
        return self._in(*OPEN_PRE_SIGNAL_STATES)

    def _in(self, *states: PreSignalState) -> int:
        return sum(
            outcome.report.state in states
            for answered in self.questions
            for group in answered.groups
            for outcome in group.outcomes
        )


def phase_of(signal: PolicySignal) -> str:
    """Return how far a signal is, as "5/8 gerapporteerd"."""
    phase = Phase(signal.phase)
    return f"{phase.value}/8 {phase.label}"


def _report(point: CallPoint) -> PreSignal:
    assert point.report is not None  # noqa: S101 only sent points are read here
    return point.report


def _groups(outcomes: Sequence[Outcome]) -> Iterator[Group]:
    ways = (
        (_t("Part of a signal"), (PreSignalState.LINKED,)),
        (_t("Settled"), (PreSignalState.HANDLED_INTERNALLY,)),
        (_t("Referred to where it belongs"), (PreSignalState.NOT_A_SIGNAL,)),
        (_t("Still being looked at"), OPEN_PRE_SIGNAL_STATES),
    )
    for label, states in ways:
        found = [one for one in outcomes if one.report.state in states]
        if found:
            yield Group(label, found)
