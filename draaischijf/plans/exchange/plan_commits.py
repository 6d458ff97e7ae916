"""How the rows of a plan become a plan, its objectives and its actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.blocks import Document
from draaischijf.documents.importing import Committing, Kind, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.people.models import Partnership
from draaischijf.plans.domain.acting import add_action, name_party
from draaischijf.plans.domain.importing import take_over_plan
from draaischijf.plans.domain.planning import add_objective
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.exchange import plan_figures
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.plans.exchange.plan_rows import PlanImportKind
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.signals.exchange.organisations import Organisations, names_in
from draaischijf.signals.exchange.staging import staged_row


def read_objectives(document: Document) -> Sequence[StagedRow]:
    """Return the headings of a plan, ready to be staged."""
    return [staged_row(row) for row in parse_annual_plan(document).objectives]


def read_actions(document: Document) -> Sequence[StagedRow]:
    """Return the actions of a plan, ready to be staged."""
    return [staged_row(row) for row in parse_annual_plan(document).actions]


def commit_objective(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a heading of the plan, or find the one with this code and these words."""
    parsed = row.parsed
    plan = _plan(state)
    same = plan.objectives.filter(
        code=parsed["code"], section=parsed["section"], title=parsed["title"].strip()
    ).first()
    if same:
        return same, False
    parent = _made(PlanImportKind.OBJECTIVES, parsed["parent_position"], state)
    deadline = parsed["deadline"]
    made = add_objective(
        plan,
        parsed["title"],
        actor=state.actor,
        parent=parent if isinstance(parent, Objective) else None,
        section=parsed["section"],
        source=state.run.file_name,
        code=parsed["code"],
        explanation=parsed["explanation"],
        deadline=dt.date.fromisoformat(deadline) if deadline else None,
    )
    return made, True


def commit_action(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make an action of the plan, with whoever is named in it."""
    parsed = row.parsed
    objective = _made(PlanImportKind.OBJECTIVES, parsed["objective_position"], state)
    parent = _made(PlanImportKind.ANNUAL_PLAN, parsed["parent_position"], state)
    if not isinstance(objective, Objective):
        raise TypeError("an action is imported after its objective")
    made = add_action(
        objective,
        parsed["title"],
        actor=state.actor,
        source=state.run.file_name,
        parent=parent if isinstance(parent, PlanAction) else None,
        **{name: parsed[name] for name in ACTION_FIELDS},
    )
    _name_parties(made, parsed, state)
    return made, True


# Of the row, as the action has them.
ACTION_FIELDS = (
    "remark", "start_year", "lifecycle", "proposed", "reason",
    "is_pro_memorie", "decided_by", "needs_step_plan",
)  # fmt: skip


def _name_parties(
    action: PlanAction, parsed: dict[str, Any], state: Committing
) -> None:
    """Name contacts as written; actors with the organisation that they are, if one."""
    source = state.run.file_name
    for name in parsed["contact_names"]:
        name_party(
            action, PartyRole.CONTACT, actor=state.actor, text=name, source=source
        )
    organisations = _organisations(state)
    for text in parsed["actor_texts"]:
        is_one = text in parsed["actor_names"]
        name_party(
            action,
            PartyRole.PARTNER,
            actor=state.actor,
            organisation=organisations.find(text)
            if is_one
            else organisations.known(text),
            text=text,
            source=source,
        )


def _plan(state: Committing) -> ActionPlan:
    """Return the plan that this document is about, taken over when it is new."""
    if "plan" not in state.notes:
        partnership = Partnership.objects.get(pk=state.run.partnership_id)
        first = state.run.rows.filter(kind=PlanImportKind.OBJECTIVES).order_by("pk")[0]
        cover = first.parsed["plan"]
        state.notes["plan"], _is_new = take_over_plan(
            partnership,
            kind=cover["kind"],
            title=cover["title"],
            start=dt.date.fromisoformat(cover["start"]),
            end=dt.date.fromisoformat(cover["end"]),
            actor=state.actor,
            source=state.run.file_name,
            status=cover["status"],
            intro=first.parsed["intro"],
        )
    found: ActionPlan = state.notes["plan"]
    return found


def _made(
    kind: PlanImportKind, position: int | None, state: Committing
) -> models.Model | None:
    """Return what the row of a kind at a position became, now or in an earlier run."""
    if position is None:
        return None
    made = state.notes.setdefault(kind, {})
    if position not in made:
        row = state.run.rows.filter(kind=kind, position=position).first()
        made[position] = row.thing if row else None
    found: models.Model | None = made[position]
    return found


def _organisations(state: Committing) -> Organisations:
    if "organisations of the plan" not in state.notes:
        rows = state.run.rows.filter(kind=PlanImportKind.ANNUAL_PLAN)
        state.notes["organisations of the plan"] = Organisations(
            Partnership.objects.get(pk=state.run.partnership_id),
            [name for row in rows for name in names_in(row.parsed)],
            actor=state.actor,
        )
    found: Organisations = state.notes["organisations of the plan"]
    return found


KINDS: tuple[Kind, ...] = (
    Kind(
        PlanImportKind.OBJECTIVES,
        _("objectives of a plan"),
        read_objectives,
        commit_objective,
        goes_with=PlanImportKind.ANNUAL_PLAN,
        figures=plan_figures.count_objectives,
        figure_labels=plan_figures.OBJECTIVE_LABELS,
        tell=plan_figures.tell_objective,
    ),
    Kind(
        PlanImportKind.ANNUAL_PLAN,
        _("annual plan with its actions"),
        read_actions,
        commit_action,
        figures=plan_figures.count_actions,
        figure_labels=plan_figures.ACTION_LABELS,
        tell=plan_figures.tell_action,
    ),
)
