"""The mail that tells who raised a signal how it stands, when it was long silent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import when_of
from draaischijf.notifications.domain import Draft
from draaischijf.signals.emails import MOMENT, draft_for, enqueue_for
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.models.pre_signals import Raised
from draaischijf.signals.queries.path import signal_path

MOST_LINES = 3


def send(raised: Sequence[Raised], signal: PolicySignal) -> None:
    """Write one mail to each address, and note that all of them were told.

    The key says when this person heard something last: the same silence is ended by
    one mail.
    """
    told: set[str] = set()
    for one in raised:
        address = one.mail_address.lower()
        draft = None
        if address and address not in told:
            told.add(address)
            to = hashlib.sha256(address.encode()).hexdigest()
            heard = f"{one.last_told:{MOMENT}}" if one.last_told else "never"
            draft = draft_of(one, signal, key=f"affairs-{signal.pk}-{heard}-{to}")
        enqueue_for(one, draft)


def draft_of(
    raised: Raised, signal: PolicySignal, *, key: str = "preview"
) -> Draft | None:
    """Return the mail as it will go, also for the preview."""
    noted = signal.log_entries.filter(is_public=True)[:MOST_LINES]
    return draft_for(
        raised,
        key=key,
        kind="signal_affairs",
        template="affairs",
        partnership=signal.partnership,
        subject=lambda: _t("How your signal stands"),
        context={
            "signal": signal,
            "path": signal_path(signal),
            "lines": [(when_of(one), one.text) for one in noted],
        },
    )
