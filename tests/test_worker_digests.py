"""A real `draaischijf worker`, killed at a moment that the test chooses.

A real mail server on loopback holds the line at a chosen mail, or the database holds a
chosen row; the worker is killed with SIGKILL while it waits there, and another one does
the rest. What is promised stands in decision 22.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import datetime
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from email import message_from_bytes

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.core import queue
from draaischijf.core.encoder import MODEL, encoder
from draaischijf.notifications import choices, tasks
from draaischijf.notifications.models import Mail, MailState, Notice, Pace
from draaischijf.notifications.quiet import Quiet
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import embedding, watching
from draaischijf.signals.domain.movement import Move, change_state
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Meaning
from draaischijf.signals.tests.factories import make_pre_signal, make_signal

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, TAKEN = 9, 4
ANY_LOCK = 4711


class Letterbox:
    """Takes `most` mails and holds the line at the next, until it may `go_on`."""

    def __init__(self):
        self.mails = []
        self.most = None
        self.arrived = 0
        self.held = threading.Event()
        self.go_on = threading.Event()
        self.said = threading.Event()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 aiosmtpd's name
        self.arrived += 1
        if self.most is not None and self.arrived > self.most:
            self.held.set()
            while not self.go_on.is_set():  # noqa: ASYNC110 the test is another thread
                await asyncio.sleep(0.01)
        self.mails.append(envelope)
        self.said.set()
        return "250 OK"

    @property
    def to(self):
        return collections.Counter(mail.rcpt_tos[0] for mail in self.mails)

    @property
    def message_ids(self):
        return [message_from_bytes(mail.content)["Message-ID"] for mail in self.mails]


@pytest.fixture
def letterbox():
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    box.go_on.set()
    controller.stop(no_assert=True)


def address():
    server = connection.connection.info
    return (
        f"postgresql://postgres@/{server.dbname}?host={server.host}&port={server.port}"
    )


@pytest.fixture
def start(letterbox, transactional_db):
    """Return a function that starts `draaischijf worker`; none of them is left."""
    started = []

    def run(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "draaischijf", "worker", *words],
            env={
                **os.environ,
                "DATABASE_URL": address(),
                "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
                "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}",
                "DJANGO_SETTINGS_MODULE": "draaischijf.config.settings",
            },
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    # Threads of earlier tests may have left a session of this very process.
    run.there = sessions()
    yield run
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from unnest(%s::int[]) as pid",
            [list(sessions() - run.there)],
        )


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def go_on_with(start):
    """Let another worker do what is left, as it would after a minute of silence."""
    assert until(lambda: not sessions() - start.there)
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers"
            " set last_heartbeat = now() - interval '1 hour'"
        )
    Mail.objects.filter(state=MailState.WAITING).update(
        created=timezone.now() - datetime.timedelta(hours=1)
    )
    # One of these may be there already: a round quarter of an hour came by.
    for path in ("core.tasks.retry_stalled_jobs", "notifications.tasks.sweep_outbox"):
        name = path.rpartition(".")[2].replace("_", "-")
        queue.later(f"draaischijf.{path}", key=name, timestamp=0)
    # It stops when nothing waits at that moment; a job may still make another.
    for _time in range(5):
        assert start("--until-done").wait(90) == 0
        waiting = ProcrastinateJob.objects.filter(status="todo")
        if not waiting.exclude(scheduled_at__gt=timezone.now()).exists():
            return


def sessions():
    """Return the other sessions in this database, by their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def held_in_the_database(statement):
    """Hold something in a transaction of another connection for a while."""
    with psycopg.connect(address()) as other:
        other.execute(statement)
        yield
        other.rollback()


def waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


@pytest.fixture
def people(transactional_db):
    """Nine people who follow two signals by a mail a day, which is due now."""
    here = make_partnership()
    alice = make_member(here, "coordinator", name="Alice")
    signals = [make_signal(here, title=f"Titel {number}") for number in range(2)]
    made = [make_member(here, "field_worker") for _number in range(PEOPLE)]
    for one in made:
        chosen = choices.Chosen(Pace.DAILY, Quiet(at_night=False))
        choices.choose(one, here.pk, chosen)
        for followed in signals:
            watching.follow(followed, actor=one)
    for followed in signals:
        why = Move(reason="Het werd intussen opgelost.")
        change_state(followed, SignalState.NOT_RETAINED, actor=alice, move=why)
    Notice.objects.update(mail_due=timezone.now())
    return made


def ask_for_digests():
    queue.later(tasks.MAIL_ALL, key="mail-all-notices")


def assert_each_got_one(people, letterbox):
    assert letterbox.to == {one.email: 1 for one in people}
    for mail in letterbox.mails:
        text = mail.content.decode()
        assert "Titel 0" in text
        assert "Titel 1" in text
    assert Mail.objects.filter(state=MailState.SENT).count() == PEOPLE
    # Each notice went with the one mail of its person.
    told = Notice.objects.filter(mail_due__isnull=True, mail__state=MailState.SENT)
    assert told.count() == 2 * PEOPLE
    assert told.values("user", "mail").distinct().count() == PEOPLE


def test_killed_while_sending_every_person_gets_exactly_one_digest(
    people, letterbox, start
):
    letterbox.most = TAKEN
    ask_for_digests()
    worker = start()
    assert letterbox.held.wait(60)

    kill(worker)

    assert until(lambda: not sessions() - start.there)
    assert len(letterbox.mails) == TAKEN
    assert Mail.objects.filter(state=MailState.SENT).count() == TAKEN
    letterbox.most = None
    go_on_with(start)
    ask_for_digests()
    go_on_with(start)
    assert_each_got_one(people, letterbox)


def test_killed_while_making_the_digests_every_person_gets_exactly_one(
    people, letterbox, start
):
    """One person's notices are held: the others are told, this one waits."""
    held = sorted(people, key=lambda one: one.pk)[TAKEN]
    whose = f"where user_id = {held.pk} for update"
    ask_for_digests()
    with held_in_the_database(f"select from notifications_notice {whose}"):
        worker = start("--concurrency=1")
        made = Mail.objects.filter(kind="digest")
        assert until(lambda: made.count() == TAKEN and waits_for_a_lock())
        kill(worker)
        assert made.count() == TAKEN
    go_on_with(start)

    assert_each_got_one(people, letterbox)


def test_a_job_that_another_does_already_keeps_none_of_the_others_waiting(
    people, letterbox, start
):
    """Killed while embedding and sending; by then the next embedding waits as well."""
    letterbox.most = 0
    ask_for_digests()
    embedding.embed_soon()
    worker = start()
    assert letterbox.held.wait(60)
    kill(worker)
    ProcrastinateJob.objects.filter(queueing_lock=embedding.KEY)._raw_delete("default")
    with connection.cursor() as cursor:
        for status in ("doing", "todo"):
            cursor.execute(
                "insert into procrastinate_jobs"
                " (task_name, queueing_lock, status, queue_name, worker_id) values"
                " (%s, %s, %s, 'default', (select max(id) from procrastinate_workers))",
                [embedding.TASK, embedding.KEY, status],
            )
    letterbox.most = None

    go_on_with(start)

    assert_each_got_one(people, letterbox)
    assert not ProcrastinateJob.objects.filter(status="doing").exists()


def test_killed_between_the_word_of_the_mail_server_and_the_commit(
    people, letterbox, start
):
    """The one moment in which a mail may go twice: then by the same Message-ID.

    The worker may lock the row and not write it: so it stands still exactly there.
    """
    letterbox.most = 0
    ask_for_digests()
    worker = start("--concurrency=1")
    assert letterbox.held.wait(60)
    with held_in_the_database("lock table notifications_mail in share mode"):
        letterbox.go_on.set()
        assert letterbox.said.wait(10)
        assert until(waits_for_a_lock)
        kill(worker)
    go_on_with(start)

    assert sum(letterbox.to.values()) == PEOPLE + 1
    assert len(set(letterbox.message_ids)) == PEOPLE
    assert letterbox.message_ids.count(letterbox.message_ids[0]) == 2
    assert set(letterbox.to) == {one.email for one in people}


@pytest.fixture
def noted_vectors(transactional_db):
    """Note each vector that is written, and wait at the twentieth text for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            create table noted_vectors (meaning_id bigint);
            create function note_vector() returns trigger language plpgsql as $$
            begin
                if (select count(*) from signals_meaning where id <= new.id) = 20 then
                    perform pg_advisory_xact_lock({ANY_LOCK});
                end if;
                insert into noted_vectors values (new.id);
                return new;
            end $$;
            create trigger zz_note before update of vector on signals_meaning
                for each row execute function note_vector();
        """)  # noqa: S608 a number of our own
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "drop trigger zz_note on signals_meaning; drop function note_vector();"
            "drop table noted_vectors"
        )


def test_killed_while_embedding_every_text_gets_exactly_one_vector(
    letterbox, start, noted_vectors
):
    here = make_partnership()
    for number in range(25):
        make_pre_signal(here, problem=f"Er is geen bus na {number} uur.")
    signals = [make_signal(here, title=f"Geen bus na {n} uur") for n in range(15)]
    texts = 25 + len(signals)
    Meaning.objects.update(model="an older model")
    with held_in_the_database(f"select pg_advisory_lock({ANY_LOCK})"):
        embedding.embed_soon()
        worker = start()
        done = Meaning.objects.filter(vector__isnull=False, model=MODEL)
        assert until(lambda: done.count() == embedding.AT_ONCE and waits_for_a_lock())
        kill(worker)
        assert done.count() == embedding.AT_ONCE
    go_on_with(start)

    assert done.count() == Meaning.objects.count() == texts
    with connection.cursor() as cursor:
        cursor.execute("select meaning_id, count(*) from noted_vectors group by 1")
        written = dict(cursor.fetchall())
    assert written == dict.fromkeys(Meaning.objects.values_list("pk", flat=True), 1)
    last = Meaning.objects.select_related("signal").get(signal=signals[-1])
    (expected,) = encoder().statements([last.text])
    assert list(last.vector) == pytest.approx(expected, abs=1e-3)
