"""Dumb makers: a minimal valid object, no hidden relations."""

from __future__ import annotations

import datetime

from draaischijf.plans.enums import Lifecycle, PartyRole, PlanKind, StepKind
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    ApprovalStep,
    Objective,
    PlanAction,
    TrajectoryStep,
)
from draaischijf.plans.models.plans import LEVELS


def make_plan(partnership, year=2027, **fields):
    kind = fields.setdefault("kind", PlanKind.ANNUAL_PLAN)
    fields.setdefault("title", f"Jaarplan {year}")
    fields.setdefault("slug", f"jaarplan-{year}")
    fields.setdefault("start", datetime.date(year, 1, 1))
    fields.setdefault("end", datetime.date(year, 12, 31))
    fields.setdefault("level_names", LEVELS[kind])
    return ActionPlan.objects.create(partnership=partnership, **fields)


def make_objective(plan, title="Elke inwoner vindt een dak dat past", **fields):
    parent = fields.get("parent")
    fields.setdefault("level", parent.level + 1 if parent else 1)
    fields.setdefault("position", plan.objectives.count())
    return Objective.objects.create(plan=plan, title=title, **fields)


def make_action(objective, title="Woonoverleg met verhuurders", **fields):
    plan = objective.plan
    plan.last_action_number += 1
    plan.save(update_fields=["last_action_number"])
    fields.setdefault("lifecycle", Lifecycle.CONTINUED)
    fields.setdefault("position", objective.plan_actions.count())
    fields.setdefault("date_kind", "unknown")
    return PlanAction.objects.create(
        plan=plan,
        objective=objective,
        number=plan.last_action_number,
        title=title,
        **fields,
    )


def make_party(action, role=PartyRole.LEAD, text="Dienst Wonen", **fields):
    return ActionParty.objects.create(action=action, role=role, text=text, **fields)


def make_log_entry(action, day=datetime.date(2027, 3, 5), text="Overleg", **fields):
    fields.setdefault("date_text", f"{day.day}/{day.month}/{day.year}")
    return ActionLogEntry.objects.create(
        action=action, start=day, end=day, text=text, **fields
    )


def make_approval_step(plan, body="Raad van bestuur", **fields):
    fields.setdefault("kind", StepKind.APPROVAL)
    fields.setdefault("position", plan.approval_steps.count() + 1)
    return ApprovalStep.objects.create(plan=plan, body=body, **fields)


def make_trajectory_step(plan, title="Startmoment", day=None, **fields):
    if day:
        fields.setdefault("date_text", f"{day.day}/{day.month}/{day.year}")
        fields |= {"start": day, "end": day}
    else:
        fields.setdefault("date_kind", "unknown")
    fields.setdefault("position", plan.trajectory.count())
    return TrajectoryStep.objects.create(plan=plan, title=title, **fields)
