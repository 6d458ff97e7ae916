"""Making and editing a signal: its text, its sorting, its organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership, WorkingGroup
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain.deadlines import due_of
from draaischijf.signals.domain.locking import lock_signal, touch
from draaischijf.signals.domain.reporting import next_signal_number
from draaischijf.signals.domain.weighing import link_to_signal, lock_in_order
from draaischijf.signals.domain.working_groups import give_to_group, key_of
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.permissions import held_by

# What a person may edit, and what the history shows before and after.
TEXT_FIELDS = (
    "title", "statement", "examples", "scale", "direction", "origin",
    "test_clear", "test_neutral", "test_recognised", "test_shared",
)  # fmt: skip
SET_FIELDS = (
    "rights", "life_domains", "policy_domains", "problem_types", "target_groups",
    "sectors", "areas",
)  # fmt: skip


@transaction.atomic
def start_signal(
    partnership: Partnership,
    *,
    title: str,
    actor: User,
    statement: str = "",
    sources: Iterable[PreSignal] = (),
    answer: str = "",
    group: WorkingGroup | None = None,
    **details: Any,
) -> PolicySignal:
    """Start a signal, from reports or without, and return it.

    Each source is linked and its raiser told, with the words of `answer`. Areas and
    rights of the sources are taken over. Without a `group` it is with the standard
    one. Raises TransitionDenied without the right to edit signals, and for a group
    that is closed or of another partnership.
    """
    workflow.check_held(held_by(actor, partnership), Permission.EDIT_SIGNAL)
    signal = PolicySignal.objects.create(
        partnership=partnership,
        number=next_signal_number(partnership),
        title=title.strip(),
        statement=statement.strip(),
        phase_due=due_of(partnership, SignalState.BUNDLING, timezone.now()),
        **details,
    )
    SignalStep.objects.create(signal=signal, target=SignalState.BUNDLING, actor=actor)
    record(signal, "signal_started", actor=actor)
    if group is not None:
        give_to_group(signal, group, actor=actor)
        signal.working_group_id = key_of(group)
    for source in lock_in_order(sources):
        link_to_signal(source, signal, actor=actor, answer=answer)
        signal.areas.add(*source.areas.all())
        signal.rights.add(*source.rights.all())
    return signal


@transaction.atomic
def edit_signal(
    signal: PolicySignal,
    *,
    actor: User,
    sets: dict[str, Iterable[models.Model]] | None = None,
    **changes: Any,
) -> PolicySignal:
    """Change text and sorting; records per field what it was and became.

    `changes` are plain fields (TEXT_FIELDS and policy_level), `sets` the sortings
    (SET_FIELDS). Nothing is recorded when nothing changed. Raises TransitionDenied
    without the right to edit, ValueError for a field that is not editable.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.EDIT_SIGNAL)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    _edit_plain(locked, changes, before, after)
    _edit_sets(locked, sets or {}, before, after)
    if after:
        record(locked, "signal_edited", actor=actor, before=before, after=after)
        touch(locked)
    return locked


def _edit_plain(
    locked: PolicySignal,
    changes: dict[str, Any],
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    for name, value in changes.items():
        if name not in {*TEXT_FIELDS, "policy_level"}:
            raise ValueError(f"{name} cannot be edited")
        new = value.strip() if isinstance(value, str) else value
        old = getattr(locked, name)
        if new != old:
            before[name], after[name] = str(old or ""), str(new or "")
            setattr(locked, name, new)
    if after:
        locked.save(update_fields=[*after, "updated"])


def _edit_sets(
    locked: PolicySignal,
    sets: dict[str, Iterable[models.Model]],
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    for name, chosen in sets.items():
        if name not in SET_FIELDS:
            raise ValueError(f"{name} cannot be edited")
        manager = getattr(locked, name)
        old = list(manager.all())
        new = list(chosen)
        if {one.pk for one in old} != {one.pk for one in new}:
            before[name] = sorted(str(one) for one in old)
            after[name] = sorted(str(one) for one in new)
            manager.set(new)


@transaction.atomic
def name_actor(
    signal: PolicySignal,
    role: ActorRole,
    *,
    actor: User,
    organisation: Organisation | None = None,
    text: str = "",
) -> SignalActor:
    """Say which organisation raised, leads, partners or is addressed; twice is once.

    Raises TransitionDenied without the right to edit or decide, and for an
    organisation of another partnership; ValueError when neither an organisation nor a
    text is given.
    """
    locked = _lock_to_name(signal, actor)
    if organisation is None and not text.strip():
        raise ValueError("An organisation or a text is needed.")
    if organisation and organisation.partnership_id != locked.partnership_id:
        raise workflow.TransitionDenied([workflow.no_such_organisation()])
    found = {"organisation": organisation} if organisation else {"text": text.strip()}
    # A document may have put the same one there more than once.
    known = locked.actors.filter(role=role, **found).first()
    if known:
        return known
    made = SignalActor.objects.create(
        signal=locked, role=role, organisation=organisation, text=text.strip()
    )
    if role == ActorRole.LEAD:
        record(locked, "lead_named", actor=actor, is_public=True, name=str(made))
        touch(locked)
    else:
        record(locked, "actor_named", actor=actor, name=str(made), role=str(role))
    return made


@transaction.atomic
def remove_actor(named: SignalActor, *, actor: User) -> None:
    """Take an organisation out of a signal again; twice is once.

    Raises TransitionDenied without the right to edit or decide.
    """
    locked = _lock_to_name(named.signal, actor)
    if locked.actors.filter(pk=named.pk).exists():
        name = str(named)
        record(locked, "actor_removed", actor=actor, name=name, role=str(named.role))
        named.delete()


def _lock_to_name(signal: PolicySignal, actor: User) -> PolicySignal:
    locked = lock_signal(signal)
    held = held_by(actor, locked.partnership)
    if Permission.DECIDE not in held:
        workflow.check_held(held, Permission.EDIT_SIGNAL)
    return locked
