"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from django.utils.translation import ngettext_lazy

from draaischijf.signals.carried import Carried

CARRIED = (
    Carried(
        "consultation.AgendaItem",
        told=ngettext_lazy(
            "%(count)s item of an agenda", "%(count)s items of agendas", "count"
        ),
    ),
    Carried(
        "consultation.BodyDecision",
        told=ngettext_lazy(
            "%(count)s decision of a body", "%(count)s decisions of bodies", "count"
        ),
    ),
)
