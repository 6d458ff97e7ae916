"""The structural signal and the steps it took."""

from __future__ import annotations

import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.addresses import numbered
from draaischijf.core.models import Dated
from draaischijf.people.models import Partnership, WorkingGroup
from draaischijf.signals.enums import (
    OPEN_STATES,
    PHASE_OF_STATE,
    PUBLIC_STATES,
    Direction,
    Origin,
    Outcome,
    Phase,
    Route,
    Scale,
    SignalState,
    WeighAnswer,
)
from draaischijf.taxonomy.models import Area, Term

# The Dutch text search configuration with accents folded (migration 0001).
SEARCH_CONFIG = "draaischijf_nl"
# Where its organisations are asked, or will be.
BEFORE_PUBLISHING = (SignalState.BUNDLING, SignalState.ANALYSIS)
# Goes on under its own number: not part of another signal.
STANDING = Q(merged_into__isnull=True)


class PolicySignalQuerySet(models.QuerySet["PolicySignal"]):
    def standing(self) -> PolicySignalQuerySet:
        """Signals that go on under their own number: not part of another one."""
        return self.filter(STANDING)

    def public(self) -> PolicySignalQuerySet:
        """Signals everybody may read: from `published` on."""
        return self.standing().filter(is_public=True)

    def open(self) -> PolicySignalQuerySet:
        """Signals that are somewhere on their way."""
        return self.filter(state__in=OPEN_STATES)

    def standing_still(self, before: datetime.datetime) -> PolicySignalQuerySet:
        """Open signals on which nothing happened since `before`."""
        return self.open().filter(last_movement__lt=before)

    def with_group(self, group: WorkingGroup) -> PolicySignalQuerySet:
        """Signals that are with a working group; with the standard one by default."""
        own = Q(working_group=group)
        if group.is_standard:
            own |= Q(working_group__isnull=True, partnership=group.partnership_id)
        return self.filter(own)

    def before_publishing(self) -> PolicySignalQuerySet:
        """Signals on their way to be published, also those parked or merged there."""
        aside = [SignalState.PARKED, SignalState.MERGED]
        return self.filter(
            Q(state__in=BEFORE_PUBLISHING)
            | Q(state__in=aside, state_before__in=BEFORE_PUBLISHING)
        )

    def late(self, day: datetime.date) -> PolicySignalQuerySet:
        """Open signals that are past their target date."""
        return self.open().filter(phase_due__lt=day)

    def due_to_wake(self, day: datetime.date) -> PolicySignalQuerySet:
        """Parked signals whose date has come."""
        return self.filter(state=SignalState.PARKED, parked_until__lte=day)


class PolicySignal(Dated):
    """A recurring problem that goes beyond one person and one organisation.

    Title and statement say the problem and never a solution: solutions have their
    own place (Ghent's bundle: "zonder een opdracht of voorstel tot oplossing").
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="signals"
    )
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("what is the problem"), blank=True)
    examples = models.TextField(_("examples"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=SignalState, default=SignalState.BUNDLING
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now)
    # Until when it may be in this state, where the partnership says so.
    phase_due = models.DateField(_("target date"), null=True, blank=True)
    last_movement = models.DateTimeField(_("last movement"), default=timezone.now)
    # Stays true for a published signal that is parked or not retained afterwards:
    # what was public is not taken back in silence.
    is_public = models.BooleanField(_("public"), default=False)
    is_recurring = models.BooleanField(_("recurring"), default=False)
    round = models.PositiveSmallIntegerField(_("time round the path"), default=1)
    # How many different people reported it or said "ook bij ons"; the database keeps
    # it (raiser_counts.py), so that a long list can stand in that order.
    raisers = models.PositiveIntegerField(_("raisers"), default=0, editable=False)

    # Whose organisations have to agree; empty is the partnership's standard group.
    working_group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("working group"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="signals",
    )

    rights = models.ManyToManyField(
        Term, verbose_name=_("social rights"), blank=True, related_name="+"
    )
    life_domains = models.ManyToManyField(
        Term, verbose_name=_("life domains"), blank=True, related_name="+"
    )
    policy_domains = models.ManyToManyField(
        Term, verbose_name=_("policy domains"), blank=True, related_name="+"
    )
    problem_types = models.ManyToManyField(
        Term, verbose_name=_("kind of problem"), blank=True, related_name="+"
    )
    target_groups = models.ManyToManyField(
        Term, verbose_name=_("target groups"), blank=True, related_name="+"
    )
    sectors = models.ManyToManyField(
        Term, verbose_name=_("sectors"), blank=True, related_name="+"
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("areas"), blank=True, related_name="+"
    )
    policy_level = models.ForeignKey(
        Term,
        verbose_name=_("level of government"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    scale = models.CharField(_("scale"), max_length=20, choices=Scale, blank=True)
    direction = models.CharField(
        _("direction"), max_length=20, choices=Direction, blank=True
    )
    origin = models.CharField(
        _("origin"), max_length=20, choices=Origin, default=Origin.FIELD
    )

    # The four tests of a structural signal (Ghent: duidelijk, neutraal, (h)erkend,
    # gedeeld).
    test_clear = models.CharField(
        _("clear"), max_length=10, choices=WeighAnswer, blank=True
    )
    test_neutral = models.CharField(
        _("neutral"), max_length=10, choices=WeighAnswer, blank=True
    )
    test_recognised = models.CharField(
        _("recognised"), max_length=10, choices=WeighAnswer, blank=True
    )
    test_shared = models.CharField(
        _("shared"), max_length=10, choices=WeighAnswer, blank=True
    )

    route = models.CharField(_("route"), max_length=20, choices=Route, blank=True)
    parked_until = models.DateField(_("parked until"), null=True, blank=True)
    # Of a parked signal the state it wakes into, of a merged one that it had.
    state_before = models.CharField(
        _("state before parking"), max_length=20, choices=SignalState, blank=True
    )
    reason = models.TextField(_("why parked or not retained"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    feedback = models.TextField(_("what came of it"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="absorbed",
    )

    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("statement", weight="B", config=SEARCH_CONFIG)
        + SearchVector("examples", weight="C", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PolicySignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="signals_signal_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.PARKED) | Q(parked_until__isnull=False),
                name="signals_parked_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.NOT_RETAINED) | ~Q(reason=""),
                name="signals_not_retained_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.CLOSED)
                | (~Q(outcome="") & ~Q(feedback="")),
                name="signals_closed_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(state=SignalState.MERGED, merged_into__isnull=False)
                | (~Q(state=SignalState.MERGED) & Q(merged_into__isnull=True)),
                name="signals_merged_goes_on_somewhere",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="signals_signal_search"),
            models.Index(fields=["partnership", "state", "-last_movement"]),
            models.Index(fields=["partnership", "-number"]),
            # The list in its usual order, and its next page. An index that holds only
            # what stands on its own answers without looking at the rows.
            models.Index(
                fields=["partnership", "-last_movement", "-id"],
                include=["is_public"],
                condition=STANDING,
                name="signals_signal_moved",
            ),
            models.Index(
                fields=["partnership", "-raisers", "-last_movement", "-id"],
                include=["is_public"],
                condition=STANDING,
                name="signals_signal_raised",
            ),
            # What the counts beside the list look at, without the texts.
            models.Index(
                fields=["partnership", "is_public", "state", "route", "is_recurring"],
                condition=STANDING,
                name="signals_signal_counts",
            ),
            # Which moved lately, for the figures of a month ago.
            models.Index(
                fields=["partnership", "-state_since"], name="signals_signal_since"
            ),
            # Which were closed lately: were their raisers told?
            models.Index(
                fields=["partnership", "state_since"],
                condition=Q(state=SignalState.CLOSED),
                name="signals_signal_closed",
            ),
            # Which are past their target date, and how many.
            models.Index(
                fields=["partnership", "phase_due"],
                condition=Q(phase_due__isnull=False, state__in=OPEN_STATES),
                name="signals_signal_due",
            ),
            # The latest of the whole site, on its front page.
            models.Index(
                fields=["-state_since"],
                condition=Q(is_public=True) & STANDING,
                name="signals_signal_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return numbered("signals:signals", self.partnership.slug, self.number)

    @property
    def phase(self) -> Phase:
        """Where on the path it is; parked or merged it keeps the place it had."""
        state = SignalState(self.state)
        if state not in PHASE_OF_STATE:
            state = SignalState(self.state_before or SignalState.BUNDLING)
        return PHASE_OF_STATE[state]

    @property
    def is_before_publishing(self) -> bool:
        """Whether it is on its way to be published, or parked on that way."""
        is_parked = self.state == SignalState.PARKED
        return (self.state_before if is_parked else self.state) in BEFORE_PUBLISHING

    @property
    def tests_answered(self) -> bool:
        """Whether each of the four tests has an answer."""
        return all(
            (
                self.test_clear,
                self.test_neutral,
                self.test_recognised,
                self.test_shared,
            )
        )


def becomes_public(state: str) -> bool:
    """Tell whether a signal in this state may be read by everybody."""
    return state in PUBLIC_STATES


class SignalStep(models.Model):
    """One step on the path: what the stepper's dates are read from."""

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="steps"
    )
    source = models.CharField(_("from"), max_length=20, choices=SignalState, blank=True)
    target = models.CharField(_("to"), max_length=20, choices=SignalState)
    round = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.signal_id}: {self.source} → {self.target}"
