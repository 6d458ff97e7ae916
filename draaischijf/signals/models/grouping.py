"""Groups of open reports that seem to be about one problem: proposals, no decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.people.models import Partnership
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES
from draaischijf.signals.models.pre_signals import PreSignal

LONGEST_TITLE = 120
# Fewer is no group.
FEWEST = 2


class Grouping(models.Model):
    """The groups of a partnership as a whole: the row that who changes them locks.

    `version` counts what persons did: the job that worked on what was there before
    begins anew.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="grouping"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("grouping of reports")
        verbose_name_plural = _("groupings of reports")

    def __str__(self) -> str:
        return f"{self.partnership_id}, {self.version}"


class ReportGroupQuerySet(models.QuerySet["ReportGroup"]):
    def standing(self) -> ReportGroupQuerySet:
        """Groups of which at least two reports wait for an outcome (`open_count`)."""
        waiting = Q(
            members__report__state__in=OPEN_PRE_SIGNAL_STATES,
            members__report__links__isnull=True,
        )
        return self.annotate(open_count=Count("members", filter=waiting)).filter(
            open_count__gte=FEWEST
        )

    def largest_first(self) -> ReportGroupQuerySet:
        """In the order of how many reports wait; of standing groups."""
        return self.order_by(F("open_count").desc(), "pk")


class ReportGroup(models.Model):
    """Reports that seem to be about one problem, under a working title.

    What a person `touched` (split off, named) stays as it is: the job only adds to it.
    A title that a person gave (`is_named`) stays too.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="report_groups"
    )
    title = models.CharField(_("working title"), max_length=LONGEST_TITLE)
    # The most telling words, with a comma between them; the title is made of these.
    words = models.CharField(_("telling words"), max_length=300, blank=True)
    is_touched = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)
    made = models.DateTimeField(_("since"), default=timezone.now)

    objects = ReportGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of reports")
        verbose_name_plural = _("groups of reports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class GroupedReport(models.Model):
    """A report in the one group it is in."""

    group = models.ForeignKey(
        ReportGroup, on_delete=models.CASCADE, related_name="members"
    )
    report = models.OneToOneField(
        PreSignal, on_delete=models.CASCADE, related_name="grouped"
    )

    class Meta:
        verbose_name = _("report in a group")
        verbose_name_plural = _("reports in a group")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.group_id}, {self.report_id}"
