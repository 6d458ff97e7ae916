"""Carrying a plan over to the next: one choice for every action."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.plans.enums import CarryDecision
from draaischijf.plans.models.plan_actions import PlanAction
from draaischijf.plans.models.plans import ActionPlan

# With these the action stands in the next plan.
GOES_ALONG = (CarryDecision.CONTINUE, CarryDecision.ADAPT, CarryDecision.POSTPONE)


class CarryOverQuerySet(models.QuerySet["CarryOver"]):
    def open(self) -> CarryOverQuerySet:
        """Those that are being made: not finished and not cancelled."""
        return self.filter(finished__isnull=True, cancelled__isnull=True)


class CarryOver(Dated):
    """One carry-over, while it is made and afterwards: from which plan to which."""

    source = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="carry_overs"
    )
    # Made when the carry-over is finished.
    target = models.OneToOneField(
        ActionPlan,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carried_from",
    )
    title = models.CharField(_("title of the new plan"), max_length=200)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished = models.DateTimeField(_("finished"), null=True, blank=True)
    cancelled = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = CarryOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("carry-over")
        verbose_name_plural = _("carry-overs")
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(finished__isnull=True, cancelled__isnull=True),
                name="plans_one_open_carry_over",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.title}"

    @property
    def partnership_id(self) -> int:
        """Where it belongs, for the history. Reads self.source: may cause a query."""
        return self.source.partnership_id

    @property
    def is_open(self) -> bool:
        """Whether choices can still be made in it."""
        return self.finished is None and self.cancelled is None


class CarryChoice(Dated):
    """What happens with one action of the old plan."""

    carry_over = models.ForeignKey(
        CarryOver, on_delete=models.CASCADE, related_name="choices"
    )
    action = models.ForeignKey(PlanAction, on_delete=models.CASCADE, related_name="+")
    decision = models.CharField(_("choice"), max_length=20, choices=CarryDecision)
    # Made for an action that was over: it is taken up again. A choice made before the
    # action ended says nothing about that.
    is_revival = models.BooleanField(_("taken up again"), default=False)
    # Why it stops, until when it waits, what became of it.
    reason = models.TextField(_("why"), blank=True)
    title = models.TextField(_("new words for the action"), blank=True)
    remark = models.TextField(_("progress"), blank=True)
    merge_with = models.ForeignKey(
        PlanAction, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # The decision of the body that decides, for an action pro memorie.
    body = models.CharField(_("who decided"), max_length=200, blank=True)
    decided = models.DateField(_("decided on"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("choice in a carry-over")
        verbose_name_plural = _("choices in a carry-over")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["carry_over", "action"], name="plans_carry_choice_once"
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[CarryDecision.STOP, CarryDecision.POSTPONE])
                | ~Q(reason=""),
                name="plans_carry_choice_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(decision=CarryDecision.MERGE)
                | Q(merge_with__isnull=False),
                name="plans_carry_merge_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.decision}"

    @property
    def goes_along(self) -> bool:
        """Whether the action stands in the next plan by this choice."""
        return self.decision in GOES_ALONG
