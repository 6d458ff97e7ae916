"""The actions of a plan: adding, editing, who is in them, where they are in life."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Person
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_action, lock_plan
from draaischijf.plans.domain.planning import (
    change_fields,
    check_may_edit,
    check_takes_import,
)
from draaischijf.plans.enums import ENDED, Lifecycle, PartyRole
from draaischijf.plans.models import (
    ActionParty,
    LifecycleDecision,
    Objective,
    PlanAction,
)
from draaischijf.plans.permissions import held_about
from draaischijf.plans.queries.words import check_words_of
from draaischijf.signals.domain.locking import lock_signal
from draaischijf.signals.models import PolicySignal
from draaischijf.taxonomy.models import Term

# The words of the plan: fixed once it is adopted.
WORD_FIELDS = (
    "title", "code", "start_year", "bbc_code", "is_pro_memorie", "decided_by", "parent",
)  # fmt: skip
# What moves while the plan runs.
RUNNING_FIELDS = ("remark", "needs_step_plan", "log_interval")


@transaction.atomic
def add_action(
    objective: Objective,
    title: str,
    *,
    actor: User | None,
    when: FuzzyDate | None = None,
    source: str = "",
    **fields: Any,
) -> PlanAction:
    """Put an action at the end of an objective and return it.

    With `source`, the name of a document, an import takes it over: that needs no
    permission here. Raises TransitionDenied without the right to edit, or when the
    plan was adopted.
    """
    plan = lock_plan(objective.plan)
    if source:
        check_takes_import(plan)
    elif actor is None:
        raise ValueError("only an import has no actor")
    else:
        check_may_edit(plan, actor)
    plan.last_action_number += 1
    plan.save(update_fields=["last_action_number", "updated"])
    last = objective.plan_actions.aggregate(last=Max("position"))["last"]
    action = PlanAction(
        plan=plan,
        objective=objective,
        number=plan.last_action_number,
        position=0 if last is None else last + 1,
        title=title.strip(),
        **{"date_kind": "unknown", **fields},
    )
    if when:
        action.set_when(when)
    action.save()
    verb = "action_imported" if source else "action_added"
    record(action, verb, actor=actor, title=action.title[:200], file=source)
    return action


@transaction.atomic
def edit_action(
    action: PlanAction,
    *,
    actor: User,
    when: FuzzyDate | None = None,
    rights: Iterable[Term] | None = None,
    decision: workflow.NamedDecision | None = None,
    **changes: Any,
) -> PlanAction:
    """Change an action and return it; the history says what was and what became.

    `when` is its timing, one without words clears it; `rights` are all its social
    rights from now on. An action stops being pro memorie only with the `decision` of
    the body that decides: else that mark would be the way round it. Raises
    TransitionDenied without the right to edit (who follows up may change what moves
    while the plan runs), for the words of a plan that was adopted, pro memorie without
    who decides, and for an action that would be part of itself or stand under another
    plan; ValueError for a field that is not editable.
    """
    lock_plan(action.plan)
    locked = lock_action(action)
    given = {"when": when, "rights": rights}
    named = {name for name, value in given.items() if value is not None}
    _check_may_change(locked, actor, {*changes, *named})
    _check_can_become(locked, changes)
    if locked.is_pro_memorie and not changes.get("is_pro_memorie", True):
        _lift_pro_memorie(locked, decision, actor)
    before, after = change_fields(locked, changes, (*WORD_FIELDS, *RUNNING_FIELDS))
    if when and (when.text, when.start) != (locked.date_text, locked.start):
        before["date_text"], after["date_text"] = locked.date_text, when.text
        locked.set_when(when)
        locked.save(update_fields=["date_text", "date_kind", "start", "end", "updated"])
    if rights is not None:
        _change_rights(locked, rights, before, after)
    if after:
        record(locked, "action_edited", actor=actor, before=before, after=after)
    return locked


def _change_rights(
    locked: PlanAction,
    rights: Iterable[Term],
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    had, wanted = set(locked.rights.all()), set(rights)
    if had == wanted:
        return
    locked.rights.set(wanted)
    before["rights"], after["rights"] = in_a_line(had), in_a_line(wanted)


def in_a_line(terms: Iterable[Term]) -> str:
    """Return terms by name, always in the same order."""
    return ", ".join(sorted(str(one) for one in terms))


def _check_can_become(locked: PlanAction, changes: dict[str, Any]) -> None:
    is_elsewhere = changes.get("is_pro_memorie", locked.is_pro_memorie)
    if is_elsewhere and not changes.get("decided_by", locked.decided_by).strip():
        raise workflow.TransitionDenied([_t("Name the body that decides.")])
    if whole := changes.get("parent"):
        _check_part_of(locked, whole)


def _check_part_of(locked: PlanAction, whole: PlanAction) -> None:
    above = dict(locked.plan.plan_actions.values_list("pk", "parent_id"))
    if whole.pk not in above:
        raise workflow.TransitionDenied(
            [_t("It can only be part of an action of this plan.")]
        )
    # The plan is locked: nobody makes a circle from the other side meanwhile.
    step: int | None = whole.pk
    while step is not None:
        if step == locked.pk:
            raise workflow.TransitionDenied(
                [_t("An action cannot be part of itself or of one of its parts.")]
            )
        step = above.get(step)


def _lift_pro_memorie(
    locked: PlanAction, decision: workflow.NamedDecision | None, actor: User
) -> None:
    named = _check_decision(locked, Lifecycle.CONTINUED, "", decision)
    if named:
        _note_decision(locked, Lifecycle(locked.lifecycle), named, actor)
        record(locked, "pro_memorie_lifted", actor=actor, body=named.body)


def _check_decision(
    locked: PlanAction,
    lifecycle: Lifecycle,
    reason: str,
    decision: workflow.NamedDecision | None,
) -> workflow.NamedDecision | None:
    """Return the decision that counts; raise TransitionDenied without what is asked."""
    workflow.check_lifecycle(
        lifecycle,
        reason=reason,
        is_pro_memorie=locked.is_pro_memorie,
        decision=decision,
        decided_by=locked.decided_by,
    )
    if decision and locked.is_pro_memorie and decision.date > timezone.localdate():
        raise workflow.TransitionDenied([workflow.not_decided_yet()])
    return decision if locked.is_pro_memorie else None


def _check_may_change(locked: PlanAction, actor: User, names: set[str]) -> None:
    held = held_about(actor, locked)
    if names <= set(RUNNING_FIELDS) and Permission.EDIT_PLAN not in held:
        workflow.check_held(held, Permission.FOLLOW_UP)
        return
    workflow.check_held(held, Permission.EDIT_PLAN)
    if names - set(RUNNING_FIELDS):
        check_words_of(locked.plan)


@transaction.atomic
def change_lifecycle(
    action: PlanAction,
    lifecycle: Lifecycle,
    *,
    actor: User,
    reason: str = "",
    decision: workflow.NamedDecision | None = None,
) -> PlanAction:
    """Say where an action is in its life and return it; the same again is once.

    An action pro memorie needs the decision of the body that decides. Raises
    TransitionDenied without the right to edit plans, or without what must be said
    (`workflow.check_lifecycle`).
    """
    locked = lock_action(action)
    held = permissions_of(actor, locked.plan.partnership)
    workflow.check_held(held, Permission.EDIT_PLAN)
    if (locked.lifecycle, locked.reason) == (lifecycle, reason.strip()):
        return locked
    named = _check_decision(locked, lifecycle, reason, decision)
    if named:
        _note_decision(locked, lifecycle, named, actor)
    before = locked.lifecycle
    set_lifecycle(locked, lifecycle, reason)
    record(
        locked,
        "action_lifecycle_changed",
        actor=actor,
        note=locked.reason,
        before=before,
        after=str(lifecycle),
        body=named.body if named else "",
    )
    return locked


def set_lifecycle(locked: PlanAction, lifecycle: Lifecycle, reason: str = "") -> None:
    """Write where a locked action is in its life; who calls checks and records."""
    locked.lifecycle, locked.reason, locked.proposed = lifecycle, reason.strip(), ""
    locked.ended = timezone.localdate() if lifecycle in ENDED else None
    locked.save(update_fields=["lifecycle", "reason", "proposed", "ended", "updated"])


def _note_decision(
    locked: PlanAction,
    lifecycle: Lifecycle,
    decision: workflow.NamedDecision,
    actor: User,
) -> None:
    LifecycleDecision.objects.create(
        action=locked,
        lifecycle=lifecycle,
        body=decision.body.strip(),
        date=decision.date,
        reference=decision.reference.strip(),
        actor=actor,
    )


@transaction.atomic
def name_party(
    action: PlanAction,
    role: PartyRole,
    *,
    actor: User | None,
    organisation: Organisation | None = None,
    person: Person | None = None,
    text: str = "",
    source: str = "",
) -> ActionParty:
    """Name somebody in an action and return the row; twice is once.

    With `source` an import does, which needs no permission here. Raises
    TransitionDenied without the right to edit plans and for somebody of another
    partnership, ValueError when nobody is named.
    """
    locked = lock_action(action)
    if not source:
        held = permissions_of(actor, locked.plan.partnership) if actor else frozenset()
        workflow.check_held(held, Permission.EDIT_PLAN)
    _check_of_here(locked, organisation, person)
    words = text.strip()[:300] or (person.name if person else "")
    if not (words or organisation):
        raise ValueError("nobody is named")
    last = locked.parties.aggregate(last=Max("position"))["last"]
    party, is_new = ActionParty.objects.get_or_create(
        action=locked,
        role=role,
        organisation=organisation,
        person=person,
        text=words,
        defaults={"position": 0 if last is None else last + 1},
    )
    if is_new and not source:
        record(
            locked, "action_party_named", actor=actor, role=str(role), name=str(party)
        )
    return party


def _check_of_here(
    locked: PlanAction, *somebodies: Organisation | Person | None
) -> None:
    for somebody in somebodies:
        if somebody and somebody.partnership_id != locked.plan.partnership_id:
            raise workflow.TransitionDenied([workflow.not_of_here()])


@transaction.atomic
def remove_party(party: ActionParty, *, actor: User) -> None:
    """Take somebody out of an action. Raises TransitionDenied without the right."""
    locked = lock_action(party.action)
    held = permissions_of(actor, locked.plan.partnership)
    workflow.check_held(held, Permission.EDIT_PLAN)
    deleted, _by_model = ActionParty.objects.filter(pk=party.pk).delete()
    if deleted:
        record(
            locked,
            "action_party_removed",
            actor=actor,
            role=party.role,
            name=str(party),
        )


@transaction.atomic
def link_signal(action: PlanAction, signal: PolicySignal, *, actor: User) -> None:
    """Say that an action answers a signal; both histories tell it, twice is once.

    Raises TransitionDenied without the right to edit plans, for a signal of another
    partnership, and for one that became part of another meanwhile.
    """
    locked = lock_action(action)
    held = permissions_of(actor, locked.plan.partnership)
    workflow.check_held(held, Permission.EDIT_PLAN)
    if signal.partnership_id != locked.plan.partnership_id:
        raise workflow.TransitionDenied([workflow.not_of_here()])
    lock_signal(signal)
    if locked.signals.filter(pk=signal.pk).exists():
        return
    locked.signals.add(signal)
    record(locked, "action_answers_signal", actor=actor, number=signal.number)
    record(
        signal,
        "signal_answered_by_action",
        actor=actor,
        is_public=locked.plan.is_public,
        title=locked.title[:200],
        plan=locked.plan.title,
    )


@transaction.atomic
def unlink_signal(action: PlanAction, signal: PolicySignal, *, actor: User) -> None:
    """Take back that an action answers a signal. Raises TransitionDenied."""
    locked = lock_action(action)
    held = permissions_of(actor, locked.plan.partnership)
    workflow.check_held(held, Permission.EDIT_PLAN)
    if not locked.signals.filter(pk=signal.pk).exists():
        return
    locked.signals.remove(signal)
    record(locked, "action_no_longer_answers", actor=actor, number=signal.number)
