"""Where the outbox holds words of a person (core/redaction)."""

from __future__ import annotations

from django.utils.translation import gettext as _t

from draaischijf.core.redaction.register import Texts
from draaischijf.notifications.models import Mail


def _told(mail: Mail) -> str:
    return _t("Mail to %(to)s") % {"to": mail.to}


TEXTS = (
    Texts(
        "notifications.Mail", ("subject", "text", "html"), html=("html",), told=_told
    ),
)
LEFT = {
    "notifications.Mail.key": "a name for what the mail is about, with its number",
    "notifications.Mail.kind": "the name of a kind",
    "notifications.Mail.to": "whom it goes to; retention removes it",
    "notifications.Mail.reply_to": "the address of an office",
    "notifications.Mail.language": "a code",
    "notifications.Mail.link_path": "the name of a function",
    "notifications.Mail.link_arguments": "numbers of rows",
    "notifications.Mail.calendar_path": "the name of a function",
    "notifications.Mail.calendar_arguments": "numbers of rows",
    "notifications.MailStop.address_print": "a print of an address",
    "notifications.MailStop.group": "the code of a group of mails",
    "notifications.Notice.key": "a name for what it is about, with its number",
    "notifications.Notice.kind": "the name of a kind",
    "notifications.Notice.about": "the name of a table",
    "notifications.Notice.data": "numbers and codes, never words",
    "notifications.Mail.error": "what the mail server answered",
}
