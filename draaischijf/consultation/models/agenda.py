"""What a meeting is about, what it decided, and who will do what."""

from __future__ import annotations

import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.accounts.models import User
from draaischijf.bundles.models import SignalBundle
from draaischijf.consultation.enums import DecisionResult, TaskState, Treatment
from draaischijf.consultation.models.bodies import Body
from draaischijf.consultation.models.meetings import Meeting
from draaischijf.core.models import Dated
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Partnership, Person
from draaischijf.plans.models import ActionPlan, ApprovalStep, PlanAction
from draaischijf.signals.models import Decision, PolicySignal
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG


class AgendaItem(Dated):
    """One item; it may point at a signal, an action, a plan or a document."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("explanation"), blank=True)
    treatment = models.CharField(
        _("for"), max_length=20, choices=Treatment, default=Treatment.DISCUSSION
    )
    minutes = models.PositiveSmallIntegerField(
        pgettext_lazy("of the clock", "minutes"), null=True, blank=True
    )
    signal = models.ForeignKey(
        PolicySignal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    plan_action = models.ForeignKey(
        PlanAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    plan = models.ForeignKey(
        ActionPlan,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    bundle = models.ForeignKey(
        SignalBundle,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    # What it was put on the agenda for: a deferred item, an open task, minutes of an
    # earlier meeting. So it is proposed once, and a decision knows what it approves.
    continues = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
    )
    task = models.ForeignKey(
        "consultation.MeetingTask",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    approves = models.ForeignKey(
        "consultation.Minutes",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approval_items",
    )
    files = models.ManyToManyField(
        StoredFile,
        verbose_name=_("documents"),
        blank=True,
        related_name="agenda_items",
    )
    # Set when a member asked to talk about an item that would pass by consent; by whom
    # is known of who has an account.
    was_asked = models.BooleanField(default=False, editable=False)
    asked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    notes = models.TextField(_("notes"), blank=True)
    # Goes up with each keeping: who kept an older text does not overwrite a newer one.
    notes_version = models.PositiveIntegerField(default=0, editable=False)
    notes_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]

    # At what hour it begins; its place, and those before and after: queries/agenda.py.
    clock: datetime.time | None = None
    number: int | None = None
    rank: int | None = None
    earlier: int | None = None
    later: int | None = None

    def __str__(self) -> str:
        return self.title


class BodyDecision(Dated):
    """What a body decided: one line of the register, with what it moved."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="body_decisions"
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    day = models.DateField(_("date"))
    text = models.TextField(_("what was decided"))
    result = models.CharField(
        _("result"),
        max_length=20,
        choices=DecisionResult,
        default=DecisionResult.ADOPTED,
    )
    # Where the official text is: the number of a council decision, or its address.
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    in_favour = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    signal = models.ForeignKey(
        PolicySignal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="body_decisions",
    )
    # What it became on the path of the signal.
    signal_decision = models.OneToOneField(
        Decision,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="body_decision",
    )
    plan_action = models.ForeignKey(
        PlanAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="body_decisions",
    )
    approval_step = models.ForeignKey(
        ApprovalStep,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="body_decisions",
    )
    is_public = models.BooleanField(_("public"), default=False)
    search = models.GeneratedField(
        expression=SearchVector("text", weight="A", config=SEARCH_CONFIG)
        + SearchVector("reference", weight="B", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("decision of a body")
        verbose_name_plural = _("decisions of bodies")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "number"],
                name="consultation_decision_number_once",
            )
        ]
        indexes = [
            GinIndex(fields=["search"], name="consultation_decision_search"),
            models.Index(fields=["body", "-day"], name="consultation_body_decisions"),
            models.Index(
                fields=["partnership", "-day", "-id"], name="consultation_decisions_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            "consultation:decision",
            args=[self.partnership.slug, self.year, self.number],
        )

    @property
    def reference_url(self) -> str:
        """The address of the official decision, where the reference is one."""
        is_address = self.reference.startswith(("https://", "http://"))
        return self.reference if is_address and " " not in self.reference else ""


class MeetingTask(Dated):
    """Who does what by when, as agreed in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    what = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        Person,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meeting_tasks",
    )
    owner_name = models.CharField(_("who"), max_length=200, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=TaskState, default=TaskState.OPEN
    )
    done = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("task of a meeting")
        verbose_name_plural = _("tasks of meetings")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | ~Q(owner_name=""),
                name="consultation_task_has_an_owner",
            )
        ]

    def __str__(self) -> str:
        return self.what
