"""Changing one field in its place, with open eyes: nobody's words are overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.core.dated_facts import when_of
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.core.meanwhile import seen_as
from draaischijf.plans.domain.acting import edit_action, in_a_line
from draaischijf.plans.domain.locking import lock_action, lock_plan
from draaischijf.plans.domain.planning import edit_objective
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.plans.workflow import NamedDecision

# What one form asks about an action, besides who is in it and where it is in life.
DETAILS = (
    "title", "when", "code", "start_year", "remark", "rights", "parent", "bbc_code",
    "needs_step_plan", "log_interval", "is_pro_memorie", "decided_by",
)  # fmt: skip


class ChangedMeanwhile(Exception):  # noqa: N818 a finding, not a fault
    """Somebody else changed it after it was read; `now` is what it is now.

    `name` says which field, where there are several.
    """

    def __init__(self, now: Any, name: str = "") -> None:
        super().__init__("changed meanwhile")
        self.now = now
        self.name = name


@transaction.atomic
def reword_action(
    action: PlanAction, name: str, value: Any, *, seen: str, actor: User
) -> PlanAction:
    """Change one field of an action and return it.

    `seen` is the mark of the value that was on the screen. Raises ChangedMeanwhile
    when it is another one by now (unless it became what is wanted), and what
    `edit_action` raises.
    """
    # The plan before the action, as every write does.
    lock_plan(action.plan)
    _check_still(getattr(lock_action(action), name), value, seen)
    return edit_action(action, actor=actor, **{name: value})


@transaction.atomic
def reword_objective(
    objective: Objective, name: str, value: Any, *, seen: str, actor: User
) -> Objective:
    """Change one field of an objective and return it; raises as `reword_action`."""
    lock_plan(objective.plan)
    now = Objective.objects.select_for_update().get(pk=objective.pk)
    _check_still(getattr(now, name), value, seen)
    return edit_objective(objective, actor=actor, **{name: value})


@transaction.atomic
def change_details(
    action: PlanAction,
    wanted: Mapping[str, Any],
    *,
    seen: Mapping[str, str],
    actor: User,
    decision: NamedDecision | None = None,
) -> PlanAction:
    """Change several fields of an action (DETAILS) at once and return it.

    `seen` holds the mark of each value that was on the screen. Only what was changed
    there is written, so what a colleague changed meanwhile elsewhere stays. Raises
    ChangedMeanwhile for a field both changed, and what `edit_action` raises.
    """
    lock_plan(action.plan)
    now = details_of(lock_action(action))
    changes = {
        name: value
        for name, value in wanted.items()
        if _is_changed(name, _said(value), now[name], seen.get(name, ""))
    }
    return edit_action(action, actor=actor, decision=decision, **changes)


def details_of(action: PlanAction) -> dict[str, str]:
    """Return what stands in each field of an action (DETAILS), in words."""
    dated = when_of(action) if action.start or action.end else ""
    held = {
        "when": action.date_text or dated,
        "rights": in_a_line(action.rights.all()),
    }
    return {
        name: held[name] if name in held else _said(getattr(action, name))
        for name in DETAILS
    }


def _is_changed(name: str, wanted: str, now: str, seen: str) -> bool:
    if wanted == now or seen_as(wanted) == seen:
        return False
    if seen_as(now) != seen:
        raise ChangedMeanwhile(now, name)
    return True


def _said(value: Any) -> str:
    if isinstance(value, FuzzyDate):
        return value.text
    if isinstance(value, PlanAction):
        return f"{value.number}. {value}"
    if isinstance(value, list):
        return in_a_line(value)
    return "" if value is None else str(value)


def _check_still(now: Any, wanted: Any, seen: str) -> None:
    # The same form sent twice finds its own value: that is no conflict.
    if seen_as(now) not in {seen, seen_as(wanted)}:
        raise ChangedMeanwhile(now)
