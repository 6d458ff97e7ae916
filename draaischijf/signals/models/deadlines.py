"""How many working days a signal may be in each phase, per partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import SignalState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _days(
    label: StrPromise, default: int
) -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, default=default
    )


class PhaseDeadlines(Dated):
    """Working days for each phase; empty is no deadline.

    A partnership without this row has none: nothing is late before somebody chose.
    The defaults are what the page proposes: two meetings of a working group to bundle,
    a quarter to analyse, two months until a decision, a month until something starts,
    and half a year of doing before one looks at it again.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="phase_deadlines"
    )
    bundling = _days(_("to bundle a signal"), 40)
    analysis = _days(_("to analyse and publish it"), 60)
    published = _days(_("to decide about it"), 40)
    decided = _days(_("to start on it"), 20)
    in_action = _days(_("to close it, or say why not yet"), 120)

    class Meta:
        verbose_name = _("deadlines of the phases")
        verbose_name_plural = _("deadlines of the phases")

    def __str__(self) -> str:
        return str(self.partnership_id)

    def days_for(self, state: str) -> int | None:
        """Return the working days for a state; None where there is no deadline."""
        if state not in PHASES:
            return None
        days: int | None = getattr(self, state)
        return days


PHASES = (
    SignalState.BUNDLING,
    SignalState.ANALYSIS,
    SignalState.PUBLISHED,
    SignalState.DECIDED,
    SignalState.IN_ACTION,
)
