"""The demo's mail backend: nothing leaves the machine, everything can be read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from draaischijf.notifications.models import Mail, MailState


class OutboxBackend(BaseEmailBackend):
    """Keep mails in the outbox instead of sending them.

    Mails of our own are there already; those a library sends by itself (the sign-in
    code) are added, so that the demo's outbox page shows them too.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            own = str(message.extra_headers.get("Message-ID", "")).startswith("<mail-")
            if not own:
                self._keep(message)
        return len(email_messages)

    def _keep(self, message: EmailMessage) -> None:
        for address in message.recipients():
            Mail.objects.create(
                key=f"direct-{uuid.uuid4()}",
                kind="direct",
                to=address,
                subject=" ".join(message.subject.split())[:300],
                text=str(message.body),
                state=MailState.SENT,
                sent=timezone.now(),
            )
