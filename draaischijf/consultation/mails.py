"""What the mails of this module are: on what ground they go, and what stops them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup

MINUTES = MailGroup(
    code="minutes",
    label=_("Minutes of meetings"),
    about=_("The minutes of a meeting you were asked to, to remark on them."),
    basis=_(
        "The task of public interest of the partnership: members of a body read and "
        "approve its minutes. You can stop them."
    ),
)
KINDS = ("minutes_sent",)
