"""What happened with an action, and decisions of others about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.dated_facts import DatedFact
from draaischijf.documents.models import StoredFile
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models.plan_actions import PlanAction


class ActionLogEntry(DatedFact):
    """One dated fact about an action; entered once, it may show under more actions."""

    action = models.ForeignKey(
        PlanAction, on_delete=models.CASCADE, related_name="log_entries"
    )
    also_about = models.ManyToManyField(
        PlanAction,
        verbose_name=_("also about"),
        blank=True,
        related_name="shared_log_entries",
    )
    files = models.ManyToManyField(
        StoredFile, verbose_name=_("files"), blank=True, related_name="+"
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_public = models.BooleanField(_("public"), default=True)
    tells_raisers = models.BooleanField(_("tell the reporters"), default=False)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = [models.F("start").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["action", "-start"])]

    def __str__(self) -> str:
        return f"{self.date_text}: {self.text[:60]}"


class LifecycleDecision(models.Model):
    """What the body that decides said about an action that stands here pro memorie."""

    action = models.ForeignKey(
        PlanAction, on_delete=models.CASCADE, related_name="lifecycle_decisions"
    )
    lifecycle = models.CharField(_("lifecycle"), max_length=20, choices=Lifecycle)
    body = models.CharField(_("who decided"), max_length=200)
    date = models.DateField(_("date"))
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision of another body")
        verbose_name_plural = _("decisions of other bodies")
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body=""), name="plans_lifecycle_decision_names_a_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.date}"
