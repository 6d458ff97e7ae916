"""Who was written to for a meeting, with a link of their own, and when it moved."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models.meetings import Meeting, Participant


class Invitation(models.Model):
    """The link of one participant, with which one replies without an account."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="invitation"
    )
    # The link itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    # When somebody was asked which moments suit.
    polled = models.DateTimeField(null=True, blank=True)
    # When the invitation went; who was only asked for a date was not invited yet.
    at = models.DateTimeField(null=True, blank=True)
    replied = models.DateTimeField(null=True, blank=True)
    # A word with the reply, for who convenes.
    word = models.CharField(_("a word with it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.participant_id}"


class MeetingMove(models.Model):
    """A meeting got another moment, or lost the one it had: that stays readable."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    # Planned again, postponed until later, or cancelled.
    became = models.CharField(_("state"), max_length=20, choices=MeetingState)
    from_day = models.DateField(null=True, blank=True)
    from_starts = models.TimeField(null=True, blank=True)
    from_ends = models.TimeField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    to_starts = models.TimeField(null=True, blank=True)
    to_ends = models.TimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("move of a meeting")
        verbose_name_plural = _("moves of meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.from_day} → {self.to_day}"


# So long after a meeting the link still shows what it was.
LINK_LASTS = datetime.timedelta(days=90)
