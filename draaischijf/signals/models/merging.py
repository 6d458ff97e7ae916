"""Two signals that go on as one, and what it takes to part them again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models.policy_signals import PolicySignal


class SignalMergeQuerySet(models.QuerySet["SignalMerge"]):
    def standing(self) -> SignalMergeQuerySet:
        """Merges that were not undone."""
        return self.filter(undone__isnull=True)


class SignalMerge(models.Model):
    """One signal (`absorbed`) became part of another one (`survivor`).

    The absorbed signal keeps its own row with its own words. Of the survivor the words
    it had are kept here, whichever wording stays.
    """

    survivor = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="merges"
    )
    absorbed = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="merges_away"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As both were: what comes back when it is undone, and what may.
    absorbed_state = models.CharField(max_length=20, choices=SignalState)
    survivor_state = models.CharField(max_length=20, choices=SignalState)
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("what is the problem"), blank=True)
    examples = models.TextField(_("examples"), blank=True)
    takes_words = models.BooleanField(
        _("the words of the other one stay"), default=False
    )
    survivor_raisers = models.PositiveIntegerField(default=0)
    absorbed_raisers = models.PositiveIntegerField(default=0)
    # Which rows came along, table by table (signals/carried.py), and which sortings.
    kept = models.JSONField(default=dict, blank=True, editable=False)
    added = models.JSONField(default=dict, blank=True, editable=False)
    told = models.DateTimeField(_("raisers were told"), null=True, blank=True)
    undone = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SignalMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of signals")
        verbose_name_plural = _("merges of signals")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone__isnull=True),
                name="signals_merged_once",
            ),
            models.CheckConstraint(
                condition=~Q(absorbed=F("survivor")), name="signals_merge_is_of_two"
            ),
        ]
        indexes = [models.Index(fields=["survivor", "at"])]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.survivor_id}"
