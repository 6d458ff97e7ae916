"""What the mails of this module are: on what ground they go, and what stops them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup

CALLS = MailGroup(
    code="calls",
    label=_("Calls for input"),
    about=_("That you are asked what you notice, twice a reminder, and a receipt."),
    basis=_(
        "The task of public interest of the partnership: it asks organisations what "
        "they notice. You can stop them."
    ),
)
OVER = MailGroup(
    code="calls_over",
    label=_("Calls for input that are over"),
    about=_("That a call closed by itself, with how many answered."),
    basis=_(
        "The task of public interest of the partnership: you coordinate it. You can "
        "stop them, the calls stay in the list."
    ),
)
OVER_KINDS = ("call_over",)
KINDS = ("call_invited", "call_reminder", "call_received")
