"""How a step of a trajectory becomes one of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.blocks import Document
from draaischijf.documents.importing import Committing, Kind, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.people.models import Partnership
from draaischijf.plans.domain import taking_over
from draaischijf.plans.domain.importing import take_over_plan
from draaischijf.plans.enums import PlanKind
from draaischijf.plans.exchange.cover import Period
from draaischijf.plans.exchange.report_figures import (
    TRAJECTORY_LABELS,
    trajectory_figures,
)
from draaischijf.plans.exchange.trajectory.columns import PARTIES
from draaischijf.plans.exchange.trajectory.steps import (
    TrajectoryKind,
    parse_trajectory,
)
from draaischijf.plans.models import ActionPlan
from draaischijf.signals.exchange.staging import staged_row

_TAKEN = (*PARTIES, "aim", "remark", "participants", "is_in_preparation")


def read_steps(document: Document) -> list[StagedRow]:
    """Return the steps of a trajectory, ready to be staged."""
    return [staged_row(row) for row in parse_trajectory(document)]


def commit_step(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a step of the plan that the document is about."""
    parsed = row.parsed
    return taking_over.take_over_step(
        _plan(parsed, state),
        parsed["title"],
        position=row.position,
        when=taking_over.date_of(parsed["when"]),
        actor=state.actor,
        source=state.run.file_name,
        **{name: parsed[name] for name in _TAKEN},
    )


def _plan(parsed: Mapping[str, Any], state: Committing) -> ActionPlan:
    if "trajectory_plan" not in state.notes:
        period = Period(**parsed["plan"])
        state.notes["trajectory_plan"], _is_new = take_over_plan(
            Partnership.objects.get(pk=state.run.partnership_id),
            kind=PlanKind.SIX_YEAR_PLAN,
            title=period.title,
            start=period.start,
            end=period.end,
            actor=state.actor,
            source=state.run.file_name,
        )
    found: ActionPlan = state.notes["trajectory_plan"]
    return found


KINDS: tuple[Kind, ...] = (
    Kind(
        TrajectoryKind.TRAJECTORY,
        _("trajectory of a plan"),
        read_steps,
        commit_step,
        figures=trajectory_figures,
        figure_labels=TRAJECTORY_LABELS,
    ),
)
