"""The outbox, what stands on a person's own page, and how mails may come."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    # The person wants no more of these: the text is not kept.
    STOPPED = "stopped", _("not sent, the person stopped these mails")


class MailQuerySet(models.QuerySet["Mail"]):
    def overdue(self, now: datetime.datetime) -> MailQuerySet:
        """Mails that have waited so long that their job must have been lost."""
        before = now - datetime.timedelta(minutes=30)
        return self.filter(
            Q(not_before__isnull=True) | Q(not_before__lt=before),
            state=MailState.WAITING,
            created__lt=before,
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
    # Likewise for its calendar part: a mail that waited holds what is true by then.
    calendar_path = models.CharField(max_length=200, blank=True)
    calendar_arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MailState, default=MailState.WAITING
    )
    created = models.DateTimeField(_("created"), default=timezone.now)
    # It waits until this moment: somebody's quiet period (quiet.py).
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
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


class Pace(models.TextChoices):
    """How often what stands on a person's page comes by mail as well."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, in the morning")
    WEEKLY = "weekly", _("once a week, on Monday morning")
    PAGE = "page", _("not by mail: I read it on my page")


class MailChoice(models.Model):
    """How mails of one partnership come to one person; without a row the defaults."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="mail_choices"
    )
    partnership_id = models.BigIntegerField()
    pace = models.CharField(
        _("how often"), max_length=20, choices=Pace, default=Pace.AT_ONCE
    )
    is_quiet = models.BooleanField(_("quiet at night"), default=True)
    quiet_from = models.TimeField(_("from"), default=datetime.time(20))
    quiet_until = models.TimeField(_("until"), default=datetime.time(7))
    rests_in_weekend = models.BooleanField(_("quiet in the weekend"), default=False)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership_id"], name="notifications_choice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_pace_display()}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read__isnull=True)


class Notice(models.Model):
    """One piece of news for one person.

    It holds no words about the thing: what it is called, where it stands, and whether
    this person may still see it, is asked of the module whose thing it is, each time
    it is shown (subjects.py).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    partnership_id = models.BigIntegerField()
    # Once a person: the same news told twice is one notice.
    key = models.CharField(_("key"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40)
    about = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    data = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now)
    read = models.DateTimeField(_("read"), null=True, blank=True)
    # The moment from which it may be mailed; empty when it was, or never will be.
    mail_due = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        Mail,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="notices",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="notifications_notice_once"
            )
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_notice_page"),
            # What the frame around every page counts.
            models.Index(
                fields=["user", "-id"],
                condition=Q(read__isnull=True),
                name="notifications_notice_unread",
            ),
            models.Index(
                fields=["mail_due"],
                condition=Q(mail_due__isnull=False),
                name="notifications_notice_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"
