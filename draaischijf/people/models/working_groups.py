"""Working groups of a partnership, and the organisations that sit in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.people.models.partners import Organisation, Partnership, Person

LONGEST_NAME = 120


class WorkingGroupQuerySet(models.QuerySet["WorkingGroup"]):
    def active(self) -> WorkingGroupQuerySet:
        """Groups that work: not closed."""
        return self.filter(closed__isnull=True)


class WorkingGroup(Dated):
    """Organisations that word and weigh signals together, and have to agree to them.

    Each partnership has one standard group at most: what was given to no other group
    is with that one. It is never closed.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="working_groups"
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    description = models.TextField(_("what it is about"), blank=True)
    chair = models.ForeignKey(
        Person,
        verbose_name=_("chair"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_standard = models.BooleanField(_("standard group"), default=False)
    closed = models.DateField(_("closed on"), null=True, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["-is_standard", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_standard=True),
                name="people_one_standard_group",
            ),
            models.UniqueConstraint(
                Lower("name"),
                "partnership",
                condition=Q(closed__isnull=True),
                name="people_group_name_once",
            ),
            models.CheckConstraint(
                condition=Q(is_standard=False) | Q(closed__isnull=True),
                name="people_standard_group_stays",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.closed is None


class GroupMemberQuerySet(models.QuerySet["GroupMember"]):
    def current(self) -> GroupMemberQuerySet:
        """Who sits in a group now; an organisation that stopped sits nowhere."""
        return self.filter(until__isnull=True, organisation__is_active=True)


class GroupMember(models.Model):
    """An organisation in a working group, since when and until when.

    Without `since` it was there before anybody wrote that down. Who left stays here, so
    that the past can be read.
    """

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.CASCADE, related_name="members"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="groups"
    )
    since = models.DateField(
        _("since"), null=True, blank=True, default=timezone.localdate
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation in a working group")
        verbose_name_plural = _("organisations in a working group")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(until__isnull=True),
                name="people_group_member_once",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=F("since")),
                name="people_group_member_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.group_id}"
