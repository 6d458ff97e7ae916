"""Putting mail in the outbox and sending it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _t

from draaischijf.core import queue
from draaischijf.notifications import choices, stops
from draaischijf.notifications.calendars import attach_calendar
from draaischijf.notifications.kinds import group_of
from draaischijf.notifications.models import Mail, MailState

SEND = "draaischijf.notifications.tasks.send_mail"
LINK = "{link}"
# Where the address stands that stops these mails; filled in while sending, as the link.
STOP = "{stop}"
MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class Draft:
    """A mail as a module writes it: what goes to whom, and the link it carries."""

    key: str
    kind: str
    to: str
    subject: str
    template: str
    context: dict[str, Any]
    language: str = "nl"
    partnership_id: int | None = None
    reply_to: str = ""
    link_path: str = ""
    link_arguments: dict[str, Any] = field(default_factory=dict)
    # Dotted path of a function that gives a CalendarPart, or None for none (calendars).
    calendar_path: str = ""
    calendar_arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """Subject, plain text and HTML as they will arrive, `{link}` still in place."""

    subject: str
    text: str
    html: str


def render(draft: Draft) -> Rendered:
    """Return the mail in the reader's language: what the preview shows and what goes.

    Renders `<template>.txt` and `<template>.html`. A line break in the subject is
    folded to a space, so that no header can be smuggled in.
    """
    with translation.override(draft.language):
        context = {**draft.context, "link": LINK, "subject": str(draft.subject)}
        if group_of(draft.kind).may_be_stopped:
            context["stop"] = STOP
        return Rendered(
            subject=" ".join(str(draft.subject).split())[:300],
            text=render_to_string(f"{draft.template}.txt", context).strip() + "\n",
            html=render_to_string(f"{draft.template}.html", context),
        )


@transaction.atomic
def enqueue(draft: Draft) -> Mail:
    """Write the mail into the outbox and ask the worker to send it.

    The key makes it happen once: a second call with the same key returns the mail
    that is there, whatever its state. To who stopped these mails nothing goes: the row
    says so, without the text.
    """
    if _is_stopped(draft.to, draft.kind, draft.partnership_id):
        return _kept_unsent(draft)
    rendered = render(draft)
    wait = choices.waits_until(
        draft.to, draft.kind, draft.partnership_id, timezone.now()
    )
    mail, is_new = Mail.objects.get_or_create(
        key=draft.key,
        defaults={
            "kind": draft.kind,
            "to": draft.to,
            "reply_to": draft.reply_to,
            "language": draft.language,
            "partnership_id": draft.partnership_id,
            "subject": rendered.subject,
            "text": rendered.text,
            "html": rendered.html,
            "link_path": draft.link_path,
            "link_arguments": draft.link_arguments,
            "calendar_path": draft.calendar_path,
            "calendar_arguments": draft.calendar_arguments,
            "not_before": wait,
        },
    )
    if is_new:
        _send_later(mail)
    return mail


def _send_later(mail: Mail) -> None:
    queue.later(SEND, key=f"mail-{mail.pk}", at=mail.not_before, mail_id=mail.pk)


def _is_stopped(to: str, kind: str, partnership_id: int | None) -> bool:
    return stops.is_stopped(stops.stop_for(to, group_of(kind), partnership_id))


def _kept_unsent(draft: Draft) -> Mail:
    mail, _is_new = Mail.objects.get_or_create(
        key=draft.key,
        defaults={
            "kind": draft.kind,
            "to": draft.to,
            "language": draft.language,
            "partnership_id": draft.partnership_id,
            "subject": " ".join(str(draft.subject).split())[:300],
            "state": MailState.STOPPED,
        },
    )
    return mail


def previewed(text: str, link: str) -> str:
    """Return the text of a mail as it is shown before it goes."""
    return text.replace(LINK, link).replace(STOP, _t("(the link that stops them)"))


def link_of(mail: Mail) -> str:
    """Return the personal address that stands for `{link}`, or an empty text."""
    if not mail.link_path:
        return ""
    return str(import_string(mail.link_path)(**mail.link_arguments))


def stop_url_of(mail: Mail) -> str:
    """Return the address that stops mails like this one, or an empty text."""
    return stops.stop_url(mail.to, group_of(mail.kind), mail.partnership_id)


def filled(mail: Mail) -> tuple[str, str]:
    """Return text and HTML with the personal link and the way to stop in place."""
    text, html = mail.text, mail.html
    for mark, address in ((LINK, link_of(mail)), (STOP, stop_url_of(mail))):
        text, html = text.replace(mark, address), html.replace(mark, escape(address))
    return text, html


def headers_of(mail: Mail) -> dict[str, str]:
    """Return the headers: which mail it is, and how a mail program stops the next.

    One click, without a page (RFC 8058).
    """
    headers = {
        "Message-ID": f"<mail-{mail.pk}@{_domain()}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    if stop := stop_url_of(mail):
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def send(mail_id: int) -> bool:
    """Send one waiting mail; tell whether it went now.

    What may not come yet, for it is quiet where it goes, waits until the morning. The
    row is locked while sending, so two workers cannot send it twice. What is promised
    (decision 22): nothing is lost, and a mail goes twice only when the worker dies
    between the word of the mail server that it has it and the commit that follows at
    once; the second one carries the same Message-ID, made of the number of the row, by
    which mail servers drop a repeat. Raises what the mail server raises; the job is
    then tried again.
    """
    # The line is open before the row is looked at and closed after the commit: nothing
    # but one UPDATE lies between the mail server's word and the commit.
    with _line() as line, transaction.atomic():
        mail = _held(mail_id)
        if mail is None or not _may_go(mail):
            return False
        line.open()
        message = _message(mail)
        message.connection = line
        message.send()
        mail.state = MailState.SENT
        mail.sent = timezone.now()
        mail.attempts += 1
        mail.error = ""
        mail.save(update_fields=["state", "sent", "attempts", "error"])
    return True


def _held(mail_id: int) -> Mail | None:
    """Return a mail that waits and may go by its hour, locked; None when none does."""
    in_time = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now())
    waiting = Mail.objects.filter(in_time, pk=mail_id, state=MailState.WAITING)
    return waiting.select_for_update(skip_locked=True).first()


def _may_go(mail: Mail) -> bool:
    """Look once more: it may have been stopped, or become quiet, while it waited."""
    if _is_stopped(mail.to, mail.kind, mail.partnership_id):
        mail.state, mail.text, mail.html = MailState.STOPPED, "", ""
        mail.save(update_fields=["state", "text", "html"])
        return False
    wait = choices.waits_until(mail.to, mail.kind, mail.partnership_id, timezone.now())
    if wait:
        mail.not_before = wait
        mail.save(update_fields=["not_before"])
        _send_later(mail)
    return not wait


def _message(mail: Mail) -> EmailMultiAlternatives:
    text, html = filled(mail)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers_of(mail),
    )
    if html:
        message.attach_alternative(html, "text/html")
    attach_calendar(message, mail)
    return message


@contextmanager
def _line() -> Iterator[Any]:
    """Give a connection to the mail server, and close it at the very end."""
    line = get_connection()
    try:
        yield line
    finally:
        # A line that broke is closed as well as it can be; the mail is judged by then.
        with suppress(OSError):
            line.close()


@transaction.atomic
def note_failure(mail_id: int, error: str) -> None:
    """Remember why a mail did not go; give up after eight attempts, visibly."""
    mail = Mail.objects.select_for_update().get(pk=mail_id)
    mail.attempts += 1
    mail.error = error[:2000]
    if mail.attempts >= MAX_ATTEMPTS:
        mail.state = MailState.FAILED
    mail.save(update_fields=["attempts", "error", "state"])


def _domain() -> str:
    address: str = settings.SITE_URL
    return address.split("//", 1)[-1].split("/", 1)[0].split(":", maxsplit=1)[0]
