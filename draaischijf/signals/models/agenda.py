"""The dynamic work agenda: challenges of a year, and the places signals have on it."""

from __future__ import annotations

import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import ChallengeState, Route
from draaischijf.signals.models.policy_signals import PolicySignal
from draaischijf.taxonomy.models import Term


class Challenge(Dated):
    """One of about five yearly priorities, with its reason and success criterion."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="challenges"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=300)
    policy_domain = models.CharField(_("policy domain"), max_length=200, blank=True)
    points = models.JSONField(_("points of attention"), default=list, blank=True)
    reason = models.TextField(_("why this year"), blank=True)
    success_criterion = models.TextField(_("when it has succeeded"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ChallengeState,
        default=ChallengeState.PLANNED,
    )
    result = models.TextField(_("what came of it"), blank=True)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["-year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "position"],
                name="signals_challenge_place_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.title}"


class AgendaPlaceQuerySet(models.QuerySet["AgendaPlace"]):
    def on(self, day: datetime.date) -> AgendaPlaceQuerySet:
        """Places that stood on the agenda on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class AgendaPlace(Dated):
    """One place of a signal on the work agenda.

    A signal may stand there more than once: the same need under two challenges, or
    taken up locally and signalled to a higher authority. It stands there from a day on,
    and until a day where it left: so the agenda of any day can be told.
    """

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="places"
    )
    # That of the signal: the database writes it, whoever puts the place there.
    partnership = models.ForeignKey(
        Partnership,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    route = models.CharField(_("route"), max_length=20, choices=Route)
    challenge = models.ForeignKey(
        Challenge,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="places",
    )
    right = models.ForeignKey(
        Term,
        verbose_name=_("social right"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rubric = models.CharField(_("rubric, as written"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AgendaPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the work agenda")
        verbose_name_plural = _("places on the work agenda")
        ordering = ["position", "pk"]
        indexes = [
            # All that puts an agenda in order: found in the index alone.
            models.Index(
                fields=["partnership", "signal"],
                include=[
                    *("route", "challenge", "right", "position"),
                    *("until", "since", "created", "id"),
                ],
                name="signals_place_in_order",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partnership",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("signal_id", "partnership_id"),  # type: ignore[no-untyped-call]
                func="""
                    select partnership_id into new.partnership_id
                        from signals_policysignal where id = new.signal_id;
                    return new;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_route_display()} {self.rubric}"
