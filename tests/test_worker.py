"""The real worker on the real database, with a real mail server on loopback."""

from __future__ import annotations

import datetime
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.notifications import domain, tasks
from draaischijf.notifications.models import Mail, MailChoice, MailState
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_person,
    make_user,
)
from draaischijf.plans.domain import reminding
from draaischijf.plans.domain.following import add_log_entry
from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.domain.reporting import Report, report_pre_signal
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
)

pytestmark = pytest.mark.django_db(transaction=True)


class Letterbox:
    """Takes mail; can be told to hold the line."""

    def __init__(self):
        self.mails = []
        self.held = threading.Event()
        self.hold = False

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 aiosmtpd's name
        import asyncio

        if self.hold:
            self.held.set()
            await asyncio.sleep(60)
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def letterbox(settings):
    box = Letterbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    box.port = port
    yield box
    controller.stop(no_assert=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def report():
    return report_pre_signal(
        make_partnership(),
        Report(
            problem="Wie na zes uur werkt, raakt niet thuis.",
            email="bo@durmeland.example",
        ),
        submission_key=uuid.uuid4(),
    )


def test_the_worker_sends_the_mail_of_a_report(letterbox, work):
    report()

    work()

    (mail,) = letterbox.mails
    assert mail.rcpt_tos == ["bo@durmeland.example"]
    assert b"/volg/" in mail.content
    assert Mail.objects.get().state == MailState.SENT


def test_two_workers_do_not_send_it_twice(letterbox, work):
    report()
    mail = Mail.objects.get()
    go = threading.Barrier(2)

    def send():
        go.wait()
        domain.send(mail.pk)
        connection.close()

    both = [threading.Thread(target=send) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(letterbox.mails) == 1


def test_a_worker_killed_while_sending_loses_nothing_and_doubles_nothing(
    letterbox, work
):
    report()
    letterbox.hold = True
    worker = start_worker(letterbox.port)
    assert letterbox.held.wait(30)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    letterbox.hold = False
    assert wait_until(lambda: Mail.objects.get().state == MailState.WAITING)
    forget_the_worker()

    Mail.objects.update(created="2026-01-01T00:00:00Z")
    tasks.sweep_outbox(timestamp=0)
    work()
    work()

    assert len(letterbox.mails) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_the_job_of_a_killed_worker_is_given_to_another(letterbox, work):
    report()
    letterbox.hold = True
    worker = start_worker(letterbox.port)
    assert letterbox.held.wait(30)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    letterbox.hold = False
    forget_the_worker()
    from draaischijf.core.tasks import retry_stalled_jobs

    retry_stalled_jobs.defer(timestamp=0)
    work()
    work()

    assert len(letterbox.mails) == 1
    assert not ProcrastinateJob.objects.filter(status="doing").exists()


def start_worker(port):
    server = connection.connection.info
    environment = {
        **os.environ,
        "DATABASE_URL": (
            f"postgresql://postgres@/{server.dbname}?host={server.host}&port={server.port}"
        ),
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "draaischijf.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", "procrastinate", "worker"],
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def forget_the_worker():
    """Let the heartbeat of the killed worker be long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers"
            " set last_heartbeat = now() - interval '1 hour'"
        )


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def reminders(*addresses):
    """One lead a mail, each with a silent action of a plan that runs today."""
    partnership = make_partnership()
    today = timezone.localdate()
    plan = make_plan(
        partnership,
        today.year,
        status="adopted",
        start=today - datetime.timedelta(days=300),
        end=today + datetime.timedelta(days=60),
    )
    for address in addresses:
        action = make_action(make_objective(plan), f"Actie van {address}")
        user = make_user(email=address)
        person = make_person(partnership, user=user)
        Role.objects.create(partnership=partnership, person=person, kind="lead")
        make_party(action, text=person.name, person=person)
        # The clock on the wall may say that it is night.
        MailChoice.objects.create(
            user=user, partnership_id=partnership.pk, is_quiet=False
        )
    long_ago = timezone.now() - datetime.timedelta(days=200)
    PlanAction.objects.update(created=long_ago)
    return today


def test_the_worker_sends_each_lead_one_digest_a_month(letterbox, work):
    today = reminders("jo@durmeland.example", "mo@durmeland.example")

    for _time in range(2):
        reminding.queue_reminders(today.replace(day=28))
        work()

    assert sorted(mail.rcpt_tos[0] for mail in letterbox.mails) == [
        "jo@durmeland.example",
        "mo@durmeland.example",
    ]
    assert all(b"/noteren/" in mail.content for mail in letterbox.mails)


def test_a_worker_killed_among_the_digests_loses_none_and_doubles_none(letterbox, work):
    today = reminders("jo@durmeland.example", "mo@durmeland.example")
    reminding.queue_reminders(today.replace(day=28))
    letterbox.hold = True
    worker = start_worker(letterbox.port)
    assert letterbox.held.wait(30)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    letterbox.hold = False
    forget_the_worker()
    from draaischijf.core.tasks import retry_stalled_jobs

    reminding.queue_reminders(today.replace(day=28))
    retry_stalled_jobs.defer(timestamp=0)
    work()
    work()

    assert sorted(mail.rcpt_tos[0] for mail in letterbox.mails) == [
        "jo@durmeland.example",
        "mo@durmeland.example",
    ]


def test_the_worker_tells_the_raisers_of_a_signal(letterbox, work):
    partnership = make_partnership()
    made = make_signal(partnership)
    make_link(make_pre_signal(partnership, email="bo@durmeland.example"), made)
    action = make_action(make_objective(make_plan(partnership)))
    action.signals.add(made)
    actor = make_member(partnership, "coordinator")

    add_log_entry(
        action,
        parse_fuzzy("5 maart 2027"),
        text="Twee studio's erbij.",
        actor=actor,
        tells_raisers=True,
    )
    work()

    (mail,) = letterbox.mails
    assert mail.rcpt_tos == ["bo@durmeland.example"]
    assert b"/volg/" in mail.content
