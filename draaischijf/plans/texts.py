"""Where plans hold words of a person (core/redaction)."""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.core.redaction.register import Changes, Page, Texts
from draaischijf.core.redaction.sealed import noted
from draaischijf.plans.models import ActionPlan, PlanAction, PlanVersion
from draaischijf.plans.queries.version_content import checksum


def _of_plan(label: str, *fields: str) -> Texts:
    return Texts(label, fields, of="plan__partnership_id", about=("plan",))


def _of_action(label: str, *fields: str) -> Texts:
    return Texts(
        label,
        fields,
        of="action__plan__partnership_id",
        about=("action", "action__plan"),
    )


def _sealed_anew(version: PlanVersion, changed: Sequence[str]) -> Changes:
    """Give the checksum of what is left, and note the one that was adopted."""
    del changed
    return {"sha256": checksum(version.content), "redactions": noted(version)}


TEXTS = (
    Texts("plans.ActionPlan", ("title", "intro", "level_names", "evaluation")),
    _of_plan("plans.Objective", "code", "title", "explanation", "bbc_code"),
    Texts(
        "plans.PlanVersion",
        ("body", "reference", "note", "content"),
        of="plan__partnership_id",
        about=("plan",),
        settle=_sealed_anew,
    ),
    _of_plan("plans.ApprovalStep", "body", "reference", "remark"),
    _of_plan("plans.LegalElement", "note", "link"),
    _of_plan(
        "plans.TrajectoryStep", "date_text", "title", "aim", "remark", "participants"
    ),
    _of_plan(
        "plans.PlanAction",
        "date_text",
        "code",
        "title",
        "remark",
        "reason",
        "decided_by",
        "bbc_code",
    ),
    _of_action("plans.ActionParty", "text"),
    _of_action("plans.ActionLogEntry", "date_text", "text"),
    _of_action("plans.LifecycleDecision", "body", "reference"),
    Texts(
        "plans.CarryOver",
        ("title",),
        of="source__partnership_id",
        about=("source", "target"),
    ),
    Texts(
        "plans.CarryChoice",
        ("reason", "title", "remark", "body", "reference"),
        of="carry_over__source__partnership_id",
        about=("action", "carry_over__source"),
    ),
)
LEFT = {
    "plans.ActionPlan.slug": "the address of a plan, made of its kind and year",
    "plans.PlanVersion.sha256": "the checksum, made anew",
    "plans.PlanVersion.redactions": "days and checksums",
}
PAGES = {
    "plan": Page("plans.ActionPlan", ActionPlan.get_absolute_url),
    "actie": Page(
        "plans.PlanAction", PlanAction.get_absolute_url, of="plan__partnership_id"
    ),
}
