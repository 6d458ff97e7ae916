"""The action of a plan, and who is in it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.dated_facts import FuzzyDated
from draaischijf.people.models import Organisation, Person
from draaischijf.plans.enums import ENDED, NEEDS_REASON, Lifecycle, PartyRole
from draaischijf.plans.models.plans import ActionPlan, Objective
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.taxonomy.models import Term


class PlanActionQuerySet(models.QuerySet["PlanAction"]):
    def going_on(self) -> PlanActionQuerySet:
        """Actions that are not over."""
        return self.exclude(lifecycle__in=ENDED)

    def led_by(self, person: Person) -> PlanActionQuerySet:
        """Actions in which a person is named as lead."""
        return self.filter(parties__role=PartyRole.LEAD, parties__person=person)


class PlanAction(FuzzyDated):
    """What a plan says will be done. Its date is the timing: "najaar 2027".

    Progress stands in `remark`, in a few words (the OPMERKING column on paper); what
    happened stands in the log.
    """

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="plan_actions"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="plan_actions"
    )
    # Part of the address: given once, never given again.
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=20, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    title = models.TextField(_("action"))
    remark = models.TextField(_("progress"), blank=True)
    start_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    lifecycle = models.CharField(
        _("lifecycle"), max_length=20, choices=Lifecycle, default=Lifecycle.NEW
    )
    # What an import thinks an unknown one is, for a person to confirm.
    proposed = models.CharField(
        _("proposed"), max_length=20, choices=Lifecycle, blank=True
    )
    reason = models.TextField(_("why"), blank=True)
    ended = models.DateField(_("ended on"), null=True, blank=True)
    is_pro_memorie = models.BooleanField(
        _("pro memorie"),
        default=False,
        help_text=_("Shown here; another body decides about it."),
    )
    decided_by = models.CharField(_("who decides"), max_length=200, blank=True)
    needs_step_plan = models.BooleanField(_("needs a step plan first"), default=False)
    bbc_code = models.CharField(_("BBC code"), max_length=40, blank=True)
    # Months; empty: as the plan says.
    log_interval = models.PositiveSmallIntegerField(
        _("months between two log entries"), null=True, blank=True
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of action"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parts",
    )
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    # It answers these.
    signals = models.ManyToManyField(
        PolicySignal,
        verbose_name=_("signals it answers"),
        blank=True,
        related_name="plan_actions",
    )
    rights = models.ManyToManyField(
        Term, verbose_name=_("social rights"), blank=True, related_name="+"
    )
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("remark", weight="B", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plans_action_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(lifecycle__in=NEEDS_REASON) | ~Q(reason=""),
                name="plans_action_says_why",
            ),
            models.CheckConstraint(
                condition=Q(is_pro_memorie=False) | ~Q(decided_by=""),
                name="plans_pro_memorie_names_who_decides",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="plans_action_search"),
            models.Index(fields=["objective", "position"]),
            models.Index(fields=["plan", "lifecycle"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        plan = self.plan
        return reverse(
            "plans:action", args=[plan.partnership.slug, plan.slug, self.number]
        )

    @property
    def partnership_id(self) -> int:
        """Where it belongs, for the history. Reads self.plan: may cause a query."""
        return self.plan.partnership_id

    @property
    def is_over(self) -> bool:
        """Whether the next plan leaves it out."""
        return self.lifecycle in ENDED

    @property
    def months_between(self) -> int:
        """After how many months without a log entry it stands out."""
        return self.log_interval or self.plan.log_interval


class ActionParty(models.Model):
    """Somebody in an action: lead, contact or partner.

    The words as written stay beside the organisation or person they stand for: not
    every actor is an organisation ("11 fora", "meerdere").
    """

    action = models.ForeignKey(
        PlanAction, on_delete=models.CASCADE, related_name="parties"
    )
    role = models.CharField(_("role"), max_length=20, choices=PartyRole)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.CharField(_("as written"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("party in an action")
        verbose_name_plural = _("parties in an action")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(text=""),
                name="plans_party_is_somebody",
            )
        ]
        indexes = [models.Index(fields=["role", "person"])]

    def __str__(self) -> str:
        if self.person:
            return self.person.name
        return self.organisation.name if self.organisation else self.text
