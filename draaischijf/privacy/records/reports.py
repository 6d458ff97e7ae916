"""Reports and supports: who raised them, and texts that never became a signal."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.core import tokens
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.moments import in_place, start_of
from draaischijf.privacy.records.shape import Record
from draaischijf.signals.domain.lasting import A_YEAR, ENDED_REPORT
from draaischijf.signals.models import (
    PreSignal,
    PreSignalAttachment,
    PreSignalMessage,
    SignalSupport,
)

# What stands in the place of a text that is gone; a column may not be empty there.
GONE = "(verwijderd)"
_KNOWN = ~Q(email="") | Q(raiser__isnull=False)


def _ended(before: datetime.date) -> Q:
    """Reports that ended before a day: their link lasts a year from that day."""
    return Q(follow_until__isnull=False, follow_until__lt=before + A_YEAR)


def raisers_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[PreSignal]:
    """Return reports that ended and of which somebody is still known."""
    return PreSignal.objects.filter(
        _KNOWN,
        _ended(before),
        in_place(partnership_id),
    )


def supporters_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[SignalSupport]:
    """Return supports of signals that ended, of which somebody is still known."""
    return SignalSupport.objects.filter(
        _KNOWN,
        _ended(before),
        in_place(partnership_id, "signal__partnership_id"),
    )


def forget_raisers(rows: QuerySet[Any]) -> None:
    """Let nobody know who raised it, nor who added to it; what was said stays."""
    if rows.model is PreSignal:
        said = PreSignalMessage.objects.filter(pre_signal__in=rows.values("pk"))
        said.filter(from_raiser=True).update(author=None)
    rows.update(email="", raiser=None)


def texts_due(partnership_id: int | None, before: datetime.date) -> QuerySet[PreSignal]:
    """Return reports that became no part of a signal, with their text still there."""
    return PreSignal.objects.filter(
        in_place(partnership_id),
        state__in=ENDED_REPORT,
        settled__lt=start_of(before),
    ).exclude(problem=GONE)


def empty_texts(reports: QuerySet[PreSignal]) -> None:
    """Leave the number, the dates, the outcome and what is counted.

    Attachments become files that nothing points at; they go with the loose ones.
    """
    # The rows are found again by their keys: what is emptied does not match any more.
    keys = list(reports.values_list("pk", flat=True))
    PreSignalAttachment.objects.filter(pre_signal__in=keys).delete()
    PreSignalMessage.objects.filter(pre_signal__in=keys).delete()
    chosen = PreSignal.objects.filter(pk__in=keys)
    chosen.exclude(referral="").update(referral=GONE)
    chosen.update(
        problem=GONE,
        for_whom="",
        example="",
        since="",
        outcome_text="",
        organisation_name="",
        screening=[],
    )


def links_due(partnership_id: int | None, before: datetime.date) -> QuerySet[PreSignal]:
    """Return reports whose personal link ended, while its print is still kept."""
    return PreSignal.objects.filter(
        in_place(partnership_id), follow_until__lt=before
    ).exclude(follow_hash__startswith="-")


def support_links_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[SignalSupport]:
    """The same for supports."""
    return SignalSupport.objects.filter(
        in_place(partnership_id, "signal__partnership_id"), follow_until__lt=before
    ).exclude(follow_hash__startswith="-")


def forget_links(rows: QuerySet[Any]) -> None:
    """Let no link that was ever mailed open these again.

    A signal that is taken up again mails a new one.
    """
    for row in rows:
        row.follow_nonce = tokens.new_nonce()
        row.follow_hash = f"-{secrets.token_hex(31)}"
        row.save(update_fields=["follow_nonce", "follow_hash"])


_RAISED = ("signals.PreSignal", "signals.SignalSupport")
_YEAR_AFTER = _(
    "Up to a year after the end somebody may want to hear whether it holds. Then there "
    "is nothing left to tell."
)

REPORTERS = Record(
    code="reporters",
    activity="signals",
    label=_("Who reported something"),
    data=_("E-mail address, account"),
    since=_("after the report, or the signal it became part of, ended"),
    why=_YEAR_AFTER,
    effect=Effect.EMPTIED,
    fields=(
        "signals.PreSignal.email",
        "signals.PreSignal.raiser",
        "signals.PreSignalMessage.author",
    ),
    days=365,
    least=30,
    most=1095,
    due=raisers_due,
    carry_out=forget_raisers,
)
SUPPORTERS = Record(
    code="supporters",
    activity="signals",
    label=_("Who said “we see this too”"),
    data=_("E-mail address, account"),
    since=_("after the signal ended"),
    why=_YEAR_AFTER,
    effect=Effect.EMPTIED,
    fields=("signals.SignalSupport.email", "signals.SignalSupport.raiser"),
    days=365,
    least=30,
    most=1095,
    due=supporters_due,
    carry_out=forget_raisers,
)
UNUSED_REPORTS = Record(
    code="unused_reports",
    activity="signals",
    label=_("Reports that became no signal"),
    data=_("The text, the examples, what was asked and answered, attachments"),
    since=_("after the answer"),
    why=_(
        "A problem that comes back is recognised for two years. The number, the dates "
        "and the outcome stay, so that a year report still counts them."
    ),
    effect=Effect.EMPTIED,
    fields=(
        "signals.PreSignal.problem",
        "signals.PreSignal.for_whom",
        "signals.PreSignal.example",
        "signals.PreSignal.since",
        "signals.PreSignal.outcome_text",
        "signals.PreSignal.referral",
        "signals.PreSignal.organisation_name",
        "signals.PreSignal.screening",
        "signals.PreSignalMessage.text",
        "signals.PreSignalAttachment",
    ),
    days=730,
    least=180,
    most=1825,
    due=texts_due,
    carry_out=empty_texts,
)
LINKS = Record(
    code="report_links",
    activity="signals",
    label=_("Personal links of reports"),
    data=_("The print by which a link is recognised"),
    since=_("after the link ended"),
    why=_("A link that opens nothing any more need not be recognised."),
    effect=Effect.EMPTIED,
    fields=("signals.PreSignal.follow_nonce", "signals.PreSignal.follow_hash"),
    days=30,
    least=1,
    most=365,
    due=links_due,
    carry_out=forget_links,
)
SUPPORT_LINKS = Record(
    code="support_links",
    activity="signals",
    label=_("Personal links of “we see this too”"),
    data=_("The print by which a link is recognised"),
    since=_("after the link ended"),
    why=_("A link that opens nothing any more need not be recognised."),
    effect=Effect.EMPTIED,
    fields=("signals.SignalSupport.follow_nonce", "signals.SignalSupport.follow_hash"),
    days=30,
    least=1,
    most=365,
    due=support_links_due,
    carry_out=forget_links,
)
