"""Freezing an edition: from then on everybody reads it, as it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.bundles import workflow
from draaischijf.bundles.domain.locking import lock_bundle
from draaischijf.bundles.edition import as_json, fingerprint
from draaischijf.bundles.enums import BundleState
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.queries.content import edition_of
from draaischijf.history.domain import record, record_many
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.domain.locking import lock_signals
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import check_held


@transaction.atomic
def freeze_bundle(bundle: SignalBundle, *, actor: User) -> SignalBundle:
    """Keep an edition as it is now, for everybody and for ever; twice is once.

    Words, sorting, agreement and decisions of its signals are copied as they are, with
    a checksum, and each signal gets its number in the edition. Raises TransitionDenied
    without the right to publish, for an edition without signals, and when a signal in
    it went back or does not go on.
    """
    locked = lock_bundle(bundle)
    check_held(set(permissions_of(actor, locked.partnership)), Permission.PUBLISH)
    if locked.is_frozen:
        return locked
    signals = PolicySignal.objects.filter(bundled__bundle=locked)
    # Nobody words one of them while the copy is made.
    lock_signals(signals)
    rows = list(signals.select_related("partnership").defer("search"))
    for signal in rows:
        workflow.check_takes(signal)
    workflow.check_can_freeze(has_signals=bool(rows))
    locked.content = as_json(edition_of(locked))
    locked.sha256 = fingerprint(locked.content)
    locked.state = BundleState.FROZEN
    locked.frozen, locked.frozen_by = timezone.now(), actor
    locked.save(
        update_fields=["content", "sha256", "state", "frozen", "frozen_by", "updated"]
    )
    record(locked, "bundle_frozen", actor=actor, is_public=True, sha256=locked.sha256)
    told = {"title": locked.title, "edition": locked.edition}
    record_many(
        "signal_in_edition",
        [(signal, "", dict(told)) for signal in rows],
        actor=actor,
        is_public=True,
    )
    return locked
