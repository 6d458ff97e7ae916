"""Periods, runs, requests, and what an office adds to the register."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.people.models import Partnership
from draaischijf.privacy.enums import Asker, RequestKind


class RetentionPeriod(Dated):
    """How long one partnership keeps a kind of record, where it differs from usual."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="retention_periods"
    )
    record = models.CharField(_("record"), max_length=40)
    days = models.PositiveIntegerField(_("days"))

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "record"], name="privacy_period_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.days}"


class RetentionRun(models.Model):
    """One day of keeping to the periods: how many rows, nothing of what was in them.

    Without a partnership: what belongs to the whole site.
    """

    partnership = models.ForeignKey(
        Partnership,
        null=True,
        on_delete=models.CASCADE,
        related_name="retention_runs",
    )
    day = models.DateField(_("day"))
    started = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    # By the code of the record; a batch and its count are written together.
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("run of the periods")
        verbose_name_plural = _("runs of the periods")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "day"],
                name="privacy_one_run_a_day",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class DataRequest(models.Model):
    """Somebody asked for a copy or for removal: when, how, what was done. No data."""

    partnership = models.ForeignKey(
        Partnership, null=True, on_delete=models.CASCADE, related_name="data_requests"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    kind = models.CharField(_("asked"), max_length=10, choices=RequestKind)
    asker = models.CharField(_("how"), max_length=10, choices=Asker)
    # Who handled it; nobody when the person did it without help.
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("request about data")
        verbose_name_plural = _("requests about data")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["partnership", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind}"

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.at)


class RegisterEntry(Dated):
    """What an office adds to the register of processing (GDPR, article 30)."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="processing_register"
    )
    controller = models.CharField(_("controller"), max_length=300, blank=True)
    officer = models.CharField(_("data protection officer"), max_length=200, blank=True)
    officer_email = models.EmailField(_("e-mail of the officer"), blank=True)
    # By the code of the activity.
    additions = models.JSONField(default=dict, blank=True)
    measures = models.TextField(_("own security measures"), blank=True)

    class Meta:
        verbose_name = _("register of processing")
        verbose_name_plural = _("registers of processing")

    def __str__(self) -> str:
        return str(self.partnership)
