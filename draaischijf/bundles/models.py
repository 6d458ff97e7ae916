"""An edition of signals, its chapters, and which signals stand in it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.bundles.enums import BundleState, Chaptering
from draaischijf.core.models import Dated
from draaischijf.core.redaction.sealed import only_redacted
from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal


class SignalBundle(Dated):
    """One edition (on screen: "signalenbundel"); frozen, it never changes again.

    Ghent publishes one every two years, with the agreement of every organisation.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="bundles"
    )
    # Of the partnership, given when it is started: it is called by it for ever.
    edition = models.PositiveSmallIntegerField(_("edition"))
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    introduction = models.TextField(_("introduction"), blank=True)
    chaptering = models.CharField(
        _("chapters"), max_length=20, choices=Chaptering, default=Chaptering.RIGHTS
    )
    state = models.CharField(
        _("state"), max_length=20, choices=BundleState, default=BundleState.DRAFT
    )
    frozen = models.DateTimeField(_("frozen on"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # From the moment it is frozen all that stands in it (edition.py).
    content = models.JSONField(_("content"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # When words about a client were taken out of it, each with the checksum before.
    redactions = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("signal bundle")
        verbose_name_plural = _("signal bundles")
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "edition"], name="bundles_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(state=BundleState.DRAFT)
                | (Q(content__isnull=False) & Q(frozen__isnull=False)),
                name="bundles_frozen_has_content",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "edition",
                    "title",
                    "year",
                    "introduction",
                    "chaptering",
                    "state",
                    "frozen",
                    "content",
                    "sha256",
                    "redactions",
                ),
                condition=pgtrigger.Q(old__state=BundleState.FROZEN),
                func=only_redacted(
                    "edition",
                    "year",
                    "chaptering",
                    "state",
                    "frozen",
                    otherwise="a frozen edition never changes",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bundles:bundle", args=[self.partnership.slug, self.edition])

    @property
    def is_frozen(self) -> bool:
        return self.state == BundleState.FROZEN


class BundleChapter(Dated):
    """A chapter of an edition that has chapters of its own."""

    bundle = models.ForeignKey(
        SignalBundle, on_delete=models.CASCADE, related_name="chapters"
    )
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class BundledSignal(models.Model):
    """A signal in an edition: its place in the order, and its own chapter if any."""

    bundle = models.ForeignKey(
        SignalBundle, on_delete=models.CASCADE, related_name="places"
    )
    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="bundled"
    )
    chapter = models.ForeignKey(
        BundleChapter,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="places",
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("signal in a bundle")
        verbose_name_plural = _("signals in a bundle")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "signal"], name="bundles_signal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.signal_id}"
