from __future__ import annotations

import smtplib

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.notifications import domain, tasks
from draaischijf.notifications.domain import Draft
from draaischijf.notifications.models import Mail, MailState

pytestmark = pytest.mark.django_db
REFUSING = "draaischijf.notifications.tests.test_outbox.Refusing"


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, _messages):
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"neen")})


def draft(**changes):
    parts = {
        "key": "receipt-1",
        "kind": "receipt",
        "to": "bo@durmeland.example",
        "subject": "Dag Bo",
        "template": "core/mail/base",
        "context": {},
        **changes,
    }
    return Draft(**parts)


def waiting_jobs():
    return ProcrastinateJob.objects.filter(task_name__endswith="send_mail").count()


def test_a_mail_and_its_job_are_written_together():
    mail = domain.enqueue(draft())

    assert mail.state == MailState.WAITING
    assert waiting_jobs() == 1
    assert outbox.outbox == []


def test_nothing_is_left_of_a_change_that_fails():
    def change():
        with transaction.atomic():
            domain.enqueue(draft())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()

    assert Mail.objects.count() == 0
    assert waiting_jobs() == 0


def test_the_same_key_makes_one_mail():
    first = domain.enqueue(draft())

    assert domain.enqueue(draft(subject="Nog eens")) == first
    assert waiting_jobs() == 1


def test_sending_twice_sends_once():
    mail = domain.enqueue(draft())

    assert domain.send(mail.pk)
    assert not domain.send(mail.pk)

    assert len(outbox.outbox) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)


def test_a_sent_mail_has_a_message_id_of_its_own_and_says_it_is_automatic():
    mail = domain.enqueue(draft(reply_to="info@durmeland.example"))
    domain.send(mail.pk)

    message = outbox.outbox[0]
    assert message.extra_headers["Message-ID"] == f"<mail-{mail.pk}@localhost>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.reply_to == ["info@durmeland.example"]


def test_a_line_break_in_a_subject_cannot_add_a_header():
    mail = domain.enqueue(draft(subject="Dag\r\nBcc: elders@x.example"))

    assert mail.subject == "Dag Bcc: elders@x.example"


def test_a_refused_mail_is_kept_noted_and_given_up_after_eight_times(settings):
    settings.EMAIL_BACKEND = REFUSING
    mail = domain.enqueue(draft())

    for _attempt in range(8):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            tasks.send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 8)
    assert "SMTPRecipientsRefused" in mail.error


def test_a_mail_whose_job_was_lost_is_found_again(django_assert_max_num_queries):
    mail = domain.enqueue(draft())
    ProcrastinateJob.objects.all()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    Mail.objects.filter(pk=mail.pk).update(created="2026-01-01T00:00:00Z")

    tasks.sweep_outbox(timestamp=0)

    assert waiting_jobs() == 1


def test_the_demo_keeps_mail_of_libraries_and_sends_nothing(settings):
    settings.EMAIL_BACKEND = "draaischijf.notifications.backends.OutboxBackend"

    send_mail("Je code", "123456", None, ["bo@durmeland.example"])

    kept = Mail.objects.get()
    assert (kept.to, kept.text, kept.state) == (
        "bo@durmeland.example",
        "123456",
        MailState.SENT,
    )


def test_the_demo_does_not_keep_our_own_mail_twice(settings):
    settings.EMAIL_BACKEND = "draaischijf.notifications.backends.OutboxBackend"
    mail = domain.enqueue(draft())

    domain.send(mail.pk)

    assert Mail.objects.count() == 1
    assert isinstance(EmailMessage(), EmailMessage)
