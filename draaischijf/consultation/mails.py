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
MINUTES_KINDS = ("minutes_sent",)
MEETINGS = MailGroup(
    code="meetings",
    label=_("Meetings"),
    about=_(
        "Invitations, another moment, a meeting that does not take place, and one "
        "reminder while you did not reply."
    ),
    basis=_(
        "You sit in a body, or were asked as a guest: the task of public interest of "
        "the partnership. You can stop them."
    ),
)
KINDS = (
    "meeting_invited",
    "meeting_poll",
    "meeting_registered",
    "meeting_reminder",
    "meeting_stopped",
)
