"""How a report stands against the promised working days, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.dates import working_days_between
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import OPEN_STATES, PreSignalState
from draaischijf.signals.models import PhaseDeadlines, PolicySignal, PreSignal

SOON = 2
SOON_FOR_SIGNAL = 14
# Beyond this an age in working days says less than the date does.
COUNTED_FOR = 60
WAITS_FOR_US = frozenset({PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW})


@dataclass(frozen=True)
class Deadline:
    """The words, and how pressing it is: late, soon or nothing."""

    label: str
    urgency: str = ""


def deadline_of(pre_signal: PreSignal, today: datetime.date) -> Deadline | None:
    """Return how a report stands against its deadline, or None when none runs.

    What is left is counted in working days, for that is the promise; what is too late
    in days, for that is how long somebody has been waiting since.
    """
    if pre_signal.state not in WAITS_FOR_US or pre_signal.answered is not None:
        return None
    due = pre_signal.answer_due
    if due < today:
        days = (today - due).days
        label = ngettext("%(count)s day late", "%(count)s days late", days)
        return Deadline(label % {"count": days}, "late")
    left = working_days_between(today, due)
    if left == 0:
        return Deadline(_t("before the end of today"), "soon")
    label = ngettext(
        "%(count)s working day left", "%(count)s working days left", left
    ) % {"count": left}
    return Deadline(label, "soon" if left <= SOON else "")


@dataclass(frozen=True)
class PhasePace:
    """How long a signal is where it is, and until when it may be."""

    since: datetime.date
    due: datetime.date | None
    label: str = ""
    urgency: str = ""


def pace_of(signal: PolicySignal, today: datetime.date) -> PhasePace | None:
    """Return how a signal stands in its phase, or None where nothing runs."""
    if signal.state not in OPEN_STATES:
        return None
    since, due = timezone.localdate(signal.state_since), signal.phase_due
    if due is None:
        return PhasePace(since, None)
    if due < today:
        days = (today - due).days
        words = ngettext("%(count)s day late", "%(count)s days late", days)
        return PhasePace(since, due, words % {"count": days}, "late")
    # Near enough to look at: a fortnight, whatever the holidays.
    urgency = "soon" if (due - today).days <= SOON_FOR_SIGNAL else ""
    return PhasePace(since, due, "", urgency)


def age_of(pre_signal: PreSignal, today: datetime.date) -> str:
    """Return the age in working days, or nothing when the date says more."""
    came = timezone.localdate(pre_signal.submitted)
    if (today - came).days > COUNTED_FOR:
        return ""
    days = max(working_days_between(came, today), 0)
    if days == 0:
        return _t("today") if came == today else _t("since the last working day")
    return ngettext("%(count)s working day ago", "%(count)s working days ago", days) % {
        "count": days
    }


def terms_of(partnership: Partnership) -> PhaseDeadlines:
    """Return how long the phases may last, or what is proposed before it is chosen."""
    found = PhaseDeadlines.objects.filter(partnership=partnership).first()
    return found or PhaseDeadlines(partnership=partnership)
