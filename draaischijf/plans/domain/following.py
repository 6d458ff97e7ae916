"""The log of an action: one dated line that costs half a minute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_action
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.signals.domain.reporting import SENT_TWICE


@transaction.atomic
def add_log_entry(
    action: PlanAction,
    when: FuzzyDate,
    *,
    text: str = "",
    actor: User | None,
    also_about: Iterable[PlanAction] = (),
    files: Iterable[StoredFile] = (),
    source: str = "",
    **facts: Any,
) -> ActionLogEntry:
    """Add one dated fact to an action and return it; a date alone is enough.

    `facts` are attendance, attendance_is_about, meetings, is_public and
    tells_raisers. The same line by the same person within ten minutes is a form sent
    twice: it counts once. With `source` an import takes it over, which needs no
    permission here. Raises TransitionDenied without the right to follow up.
    """
    locked = lock_action(action)
    if not source:
        held = permissions_of(actor, locked.plan.partnership) if actor else frozenset()
        workflow.check_held(held, Permission.FOLLOW_UP)
        if said_before := _said_before(locked, when, text, actor):
            return said_before
    entry = ActionLogEntry(action=locked, text=text.strip(), actor=actor, **facts)
    entry.set_when(when)
    entry.save()
    entry.also_about.set(
        [one for one in also_about if one.plan_id == locked.plan_id and one != locked]
    )
    entry.files.set(files)
    if not source:
        record(
            locked, "action_logged", actor=actor, when=when.text, text=entry.text[:200]
        )
    return entry


def _said_before(
    locked: PlanAction, when: FuzzyDate, text: str, actor: User | None
) -> ActionLogEntry | None:
    return locked.log_entries.filter(
        date_text=when.text,
        text=text.strip(),
        actor=actor,
        created__gte=timezone.now() - SENT_TWICE,
    ).first()
