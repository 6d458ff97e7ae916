"""What is counted of a report and of a trajectory, beside their rows.

The functions take rows as they were parsed, by kind: what a kind counts may stand in
the rows of another.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.importing import FoundRows
from draaischijf.plans.exchange.annual_report.report import SectionKind
from draaischijf.plans.exchange.trajectory.columns import PARTIES
from draaischijf.plans.exchange.trajectory.steps import TrajectoryKind

LONGEST_NAME = 40

REPORT_LABELS: Mapping[str, Promise] = {
    "goals": _("goals"),
    "actions": _("actions"),
    "with_timing": _("with a timing"),
    "with_lead": _("with a lead"),
    "dated_facts": _("dated facts"),
    "with_attendance": _("with attendance"),
    "facts_per_action": _("dated facts per action"),
}
TRAJECTORY_LABELS: Mapping[str, Promise] = {
    "steps": _("steps"),
    "with_city": _("with the city"),
    "with_ocmw": _("with the OCMW"),
    "with_private": _("with private organisations"),
    "without_date": _("without a date"),
    "without_year": _("without a year"),
    "in_preparation": _("in preparation"),
}


def report_figures(found: FoundRows) -> dict[str, int | Mapping[str, int]]:
    """Count goals, actions with timing and lead, and their dated facts."""
    actions = found.get(SectionKind.ANNUAL_REPORT, ())
    entries = [entry for action in actions for entry in action["entries"]]
    return {
        "goals": len(found.get(SectionKind.GOALS, ())),
        "actions": len(actions),
        "with_timing": sum(bool(action["when"]["text"]) for action in actions),
        "with_lead": sum(bool(action["leads"]) for action in actions),
        "dated_facts": len(entries),
        "with_attendance": sum(entry["attendance"] is not None for entry in entries),
        "facts_per_action": {
            f"{number}. {action['title'][:LONGEST_NAME]}": len(action["entries"])
            for number, action in enumerate(actions, start=1)
        },
    }


def trajectory_figures(found: FoundRows) -> dict[str, int]:
    """Count steps, the parties they mark, and dates that are missing or not whole."""
    steps = found.get(TrajectoryKind.TRAJECTORY, ())
    return {
        "steps": len(steps),
        **{name: sum(step[name] for step in steps) for name in PARTIES},
        "without_date": sum(not step["when"]["text"] for step in steps),
        "without_year": sum(step["when"]["year_guessed"] for step in steps),
        "in_preparation": sum(step["is_in_preparation"] for step in steps),
    }
