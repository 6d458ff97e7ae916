"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from draaischijf.bundles.enums import BundleState
from draaischijf.signals.carried import Carried

# A frozen edition tells of the signal as it was: that stays what it is about.
CARRIED = (
    Carried(
        "bundles.BundledSignal",
        same=("bundle_id",),
        goes=True,
        keeps=("chapter_id", "position"),
        only=Q(bundle__state=BundleState.DRAFT),
        told=ngettext_lazy(
            "%(count)s place in an edition that is being written",
            "%(count)s places in editions that are being written",
            "count",
        ),
    ),
)
