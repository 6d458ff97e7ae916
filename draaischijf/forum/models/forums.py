"""A joint forum, its themes with why each is there, and who is invited for which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.models import Meeting, Participant
from draaischijf.core.models import Dated
from draaischijf.forum.enums import AT_WORK, ForumRole, ForumStage, WhyChosen
from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal

MOST_DOTS = 9


class Forum(Dated):
    """What makes a meeting a forum: its stage, and how many dots each phone has."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="forums"
    )
    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="forum"
    )
    stage = models.CharField(
        _("stage"), max_length=20, choices=ForumStage, default=ForumStage.PREPARING
    )
    dots = models.PositiveSmallIntegerField(_("dots for each phone"), default=3)
    # From then on everybody reads its report.
    published = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("joint forum")
        verbose_name_plural = _("joint forums")
        ordering = ["-meeting__day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dots__gte=1) & Q(dots__lte=MOST_DOTS),
                name="forum_some_dots",
            ),
            models.CheckConstraint(
                condition=Q(published__isnull=True) | Q(stage=ForumStage.CLOSED),
                name="forum_published_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.meeting.title

    def get_absolute_url(self) -> str:
        return reverse("forum:forum", args=[self.partnership.slug, self.pk])

    @property
    def is_published(self) -> bool:
        return self.published is not None

    @property
    def is_at_work(self) -> bool:
        """Whether the tables write."""
        return self.stage in AT_WORK

    @property
    def is_weighing(self) -> bool:
        return self.stage == ForumStage.WEIGHING

    @property
    def is_closed(self) -> bool:
        return self.stage == ForumStage.CLOSED


class ForumTheme(Dated):
    """One theme of a forum, often a signal; and what its raisers were told."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("theme"), max_length=200)
    why = models.CharField(
        _("why"), max_length=20, choices=WhyChosen, default=WhyChosen.OTHER
    )
    why_text = models.TextField(_("why, in words"), blank=True)
    signal = models.ForeignKey(
        PolicySignal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="forum_themes",
    )
    told_text = models.TextField(_("told to who raised it"), blank=True)
    told = models.DateTimeField(_("told on"), null=True, blank=True)

    class Meta:
        verbose_name = _("theme of a forum")
        verbose_name_plural = _("themes of a forum")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class ForumInvitee(models.Model):
    """Somebody who takes part in the meeting, with a role at the forum and a theme."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="invitees")
    theme = models.ForeignKey(
        ForumTheme,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitees",
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="forum_places"
    )
    role = models.CharField(_("as"), max_length=20, choices=ForumRole)

    class Meta:
        verbose_name = _("invited to a forum")
        verbose_name_plural = _("invited to a forum")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "participant"],
                nulls_distinct=False,
                name="forum_invited_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.participant)
