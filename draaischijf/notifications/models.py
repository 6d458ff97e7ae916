"""The outbox."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    # The person wants no more of these: the text is not kept.
    STOPPED = "stopped", _("not sent, the person stopped these mails")


class MailQuerySet(models.QuerySet["Mail"]):
    def overdue(self, now: datetime.datetime) -> MailQuerySet:
        """Mails that have waited so long that their job must have been lost."""
        return self.filter(
            state=MailState.WAITING, created__lt=now - datetime.timedelta(minutes=30)
        )


class Mail(models.Model):
    """One message to one address.

    Personal links stand in the text as `{link}` and are filled in while sending, so
    that no token lies readable in the database.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    partnership_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=60)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    # Dotted path of a function and its arguments: gives the value of `{link}`.
    link_path = models.CharField(max_length=200, blank=True)
    link_arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MailState, default=MailState.WAITING
    )
    created = models.DateTimeField(_("created"), default=timezone.now)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["state", "created"])]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class MailStop(models.Model):
    """Somebody wants no more mails of a group from a partnership (see stops.py)."""

    address_print = models.CharField(max_length=64)
    # `people` lies above this module, so the tenant is kept as a bare number.
    partnership_id = models.BigIntegerField(null=True)
    group = models.CharField(_("group"), max_length=40)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("stop of mails")
        verbose_name_plural = _("stops of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["address_print", "partnership_id", "group"],
                name="notifications_stop_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} ({self.partnership_id})"
