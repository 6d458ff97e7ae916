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
AGREEMENT = MailGroup(
    code="agreement",
    label=_("Signals your organisation is asked about"),
    about=_("Once in five working days at most, about signals without your answer."),
    basis=_(
        "The task of public interest of the partnership: you speak for an organisation "
        "of the working group. You can stop them, the signals stay on “My work”."
    ),
)
AGREEMENT_KINDS = ("agreement_asked",)
KINDS = (
    "receipt",
    "support",
    "question",
    "signal_progress",
    "signal_parted",
    *(f"outcome_{state}" for state in PreSignalState),
    *(f"signal_{state}" for state in SignalState),
)
