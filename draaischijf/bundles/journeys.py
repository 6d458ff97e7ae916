"""What editions know of the way of a signal: when it was published in one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.bundles.enums import BundleState
from draaischijf.bundles.models import SignalBundle
from draaischijf.signals.journeys import Lane, Stop, Told
from draaischijf.signals.models import PolicySignal


def edition_stops(
    signal: PolicySignal,
    *,
    is_partner: bool,  # noqa: ARG001 frozen, it is for everybody
) -> Iterator[Stop]:
    """Yield the frozen editions in which a signal stands. One query."""
    rows = SignalBundle.objects.filter(
        places__signal=signal, state=BundleState.FROZEN
    ).select_related("partnership")
    for bundle in rows.defer("content"):
        if bundle.frozen:
            yield Stop(
                Lane.DOCUMENTS,
                timezone.localdate(bundle.frozen),
                _t("It stands in “%(edition)s”.") % {"edition": bundle},
                bundle.get_absolute_url(),
                "document",
                Told("signal_in_edition", "edition", str(bundle.edition)),
            )
