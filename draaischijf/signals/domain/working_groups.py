"""Working groups: made, named, joined, left and closed; a signal is given to one.

Who changes who sits where locks signals before groups, and several of either in the
order of their keys, so that two cannot wait for each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import (
    GroupMember,
    Organisation,
    Partnership,
    Person,
    WorkingGroup,
)
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain.locking import lock_signal, lock_signals, touch
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.gates import agreement_standings
from draaischijf.signals.workflow import TransitionDenied

# As Ghent calls it; a partnership names it otherwise when it wants to.
STANDARD_NAME = "Werkgroep signalen"


@dataclass(frozen=True)
class Given:
    """A signal with its new group, and who still has to be asked about it."""

    signal: PolicySignal
    missing: tuple[str, ...] = ()


def standard_group(partnership: Partnership) -> WorkingGroup:
    """Return the standard group of a partnership, made when it has none."""
    found, is_new = WorkingGroup.objects.get_or_create(
        partnership=partnership, is_standard=True, defaults={"name": STANDARD_NAME}
    )
    if is_new:
        record(found, "working_group_made", actor=None, name=found.name)
    return found


@transaction.atomic
def make_group(
    partnership: Partnership,
    *,
    name: str,
    actor: User,
    description: str = "",
    chair: Person | None = None,
) -> WorkingGroup:
    """Make a working group without members and return it; the first is the standard.

    Raises TransitionDenied without the right to arrange, for a name that another
    active group has, and for a chair of another partnership.
    """
    _check_arranges(actor, partnership)
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    _check_name(partnership, name)
    _check_chair(partnership, chair)
    is_first = not partnership.working_groups.filter(is_standard=True).exists()
    made = WorkingGroup.objects.create(
        partnership=partnership,
        name=name.strip(),
        description=description.strip(),
        chair=chair,
        is_standard=is_first,
    )
    record(made, "working_group_made", actor=actor, name=made.name)
    return made


@transaction.atomic
def change_group(
    group: WorkingGroup,
    *,
    name: str,
    actor: User,
    description: str = "",
    chair: Person | None = None,
) -> WorkingGroup:
    """Give a group another name, description or chair; the same again changes nothing.

    Raises what `make_group` raises.
    """
    _check_arranges(actor, group.partnership)
    partnership = Partnership.objects.select_for_update(of=("self",)).get(
        pk=group.partnership_id
    )
    locked = _lock(group)
    _check_name(partnership, name, but=locked)
    _check_chair(partnership, chair)
    new = (name.strip(), description.strip(), chair)
    if new == (locked.name, locked.description, locked.chair):
        return locked
    before = locked.name
    locked.name, locked.description, locked.chair = new
    locked.save()
    record(
        locked, "working_group_changed", actor=actor, before=before, after=locked.name
    )
    return locked


@transaction.atomic
def join_group(
    group: WorkingGroup, organisation: Organisation, *, actor: User | None
) -> GroupMember:
    """Let an organisation sit in a group from today on; twice is once.

    Its agreement counts at once, also for signals that wait already. Raises
    TransitionDenied without the right to arrange, for a closed group, and for an
    organisation of another partnership or one that stopped.
    """
    if actor is not None:
        _check_arranges(actor, group.partnership)
    locked = _lock(group)
    _check_active(locked)
    if organisation.partnership_id != locked.partnership_id:
        raise TransitionDenied([workflow.no_such_organisation()])
    if not organisation.is_active:
        words = _t("%(name)s does not take part any more.")
        raise TransitionDenied([words % {"name": organisation.name}])
    member, is_new = GroupMember.objects.get_or_create(
        group=locked, organisation=organisation, until=None
    )
    if is_new:
        record(
            locked, "working_group_joined", actor=actor, organisation=organisation.name
        )
    return member


@transaction.atomic
def leave_group(member: GroupMember, *, actor: User) -> None:
    """Let an organisation leave a group today; twice is once.

    What it answered stays readable and does not count any more. Raises
    TransitionDenied without the right to arrange.
    """
    _check_arranges(actor, member.group.partnership)
    locked = _lock(member.group)
    sits = locked.members.filter(pk=member.pk, until__isnull=True)
    if sits.update(until=timezone.localdate()):
        name = member.organisation.name
        record(locked, "working_group_left", actor=actor, organisation=name)


@transaction.atomic
def close_group(group: WorkingGroup, *, to: WorkingGroup, actor: User) -> int:
    """Close a group, give what it still works on to another; return how many signals.

    Published signals stay with it: they say who agreed. Raises TransitionDenied
    without the right to arrange, for the standard group, when `to` cannot take them,
    and when it got a signal meanwhile.
    """
    _check_arranges(actor, group.partnership)
    if group.is_standard:
        raise TransitionDenied([_t("The standard group cannot be closed.")])
    open_ones = PolicySignal.objects.with_group(group).before_publishing()
    lock_signals(open_ones)
    signals = list(open_ones.select_related("partnership").order_by("pk"))
    locked, target = _lock_both(group, to)
    if not locked.is_active:
        return 0
    _check_takes(target, locked)
    for signal in signals:
        # One that became part of another comes along: it may go on by itself again.
        _give(signal, target, actor)
    if open_ones.exists():
        raise TransitionDenied([_t("It got a signal meanwhile. Try again.")])
    locked.closed = timezone.localdate()
    locked.save(update_fields=["closed", "updated"])
    record(
        locked,
        "working_group_closed",
        actor=actor,
        to=target.name,
        count=len(signals),
    )
    return len(signals)


@transaction.atomic
def give_to_group(signal: PolicySignal, group: WorkingGroup, *, actor: User) -> Given:
    """Give a signal to a working group; twice is once.

    The answers that were given stay: of who sits in the new group too they count, of
    the others they can be read. Returns who still has to answer. Raises
    TransitionDenied without the right to edit signals, once the signal is published,
    and for a group that is closed or of another partnership.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.EDIT_SIGNAL)
    target = _lock(group)
    if target.partnership_id != locked.partnership_id:
        raise TransitionDenied([_t("This working group is not here.")])
    is_same = key_of(target) == locked.working_group_id
    if not is_same:
        _check_active(target)
        if not locked.is_before_publishing:
            words = _t("A signal that is published stays with its working group.")
            raise TransitionDenied([words])
        _give(locked, target, actor)
    return Given(locked, agreement_standings([locked])[locked.pk].missing)


def key_of(group: WorkingGroup) -> int | None:
    """Return how a signal keeps its group: the standard one by keeping none."""
    return None if group.is_standard else group.pk


def let_go_of_closed(locked: PolicySignal, *, actor: User | None) -> None:
    """Give a signal that comes back to the standard group where its own is closed."""
    own = locked.working_group
    if own is not None and not own.is_active:
        locked.working_group = None
        locked.save(update_fields=["working_group", "updated"])
        to = locked.partnership.working_groups.filter(is_standard=True).first()
        name = to.name if to else STANDARD_NAME
        record(locked, "signal_given_to_group", actor=actor, name=name)


def _give(locked: PolicySignal, target: WorkingGroup, actor: User) -> None:
    locked.working_group_id = key_of(target)
    locked.save(update_fields=["working_group", "updated"])
    record(locked, "signal_given_to_group", actor=actor, name=target.name)
    touch(locked)


def _lock(group: WorkingGroup) -> WorkingGroup:
    return WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def _lock_both(
    group: WorkingGroup, to: WorkingGroup
) -> tuple[WorkingGroup, WorkingGroup]:
    rows = WorkingGroup.objects.select_for_update(of=("self",)).order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[group.pk, to.pk])}
    return found[group.pk], found[to.pk]


def _check_arranges(actor: User, partnership: Partnership) -> None:
    workflow.check_held(held_by(actor, partnership), Permission.ARRANGE)


def _check_active(group: WorkingGroup) -> None:
    if not group.is_active:
        raise TransitionDenied([_t("This working group is closed.")])


def _check_takes(target: WorkingGroup, leaves: WorkingGroup) -> None:
    _check_active(target)
    if target.pk == leaves.pk or target.partnership_id != leaves.partnership_id:
        raise TransitionDenied([_t("Choose another working group.")])


def _check_name(
    partnership: Partnership, name: str, *, but: WorkingGroup | None = None
) -> None:
    taken = partnership.working_groups.active().filter(name__iexact=name.strip())
    if not name.strip():
        raise TransitionDenied([_t("A working group needs a name.")])
    if any(one != but for one in taken):
        raise TransitionDenied([_t("There is a working group with this name already.")])


def _check_chair(partnership: Partnership, chair: Person | None) -> None:
    if chair and chair.partnership_id != partnership.pk:
        raise TransitionDenied([_t("This person is not here.")])
