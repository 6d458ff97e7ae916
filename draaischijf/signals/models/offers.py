"""What a partnership puts to the one above it, and what that one made of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import OfferState
from draaischijf.signals.models.policy_signals import PolicySignal
from draaischijf.taxonomy.models import Area, Term


class SignalOffer(Dated):
    """A signal as it was offered to the parent: a copy of its words, and how wide.

    Never who raised it, nor what they wrote. The copy stays as it went, whatever
    becomes of the signal; figures are as the public reads them.
    """

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="offers"
    )
    # Who it was offered to: the parent of then, also when the tree changes.
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="signal_offers"
    )
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("what is the problem"))
    note = models.TextField(_("note"), blank=True)
    rights = models.ManyToManyField(
        Term, verbose_name=_("social rights"), blank=True, related_name="+"
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("areas"), blank=True, related_name="+"
    )
    counts = models.JSONField(_("how widely it is seen"), default=dict, blank=True)
    offered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=OfferState, default=OfferState.OFFERED
    )
    answered = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("why refused"), blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "partnership"],
                condition=Q(state__in=[OfferState.OFFERED, OfferState.ACCEPTED]),
                name="signals_offer_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.REFUSED) | ~Q(reason=""),
                name="signals_offer_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "state"], name="signals_offer_waiting")
        ]

    def __str__(self) -> str:
        return self.title


class TakenUp(models.Model):
    """In which signal of its own the parent goes on with what was offered."""

    offer = models.OneToOneField(
        SignalOffer, on_delete=models.CASCADE, related_name="taken_up"
    )
    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="taken_up"
    )

    class Meta:
        verbose_name = _("offer taken up")
        verbose_name_plural = _("offers taken up")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.offer_id} → {self.signal_id}"
