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
ASSIGNED = MailGroup(
    code="assigned",
    label=_("Reports that are for you"),
    about=_("That a rule or a colleague gave you a report to look at."),
    basis=_(
        "The task of public interest of the partnership: you take reports here. You "
        "can stop them, the reports stay in the list under “mine”."
    ),
)
LETTERS = MailGroup(
    code="letters",
    label=_("Letters that get no answer"),
    about=_("That the day passed on which you awaited an answer to a letter."),
    basis=_(
        "The task of public interest of the partnership: you follow the signal. You "
        "can stop them, the letters stay on “My work”."
    ),
)
OFFERS = MailGroup(
    code="offers",
    label=_("Signals that are offered to you"),
    about=_("That a partnership under yours offers a signal."),
    basis=_(
        "The task of public interest of the partnership: you coordinate it. You can "
        "stop them, the offers stay on “My work”."
    ),
)
OFFER_KINDS = ("signal_offered",)
LETTER_KINDS = ("letter_unanswered",)
ASSIGNED_KINDS = ("report_assigned",)
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
    "signal_affairs",
    *(f"outcome_{state}" for state in PreSignalState),
    *(f"signal_{state}" for state in SignalState),
)
