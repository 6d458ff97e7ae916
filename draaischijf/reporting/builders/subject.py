"""What a document is about and who reads it: all that a builder asks for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.plans.models import ActionLogEntry, ActionPlan
from draaischijf.signals.models import LogEntry, PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.reporting.models import Report


@dataclass(frozen=True)
class Subject:
    """A kind of document about a plan, a year or a signal, in one of two editions.

    The edition for partners holds all that partners of the partnership read; the
    public one leaves out persons, and what is for partners only.
    """

    kind: str
    partnership: Partnership
    year: int
    plan: ActionPlan | None = None
    signal: PolicySignal | None = None
    title: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    is_public: bool = False
    is_final: bool = False
    date: datetime.date = field(default_factory=timezone.localdate)
    # The day whose agenda it tells; None: as it stands.
    as_of: datetime.date | None = None

    @property
    def language(self) -> str:
        """The language its words are written in."""
        return (get_language() or "nl")[:2]

    @property
    def status(self) -> str:
        """How far the document is, in words for the cover and the foot."""
        words = _t("Draft of %(date)s")
        if self.is_final:
            words = _t("Final version of %(date)s")
        elif self.as_of:
            # What stood there on an earlier day is no draft.
            words = _t("Made on %(date)s")
        return words % {"date": day(self.date)}

    @property
    def may_be_public(self) -> bool:
        """Whether everybody may read what it is about: then a public one can be."""
        return all(thing.is_public for thing in (self.plan, self.signal) if thing)

    def text_of(self, section: str) -> str:
        """Return what an editor wrote for a section; empty when nothing."""
        return self.texts.get(section, "").strip()

    def readable_plans(self) -> QuerySet[ActionPlan]:
        """The plans of the partnership that a reader of this edition may read."""
        plans = ActionPlan.objects.filter(partnership=self.partnership)
        return plans.filter(is_public=True) if self.is_public else plans

    def readable_signals(self) -> QuerySet[PolicySignal]:
        """The signals of the partnership that a reader of this edition may read."""
        signals = PolicySignal.objects.standing().filter(partnership=self.partnership)
        return signals.filter(is_public=True) if self.is_public else signals

    def readable_action_log(self) -> QuerySet[ActionLogEntry]:
        """The log of actions that a reader of this edition may read."""
        entries = ActionLogEntry.objects.filter(
            action__plan__partnership=self.partnership
        )
        if self.is_public:
            entries = entries.filter(is_public=True, action__plan__is_public=True)
        return entries

    def readable_signal_log(self) -> QuerySet[LogEntry]:
        """The log of signals that a reader of this edition may read."""
        entries = LogEntry.objects.filter(signal__partnership=self.partnership)
        if self.is_public:
            entries = entries.filter(is_public=True, signal__is_public=True)
        return entries


def subject_of(
    report: Report, *, is_public: bool = False, is_final: bool = False
) -> Subject:
    """Return what a report is about, with the texts of its editors; one query."""
    texts = report.texts.values_list("section", "text") if report.pk else []
    return Subject(
        kind=report.kind,
        partnership=report.partnership,
        year=report.year or timezone.localdate().year,
        plan=report.plan,
        signal=report.signal,
        title=report.title,
        texts=dict(texts),
        is_public=is_public,
        is_final=is_final,
    )
