"""Calendars one subscribes to with an address that is a secret of one person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.consultation.models.bodies import Body
from draaischijf.people.models import Partnership


class CalendarFeed(models.Model):
    """One person's address of a calendar: own meetings, those of a body, or all."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+"
    )
    # Empty: the meetings somebody is asked to, and those of the bodies they sit in.
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    # Every meeting of the partnership, also what is not public.
    is_whole = models.BooleanField(default=False)
    # The address itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar to subscribe to")
        verbose_name_plural = _("calendars to subscribe to")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership", "body", "is_whole"],
                name="consultation_feed_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(is_whole=False) | Q(body__isnull=True),
                name="consultation_feed_of_all_or_a_body",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body or self.partnership)
