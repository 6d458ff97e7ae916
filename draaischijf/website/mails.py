"""What the mails of this module are: they go to the office itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.kinds import MailGroup

OFFICE = MailGroup(
    code="office",
    label=_("Notices to the office"),
    about=_("What a visitor tells the office about the site."),
    basis=_("Legal duty: the office answers who meets an obstacle on the site."),
    may_be_stopped=False,
)
KINDS = ("obstacle",)
