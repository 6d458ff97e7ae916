"""Meetings: when and where, and who is asked, came, or let know not to come."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import (
    MeetingKind,
    MeetingState,
    Presence,
    Reply,
)
from draaischijf.consultation.models.bodies import Body
from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation, Partnership, Person


class Meeting(Dated):
    """One meeting of a body, or a gathering of the partnership without a body.

    Of an old one only the year may be known: then `day` is empty.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="meetings"
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=MeetingKind, default=MeetingKind.REGULAR
    )
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    day = models.DateField(_("day"), null=True, blank=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    video_link = models.URLField(_("video link"), max_length=500, blank=True)
    about = models.TextField(_("what it is about"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MeetingState, default=MeetingState.PLANNED
    )
    is_public = models.BooleanField(_("public"), default=False)
    # Calendar programs know it by this, and follow changes by the sequence (RFC 5545).
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [F("day").desc(nulls_last=True), "-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__year=F("year")),
                name="consultation_meeting_year_of_day",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(day__isnull=False),
                name="consultation_meeting_time_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="consultation_meeting_ends_later",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.PLANNED) | Q(day__isnull=False),
                name="consultation_planned_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "-day"], name="consultation_meeting_days"
            ),
            models.Index(fields=["body", "year"], name="consultation_body_years"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation:meeting", args=[self.partnership.slug, self.pk])

    @property
    def is_over(self) -> bool:
        """Whether its day lies behind us; a postponed one lost the day it had."""
        if self.day is None or self.state == MeetingState.POSTPONED:
            return False
        return self.day < timezone.localdate()

    @property
    def has_come(self) -> bool:
        """Whether its day has come: it may have been held."""
        return self.day is not None and self.day <= timezone.localdate()

    @property
    def is_today(self) -> bool:
        """Whether it takes place today."""
        return self.goes_on and self.day == timezone.localdate()

    @property
    def goes_on(self) -> bool:
        return self.state in {MeetingState.PLANNED, MeetingState.HELD}

    @property
    def may_take_off(self) -> bool:
        """Whether somebody can be taken off its list: not once held or cancelled."""
        return self.state not in {MeetingState.HELD, MeetingState.CANCELLED}

    @property
    def hours(self) -> str:
        """From when to when, as 09:30 – 11:45; what is not known is left out."""
        known = [f"{one:%H:%M}" for one in (self.starts, self.ends) if one]
        return " – ".join(known)

    @property
    def length(self) -> datetime.timedelta | None:
        """How long it takes, where both hours are known."""
        if self.day is None or self.starts is None or self.ends is None:
            return None
        day = datetime.datetime.combine
        return day(self.day, self.ends) - day(self.day, self.starts)


class Participant(models.Model):
    """Somebody at a meeting: a member or a guest, with a reply and what came of it."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As it was called then: minutes of old stay readable.
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    reply = models.CharField(
        _("reply"), max_length=20, choices=Reply, default=Reply.NONE
    )
    presence = models.CharField(
        _("presence"), max_length=20, choices=Presence, default=Presence.UNKNOWN
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["is_guest", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="consultation_person_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """In which language to write: that of the account, else that of the site."""
        account = self.person.user if self.person else None
        return account.language if account else settings.LANGUAGE_CODE

    @property
    def walked_in(self) -> bool:
        """Whether this is a guest whom nobody asked, and who did not register."""
        asked = hasattr(self, "invitation") or hasattr(self, "registration")
        return self.is_guest and not asked


class Headcount(models.Model):
    """How many there were, where that was counted instead of named."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="headcount"
    )
    city = models.PositiveSmallIntegerField(_("of the city"), default=0)
    ocmw = models.PositiveSmallIntegerField(_("of the OCMW"), default=0)
    private = models.PositiveSmallIntegerField(_("private"), default=0)
    # Counted, but nobody noted for whom they came.
    other = models.PositiveSmallIntegerField(_("others"), default=0)
    organisations = models.PositiveSmallIntegerField(
        _("organisations"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("headcount")
        verbose_name_plural = _("headcounts")

    def __str__(self) -> str:
        return str(self.total)

    @property
    def total(self) -> int:
        return self.city + self.ocmw + self.private + self.other
