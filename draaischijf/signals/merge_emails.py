"""The mails about two signals that go on as one, or that part again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _t

from draaischijf.core import queue
from draaischijf.notifications.domain import Draft
from draaischijf.signals.emails import draft_for, enqueue_for
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    SignalMerge,
    SignalSupport,
)
from draaischijf.signals.models.pre_signals import Raised
from draaischijf.signals.queries.merges import reports_in, supports_in
from draaischijf.signals.queries.path import signal_path

TELL = "draaischijf.signals.tasks.tell_merge"


def tell_later(merge: SignalMerge, *, parted: bool = False) -> None:
    """Queue the news that two signals go on as one, or by themselves again."""
    word = "part" if parted else "merge"
    queue.later(TELL, key=f"tell-{word}-{merge.pk}", merge_id=merge.pk, parted=parted)


def raisers_along(merge: SignalMerge) -> list[Raised]:
    """Return who raised or supports the signal that became part of the other one."""
    reports = reports_in(merge)
    found = PreSignal.objects.filter(
        Q(links__in=reports.links) | Q(pk__in=reports.doubles)
    )
    supports = SignalSupport.objects.filter(pk__in=supports_in(merge))
    return [
        *found.select_related("raiser").order_by("pk").distinct(),
        *supports.select_related("raiser"),
    ]


def send(merge: SignalMerge, *, parted: bool) -> int:
    """Write one mail to each address that raised or supports it; return how many.

    Safe to run again: the keys make each mail happen once.
    """
    told: set[str] = set()
    word = "part" if parted else "merge"
    for raised in raisers_along(merge):
        address = raised.mail_address.lower()
        draft = None
        if address and address not in told:
            told.add(address)
            to = hashlib.sha256(address.encode()).hexdigest()
            key = f"{word}-{merge.pk}-{to}"
            pair = (merge.absorbed, merge.survivor)
            draft = draft_of(raised, *pair, parted=parted, key=key)
        enqueue_for(raised, draft)
    return len(told)


def draft_of(
    raised: Raised,
    absorbed: PolicySignal,
    survivor: PolicySignal,
    *,
    parted: bool = False,
    key: str = "preview",
) -> Draft | None:
    """Return the mail as it will go, also for the preview."""
    goes_on = absorbed if parted else survivor
    subject = (
        (lambda: _t("Your signal goes on by itself again"))
        if parted
        else (lambda: _t("Your signal goes on together with another one"))
    )
    return draft_for(
        raised,
        key=key,
        kind="signal_parted" if parted else "signal_merged",
        template="merged",
        partnership=survivor.partnership,
        subject=subject,
        context={
            "signal": goes_on,
            "absorbed": absorbed,
            "survivor": survivor,
            "parted": parted,
            "path": signal_path(goes_on),
        },
    )


def first_draft(
    raised: Sequence[Raised], absorbed: PolicySignal, survivor: PolicySignal
) -> Draft | None:
    """Return the mail as the first of these that has an address will get it."""
    drafts = (draft_of(one, absorbed, survivor) for one in raised)
    return next((one for one in drafts if one), None)
