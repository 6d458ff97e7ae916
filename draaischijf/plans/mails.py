"""What the mails of this module are: on what ground they go, and what stops them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup

REMINDERS = MailGroup(
    code="reminders",
    label=_("Reminders about the actions you lead"),
    about=_("Once a month at most, about actions of which nothing was noted lately."),
    basis=_(
        "The task of public interest of the partnership: you agreed to lead an action. "
        "You can stop them, the actions stay on “My work”."
    ),
)
KINDS = ("silent_actions",)
