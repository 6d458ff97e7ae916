"""Who is still owed an answer: raisers that were not told, or not for a long time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.accounts.models import User
from draaischijf.core.templatetags.core import day
from draaischijf.notifications.models import Mail, MailState
from draaischijf.people.models import Partnership, Role
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.signals.enums import OPEN_STATES, SignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalLink,
    SignalSupport,
)
from draaischijf.signals.models.pre_signals import Raised
from draaischijf.signals.queries.work_items import SHOWN, Item, Part, signal_url

# Half a year without a word: who reported it stops believing that it helps.
SILENT_AFTER = datetime.timedelta(days=182)
# Whoever was not told in the year after a signal was closed does not wait any more.
AWAITED = datetime.timedelta(days=365)
# The worker tells everybody within minutes; before that nobody is forgotten.
WORKER_HAS = datetime.timedelta(minutes=30)


@dataclass
class Owed:
    """The raisers of one signal that are owed a word."""

    number: int
    title: str
    closed: datetime.datetime
    heard: datetime.datetime
    count: int


def owed_feedback(partnership: Partnership, *, late_reports: int) -> Part:
    """Return to whom feedback is owed: late reports, closed signals, the silence.

    Five queries: the reporters and the supporters of closed signals that were not
    told, those of open signals that heard nothing for half a year, and the mails that
    could not be delivered. `late_reports` is how many reports are past their deadline.
    """
    first = [*_late(partnership, late_reports), *_undelivered(partnership)]
    owed = [
        *[(_not_told, one) for one in untold(partnership)],
        *[(_silent, one) for one in unheard(partnership)],
    ]
    # Only what is shown is put into words: there may be a thousand behind it.
    shown = [make(partnership, one) for make, one in owed[:SHOWN]]
    total = len(first) + len(owed)
    return Part("owed", _t("Feedback owed"), [*first, *shown][:SHOWN], total)


def untold(partnership: Partnership) -> list[Owed]:
    """Return per closed signal the raisers that have not been told what came of it.

    Of signals that were closed in the last year.
    """
    now = timezone.now()
    closed = Q(
        signal__state=SignalState.CLOSED,
        signal__state_since__lt=now - WORKER_HAS,
        signal__state_since__gt=now - AWAITED,
    )
    return _per_signal(partnership, closed & Q(heard__lt=F("signal__state_since")))


def unheard(partnership: Partnership) -> list[Owed]:
    """Return per open signal the raisers that heard nothing for half a year."""
    return _per_signal(partnership, _silent_long(), goes_on=True)


def unheard_of(signal: PolicySignal) -> list[Raised]:
    """Return the reports and supports of one signal whose raisers heard nothing."""
    reports, supports = _heard(goes_on=True)
    owed = _silent_long() & Q(signal=signal)
    raised = PreSignal.objects.filter(pk__in=reports.filter(owed).values("pre_signal"))
    return [
        *raised.select_related("raiser").order_by("pk"),
        *supports.filter(owed).select_related("raiser"),
    ]


def partnerships_with_unheard() -> list[tuple[Partnership, int]]:
    """Return where raisers heard nothing for half a year, and of how many signals."""
    signals: dict[int, set[int]] = {}
    for rows in _heard(goes_on=True):
        found = rows.filter(_silent_long()).order_by()
        for place, signal in found.values_list(
            "signal__partnership", "signal"
        ).distinct():
            signals.setdefault(place, set()).add(signal)
    places = Partnership.objects.in_bulk(signals)
    return [(places[pk], len(some)) for pk, some in sorted(signals.items())]


def weighers_of(partnership: Partnership) -> list[User]:
    """Return the accounts that weigh reports in a partnership now."""
    roles = Role.objects.current().filter(
        partnership=partnership, kind__in=kinds_with(Permission.WEIGH)
    )
    return list(
        User.objects.filter(
            pk__in=roles.values("person__user"), is_active=True
        ).order_by("pk")
    )


def _silent_long() -> Q:
    before = timezone.now() - SILENT_AFTER
    return Q(signal__state__in=OPEN_STATES, heard__lt=before)


def _heard(*, goes_on: bool) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return links of reports, and supports, with when their raisers heard something.

    With `goes_on` only where the personal link does not end: of what goes on, that
    stays so (domain/lasting.py), and the index for it is small.
    """
    reported = PreSignalLink.objects.annotate(
        heard=Coalesce("pre_signal__last_told", "pre_signal__submitted")
    )
    supported = SignalSupport.objects.annotate(heard=Coalesce("last_told", "given"))
    if goes_on:
        reported = reported.filter(pre_signal__follow_until__isnull=True)
        supported = supported.filter(follow_until__isnull=True)
    return reported, supported


def _per_signal(
    partnership: Partnership, owed: Q, *, goes_on: bool = False
) -> list[Owed]:
    """Reporters and supporters together, the signal that waits longest first.

    Who was never told has known nothing since the report itself.
    """
    owed &= Q(signal__partnership=partnership)
    of_signal = ("signal__number", "signal__title", "signal__state_since")
    heard_first = Min("heard")
    reported, supported = _heard(goes_on=goes_on)
    here = Q(pre_signal__partnership=partnership)
    reported = reported.filter(here) if goes_on else reported
    # Counted by what stands in the index of the links.
    of_reports = reported.filter(owed).order_by().values_list(*of_signal)
    of_supports = supported.filter(owed).order_by().values_list(*of_signal)
    rows = [
        *of_reports.annotate(heard_first=heard_first, count=Count("pre_signal")),
        *of_supports.annotate(heard_first=heard_first, count=Count("pk")),
    ]
    found: dict[int, Owed] = {}
    for number, title, closed, heard, raisers in rows:
        one = found.setdefault(number, Owed(number, title, closed, heard, 0))
        one.heard = min(one.heard, heard)
        one.count += raisers
    return sorted(found.values(), key=lambda one: one.heard)


def _raisers(one: Owed) -> str:
    words = ngettext(
        "%(count)s reporter of signal %(number)s",
        "%(count)s reporters of signal %(number)s",
        one.count,
    )
    return words % {"count": one.count, "number": one.number}


def _not_told(partnership: Partnership, one: Owed) -> Item:
    return Item(
        title=_raisers(one),
        url=signal_url(partnership, one.number),
        mark=_t("closed on %(date)s") % {"date": day(one.closed, "short")},
        urgency="late",
        why=one.title,
    )


def _silent(partnership: Partnership, one: Owed) -> Item:
    heard = day(one.heard, "short")
    return Item(
        title=_raisers(one),
        url=reverse("signals:affairs", args=[partnership.slug, one.number]),
        mark=_t("nothing heard since %(date)s") % {"date": heard},
        urgency="soon",
        why=one.title,
    )


def _late(partnership: Partnership, count: int) -> list[Item]:
    if not count:
        return []
    words = ngettext(
        "%(count)s report without an answer",
        "%(count)s reports without an answer",
        count,
    )
    inbox = reverse("signals:inbox", args=[partnership.slug])
    return [
        Item(
            title=words % {"count": count},
            url=f"{inbox}?late=1",
            mark=_t("past the deadline"),
            urgency="late",
        )
    ]


def _undelivered(partnership: Partnership) -> list[Item]:
    """Mails the server refused: somebody has to be told in another way."""
    failed = Mail.objects.filter(partnership_id=partnership.pk, state=MailState.FAILED)
    return [
        Item(
            title=mail.subject,
            url="",
            mark=_t("could not be delivered"),
            urgency="late",
            why=mail.to,
        )
        for mail in failed.order_by("-created")[:SHOWN]
    ]
