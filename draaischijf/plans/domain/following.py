"""The log of an action: one dated line that costs half a minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_action
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.plans.permissions import held_about
from draaischijf.signals.domain.reporting import SENT_TWICE

TELL_RAISERS = "draaischijf.plans.tasks.tell_raisers"
# What can be changed of an entry, beside its date, its files and what else it is about.
FACTS = ("text", "attendance", "attendance_is_about", "meetings", "is_public")


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
    tells_raisers, which mails who raised the signals it answers, also where the plan
    itself is not public: who ticks it sends these words out. The same line by the
    same person within ten minutes is a form sent twice: it counts once. With `source`
    an import takes it over, which needs no permission here and tells nobody. Raises
    TransitionDenied without the right to follow up, and for telling raisers what only
    partners may read.
    """
    locked = lock_action(action)
    if not source:
        held = held_about(actor, locked)
        workflow.check_held(held, Permission.FOLLOW_UP)
        if said_before := _said_before(locked, when, text, actor, facts):
            return said_before
    entry = ActionLogEntry(action=locked, text=text.strip(), actor=actor, **facts)
    entry.set_when(when)
    _settle_telling(entry)
    entry.save()
    entry.also_about.set(_others_of_plan(locked, also_about))
    entry.files.set(files)
    if not source:
        record(
            locked, "action_logged", actor=actor, when=when.text, text=entry.text[:200]
        )
        _tell_later(entry)
    return entry


@transaction.atomic
def edit_log_entry(
    entry: ActionLogEntry,
    when: FuzzyDate,
    *,
    actor: User,
    also_about: Iterable[PlanAction],
    files: Iterable[StoredFile],
    tells_raisers: bool = False,
    **facts: Any,
) -> ActionLogEntry:
    """Change a dated fact and return it; the history says what was and became.

    Everybody changes the own entries, who edits plans changes all. With
    `tells_raisers` who raised the signals is told now; that is said once and cannot be
    taken back. Raises TransitionDenied without the right, for an entry that somebody
    removed meanwhile, and for telling raisers what only partners may read.
    """
    locked = lock_action(entry.action)
    entry = _entry_to_change(entry, locked, actor)
    others = _others_of_plan(locked, also_about)
    fields = change_fields(entry, facts, FACTS)
    related = _change_relations(entry, when, others, list(files))
    was_told = entry.tells_raisers
    if tells_raisers and not was_told:
        entry.tells_raisers = True
        _settle_telling(entry)
    entry.save()
    _record_edit(entry, fields[0] | related[0], fields[1] | related[1], actor)
    if not was_told:
        _tell_later(entry)
    return entry


def _record_edit(
    entry: ActionLogEntry, before: dict[str, str], after: dict[str, str], actor: User
) -> None:
    if after:
        record(
            entry.action,
            "action_log_edited",
            actor=actor,
            entry=entry.pk,
            when=entry.date_text,
            text=entry.text[:200],
            before=before,
            after=after,
        )


@transaction.atomic
def remove_log_entry(entry: ActionLogEntry, *, actor: User) -> None:
    """Take a dated fact out of the log; the history keeps what it said.

    The same rights as for changing it. Removing it twice is once.
    """
    locked = lock_action(entry.action)
    if not locked.log_entries.filter(pk=entry.pk).exists():
        return
    entry = _entry_to_change(entry, locked, actor)
    record(
        locked,
        "action_log_removed",
        actor=actor,
        when=entry.date_text or str(entry.start or ""),
        text=entry.text[:200],
    )
    # A file that nothing else refers to is forgotten after a day (documents.uploads).
    entry.delete()


def _entry_to_change(
    entry: ActionLogEntry, locked: PlanAction, actor: User
) -> ActionLogEntry:
    fresh = locked.log_entries.filter(pk=entry.pk).first()
    if fresh is None:
        raise workflow.TransitionDenied([_t("Somebody removed this meanwhile.")])
    held = held_about(actor, locked)
    if not workflow.may_change_entry(held, is_own=fresh.actor_id == actor.pk):
        workflow.check_held(held, Permission.EDIT_PLAN)
    fresh.action = locked
    return fresh


def _change_relations(
    entry: ActionLogEntry,
    when: FuzzyDate,
    others: list[PlanAction],
    files: list[StoredFile],
) -> tuple[dict[str, str], dict[str, str]]:
    """Set date, other actions and files; return what was and became of each."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}

    def note(name: str, old: str, new: str) -> None:
        if old != new:
            before[name], after[name] = old, new

    if when != entry.when:
        note("date_text", entry.date_text or str(entry.start or ""), when.text)
        entry.set_when(when)
    note(
        "also_about",
        ", ".join(sorted(str(one.number) for one in entry.also_about.all())),
        ", ".join(sorted(str(one.number) for one in others)),
    )
    note(
        "files",
        ", ".join(sorted(one.name for one in entry.files.all())),
        ", ".join(sorted(one.name for one in files)),
    )
    entry.also_about.set(others)
    entry.files.set(files)
    return before, after


def _others_of_plan(
    locked: PlanAction, actions: Iterable[PlanAction]
) -> list[PlanAction]:
    return [one for one in actions if one.plan_id == locked.plan_id and one != locked]


def _settle_telling(entry: ActionLogEntry) -> None:
    """Refuse to tell what is internal; where no signal is answered, nobody is told."""
    if entry.tells_raisers and not entry.is_public:
        raise workflow.TransitionDenied([workflow.not_told_what_is_internal()])
    entry.tells_raisers = entry.tells_raisers and entry.action.signals.exists()


def _tell_later(entry: ActionLogEntry) -> None:
    """Ask the worker to tell who raised the signals, as of this moment."""
    if entry.tells_raisers:
        queue.later(
            TELL_RAISERS,
            key=f"tell-entry-{entry.pk}",
            entry_id=entry.pk,
            until=timezone.now().isoformat(),
        )


def _said_before(
    locked: PlanAction,
    when: FuzzyDate,
    text: str,
    actor: User | None,
    facts: Mapping[str, Any],
) -> ActionLogEntry | None:
    # Two meetings of one day without words are told apart by who was there.
    same = {name: facts.get(name) for name in ("attendance", "meetings")}
    return locked.log_entries.filter(
        **same,
        date_text=when.text,
        text=text.strip(),
        actor=actor,
        created__gte=timezone.now() - SENT_TWICE,
    ).first()
