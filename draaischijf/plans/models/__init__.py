"""The tables of plans."""

from draaischijf.plans.models.approval import (
    ApprovalStep,
    LegalElement,
    PlanVersion,
)
from draaischijf.plans.models.carrying import CarryChoice, CarryOver
from draaischijf.plans.models.following import ActionLogEntry, LifecycleDecision
from draaischijf.plans.models.plan_actions import ActionParty, PlanAction
from draaischijf.plans.models.plans import ActionPlan, Objective
from draaischijf.plans.models.trajectories import TrajectoryStep

__all__ = [
    "ActionLogEntry",
    "ActionParty",
    "ActionPlan",
    "ApprovalStep",
    "CarryChoice",
    "CarryOver",
    "LegalElement",
    "LifecycleDecision",
    "Objective",
    "PlanAction",
    "PlanVersion",
    "TrajectoryStep",
]
