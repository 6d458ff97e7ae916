"""Gatherings that are open to whoever registers, up to a limit and until a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import RegistrationState
from draaischijf.consultation.models.meetings import Meeting, Participant


class Gathering(models.Model):
    """A meeting one can register for: how many places, and until when."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="gathering"
    )
    # Empty: as many as come.
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("open gathering")
        verbose_name_plural = _("open gatherings")

    def __str__(self) -> str:
        return str(self.meeting)


class Registration(models.Model):
    """Somebody who registered; who has a place is a participant of the meeting too."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="registrations"
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    # Of the mails: as the page was read when they registered.
    language = models.CharField(_("language"), max_length=5, default="nl")
    state = models.CharField(_("state"), max_length=20, choices=RegistrationState)
    # The order of the waiting list.
    at = models.DateTimeField(default=timezone.now)
    participant = models.OneToOneField(
        Participant,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="registration",
    )
    # The link itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                Lower("email"),
                condition=~Q(state="withdrawn") & ~Q(email=""),
                name="consultation_registered_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
