"""A report while it is written and once it is frozen, and the documents made."""

from __future__ import annotations

import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.core.redaction.sealed import only_redacted
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Partnership
from draaischijf.plans.models import ActionPlan
from draaischijf.reporting.enums import (
    DocumentFormat,
    MakingState,
    ReportKind,
    ReportStatus,
)
from draaischijf.signals.models import PolicySignal

# Making takes seconds. A worker that was killed is noticed within some minutes.
STUCK_AFTER = datetime.timedelta(minutes=10)


class Report(Dated):
    """What is told about a plan, a year or a signal; frozen, it never changes again."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="reports"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind)
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    plan = models.ForeignKey(
        ActionPlan,
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reports",
    )
    signal = models.ForeignKey(
        PolicySignal,
        verbose_name=_("signal"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reports",
    )
    status = models.CharField(
        _("status"), max_length=20, choices=ReportStatus, default=ReportStatus.DRAFT
    )
    is_public = models.BooleanField(_("public"), default=False)
    frozen = models.DateTimeField(_("frozen on"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # From the moment it is frozen the whole document (reporting/content.py) in both
    # editions: {"partners": …, "public": … or nothing}.
    content = models.JSONField(_("content"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # When words about a client were taken out of it, each with the checksum before.
    redactions = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        # The word "report" alone is what a field worker sends.
        verbose_name = pgettext_lazy("a document", "report")
        verbose_name_plural = pgettext_lazy("a document", "reports")
        ordering = ["-year", "-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "year", "plan", "signal"],
                condition=Q(status=ReportStatus.DRAFT),
                name="reporting_one_draft",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.FROZEN)
                | (Q(content__isnull=False) & Q(frozen__isnull=False)),
                name="reporting_frozen_has_content",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(status=ReportStatus.FROZEN),
                name="reporting_public_is_frozen",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "kind",
                    "title",
                    "year",
                    "status",
                    "frozen",
                    "content",
                    "sha256",
                    "redactions",
                ),
                condition=pgtrigger.Q(old__status=ReportStatus.FROZEN),
                func=only_redacted(
                    "kind",
                    "year",
                    "status",
                    "frozen",
                    otherwise="a frozen report never changes",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.partnership.slug, self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.status == ReportStatus.FROZEN


class ReportText(Dated):
    """What an editor wrote in one section of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(_("section"), max_length=60)
    text = models.TextField(_("text"), blank=True)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of a report")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"], name="reporting_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.section


class MadeDocument(Dated):
    """One file of a report, made by the worker and kept."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="documents"
    )
    # `documents` keeps the tenant as a bare number; so can the history.
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+"
    )
    format = models.CharField(_("format"), max_length=10, choices=DocumentFormat)
    # The edition everybody may read: without persons and what is for partners only.
    is_public = models.BooleanField(_("public edition"), default=False)
    state = models.CharField(
        _("state"), max_length=20, choices=MakingState, default=MakingState.WAITING
    )
    # Out of a hundred, with what is being done, for the bar on the page.
    progress = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    problem = models.TextField(_("what went wrong"), blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started = models.DateTimeField(_("started"), null=True, blank=True)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["report", "-created"])]

    def __str__(self) -> str:
        return f"{self.report} ({self.get_format_display()})"

    @property
    def is_under_way(self) -> bool:
        return self.state in {MakingState.WAITING, MakingState.MAKING}

    @property
    def is_stuck(self) -> bool:
        """Whether it is under way for so long that nobody works on it any more."""
        since = self.started or self.updated
        return self.is_under_way and timezone.now() - since > STUCK_AFTER

    @property
    def may_be_tried_again(self) -> bool:
        return self.state == MakingState.FAILED or self.is_stuck
