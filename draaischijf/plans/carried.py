"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from django.utils.translation import ngettext_lazy

from draaischijf.signals.carried import Carried

CARRIED = (
    Carried(
        "plans.PlanAction_signals",
        way="policysignal",
        same=("planaction_id",),
        goes=True,
        told=ngettext_lazy(
            "%(count)s action of a plan that answers it",
            "%(count)s actions of plans that answer it",
            "count",
        ),
    ),
)
