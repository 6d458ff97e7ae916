"""What a person wants to hear of: a signal, and the answers to a search."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership
from draaischijf.signals.models.policy_signals import PolicySignal


class SignalFollow(models.Model):
    """A person reads on the page of notices what happens with a signal."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="follows"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("followed signal")
        verbose_name_plural = _("followed signals")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "signal"], name="signals_follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.signal_id}"


class SavedSearch(models.Model):
    """A search of a person in the list of signals, kept as it stood in the address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=2000)
    notifies = models.BooleanField(_("tell me of new ones"), default=True)
    created = models.DateTimeField(_("created"), default=timezone.now)
    # The moment up to which was looked, and the signals that were found by then.
    looked = models.DateTimeField(default=timezone.now)
    known = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("kept search")
        verbose_name_plural = _("kept searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership", "query"], name="signals_search_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["looked"],
                condition=Q(notifies=True),
                name="signals_search_looked",
            )
        ]

    def __str__(self) -> str:
        return self.name
