"""What a coordinator looked at and found to be two different problems."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.signals.models.policy_signals import PolicySignal
from draaischijf.signals.models.pre_signals import PreSignal


class DifferentPair(models.Model):
    """A report and another report, or a signal, that are not about the same.

    Of two reports the one with the lower key comes first, so that a pair is one row.
    """

    pre_signal = models.ForeignKey(
        PreSignal, on_delete=models.CASCADE, related_name="different"
    )
    other = models.ForeignKey(
        PreSignal,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="different_before",
    )
    signal = models.ForeignKey(
        PolicySignal,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="different",
    )
    said = models.DateTimeField(_("since"), default=timezone.now)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("different pair")
        verbose_name_plural = _("different pairs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pre_signal", "other"], name="signals_different_reports_once"
            ),
            models.UniqueConstraint(
                fields=["pre_signal", "signal"], name="signals_different_signal_once"
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=False, signal__isnull=True)
                | Q(other__isnull=True, signal__isnull=False),
                name="signals_different_from_one",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | Q(pre_signal__lt=F("other")),
                name="signals_different_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pre_signal_id} ≠ {self.other_id or self.signal_id}"
