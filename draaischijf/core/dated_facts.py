"""A dated line of a follow-up, wherever it hangs; the date may be fuzzy.

Log entries on signals and on actions are the same idea (design 2), and so is the date
of a step of a trajectory: the words as written, and the days they allow.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy import FuzzyDate, format_fuzzy, stored_fuzzy
from draaischijf.core.models import Dated
from draaischijf.core.templatetags.core import day


class DateKind(models.TextChoices):
    """How precise a date in a document or log is (see core/fuzzy.py)."""

    DAY = "day", _("day")
    DAYS = "days", _("several days")
    PERIOD = "period", _("period")
    MONTH = "month", _("month")
    MONTHS = "months", _("several months")
    SEASON = "season", _("season")
    YEAR = "year", _("year")
    BEFORE = "before", _("before")
    AFTER = "after", _("after")
    UNKNOWN = "unknown", _("unknown")


class FuzzyDated(Dated):
    """A row with a date as people write it, and the first and last day it allows."""

    date_text = models.CharField(_("when, as written"), max_length=120, blank=True)
    date_kind = models.CharField(
        _("precision"), max_length=10, choices=DateKind, default=DateKind.DAY
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def when(self) -> FuzzyDate:
        """The date as a value: what `core.fuzzy` reads and writes."""
        return stored_fuzzy(
            self.date_text, kind=self.date_kind, start=self.start, end=self.end
        )

    def set_when(self, when: FuzzyDate) -> None:
        """Take over a date; the row is not saved."""
        self.date_text, self.date_kind = when.text, str(when.kind)
        self.start, self.end = when.start, when.end


class DatedFact(FuzzyDated):
    """One dated fact: what happened, how often, and with how many people."""

    text = models.TextField(_("what happened"), blank=True)
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)
    attendance_is_about = models.BooleanField(_("about that many"), default=False)
    meetings = models.PositiveSmallIntegerField(
        _("number of meetings"), null=True, blank=True
    )

    class Meta:
        abstract = True


def when_of(entry: FuzzyDated) -> str:
    """Return the date of a row in words: exact where it is, vague where not."""
    if entry.date_kind == DateKind.DAY and entry.start:
        return day(entry.start)
    if entry.date_kind == DateKind.UNKNOWN and not entry.date_text:
        return _t("date unknown")
    return entry.date_text or format_fuzzy(
        stored_fuzzy("", kind=entry.date_kind, start=entry.start, end=entry.end),
        get_language() or "nl",
    )


def attendance_of(entry: DatedFact) -> str:
    """Return how many meetings there were and how many people came, in words."""
    said = []
    if entry.meetings:
        said.append(
            ngettext("%(count)s meeting", "%(count)s meetings", entry.meetings)
            % {"count": entry.meetings}
        )
    if entry.attendance is not None:
        words = (
            ngettext("about %(count)s present", "about %(count)s present", 2)
            if entry.attendance_is_about
            else ngettext("%(count)s present", "%(count)s present", entry.attendance)
        )
        said.append(words % {"count": entry.attendance})
    return ", ".join(said)
