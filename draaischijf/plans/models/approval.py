"""The bodies a plan passes, what was adopted, and what the law asks to be there."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.core.redaction.sealed import only_redacted
from draaischijf.documents.models import StoredFile
from draaischijf.plans.enums import PASSED, LegalPart, StepKind, StepResult
from draaischijf.plans.models.plans import ActionPlan


class PlanVersion(models.Model):
    """A plan as it was adopted: kept whole, readable for ever, never changed."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    adopted = models.DateField(_("adopted on"))
    body = models.CharField(_("by"), max_length=200)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    # What changed against the version before it, in words.
    note = models.TextField(_("what changed"), blank=True)
    content = models.JSONField(_("the plan as it was"))
    sha256 = models.CharField(max_length=64)
    # When words about a client were taken out, each with the checksum before.
    redactions = models.JSONField(default=list, blank=True, editable=False)
    # The files the content names: kept as long as the version is.
    files = models.ManyToManyField(
        StoredFile, verbose_name=_("files"), blank=True, related_name="+"
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("adopted version")
        verbose_name_plural = _("adopted versions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plans_version_once"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="adopted_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "number",
                    "adopted",
                    "body",
                    "reference",
                    "note",
                    "content",
                    "sha256",
                    "redactions",
                ),
                func=only_redacted(
                    "number", "adopted", otherwise="an adopted version is never changed"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


class ApprovalStep(Dated):
    """One body a plan passes, in order: advice, approval, notification."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="approval_steps"
    )
    # Each time a plan goes through its bodies: after a refusal, and for an amendment.
    # What was said in an earlier round stays as it was.
    round = models.PositiveSmallIntegerField(_("time through the bodies"), default=1)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=StepKind)
    body = models.CharField(_("body"), max_length=200)
    planned = models.DateField(_("planned on"), null=True, blank=True)
    result = models.CharField(
        _("result"), max_length=20, choices=StepResult, default=StepResult.PENDING
    )
    date = models.DateField(_("date"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("step of approval")
        verbose_name_plural = _("steps of approval")
        ordering = ["round", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=StepResult.PENDING) | Q(date__isnull=False),
                name="plans_approval_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_result_display()}"

    @property
    def is_pending(self) -> bool:
        """Whether this body still has to say something."""
        return self.result == StepResult.PENDING

    @property
    def has_passed(self) -> bool:
        """Whether the next step may follow."""
        return self.result in PASSED


class LegalElement(Dated):
    """One of the five elements the law asks of a local social policy plan."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="legal_elements"
    )
    part = models.CharField(_("element"), max_length=20, choices=LegalPart)
    note = models.TextField(_("where it stands"), blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("element the law asks")
        verbose_name_plural = _("elements the law asks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "part"], name="plans_element_once")
        ]

    def __str__(self) -> str:
        return self.get_part_display()

    @property
    def is_there(self) -> bool:
        """Whether somebody can read it: a file, a link, or words that say where."""
        return bool(self.file_id or self.link or self.note)
