"""What the mails of this module are: on what ground they go, and what stops them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup
from draaischijf.signals.enums import PreSignalState, SignalState

REPORTS = MailGroup(
    code="reports",
    label=_("What happens with what you reported"),
    about=_("That it came in, a question about it, the answer, and what came of it."),
    basis=_(
        "Your consent: you left your address with a report or with “we see this too”. "
        "You can stop them whenever you like."
    ),
)
KINDS = (
    "receipt",
    "support",
    "question",
    "signal_progress",
    "signal_parted",
    "signal_affairs",
    *(f"outcome_{state}" for state in PreSignalState),
    *(f"signal_{state}" for state in SignalState),
)
