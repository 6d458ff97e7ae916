"""Starting a plan, changing it, and the tree of its objectives."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.enums import PlanKind, SectionKind
from draaischijf.plans.models import ActionPlan, Objective
from draaischijf.plans.models.plans import LEVELS, RESERVED_SLUGS
from draaischijf.plans.queries.words import check_words_of
from draaischijf.signals.domain.reporting import SENT_TWICE

PLAN_FIELDS = (
    "title", "intro", "start", "end", "owner", "is_public", "log_interval",
    "level_names", "predecessor", "programme",
)  # fmt: skip
# Of these, what was adopted with the plan.
ADOPTED_FIELDS = frozenset({"title", "intro", "start", "end", "level_names"})
OBJECTIVE_FIELDS = ("code", "title", "explanation", "deadline", "bbc_code")


def check_may_edit(plan: ActionPlan, actor: User) -> None:
    """Raise TransitionDenied unless `actor` may edit and the words are open."""
    workflow.check_held(permissions_of(actor, plan.partnership), Permission.EDIT_PLAN)
    check_words_of(plan)


def check_takes_import(plan: ActionPlan) -> None:
    """Raise TransitionDenied when an import would add words to an adopted version.

    A plan that came out of a document as adopted, without a version kept here, still
    grows by the next document about it.
    """
    if plan.status in workflow.FIXED and plan.versions.exists():
        workflow.check_words_open(plan.status)


@transaction.atomic
def create_plan(
    partnership: Partnership,
    *,
    kind: str,
    title: str,
    start: datetime.date,
    end: datetime.date,
    actor: User | None,
    source: str = "",
    may_exist: bool = True,
    **fields: Any,
) -> ActionPlan:
    """Start a plan and return it, with the usual names of its levels.

    With `source`, the name of a document, an import takes it over: that needs no
    permission here. Otherwise the same plan within ten minutes is a form sent twice,
    which counts once, unless it may not exist. Raises TransitionDenied without the
    right to edit plans, and for a plan it cannot follow.
    """
    _lock_addresses(partnership)
    if not source:
        held = permissions_of(actor, partnership) if actor else frozenset()
        workflow.check_held(held, Permission.EDIT_PLAN)
        known = _started_before(partnership, title, start, end)
        if known and may_exist:
            return known
    fields.setdefault("level_names", LEVELS[kind])
    plan = ActionPlan(
        partnership=partnership,
        kind=kind,
        title=title.strip()[:200],
        start=start,
        end=end,
        slug=free_slug(partnership, title),
        **fields,
    )
    plan.clean_fields(exclude=["level_names"])
    _check_family(plan)
    return _saved(plan, actor=actor, source=source)


def _saved(plan: ActionPlan, *, actor: User | None, source: str) -> ActionPlan:
    plan.save()
    verb = "plan_imported" if source else "plan_created"
    record(plan, verb, actor=actor, title=plan.title, file=source)
    return plan


def _lock_addresses(partnership: Partnership) -> None:
    # Two who start a plan of one title at once would get the same address.
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def _started_before(
    partnership: Partnership, title: str, start: datetime.date, end: datetime.date
) -> ActionPlan | None:
    return ActionPlan.objects.filter(
        partnership=partnership,
        title=title.strip()[:200],
        start=start,
        end=end,
        created__gte=timezone.now() - SENT_TWICE,
    ).first()


def _check_family(plan: ActionPlan) -> None:
    """Raise TransitionDenied when a plan cannot continue or be a year of those."""
    for other in (plan.predecessor, plan.programme):
        if other and other.partnership_id != plan.partnership_id:
            raise workflow.TransitionDenied([workflow.not_of_here()])
        if other and other.pk == plan.pk:
            raise workflow.TransitionDenied([_t("A plan cannot continue itself.")])
    before, programme = plan.predecessor, plan.programme
    # So that no plans can continue each other in a circle.
    if before and before.start >= plan.start:
        raise workflow.TransitionDenied(
            [_t("The plan it continues has to start earlier than this one.")]
        )
    if programme and programme.kind == PlanKind.ANNUAL_PLAN:
        raise workflow.TransitionDenied(
            [_t("A year belongs to a programme or a plan of several years.")]
        )


def free_slug(partnership: Partnership, title: str) -> str:
    """Return an address for a plan of this title that no other plan has."""
    base = slugify(title)[:70].strip("-") or "plan"
    taken = set(
        ActionPlan.objects.filter(
            partnership=partnership, slug__startswith=base
        ).values_list("slug", flat=True)
    )
    taken |= RESERVED_SLUGS
    offered = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in offered if one not in taken)


@transaction.atomic
def edit_plan(plan: ActionPlan, *, actor: User, **changes: Any) -> ActionPlan:
    """Change what stands on the cover of a plan (PLAN_FIELDS) and return it.

    The history says per field what it was and became; nothing when nothing changed.
    Raises TransitionDenied without the right to edit plans, for what was adopted with
    the plan, and for a plan it cannot follow; ValueError for a field that is not
    editable.
    """
    locked = lock_plan(plan)
    workflow.check_held(permissions_of(actor, locked.partnership), Permission.EDIT_PLAN)
    before, after = change_fields(locked, changes, PLAN_FIELDS)
    if after.keys() & ADOPTED_FIELDS:
        check_words_of(locked)
    if after:
        _check_family(locked)
    if after:
        record(locked, "plan_edited", actor=actor, before=before, after=after)
    return locked


@transaction.atomic
def add_objective(
    plan: ActionPlan,
    title: str,
    *,
    actor: User | None,
    parent: Objective | None = None,
    section: SectionKind | str = "",
    source: str = "",
    **fields: Any,
) -> Objective:
    """Put an objective or a section at the end of its place and return it.

    With `source` an import does, which needs no permission here. Raises
    TransitionDenied, ValueError for a parent of another plan.
    """
    locked = lock_plan(plan)
    if source:
        check_takes_import(locked)
    else:
        check_may_edit(locked, _somebody(actor))
    if parent and parent.plan_id != locked.pk:
        raise ValueError("the parent stands in another plan")
    last = locked.objectives.aggregate(last=Max("position"))["last"]
    objective = Objective.objects.create(
        plan=locked,
        parent=parent,
        level=parent.level + 1 if parent else 1,
        section=section,
        title=title.strip(),
        position=0 if last is None else last + 1,
        **fields,
    )
    record(locked, "objective_added", actor=actor, title=objective.title[:200])
    return objective


@transaction.atomic
def edit_objective(objective: Objective, *, actor: User, **changes: Any) -> Objective:
    """Change an objective (OBJECTIVE_FIELDS) and return it; history as `edit_plan`.

    Raises TransitionDenied without the right, or when the plan was adopted.
    """
    locked_plan = lock_plan(objective.plan)
    check_may_edit(locked_plan, actor)
    objective = Objective.objects.select_for_update().get(pk=objective.pk)
    objective.plan = locked_plan
    before, after = change_fields(objective, changes, OBJECTIVE_FIELDS)
    if after:
        record(
            locked_plan,
            "objective_edited",
            actor=actor,
            before=before,
            after=after,
            objective=objective.pk,
            title=str(objective)[:200],
        )
    return objective


def change_fields(
    thing: Any, changes: dict[str, Any], allowed: tuple[str, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Set the fields that differ, save them, and return what was and what became.

    Raises ValueError for a field outside `allowed`.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for name, value in changes.items():
        if name not in allowed:
            raise ValueError(f"{name} cannot be edited")
        new = value.strip() if isinstance(value, str) else value
        old = getattr(thing, name)
        if new != old:
            before[name], after[name] = _said(old), _said(new)
            setattr(thing, name, new)
    if after:
        thing.save(update_fields=[*after, "updated"])
    return before, after


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _somebody(actor: User | None) -> User:
    if actor is None:
        raise ValueError("only an import has no actor")
    return actor
