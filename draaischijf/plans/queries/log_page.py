"""What the form of a log entry offers, and the entries it changes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404

from draaischijf.documents.models import StoredFile
from draaischijf.plans import workflow
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.plans.permissions import held_about, log_entries_visible_to

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.permissions import Visitor

MOST_REPEATS = 10


def about(action: PlanAction) -> Q:
    """Return the condition of entries of an action, and of others also about it.

    As keys: an OR over the join would read the log of every action there is.
    """
    own = ActionLogEntry.objects.filter(action=action).order_by().values("pk")
    through = ActionLogEntry.also_about.through._default_manager  # noqa: SLF001 Django's documented API
    others = through.filter(planaction=action.pk).values("actionlogentry")
    return Q(pk__in=own.union(others, all=True))


def log_of(action: PlanAction, reader: Visitor) -> list[ActionLogEntry]:
    """Return what `reader` may see of the log, newest first; undated entries last.

    What was noted at another action and is also about this one stands there too.
    """
    rows = (
        log_entries_visible_to(reader)
        .filter(about(action))
        .select_related("actor", "action")
        .prefetch_related("files")
    )
    return list(rows)


def repeats_for(action: PlanAction, user: User) -> list[ActionLogEntry]:
    """Return the newest ten different texts of this action and of this person here."""
    mine = Q(actor=user, action__plan__partnership=action.plan.partnership_id)
    once = (
        ActionLogEntry.objects.filter(mine | about(action))
        .exclude(text="")
        .order_by("text", "-pk")
        .distinct("text")
    )
    newest = ActionLogEntry.objects.filter(pk__in=once.values("pk")).order_by("-pk")
    return list(newest[:MOST_REPEATS])


def repeated(action: PlanAction, user: User, pk: str) -> ActionLogEntry | None:
    """Return the entry to repeat, if it is one of those that are offered."""
    return next((one for one in repeats_for(action, user) if str(one.pk) == pk), None)


def entry_to_change_or_404(user: User, action: PlanAction, pk: int) -> ActionLogEntry:
    """Return an entry of this action that `user` may change. Raises Http404."""
    found = (
        log_entries_visible_to(user)
        .filter(action=action, pk=pk)
        .select_related("actor")
        .prefetch_related("files", "also_about")
        .first()
    )
    held = held_about(user, action)
    if found is None or not workflow.may_change_entry(
        held, is_own=found.actor_id == user.pk
    ):
        raise Http404
    found.action = action
    return found


def file_or_404(user: Visitor, action: PlanAction, uid: uuid.UUID) -> StoredFile:
    """Return a file of the log of this action `user` may read. Raises Http404."""
    entries = log_entries_visible_to(user).filter(about(action))
    through = ActionLogEntry.files.through._default_manager  # noqa: SLF001 Django's documented API
    found = through.filter(
        actionlogentry__in=entries.values("pk"), storedfile__uuid=uid
    ).select_related("storedfile")
    row = found.first()
    if row is None:
        raise Http404
    stored: StoredFile = row.storedfile
    return stored
