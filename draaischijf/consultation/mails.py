"""What the mails of this module are: on what ground they go, and what stops them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup

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
