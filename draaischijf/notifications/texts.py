"""Where the outbox holds words of a person (core/redaction)."""

from __future__ import annotations

from draaischijf.core.redaction.register import Texts

TEXTS = (Texts("notifications.Mail", ("subject", "text", "html"), html=("html",)),)
LEFT = {
    "notifications.Mail.key": "a name for what the mail is about, with its number",
    "notifications.Mail.kind": "the name of a kind",
    "notifications.Mail.to": "whom it goes to; retention removes it",
    "notifications.Mail.reply_to": "the address of an office",
    "notifications.Mail.language": "a code",
    "notifications.Mail.link_path": "the name of a function",
    "notifications.Mail.link_arguments": "numbers of rows",
    "notifications.Mail.error": "what the mail server answered",
}
