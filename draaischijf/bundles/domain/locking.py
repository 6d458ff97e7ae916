"""An edition as it is now: two may press at once."""

from __future__ import annotations

from draaischijf.accounts.models import User
from draaischijf.bundles import workflow
from draaischijf.bundles.models import SignalBundle
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import check_held


def lock_bundle(bundle: SignalBundle) -> SignalBundle:
    """Return the edition as it is now, locked until the transaction ends."""
    return (
        SignalBundle.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=bundle.pk)
    )


def lock_to_write(bundle: SignalBundle, actor: User) -> SignalBundle:
    """Return the edition, locked, for who may write in it.

    Raises TransitionDenied without the right to edit signals, and once it is frozen.
    """
    locked = lock_bundle(bundle)
    check_held(set(permissions_of(actor, locked.partnership)), Permission.EDIT_SIGNAL)
    workflow.check_is_written(is_frozen=locked.is_frozen)
    return locked
