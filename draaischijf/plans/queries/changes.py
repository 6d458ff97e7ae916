"""What changed in one action or one heading, field by field and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.core.word_difference import Piece, pieces_of
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.queries.plan_order import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from draaischijf.plans.models import ActionPlan, Objective, PlanAction
    from draaischijf.plans.queries.plan_matching import PlanPair

# Between these nothing happened but a year.
GOING = (
    Lifecycle.NEW, Lifecycle.CONTINUED, Lifecycle.ADAPTED, Lifecycle.PERMANENT,
    Lifecycle.UNKNOWN,
)  # fmt: skip
STEADY = (Lifecycle.CONTINUED, Lifecycle.PERMANENT, Lifecycle.UNKNOWN)


@dataclass(frozen=True)
class ActionRef:
    """An action as the page and the document name it."""

    pk: int
    number: int
    code: str
    title: str
    url: str
    lifecycle: str
    lifecycle_label: str
    leads: tuple[str, ...]


@dataclass(frozen=True)
class FieldChange:
    """One field: its machine name, its label, and what it was and became, as text.

    The pieces are the same texts cut up, with the words that differ marked.
    """

    name: str
    label: str
    before: str
    after: str
    before_pieces: tuple[Piece, ...]
    after_pieces: tuple[Piece, ...]


def ref_of(plan: ActionPlan, action: PlanAction) -> ActionRef:
    """Return how an action of this plan is named; its parties are read already."""
    action.plan = plan
    return ActionRef(
        pk=action.pk,
        number=action.number,
        code=action.code,
        title=action.title,
        url=action.get_absolute_url(),
        lifecycle=action.lifecycle,
        lifecycle_label=str(Lifecycle(action.lifecycle).label),
        leads=_named(action, PartyRole.LEAD),
    )


def action_changes(
    pair: PlanPair, old: PlanAction, new: PlanAction
) -> tuple[FieldChange, ...]:
    """Return the fields of an action that changed, the words first.

    Progress is no change of the plan: a remark counts only where the action was
    adapted, and so is new wording. A timing or a body counts where both years say one.
    """
    taken = pair.taken_in(new)
    found = [
        _changed("title", _t("Action"), old.title, new.title),
        _remark(old, new),
        _lifecycle(old, new),
        _people(old, new, PartyRole.LEAD, _t("Lead")),
        _people(old, new, PartyRole.CONTACT, _t("Contact")),
        _objective(pair, old, new),
        _timing(old, new),
        _changed("decided_by", _t("Who decides"), _decider(old), _decider(new)),
        _changed("merged", _t("Taken in"), "", "; ".join(one.title for one in taken)),
    ]
    return tuple(one for one in found if one)


def heading_changes(
    pair: PlanPair, old: Objective, new: Objective
) -> tuple[FieldChange, ...]:
    """Return the fields of an objective or section that changed."""
    codes = code_of(pair.before, old), code_of(pair.after, new)
    found = [
        _changed("code", _t("Code"), *codes),
        _changed("title", _t("Objective"), old.title, new.title),
        _changed("explanation", _t("Explanation"), old.explanation, new.explanation),
        _changed("deadline", _t("Deadline"), day(old.deadline), day(new.deadline)),
        _under(pair, old, new),
    ]
    return tuple(one for one in found if one)


def _changed(
    name: str, label: Promise | str, before: str, after: str
) -> FieldChange | None:
    if before.split() == after.split():
        return None
    return FieldChange(name, str(label), before, after, *pieces_of(before, after))


def _remark(old: PlanAction, new: PlanAction) -> FieldChange | None:
    if new.lifecycle != Lifecycle.ADAPTED or not new.remark:
        return None
    return _changed("remark", _t("Progress"), old.remark, new.remark)


def _lifecycle(old: PlanAction, new: PlanAction) -> FieldChange | None:
    if old.lifecycle in GOING and new.lifecycle in STEADY:
        return None
    return _changed("lifecycle", _t("State"), _life(old), _life(new))


def _life(action: PlanAction) -> str:
    label = str(Lifecycle(action.lifecycle).label)
    return f"{label}: {action.reason}" if action.reason else label


def _named(action: PlanAction, role: PartyRole) -> tuple[str, ...]:
    return tuple(str(one) for one in action.parties.all() if one.role == role)


def _people(
    old: PlanAction, new: PlanAction, role: PartyRole, label: str
) -> FieldChange | None:
    before, after = _named(old, role), _named(new, role)
    if set(before) == set(after):
        return None
    return _changed(str(role), label, ", ".join(before), ", ".join(after))


def _objective(pair: PlanPair, old: PlanAction, new: PlanAction) -> FieldChange | None:
    matched = pair.old_head_of.get(new.objective_id)
    if matched and matched.pk == old.objective_id:
        return None
    before = _name_of(pair.before, pair.old_heads, old.objective_id)
    after = _name_of(pair.after, pair.new_heads, new.objective_id)
    return _changed("objective", _t("Under"), before, after)


def _under(pair: PlanPair, old: Objective, new: Objective) -> FieldChange | None:
    matched = pair.old_head_of.get(new.parent_id or 0)
    if (matched.pk if matched else None) == old.parent_id:
        return None
    before = _name_of(pair.before, pair.old_heads, old.parent_id)
    after = _name_of(pair.after, pair.new_heads, new.parent_id)
    return _changed("parent", _t("Under"), before, after)


def _name_of(plan: ActionPlan, heads: Iterable[Objective], pk: int | None) -> str:
    found = next((one for one in heads if one.pk == pk), None)
    return f"{code_of(plan, found)} {found.title}".strip() if found else ""


def _timing(old: PlanAction, new: PlanAction) -> FieldChange | None:
    if not (old.date_text and new.date_text):
        return None
    return _changed("timing", _t("Timing"), old.date_text, new.date_text)


def _decider(action: PlanAction) -> str:
    return action.decided_by if action.is_pro_memorie else ""
