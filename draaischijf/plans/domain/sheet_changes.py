"""Changes somebody made in a spreadsheet, taken over one cell at a time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.people.queries import organisation_named
from draaischijf.plans import workflow
from draaischijf.plans.domain.acting import add_action, name_party, set_lifecycle
from draaischijf.plans.domain.locking import lock_action, lock_plan
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.building import PersonsByName
from draaischijf.plans.queries.plan_sheet import (
    ROLE_OF,
    WORDS,
    fingerprint,
    name_in_cell,
    names_of_cell,
)
from draaischijf.plans.queries.words import check_words_of

# What a new row may say beside its words and who is in it.
ADDED = ("code", "remark", "bbc_code", "since", "timing", "lifecycle")
PLAIN = ("title", "code", "remark", "bbc_code")


@transaction.atomic
def change_action_cell(
    action: PlanAction, name: str, text: str, *, actor: User | None, source: str
) -> PlanAction:
    """Take over one cell of an action and return the action.

    `name` is a column of `queries.plan_sheet` ("lifecycle" holds the code of the
    lifecycle, a line end, and the reason). The history names the file. Raises
    TransitionDenied for who may not edit plans, for words of an adopted plan, and
    where `workflow.check_lifecycle` refuses; ValueError for an unknown column.
    """
    lock_plan(action.plan)
    locked = lock_action(action)
    _check(locked.plan, actor, is_words=name in WORDS)
    before: dict[str, str]
    if name in ROLE_OF:
        _change_parties(locked, name, text, source=source)
        before, after = {}, {"parties": text}
    elif name == "lifecycle":
        before, after = _change_lifecycle(locked, text)
    elif name == "timing":
        before, after = _change_timing(locked, text)
    elif name == "since":
        year = {"start_year": int(text) if text else None}
        before, after = change_fields(locked, year, ("start_year",))
    else:
        before, after = change_fields(locked, {name: text}, PLAIN)
    if after:
        record(
            locked,
            "action_edited",
            actor=actor,
            note=source,
            before=before,
            after=after,
        )
    return locked


@transaction.atomic
def change_objective_cell(
    objective: Objective, name: str, text: str, *, actor: User | None, source: str
) -> Objective:
    """Take over one cell of an objective and return it; as `change_action_cell`.

    A deadline is written as 2027-12-31, or empty.
    """
    plan = lock_plan(objective.plan)
    _check(plan, actor, is_words=True)
    locked = Objective.objects.select_for_update().get(pk=objective.pk)
    value: str | datetime.date | None = text
    if name == "deadline":
        value = datetime.date.fromisoformat(text) if text else None
    fields = ("code", "title", "explanation", "deadline", "bbc_code")
    before, after = change_fields(locked, {name: value}, fields)
    if after:
        record(
            plan,
            "objective_edited",
            actor=actor,
            note=source,
            before=before,
            after=after,
            objective=locked.pk,
            title=str(locked)[:200],
        )
    return locked


@transaction.atomic
def add_action_row(
    objective: Objective,
    cells: Mapping[str, str],
    *,
    actor: User | None,
    source: str,
) -> PlanAction:
    """Add an action that somebody wrote as a new row of the sheet, and return it.

    Raises TransitionDenied for who may not edit plans, and for an adopted plan.
    """
    _check(objective.plan, actor, is_words=True)
    action = add_action(objective, cells["title"], actor=actor, source=source)
    for name in (*ADDED, *ROLE_OF):
        if text := cells.get(name, ""):
            change_action_cell(action, name, text, actor=actor, source=source)
    return lock_action(action)


def _check(plan: ActionPlan, actor: User | None, *, is_words: bool) -> None:
    # The command line has no account: who runs it is the operator.
    if actor is not None:
        held = permissions_of(actor, plan.partnership)
        workflow.check_held(held, Permission.EDIT_PLAN)
    if is_words:
        check_words_of(plan)


def _change_parties(locked: PlanAction, name: str, text: str, *, source: str) -> None:
    """Make the parties of a role those of the cell; who stays keeps its row."""
    role = ROLE_OF[name]
    wanted = list(dict.fromkeys(names_of_cell(text)))
    here = list(
        locked.parties.filter(role=role).select_related("organisation", "person")
    )
    for party in here:
        if name_in_cell(party) not in wanted:
            ActionParty.objects.filter(pk=party.pk).delete()
    kept = {name_in_cell(party) for party in here}
    partnership = locked.plan.partnership
    persons = PersonsByName(partnership)
    for words in wanted:
        if words not in kept:
            organisation = organisation_named(partnership, words)
            person = None if organisation else persons.named(words)
            name_party(
                locked,
                role,
                actor=None,
                organisation=organisation,
                person=person,
                text=words,
                source=source,
            )


def _change_lifecycle(
    locked: PlanAction, text: str
) -> tuple[dict[str, str], dict[str, str]]:
    code, _end, reason = text.partition("\n")
    workflow.check_lifecycle(
        code,
        reason=reason,
        is_pro_memorie=locked.is_pro_memorie and code != locked.lifecycle,
        decision=None,
        decided_by=locked.decided_by,
    )
    before = {"lifecycle": locked.lifecycle, "reason": locked.reason}
    if (locked.lifecycle, fingerprint(locked.reason)) == (code, fingerprint(reason)):
        return {}, {}
    set_lifecycle(locked, Lifecycle(code), reason)
    return before, {"lifecycle": code, "reason": locked.reason}


def _change_timing(
    locked: PlanAction, text: str
) -> tuple[dict[str, str], dict[str, str]]:
    before = locked.date_text
    if before == text:
        return {}, {}
    locked.set_when(parse_fuzzy(text, year=locked.plan.start.year))
    locked.save(update_fields=["date_text", "date_kind", "start", "end", "updated"])
    return {"date_text": before}, {"date_text": text}
