"""A call for input, its questions, who is invited, and the points they send."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.calls.enums import CallState
from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation, Partnership
from draaischijf.signals.enums import PeopleRange
from draaischijf.signals.models import PreSignal
from draaischijf.taxonomy.models import Area


class Call(Dated):
    """One round (on screen: "bevraging") of a partnership."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="calls"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    why = models.TextField(_("why"))
    deadline = models.DateField(_("answer before the end of"))
    state = models.CharField(
        _("state"), max_length=20, choices=CallState, default=CallState.DRAFT
    )
    opened = models.DateTimeField(_("opened"), null=True, blank=True)
    closed = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("call for input")
        verbose_name_plural = _("calls for input")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="calls_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calls:call", args=[self.partnership.slug, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == CallState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == CallState.OPEN

    @property
    def is_past(self) -> bool:
        """Whether the last day to answer lies behind us."""
        return self.deadline < timezone.localdate()

    @property
    def takes_answers(self) -> bool:
        return self.is_open and not self.is_past


class CallQuestion(models.Model):
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)

    class Meta:
        verbose_name = _("question of a call")
        verbose_name_plural = _("questions of a call")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Invited(models.Model):
    """An organisation, or only an address, that is asked; its link is personal."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="invited")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    # Of the mails and the page: as invited, until who answers chooses another one.
    language = models.CharField(_("language"), max_length=5, default="nl")
    at = models.DateTimeField(default=timezone.now)
    # The link itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    # The first and the last time that points were sent.
    answered = models.DateTimeField(null=True, blank=True)
    added = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invited to a call")
        verbose_name_plural = _("invited to a call")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=~Q(email=""),
                name="calls_invited_once",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else self.email

    @property
    def link_until(self) -> datetime.date:
        """The last day on which the link opens what was sent."""
        return self.call.deadline + LINK_LASTS


class CallPoint(models.Model):
    """One point under a question: kept here until it is sent, then on its report."""

    question = models.ForeignKey(
        CallQuestion, on_delete=models.CASCADE, related_name="points"
    )
    invited = models.ForeignKey(
        Invited, on_delete=models.CASCADE, related_name="points"
    )
    # Made with the form, and the key of the report: sent twice it is one.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    text = models.TextField(_("point"), blank=True)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    people = models.CharField(
        max_length=10, choices=PeopleRange, default=PeopleRange.UNKNOWN
    )
    screening = models.JSONField(default=list, blank=True)
    report = models.OneToOneField(
        PreSignal,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="call_point",
    )

    class Meta:
        verbose_name = _("point in a call")
        verbose_name_plural = _("points in a call")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(text=""),
                name="calls_sent_text_is_the_reports",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.report_id or 'draft'}"


# So long after the deadline the link still shows what became of the points.
LINK_LASTS = datetime.timedelta(days=365)
