"""A call as it is now: two may press at once."""

from __future__ import annotations

from draaischijf.accounts.models import User
from draaischijf.calls.models import Call
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import check_held


def lock_call(call: Call) -> Call:
    """Return the call as it is now, locked until the transaction ends."""
    return (
        Call.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=call.pk)
    )


def lock_to_arrange(call: Call, actor: User) -> Call:
    """Return the call, locked. Raises TransitionDenied without EDIT_SIGNAL."""
    locked = lock_call(call)
    check_held(set(permissions_of(actor, locked.partnership)), Permission.EDIT_SIGNAL)
    return locked
