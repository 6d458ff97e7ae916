"""Tracks towards a solution: where they came from, their weight, and their end."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.forum.enums import TrackState
from draaischijf.forum.models.forums import MOST_DOTS, ForumTheme
from draaischijf.forum.models.tables import ForumTable
from draaischijf.people.models import Organisation, Person
from draaischijf.plans.models import PlanAction


class SolutionTrack(Dated):
    """One track (on screen: "oplossingspiste") under a theme."""

    theme = models.ForeignKey(
        ForumTheme, on_delete=models.CASCADE, related_name="tracks"
    )
    # Where it was thought of; empty when it was added afterwards.
    table = models.ForeignKey(
        ForumTable,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tracks",
    )
    # Made with the form: sent twice it is one.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    what = models.TextField(_("what"), blank=True)
    who = models.CharField(_("who would do it"), max_length=300, blank=True)
    needs = models.TextField(_("what is needed"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=TrackState, default=TrackState.COLLECTED
    )
    owner = models.ForeignKey(
        Person,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="forum_tracks",
    )
    owner_name = models.CharField(_("owner"), max_length=200, blank=True)
    # What it became; the day it did.
    plan_action = models.ForeignKey(
        PlanAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="forum_tracks",
    )
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    addressee_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ask = models.TextField(_("what is asked"), blank=True)
    letter_sent = models.DateField(_("letter sent on"), null=True, blank=True)
    reason = models.TextField(_("why it was dropped"), blank=True)
    ended = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("solution track")
        verbose_name_plural = _("solution tracks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=TrackState.DROPPED) | ~Q(reason=""),
                name="forum_dropped_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=TrackState.ADDRESSED) | ~Q(addressee=""),
                name="forum_addressed_to_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "owner"], name="forum_track_owners")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        forum = self.theme.forum
        return reverse("forum:track", args=[forum.partnership.slug, forum.pk, self.pk])

    @property
    def owned_by(self) -> str:
        return self.owner.name if self.owner else self.owner_name


class TrackDot(models.Model):
    """One dot of one device; `slot` says which of its dots: none counts double.

    A device is a print of a random cookie: nobody knows who it was.
    """

    theme = models.ForeignKey(ForumTheme, on_delete=models.CASCADE, related_name="dots")
    track = models.ForeignKey(
        SolutionTrack, on_delete=models.CASCADE, related_name="dots"
    )
    device = models.CharField(max_length=64, editable=False)
    slot = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("dot on a track")
        verbose_name_plural = _("dots on a track")
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "device", "slot"], name="forum_dot_once"
            ),
            models.CheckConstraint(
                condition=Q(slot__lt=MOST_DOTS), name="forum_dots_few"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track_id}: {self.slot}"
