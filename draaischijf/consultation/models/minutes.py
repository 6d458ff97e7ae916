"""Minutes: as they were sent, what was remarked, and as they were approved."""

from __future__ import annotations

import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.consultation.enums import MinutesState, RemarkOutcome
from draaischijf.consultation.models.meetings import Meeting, Participant
from draaischijf.core.models import Dated
from draaischijf.core.redaction.sealed import only_redacted

# So long a personal link to minutes opens them; then the members ask the secretariat.
LINK_LASTS = datetime.timedelta(days=400)


class Minutes(Dated):
    """The minutes of a meeting once they were sent; approved, they never change again.

    Before that there is no row: they are what stands under the items at that moment.
    """

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="minutes"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=MinutesState, default=MinutesState.SENT
    )
    sent = models.DateTimeField(_("sent on"))
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    remarks_until = models.DateField(_("remarks until"))
    # What the members got (minutes.py): what changed since can always be shown.
    as_sent = models.JSONField(_("as they were sent"))
    is_public = models.BooleanField(_("public"), default=False)
    approved = models.DateTimeField(_("approved on"), null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approved_minutes",
    )
    # From the moment they are approved all that stands in them.
    content = models.JSONField(_("content"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # When words about a client were taken out, each with the checksum before.
    redactions = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("minutes of a meeting")
        verbose_name_plural = _("minutes of meetings")
        ordering = ["-sent"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MinutesState.SENT)
                | (Q(content__isnull=False) & Q(approved__isnull=False)),
                name="consultation_approved_has_content",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "state",
                    "sent",
                    "remarks_until",
                    "as_sent",
                    "approved",
                    "content",
                    "sha256",
                    "redactions",
                ),
                condition=pgtrigger.Q(old__state=MinutesState.APPROVED),
                func=only_redacted(
                    "state",
                    "sent",
                    "remarks_until",
                    "approved",
                    otherwise="approved minutes never change",
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse(
            "consultation:minutes", args=[meeting.partnership.slug, meeting.pk]
        )

    @property
    def is_approved(self) -> bool:
        return self.state == MinutesState.APPROVED

    @property
    def takes_remarks(self) -> bool:
        return not self.is_approved and self.remarks_until >= timezone.localdate()


class MinutesReader(models.Model):
    """Somebody who got the minutes by mail; the link is personal."""

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="readers"
    )
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    # The link itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("reader of minutes")
        verbose_name_plural = _("readers of minutes")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "email"], name="consultation_minutes_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """In which language to write: that of the account, else that of the site."""
        known = self.participant
        return known.language if known else settings.LANGUAGE_CODE


class MinutesRemark(Dated):
    """What a member remarked on minutes, and what the secretary did with it."""

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="remarks"
    )
    reader = models.ForeignKey(
        MinutesReader,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="remarks",
    )
    # As they were called then.
    name = models.CharField(_("name"), max_length=200)
    # Under which item, by its number in the minutes; empty for all of it.
    item_number = models.PositiveSmallIntegerField(
        _("about item"), null=True, blank=True
    )
    text = models.TextField(_("remark"))
    outcome = models.CharField(
        _("what was done with it"),
        max_length=20,
        choices=RemarkOutcome,
        default=RemarkOutcome.OPEN,
    )
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("remark on minutes")
        verbose_name_plural = _("remarks on minutes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.name}"

    @property
    def is_open(self) -> bool:
        return self.outcome == RemarkOutcome.OPEN


class PresenceLink(models.Model):
    """The code on the screen of a meeting: who scans it says "I am here"."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="presence_link"
    )
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("code to say one is present")
        verbose_name_plural = _("codes to say one is present")

    def __str__(self) -> str:
        return str(self.meeting_id)
