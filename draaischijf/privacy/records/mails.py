"""Mails: their text is gone long before the fact that they went."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.models import Mail, MailState, Notice
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.moments import in_place, start_of
from draaischijf.privacy.records.shape import Record


def _settled(partnership_id: int | None, before: datetime.date) -> QuerySet[Mail]:
    return Mail.objects.exclude(state=MailState.WAITING).filter(
        in_place(partnership_id), created__lt=start_of(before)
    )


def texts_due(partnership_id: int | None, before: datetime.date) -> QuerySet[Mail]:
    """Return mails that went or failed, with their text still there."""
    return _settled(partnership_id, before).exclude(
        text="", html="", link_path="", calendar_path="", error=""
    )


def empty_texts(mails: QuerySet[Mail]) -> None:
    """Leave the address, the subject and the day; the personal link goes too."""
    mails.update(
        text="",
        html="",
        link_path="",
        link_arguments={},
        calendar_path="",
        calendar_arguments={},
        error="",
    )


def remove(rows: QuerySet[Mail] | QuerySet[Notice]) -> None:
    """Remove mails from the outbox, or notices from the pages of people."""
    rows.delete()


def notices_due(partnership_id: int | None, before: datetime.date) -> QuerySet[Notice]:
    """Return notices that are old, read or not."""
    rows = Notice.objects.filter(in_place(partnership_id))
    return rows.filter(created__lt=start_of(before))


MAIL_TEXTS = Record(
    code="mail_texts",
    activity="mail",
    label=_("Texts of mails"),
    data=_("What the mail said, and the personal link in it"),
    since=_("after it was sent"),
    why=_("Long enough to answer “I did not get it”, or to see what was said."),
    effect=Effect.EMPTIED,
    fields=(
        "notifications.Mail.text",
        "notifications.Mail.html",
        "notifications.Mail.link_path",
        "notifications.Mail.link_arguments",
        "notifications.Mail.calendar_path",
        "notifications.Mail.calendar_arguments",
        "notifications.Mail.error",
    ),
    days=90,
    least=14,
    most=365,
    due=texts_due,
    carry_out=empty_texts,
)
MAIL_ADDRESSES = Record(
    code="mail_addresses",
    activity="mail",
    label=_("To whom a mail went"),
    data=_("Address, subject and day of the mail"),
    since=_("after it was sent"),
    why=_("To show that somebody was answered, for as long as that may be asked."),
    effect=Effect.REMOVED,
    fields=(
        "notifications.Mail.to",
        "notifications.Mail.reply_to",
        "notifications.Mail.subject",
        "notifications.Mail.key",
    ),
    days=730,
    least=365,
    most=1825,
    due=_settled,
    carry_out=remove,
)
NOTICES = Record(
    code="notices",
    activity="mail",
    label=_("Notices on somebody’s own page"),
    data=_("What somebody was told of, when, and whether it was read"),
    since=_("after the notice"),
    why=_("To read back what happened; the things themselves tell the rest."),
    effect=Effect.REMOVED,
    fields=("notifications.Notice",),
    days=365,
    least=30,
    most=730,
    due=notices_due,
    carry_out=remove,
)
SITE_MAILS = Record(
    code="site_mails",
    activity="mail",
    label=_("Mails of the site itself"),
    data=_("Address, subject and text of mails that belong to no partnership"),
    since=_("after it was sent"),
    why=_("Codes to sign in are worth nothing after a quarter of an hour."),
    effect=Effect.REMOVED,
    fields=(),
    days=30,
    due=_settled,
    carry_out=remove,
    is_of_site=True,
)
