"""Which documents a plan, a signal or the agenda is offered as, to one reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.reporting.enums import ReportKind
from draaischijf.reporting.queries.reports import may_write, reports_about
from draaischijf.signals.enums import Direction, Route
from draaischijf.signals.queries.agenda import year_of_agenda

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import ActionPlan
    from draaischijf.reporting.models import Report
    from draaischijf.signals.models import PolicySignal


@dataclass(frozen=True)
class Offer:
    """One document: there to read, or with what an editor posts to start it."""

    label: str
    report: Report | None
    fields: Sequence[tuple[str, str]]


def offers_of_plan(user: Visitor, plan: ActionPlan) -> list[Offer]:
    """Return the documents about a plan that `user` may read or start; two queries."""
    year = min(max(timezone.localdate().year, plan.start.year), plan.end.year)
    kinds = [
        (ReportKind.YEAR_PLAN, str(plan.get_kind_display()).capitalize()),
        (ReportKind.DIFFERENCE, _t("Difference with the plan before")),
        (ReportKind.YEAR_REPORT, _t("Year report %(year)s") % {"year": year}),
        (ReportKind.TRAJECTORY, _t("Plan with its trajectory")),
    ]
    if plan.predecessor_id is None:
        kinds = [one for one in kinds if one[0] != ReportKind.DIFFERENCE]
    if not plan.trajectory.exists():
        kinds = [one for one in kinds if one[0] != ReportKind.TRAJECTORY]
    known = reports_about(user, plan.partnership, plan=plan, year=year)
    fields = (("plan", str(plan.pk)), ("year", str(year)))
    return _offers(user, plan.partnership, kinds, known, fields)


def offers_of_difference(user: Visitor, plan: ActionPlan) -> list[Offer]:
    """Return the difference with the plan before, where `user` may read or start it."""
    if plan.predecessor_id is None:
        return []
    kinds = [(ReportKind.DIFFERENCE, _t("As a document for the board"))]
    known = reports_about(user, plan.partnership, plan=plan, kind=ReportKind.DIFFERENCE)
    return _offers(user, plan.partnership, kinds, known, (("plan", str(plan.pk)),))


def offers_of_signal(user: Visitor, signal: PolicySignal) -> list[Offer]:
    """Return the dossier of a signal, where `user` may read or start it; one query."""
    kinds = [(ReportKind.SIGNAL_DOSSIER, _t("Dossier of this signal"))]
    known = reports_about(user, signal.partnership, signal=signal)
    if goes_higher(signal) or ReportKind.SIGNAL_LETTER in known:
        kinds.append((ReportKind.SIGNAL_LETTER, _t("Letter to a higher authority")))
    fields = (("signal", str(signal.number)),)
    return _offers(user, signal.partnership, kinds, known, fields)


def offers_of_letter(user: Visitor, signal: PolicySignal) -> list[Offer]:
    """Return the draft of the letter about a signal, beside where it is noted."""
    kinds = [(ReportKind.SIGNAL_LETTER, _t("Draft of the letter"))]
    known = reports_about(user, signal.partnership, signal=signal)
    fields = (("signal", str(signal.number)),)
    return _offers(user, signal.partnership, kinds, known, fields)


def goes_higher(signal: PolicySignal) -> bool:
    """Tell whether a letter to a higher authority fits a signal."""
    return signal.route == Route.HIGHER_AUTHORITY or signal.direction == Direction.UP


def offers_of_agenda(user: Visitor, partnership: Partnership) -> list[Offer]:
    """Return the agenda of its year, where `user` may read or start it; two queries."""
    year = year_of_agenda(partnership)
    kinds = [(ReportKind.WORK_AGENDA, _t("Work agenda %(year)s") % {"year": year})]
    known = reports_about(user, partnership, year=year, kind=ReportKind.WORK_AGENDA)
    return _offers(user, partnership, kinds, known, (("year", str(year)),))


def _offers(
    user: Visitor,
    partnership: Partnership,
    kinds: Iterable[tuple[ReportKind, str]],
    known: dict[str, Report],
    fields: Sequence[tuple[str, str]],
) -> list[Offer]:
    may_start = may_write(user, partnership)
    return [
        Offer(label, known.get(kind), (("kind", kind.value), *fields))
        for kind, label in kinds
        if kind in known or may_start
    ]
