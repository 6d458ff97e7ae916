"""Copying what goes along into the next plan: headings, actions and what hangs on them.

In bulk: however many there are, it takes as many queries. Who calls has locked the old
plan and checks and records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.core.dated_facts import DateKind
from draaischijf.plans.enums import CarryDecision, Lifecycle, PartyRole
from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction
from draaischijf.signals.domain.locking import lock_signals
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from draaischijf.plans.models import CarryChoice
    from draaischijf.plans.queries.carrying import CarryOverview, CarryRow

AT_ONCE = 500


def copy_objectives(overview: CarryOverview, plan: ActionPlan) -> dict[int, Objective]:
    """Copy the tree, and the sections that still hold something; return old → new.

    Words, codes and deadlines stay as they are: a person adapts what must be adapted.
    """
    held = {one.action.objective_id for one in overview.rows if one.goes_along}
    kept = [one for one in overview.objectives if not one.section or one.pk in held]
    copies = {one.pk: _objective_copy(one, plan) for one in kept}
    # A row needs the key of its parent, which stands before it: layer by layer.
    depths: dict[int, int] = {}
    for one in kept:
        depths[one.pk] = depths[one.parent_id] + 1 if one.parent_id else 1
        copies[one.pk].parent = copies[one.parent_id] if one.parent_id else None
    for depth in sorted(set(depths.values())):
        layer = [copies[pk] for pk, its in depths.items() if its == depth]
        Objective.objects.bulk_create(layer)
    return copies


def _objective_copy(one: Objective, plan: ActionPlan) -> Objective:
    return Objective(
        plan=plan,
        level=one.level,
        section=one.section,
        code=one.code,
        title=one.title,
        explanation=one.explanation,
        deadline=one.deadline,
        bbc_code=one.bbc_code,
        position=one.position,
        continues=one,
    )


def copy_actions(
    rows: Sequence[CarryRow],
    heads: Mapping[int, Objective],
    plan: ActionPlan,
    *,
    since: int,
    merging: Mapping[int, int],
) -> dict[int, PlanAction]:
    """Copy the actions with who is in them, rights and signals; return old → new.

    `since` is the start year of those that have none. An action that was part of one
    that does not go along stands alone. `merging` says which action goes up in which:
    that one's copy answers its signals too, is about its rights, and has its partners.
    """
    copies: dict[int, PlanAction] = {}
    for number, row in enumerate(rows, start=1):
        copy = _action_copy(row, plan, since)
        copy.number, copy.objective = number, heads[row.action.objective_id]
        copies[row.action.pk] = copy
    PlanAction.objects.bulk_create(copies.values(), batch_size=AT_ONCE)
    plan.last_action_number = len(copies)
    plan.save(update_fields=["last_action_number", "updated"])
    _map_parents(rows, copies)
    merged = {pk: copies[other] for pk, other in merging.items()}
    _copy_parties(copies, merged)
    _copy_links({**copies, **merged})
    return copies


def _action_copy(row: CarryRow, plan: ActionPlan, since: int) -> PlanAction:
    old, choice = row.action, row.choice
    if choice is None:
        raise ValueError("only what was chosen goes along")
    is_adapted = choice.decision == CarryDecision.ADAPT
    lifecycle = _lifecycle_after(old, choice)
    return PlanAction(
        plan=plan,
        code=old.code,
        position=old.position,
        title=choice.title if is_adapted else old.title,
        # The old one told of the old year.
        remark=choice.remark if is_adapted else "",
        start_year=old.start_year or since,
        lifecycle=lifecycle,
        reason=choice.reason if lifecycle == Lifecycle.POSTPONED else "",
        is_pro_memorie=old.is_pro_memorie,
        decided_by=old.decided_by,
        needs_step_plan=old.needs_step_plan,
        bbc_code=old.bbc_code,
        log_interval=old.log_interval,
        date_kind=DateKind.UNKNOWN,
        continues=old,
    )


def _lifecycle_after(old: PlanAction, choice: CarryChoice) -> Lifecycle:
    if choice.decision == CarryDecision.ADAPT:
        return Lifecycle.ADAPTED
    if choice.decision == CarryDecision.POSTPONE:
        return Lifecycle.POSTPONED
    if old.lifecycle == Lifecycle.PERMANENT:
        return Lifecycle.PERMANENT
    return Lifecycle.CONTINUED


def _map_parents(rows: Sequence[CarryRow], copies: Mapping[int, PlanAction]) -> None:
    parts = []
    for row in rows:
        parent = copies.get(row.action.parent_id or 0)
        if parent:
            copy = copies[row.action.pk]
            copy.parent = parent
            parts.append(copy)
    PlanAction.objects.bulk_update(parts, ["parent"], batch_size=AT_ONCE)


def _copy_parties(
    copies: Mapping[int, PlanAction], merged: Mapping[int, PlanAction]
) -> None:
    """Copy who is in the actions, and the partners only a merged one has."""
    found = ActionParty.objects.filter(action__in=[*copies, *merged])
    made: list[ActionParty] = []
    known: dict[int, set[tuple[object, ...]]] = {}
    # Own ones first: they keep their places, and who is there already is not repeated.
    own_first = sorted(
        found,
        key=lambda one: (one.action_id in merged, one.action_id, one.position, one.pk),
    )
    for one in own_first:
        old = one.action_id
        action = merged[old] if old in merged else copies[old]
        there = known.setdefault(action.pk, set())
        if old in merged and (one.role != PartyRole.PARTNER or _who(one) in there):
            continue
        place = one.position if old in copies else len(there)
        there.add(_who(one))
        made.append(_party_copy(one, action, place))
    ActionParty.objects.bulk_create(made, batch_size=AT_ONCE)


def _who(one: ActionParty) -> tuple[object, ...]:
    """Return by what somebody is the same one, whatever the role."""
    if one.person_id:
        return "person", one.person_id
    if one.organisation_id:
        return "organisation", one.organisation_id
    return "text", " ".join(one.text.casefold().split())


def _party_copy(one: ActionParty, action: PlanAction, place: int) -> ActionParty:
    return ActionParty(
        action=action,
        role=one.role,
        organisation_id=one.organisation_id,
        person_id=one.person_id,
        text=one.text,
        position=place,
    )


def _copy_links(copies: Mapping[int, PlanAction]) -> None:
    """Copy the signals they answer and the rights they are about, each once."""
    # A signal that becomes part of another one takes these along: not in between.
    lock_signals(PolicySignal.objects.filter(plan_actions__in=copies))
    answers = PlanAction.signals.through.objects
    answers.bulk_create(
        (
            answers.model(planaction_id=copies[old].pk, policysignal_id=signal)
            for old, signal in answers.filter(planaction__in=copies)
            .order_by("pk")
            .values_list("planaction_id", "policysignal_id")
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    about = PlanAction.rights.through.objects
    about.bulk_create(
        (
            about.model(planaction_id=copies[old].pk, term_id=right)
            for old, right in about.filter(planaction__in=copies)
            .order_by("pk")
            .values_list("planaction_id", "term_id")
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
