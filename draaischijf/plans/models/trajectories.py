"""How a plan came about, step by step."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.core.dated_facts import FuzzyDated
from draaischijf.plans.models.plans import ActionPlan


class TrajectoryStep(FuzzyDated):
    """One step: what, with which parties, when, to what end (Kortrijk's table)."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="trajectory"
    )
    # As in the source; the page sorts by date.
    position = models.PositiveIntegerField(_("position"), default=0)
    title = models.TextField(_("what"))
    with_city = models.BooleanField(_("city"), default=False)
    with_ocmw = models.BooleanField(_("OCMW"), default=False)
    with_private = models.BooleanField(_("private organisations"), default=False)
    aim = models.TextField(_("aim"), blank=True)
    remark = models.TextField(_("remarks"), blank=True)
    participants = models.CharField(_("participants"), max_length=300, blank=True)
    is_in_preparation = models.BooleanField(_("in preparation"), default=False)

    class Meta:
        verbose_name = _("step of the trajectory")
        verbose_name_plural = _("steps of the trajectory")
        ordering = [models.F("start").asc(nulls_last=True), "position", "pk"]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return self.title
