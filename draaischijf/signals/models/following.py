"""What hangs on a signal: organisations, agreement, decision, letter, actions, log."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.dated_facts import DatedFact
from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Route,
)
from draaischijf.signals.models.agenda import AgendaPlace
from draaischijf.signals.models.policy_signals import PolicySignal
from draaischijf.signals.models.wording import WordingProposal


class SignalActor(models.Model):
    """An organisation in a signal: who raised it, partner, lead, or addressee.

    The text as it was written stays beside the organisation it stands for: not every
    actor is an organisation ("11 fora", "meerdere").
    """

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="actors"
    )
    place = models.ForeignKey(
        AgendaPlace,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="actors",
    )
    role = models.CharField(_("role"), max_length=20, choices=ActorRole)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(_("as written"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("organisation in a signal")
        verbose_name_plural = _("organisations in a signal")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(text=""),
                name="signals_actor_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else self.text


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> AgreementQuerySet:
        """Answers to the words a signal has now."""
        return self.filter(reworded_by__isnull=True)


class Agreement(models.Model):
    """What one organisation of the working group says to a signal."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="agreements"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+"
    )
    round = models.PositiveSmallIntegerField(default=1)
    result = models.CharField(_("answer"), max_length=20, choices=AgreementResult)
    remark = models.TextField(_("remark"), blank=True)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    # The proposal that changed the words afterwards: it was given to the earlier ones.
    reworded_by = models.ForeignKey(
        WordingProposal,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="answers_before",
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "organisation", "round"],
                condition=Q(reworded_by__isnull=True),
                name="signals_agreement_once",
            ),
            models.CheckConstraint(
                condition=~Q(
                    result__in=[
                        AgreementResult.OBJECT,
                        AgreementResult.AGREE_WITH_REMARK,
                    ]
                )
                | ~Q(remark=""),
                name="signals_agreement_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_result_display()}"


class Decision(Dated):
    """What a body decided about a signal."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="decisions"
    )
    round = models.PositiveSmallIntegerField(default=1)
    body = models.CharField(_("who decided"), max_length=200)
    date = models.DateField(_("date"))
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    text = models.TextField(_("what was decided"), blank=True)
    route = models.CharField(_("route"), max_length=20, choices=Route)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.body}, {self.date}"


class Letter(Dated):
    """The dated letter that takes a signal to a higher authority."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="letters"
    )
    round = models.PositiveSmallIntegerField(default=1)
    addressee = models.CharField(_("to"), max_length=200)
    sent = models.DateField(_("sent on"))
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    answer_awaited = models.DateField(_("answer awaited by"), null=True, blank=True)
    answered = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("what they answered"), blank=True)
    # The last time somebody was told that no answer came.
    reminded = models.DateField(_("reminded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["sent", "pk"]
        indexes = [
            models.Index(
                fields=["answer_awaited"],
                condition=Q(answered__isnull=True, answer_awaited__isnull=False),
                name="signals_letter_unanswered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.addressee}, {self.sent}"


class AgreedAction(Dated):
    """What somebody will do about a signal: the first step from words to deeds."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="agreed_actions"
    )
    round = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(_("what"), max_length=300)
    who = models.CharField(_("who"), max_length=200)
    by = models.DateField(_("by when"), null=True, blank=True)
    done = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreed action")
        verbose_name_plural = _("agreed actions")
        ordering = ["pk"]
        indexes = [
            # What should be done by now.
            models.Index(
                fields=["by", "signal"],
                condition=Q(done__isnull=True),
                name="signals_agreed_not_done",
            )
        ]

    def __str__(self) -> str:
        return self.what


class LogEntry(DatedFact):
    """One dated fact of the follow-up; the date may be fuzzy ("najaar 2026")."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="log_entries"
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = [models.F("start").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["signal", "-start"])]

    def __str__(self) -> str:
        return f"{self.date_text}: {self.text[:60]}"
