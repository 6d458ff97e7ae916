"""Who is still owed an answer: raisers that were not told, or not for a long time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day
from draaischijf.notifications.models import Mail, MailState
from draaischijf.signals.enums import OPEN_STATES, SignalState
from draaischijf.signals.models import PreSignalLink, SignalSupport
from draaischijf.signals.queries.work_items import SHOWN, Item, Part, signal_url

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

# Half a year without a word: who reported it stops believing that it helps.
SILENT_AFTER = datetime.timedelta(days=182)
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
    """Return per closed signal the raisers that have not been told what came of it."""
    closed = Q(
        signal__state=SignalState.CLOSED,
        signal__state_since__lt=timezone.now() - WORKER_HAS,
    )
    return _per_signal(partnership, closed & Q(heard__lt=F("signal__state_since")))


def unheard(partnership: Partnership) -> list[Owed]:
    """Return per open signal the raisers that heard nothing for half a year."""
    before = timezone.now() - SILENT_AFTER
    open_still = Q(signal__state__in=OPEN_STATES)
    return _per_signal(partnership, open_still & Q(heard__lt=before))


def _per_signal(partnership: Partnership, owed: Q) -> list[Owed]:
    """Reporters and supporters together, the signal that waits longest first.

    Who was never told has known nothing since the report itself.
    """
    owed &= Q(signal__partnership=partnership)
    of_signal = ("signal__number", "signal__title", "signal__state_since")
    count = {"heard_first": Min("heard"), "count": Count("pk")}
    reported = PreSignalLink.objects.annotate(
        heard=Coalesce("pre_signal__last_told", "pre_signal__submitted")
    )
    supported = SignalSupport.objects.annotate(heard=Coalesce("last_told", "given"))
    rows = [
        *reported.filter(owed).order_by().values_list(*of_signal).annotate(**count),
        *supported.filter(owed).order_by().values_list(*of_signal).annotate(**count),
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
        url=signal_url(partnership, one.number),
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
