"""Consultation bodies, how often they mean to meet, and who sits in them."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import BodyKind, MemberFunction
from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation, Partnership, Person
from draaischijf.taxonomy.models import Area


class Body(Dated):
    """A body (on screen: "overleg") with members and a planned frequency."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="bodies"
    )
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=BodyKind, default=BodyKind.OTHER
    )
    mandate = models.TextField(_("mandate"), blank=True)
    area = models.ForeignKey(
        Area,
        verbose_name=_("area"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    # By which decision it was recognised, such as an advisory council.
    recognised = models.CharField(_("recognised by"), max_length=300, blank=True)
    # Where it is one of ours: the line in the register.
    recognised_in = models.ForeignKey(
        "consultation.BodyDecision",
        verbose_name=_("recognised by a decision of the register"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="recognised_bodies",
    )
    is_public = models.BooleanField(_("public"), default=True)
    # Of its first year only the rest is asked; where it is empty: queries/body_years.
    founded = models.DateField(_("founded on"), null=True, blank=True)
    ended = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="consultation_body_once"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="consultation_body_of_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("consultation:body", args=[self.partnership.slug, self.pk])

    @property
    def is_active(self) -> bool:
        return self.ended is None or self.ended > timezone.localdate()


class BodyFrequency(models.Model):
    """How often a body means to meet a year, from a year on: the past keeps its own."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="frequencies")
    since = models.PositiveSmallIntegerField(_("from the year"))
    per_year = models.PositiveSmallIntegerField(_("times a year"))

    class Meta:
        verbose_name = _("frequency")
        verbose_name_plural = _("frequencies")
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "since"], name="consultation_frequency_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.per_year} × {self.since}"


class BodyMemberQuerySet(models.QuerySet["BodyMember"]):
    def current(self, day: datetime.date | None = None) -> BodyMemberQuerySet:
        """Who sits in it on `day`, today by default."""
        day = day or timezone.localdate()
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day),
            Q(until__isnull=True) | Q(until__gte=day),
        )


class BodyMember(models.Model):
    """An organisation, a person, or a person for an organisation, during a term."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="seats",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="seats",
    )
    # Who is not known here: an expert by experience, a house without a page.
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation_name = models.CharField(
        _("organisation as written"), max_length=200, blank=True
    )
    function = models.CharField(
        _("function"),
        max_length=20,
        choices=MemberFunction,
        default=MemberFunction.MEMBER,
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = BodyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of a body")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False)
                | Q(person__isnull=False)
                | ~Q(name="")
                | ~Q(organisation_name=""),
                name="consultation_member_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=F("since")),
                name="consultation_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(one for one in (self.who, self.house) if one)

    @property
    def is_current(self) -> bool:
        """Whether the term runs today; `current` says it of rows."""
        today = timezone.localdate()
        has_begun = self.since is None or self.since <= today
        return has_begun and (self.until is None or self.until >= today)

    @property
    def is_known(self) -> bool:
        """Whether who sits there is a person of here, or an organisation itself."""
        sits_itself = self.organisation_id is not None and not self.name
        return self.person_id is not None or sits_itself

    @property
    def who(self) -> str:
        """The name of the person; empty where an organisation sits there itself."""
        return self.person.name if self.person else self.name

    @property
    def house(self) -> str:
        """The name of the organisation, as it is known or as it was written."""
        return self.organisation.name if self.organisation else self.organisation_name
