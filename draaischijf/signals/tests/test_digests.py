from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outbox
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.notifications import choices, digests, domain, tasks
from draaischijf.notifications.kinds import NEWS
from draaischijf.notifications.models import Mail, MailChoice, MailState, Pace
from draaischijf.notifications.quiet import Quiet
from draaischijf.notifications.stops import stop_for, stop_mails
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.domain.reminding import remind_leads  # noqa: F401 kinds that wait
from draaischijf.signals.domain import watching
from draaischijf.signals.domain.following import add_log_entry
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
THURSDAY = datetime.datetime(2026, 11, 26, 10, tzinfo=BRUSSELS)


def at(hour, day=26):
    return THURSDAY.replace(hour=hour, day=day)


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def bob(here):
    return make_member(here, "field_worker", name="Bob")


@pytest.fixture
def note(here, bob):
    """Return a function that notes something about a signal Bob follows."""
    alice = make_member(here, "coordinator", name="Alice")
    followed = {}

    def run(title, day, moment):
        with time_machine.travel(moment, tick=False):
            if title not in followed:
                followed[title] = make_signal(here, title=title)
                watching.follow(followed[title], actor=bob)
            when = parse_fuzzy(f"{day} maart 2026")
            add_log_entry(followed[title], when, text="Gebeld.", actor=alice)

    return run


def choose(user, partnership, pace, **quiet):
    choices.choose(user, partnership.pk, choices.Chosen(pace, Quiet(**quiet)))


def test_a_digest_gathers_a_day_grouped_by_signal(here, bob, note):
    choose(bob, here, Pace.DAILY)
    note("Geen bus", 1, at(9))
    note("Geen studio", 2, at(10))
    note("Geen bus", 3, at(19))

    with time_machine.travel(at(6, day=27), tick=False):
        tasks.mail_all_notices()
    assert not Mail.objects.exists()
    with time_machine.travel(at(7, day=27), tick=False):
        tasks.mail_all_notices()
        tasks.mail_all_notices()
        mail = Mail.objects.get()
        domain.send(mail.pk)

    assert mail.subject == "3 berichten van Welzijnsoverleg Durmeland"
    assert mail.text.count("Geen bus") == 1
    assert mail.text.count("Er is iets genoteerd in de opvolging.") == 3
    assert f"{mail.pk}@" in outbox.outbox[0].extra_headers["Message-ID"]
    assert bob.notices.filter(mail=mail, mail_due=None).count() == 3


def test_at_once_goes_at_once_and_what_was_read_is_not_mailed(here, bob, note):
    note("Geen bus", 1, at(9))
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="mail_notices")
    assert jobs.get().args == {"user_id": bob.pk, "partnership_id": here.pk}
    note("Geen studio", 1, at(10))
    bob.notices.filter(pk=bob.notices.first().pk).update(read=at(10))

    with time_machine.travel(at(11), tick=False):
        mail = digests.mail_due(bob.pk, here.pk, timezone.now())

    assert "Geen bus" in mail.subject
    assert "Geen studio" not in mail.text


def test_the_weekly_one_comes_on_monday(here, bob, note):
    choose(bob, here, Pace.WEEKLY)
    note("Geen bus", 1, at(9))

    assert bob.notices.get().mail_due == at(7, day=30)


def test_another_choice_holds_for_what_waits(here, bob, note):
    choose(bob, here, Pace.WEEKLY)
    note("Geen bus", 1, at(9))
    with time_machine.travel(at(12), tick=False):
        choose(bob, here, Pace.DAILY)

    assert bob.notices.get().mail_due == at(7, day=27)


def test_a_mail_of_the_evening_waits_until_morning_also_for_the_sweeper(
    here, bob, note
):
    note("Geen bus", 1, at(19))
    with time_machine.travel(at(21), tick=False):
        mail = digests.mail_due(bob.pk, here.pk, timezone.now())
        assert mail.not_before == at(7, day=27)
        assert not domain.send(mail.pk)
    with time_machine.travel(at(3, day=27), tick=False):
        ProcrastinateJob.objects.all()._raw_delete("default")
        tasks.sweep_outbox(timestamp=0)
        assert not ProcrastinateJob.objects.exists()
        assert not domain.send(mail.pk)
    with time_machine.travel(at(8, day=27), tick=False):
        tasks.sweep_outbox(timestamp=0)
        assert ProcrastinateJob.objects.count() == 1
        assert domain.send(mail.pk)

    assert len(outbox.outbox) == 1


def test_a_worker_that_stood_still_does_not_catch_up_at_night(here, bob, note):
    note("Geen bus", 1, at(19))
    with time_machine.travel(at(19), tick=False):
        mail = digests.mail_due(bob.pk, here.pk, timezone.now())
    assert mail.not_before is None

    with time_machine.travel(at(22), tick=False):
        assert not domain.send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.not_before) == (MailState.WAITING, at(7, day=27))


def test_codes_receipts_and_invitations_do_not_wait(here, bob):
    MailChoice.objects.create(user=bob, partnership_id=here.pk)
    with time_machine.travel(at(23), tick=False):
        for kind in ("receipt", "invitation", "direct", "signal_closed"):
            waits = choices.waits_until(bob.email, kind, here.pk, timezone.now())
            assert waits is None
        for kind in ("digest", "silent_actions", "request_waits"):
            assert choices.waits_until(bob.email, kind, here.pk, timezone.now())


def test_who_stopped_the_news_keeps_the_page(here, bob, note):
    stop_mails(stop_for(bob.email, NEWS, here.pk))
    note("Geen bus", 1, at(9))

    with time_machine.travel(at(10), tick=False):
        mail = digests.mail_due(bob.pk, here.pk, timezone.now())

    assert mail.state == MailState.STOPPED
    assert bob.notices.unread().count() == 1


def test_a_person_chooses_on_a_page(client, here, bob):
    client.force_login(bob)
    address = "/account/berichten/mails/"
    page = client.get(address).content.decode()
    assert "Welzijnsoverleg Durmeland" in page
    sent = {
        "p": "durmeland", "durmeland-pace": "weekly", "durmeland-is_quiet": "on",
        "durmeland-quiet_from": "18:30", "durmeland-quiet_until": "08:00",
    }  # fmt: skip

    assert client.post(address, sent).status_code == 302
    assert client.post(address, {**sent, "durmeland-pace": "ooit"}).status_code == 422
    assert client.post(address, {**sent, "p": "elders"}).status_code == 404

    row = MailChoice.objects.get()
    assert (row.pace, row.quiet_from, row.rests_in_weekend) == (
        Pace.WEEKLY,
        datetime.time(18, 30),
        False,
    )
