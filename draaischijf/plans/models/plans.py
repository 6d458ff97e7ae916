"""The plan and the tree of its objectives."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation, Partnership
from draaischijf.plans.enums import PlanKind, PlanStatus, SectionKind

# What offices call the levels of a tree; a plan may have its own.
LEVELS: dict[str, list[list[str]]] = {
    PlanKind.ANNUAL_PLAN: [
        ["SD", "strategische doelstelling"],
        ["OD", "operationele doelstelling"],
    ],
    PlanKind.PROGRAMME: [["", "luik"], ["", "thema"], ["", "doelstelling"]],
    PlanKind.SIX_YEAR_PLAN: [
        ["BD", "beleidsdoelstelling"],
        ["AP", "actieplan"],
    ],
}
MOST_LEVELS = 3
# First parts of addresses below /plannen/ that are no plan.
RESERVED_SLUGS = frozenset({"nieuw", "mijn", "export"})


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def public(self) -> ActionPlanQuerySet:
        """Plans everybody may read."""
        return self.filter(is_public=True)

    def of_year(self, year: int) -> ActionPlanQuerySet:
        """Plans whose period holds (a part of) this year."""
        return self.filter(start__year__lte=year, end__year__gte=year)


class ActionPlan(Dated):
    """An annual plan, a multi-year programme or a six-year plan of a partnership."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="plans"
    )
    slug = models.SlugField(_("address"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind)
    title = models.CharField(_("title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    # A yearly selection out of a multi-year programme (Westhoek: Werkjaar 2, 3).
    programme = models.ForeignKey(
        "self",
        verbose_name=_("year of the programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="year_plans",
    )
    # [[short, long], …] from the top: [["SD", "strategische doelstelling"], …].
    level_names = models.JSONField(_("names of the levels"), default=list)
    status = models.CharField(
        _("status"), max_length=20, choices=PlanStatus, default=PlanStatus.DRAFT
    )
    is_public = models.BooleanField(_("public"), default=False)
    # Months after which an action without a log entry stands out.
    log_interval = models.PositiveSmallIntegerField(
        _("months between two log entries"), default=3
    )
    evaluated = models.DateField(_("evaluated on"), null=True, blank=True)
    evaluation = models.TextField(_("mid-term evaluation"), blank=True)
    last_action_number = models.PositiveIntegerField(default=0, editable=False)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-start", "-end", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="plans_plan_address_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("end")), name="plans_plan_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "-start"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.partnership.slug, self.slug])

    @property
    def years(self) -> str:
        """The period in words: "2027" or "2026–2031"."""
        first, last = self.start.year, self.end.year
        return str(first) if first == last else f"{first}–{last}"

    @property
    def evaluation_due(self) -> datetime.date | None:
        """The day a mid-term evaluation is due: after half of a period of years.

        The decree of 2004 asks it of a plan of six years after three; a plan of one
        year has none.
        """
        if self.kind == PlanKind.ANNUAL_PLAN:
            return None
        return self.start + (self.end - self.start + datetime.timedelta(days=1)) / 2

    def level_name(self, level: int) -> tuple[str, str]:
        """Return the short and the long name of a level, from 1; empty when unnamed."""
        if 1 <= level <= len(self.level_names):
            short, long = self.level_names[level - 1]
            return str(short), str(long)
        return "", ""


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def tops(self) -> ObjectiveQuerySet:
        """Objectives that stand under no other."""
        return self.filter(parent__isnull=True)


class Objective(Dated):
    """One heading of a plan: an objective of the tree, or a section outside it."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="objectives"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("under"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    # Empty for an objective of the tree.
    section = models.CharField(
        _("section"), max_length=20, choices=SectionKind, blank=True
    )
    # As offices write it: "1.1"; the short name of the level is put before it.
    code = models.CharField(_("code"), max_length=20, blank=True)
    title = models.TextField(_("objective"))
    explanation = models.TextField(_("explanation"), blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    bbc_code = models.CharField(_("BBC code"), max_length=40, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    # The objective of the plan before this one that it goes on with.
    continues = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
    )

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=MOST_LEVELS),
                name="plans_objective_level",
            ),
            models.CheckConstraint(
                condition=Q(section="") | Q(parent__isnull=True),
                name="plans_section_stands_alone",
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()
