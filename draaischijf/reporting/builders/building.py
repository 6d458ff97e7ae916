"""From a kind of report to the builder that makes it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import Truncator
from django.utils.translation import gettext as _t

from draaischijf.reporting.builders import (
    difference,
    signal_dossier,
    signal_letter,
    trajectory,
    work_agenda,
    year_plan,
    year_report,
)
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.content import Content
from draaischijf.reporting.enums import ReportKind

BUILDERS: dict[str, Callable[[Subject], Content]] = {
    ReportKind.YEAR_PLAN: year_plan.build,
    ReportKind.YEAR_REPORT: year_report.build,
    ReportKind.DIFFERENCE: difference.build,
    ReportKind.WORK_AGENDA: work_agenda.build,
    ReportKind.SIGNAL_DOSSIER: signal_dossier.build,
    ReportKind.SIGNAL_LETTER: signal_letter.build,
    ReportKind.TRAJECTORY: trajectory.build,
}
LONGEST_TITLE = 200


def build(subject: Subject) -> Content:
    """Return the document of a subject.

    Raises ValueError when the kind asks for a plan or a signal that is not there.
    """
    return BUILDERS[subject.kind](subject)


def title_of(subject: Subject) -> str:
    """Return what a document about this subject is called, while nobody named it."""
    plan, signal = subject.plan, subject.signal
    plain = {
        ReportKind.YEAR_PLAN: plan.title if plan else "",
        ReportKind.YEAR_REPORT: _t("Year report %(year)s") % {"year": subject.year},
        ReportKind.DIFFERENCE: _t("%(plan)s: what changes")
        % {"plan": plan.title if plan else ""},
        ReportKind.WORK_AGENDA: _t("Work agenda %(year)s") % {"year": subject.year},
        ReportKind.SIGNAL_DOSSIER: signal.title if signal else "",
        ReportKind.SIGNAL_LETTER: signal.title if signal else "",
        ReportKind.TRAJECTORY: _t("%(plan)s: the plan and its trajectory")
        % {"plan": plan.title if plan else ""},
    }
    title = plain[ReportKind(subject.kind)]
    if subject.kind == ReportKind.YEAR_REPORT and plan:
        title = f"{title}: {plan.title}"
    return Truncator(title).chars(LONGEST_TITLE)
