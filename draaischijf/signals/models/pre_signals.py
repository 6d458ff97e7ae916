"""What one person reports, what is said about it, and "ook bij ons"."""

from __future__ import annotations

import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Organisation, Partnership, Person, WorkingGroup
from draaischijf.signals.enums import (
    OPEN_PRE_SIGNAL_STATES,
    Frequency,
    MessageKind,
    PeopleRange,
    PreSignalState,
    WeighAnswer,
)
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG, PolicySignal
from draaischijf.signals.models.routing import RoutingRule
from draaischijf.taxonomy.models import Area, Term


class Raised(Dated):
    """What a report and a support have in common: who raised it and how to answer."""

    raiser = models.ForeignKey(
        User,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    areas = models.ManyToManyField(
        Area, verbose_name=_("where"), blank=True, related_name="+"
    )
    whole_area = models.BooleanField(_("the whole area"), default=False)
    people = models.CharField(
        _("how many people"),
        max_length=10,
        choices=PeopleRange,
        default=PeopleRange.UNKNOWN,
    )
    since = models.CharField(_("since when"), max_length=120, blank=True)
    # The link itself is derived from the secret key; only its hash is kept.
    follow_nonce = models.CharField(max_length=32, editable=False)
    follow_hash = models.CharField(max_length=64, unique=True, editable=False)
    follow_until = models.DateField(_("link works until"), null=True, blank=True)
    last_told = models.DateTimeField(_("last told something"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def organisation_label(self) -> str:
        """The organisation's name as it is known, or as it was typed."""
        if self.organisation_id and self.organisation:
            return self.organisation.name
        return self.organisation_name

    @property
    def mail_address(self) -> str:
        """Where a raiser can be told something, or an empty text.

        An account that was closed is not written to.
        """
        if self.email:
            return self.email
        raiser = self.raiser
        return raiser.email if raiser and raiser.is_active else ""


NOBODYS = Q(
    assignee__isnull=True,
    assigned_organisation__isnull=True,
    assigned_group__isnull=True,
)


class PreSignalQuerySet(models.QuerySet["PreSignal"]):
    def open(self) -> PreSignalQuerySet:
        """Reports that still wait for an outcome."""
        return self.filter(state__in=OPEN_PRE_SIGNAL_STATES)

    def to_weigh(self) -> PreSignalQuerySet:
        """Reports that wait for the coordinator, not for the raiser."""
        return self.filter(
            state__in=[PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW]
        )

    def late(self, today: datetime.date) -> PreSignalQuerySet:
        """Reports nobody answered within the promised working days."""
        return self.filter(
            state__in=[PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW],
            answered__isnull=True,
            answer_due__lt=today,
        )


class PreSignal(Raised):
    """A report (on screen: "melding"), before it is part of a signal."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="pre_signals"
    )
    number = models.PositiveIntegerField(_("number"))
    # Made with the form: a double submit carries the same key and makes one report.
    submission_key = models.UUIDField(unique=True, editable=False)
    problem = models.TextField(_("what is the problem"))
    for_whom = models.CharField(_("for whom"), max_length=300, blank=True)
    frequency = models.CharField(
        _("how often"), max_length=20, choices=Frequency, blank=True
    )
    example = models.TextField(_("example"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PreSignalState,
        default=PreSignalState.SUBMITTED,
    )
    submitted = models.DateTimeField(_("reported"), default=timezone.now)
    answer_due = models.DateField(_("answer before the end of"))
    # First word back to the raiser: a question, an outcome.
    answered = models.DateTimeField(_("first answer"), null=True, blank=True)
    settled = models.DateTimeField(_("settled"), null=True, blank=True)
    outcome_text = models.TextField(_("answer to the reporter"), blank=True)
    referral = models.CharField(_("referred to"), max_length=300, blank=True)
    # Kinds and places of doubtful findings that were kept; never the text itself.
    screening = models.JSONField(_("possible client data"), default=list, blank=True)

    # Ghent's definition of a signal as four questions (domain: "terugkerende
    # persoons- en situatieoverstijgende problemen ... over organisaties heen").
    test_recurring = models.CharField(
        _("does it come back"), max_length=10, choices=WeighAnswer, blank=True
    )
    test_beyond_one = models.CharField(
        _("is it about more than one person"),
        max_length=10,
        choices=WeighAnswer,
        blank=True,
    )
    test_practice = models.CharField(
        _("was it noticed in practice"), max_length=10, choices=WeighAnswer, blank=True
    )
    test_several = models.CharField(
        _("does it need several organisations"),
        max_length=10,
        choices=WeighAnswer,
        blank=True,
    )
    rights = models.ManyToManyField(
        Term, verbose_name=_("social rights"), blank=True, related_name="+"
    )
    signals = models.ManyToManyField(
        PolicySignal,
        through="PreSignalLink",
        verbose_name=_("signals"),
        related_name="pre_signals",
    )
    # Whose it is: a person, those of an organisation, or those of a working group;
    # at most one of the three. A person who is removed leaves it to nobody.
    assignee = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_group = models.ForeignKey(
        WorkingGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Which rule gave it to whose it is now, and on what ground; empty where a person
    # did. The ground stays when the rule is changed or gone.
    routed_by = models.ForeignKey(
        RoutingRule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    routed_because = models.JSONField(
        _("why it came here"),
        default=dict,
        blank=True,
        db_default=Value({}, models.JSONField()),
    )
    search = models.GeneratedField(
        expression=SearchVector("problem", weight="A", config=SEARCH_CONFIG)
        + SearchVector("for_whom", weight="B", config=SEARCH_CONFIG)
        + SearchVector("example", weight="C", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PreSignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-submitted", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="signals_pre_signal_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=PreSignalState.NOT_A_SIGNAL) | ~Q(referral=""),
                name="signals_not_a_signal_has_a_referral",
            ),
            models.CheckConstraint(
                condition=Q(assignee__isnull=True, assigned_organisation__isnull=True)
                | Q(assignee__isnull=True, assigned_group__isnull=True)
                | Q(assigned_organisation__isnull=True, assigned_group__isnull=True),
                name="signals_report_is_of_one",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="signals_pre_signal_search"),
            models.Index(fields=["partnership", "state", "answer_due"]),
            # In the order of the inbox, with the key: so a page deep down is found in
            # the index alone.
            models.Index(
                fields=["partnership", "-submitted", "-id"],
                name="signals_report_newest",
            ),
            models.Index(
                fields=["partnership", "state", "-submitted", "-id"],
                name="signals_report_in_state",
            ),
            # What nobody has yet: a handful among all that ever came.
            models.Index(
                fields=["partnership", "state"],
                condition=NOBODYS & Q(state__in=OPEN_PRE_SIGNAL_STATES),
                name="signals_report_of_nobody",
            ),
            # What was settled lately, or not yet.
            models.Index(
                fields=["partnership", "settled"], name="signals_report_settled"
            ),
            # Who heard nothing for long, of what goes on: there the link does not end.
            models.Index(
                F("partnership"),
                Coalesce("last_told", "submitted"),
                condition=Q(follow_until__isnull=True),
                # PostgreSQL answers from the index alone when it holds these beside it.
                include=["last_told", "submitted", "id"],
                name="signals_report_heard",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_of_nobody(self) -> bool:
        """Whether nobody took it or got it yet."""
        return (
            self.assignee_id is None
            and self.assigned_organisation_id is None
            and self.assigned_group_id is None
        )

    @property
    def headline(self) -> str:
        """The beginning of the problem, cut at a word, as a title in lists."""
        text = " ".join(self.problem.split())
        if len(text) <= 90:
            return text
        return text[:90].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


class PreSignalLink(models.Model):
    """A report is part of a signal; a report may be part of several."""

    # Both ways are in an index that holds the other end too: what only follows links
    # does not look at their rows.
    pre_signal = models.ForeignKey(
        PreSignal, on_delete=models.CASCADE, related_name="links", db_index=False
    )
    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="links", db_index=False
    )
    linked = models.DateTimeField(_("since"), default=timezone.now)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pre_signal", "signal"], name="signals_link_once"
            )
        ]
        indexes = [
            models.Index(fields=["signal", "pre_signal"], name="signals_link_back")
        ]

    def __str__(self) -> str:
        return f"{self.pre_signal_id} → {self.signal_id}"


class PreSignalMessage(models.Model):
    """A word between the raiser and the coordinator."""

    pre_signal = models.ForeignKey(
        PreSignal, on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind)
    from_raiser = models.BooleanField(_("from the reporter"), default=False)
    author = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class PreSignalAttachment(models.Model):
    """A file that came with a report."""

    pre_signal = models.ForeignKey(
        PreSignal, on_delete=models.CASCADE, related_name="attachments"
    )
    stored_file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.stored_file.name


class SignalSupport(Raised):
    """Another raiser sees the same problem: "ook bij ons"."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="supports"
    )
    submission_key = models.UUIDField(unique=True, editable=False)
    note = models.TextField(_("how you see it"), blank=True)
    screening = models.JSONField(_("possible client data"), default=list, blank=True)
    given = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        ordering = ["given", "pk"]
        indexes = [
            models.Index(
                Coalesce("last_told", "given"),
                condition=Q(follow_until__isnull=True),
                include=["signal", "last_told", "given", "id"],
                name="signals_support_heard",
            )
        ]

    def __str__(self) -> str:
        return self.organisation_label or self.email or str(self.pk)
