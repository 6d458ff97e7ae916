from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.db.models.functions import Coalesce
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail, Notice
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import affairs
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.queries.feedback import (
    partnerships_with_unheard,
    unheard,
    unheard_of,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - datetime.timedelta(days=200)
LATELY = timezone.now() - datetime.timedelta(days=100)
BO = "bo@durmeland.example"


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def alice(here):
    return make_member(here, "signal_coordinator", name="Alice")


@pytest.fixture
def silent(here):
    """A signal that goes on, with one reporter and one supporter in the dark."""
    signal = make_signal(here, SignalState.ANALYSIS, title="Geen bus na zes uur")
    report = make_pre_signal(here, email=BO, submitted=LONG_AGO, state="linked")
    make_link(report, signal)
    make_support(signal, email="mo@durmeland.example", given=LONG_AGO)
    heard = make_pre_signal(here, email="jo@durmeland.example", last_told=LATELY)
    make_link(heard, signal)
    return signal


def test_the_page_lists_them_and_one_click_tells_how_it_stands(
    client, here, alice, silent
):
    client.force_login(alice)
    page = client.get("/durmeland/terugkoppelen/").content.decode()
    assert "Geen bus na zes uur" in page
    assert "2 mensen" in page
    address = f"/durmeland/signalen/{silent.number}/stand-van-zaken/"
    assert address in client.get("/durmeland/werk/").content.decode()

    preview = client.get(address).content.decode()
    assert "Dit gaat naar 2" in preview
    assert not Mail.objects.exists()
    for _press in range(2):
        client.post(address)

    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        BO,
        "mo@durmeland.example",
    ]
    assert "Het is niet vergeten: zo staat het ermee." in Mail.objects.first().text
    assert Entry.objects.filter(verb="told_affairs").count() == 1
    assert unheard(here) == []


def test_who_left_no_address_counts_as_told_on_the_own_page(here, alice):
    signal = make_signal(here)
    make_link(make_pre_signal(here, submitted=LONG_AGO, state="linked"), signal)

    assert affairs.tell_affairs(signal, actor=alice) == 1
    assert not Mail.objects.exists()
    assert unheard_of(signal) == []


def test_only_who_weighs_reports_tells(here, silent):
    with pytest.raises(TransitionDenied):
        affairs.tell_affairs(silent, actor=make_member(here, "field_worker"))


@pytest.mark.parametrize("state", [SignalState.CLOSED, SignalState.NOT_RETAINED])
def test_what_ended_owes_nothing_of_this_kind(here, state):
    reason = {"reason": "x"} if state == SignalState.NOT_RETAINED else {}
    signal = make_signal(here, state, **reason)
    make_link(make_pre_signal(here, submitted=LONG_AGO, state="linked"), signal)

    assert unheard_of(signal) == []
    assert partnerships_with_unheard() == []


def test_coordinators_read_it_once_a_week(here, alice, silent):
    make_member(here, "field_worker")
    monday = datetime.date(2026, 11, 23)

    for _time in range(2):
        affairs.remind_weighers(monday)
    affairs.remind_weighers(monday + datetime.timedelta(days=7))

    notices = Notice.objects.filter(kind="unheard")
    assert [one.user for one in notices] == [alice, alice]
    assert notices[0].data == {"count": 1}


def plan_of(rows):
    with connection.cursor() as cursor:
        # A table of a few rows is read whole: forbid that, to see what could be used.
        cursor.execute("set local enable_seqscan = off")
        sql, values = rows.query.sql_with_params()
        cursor.execute(f"explain {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_the_indexes_hold_only_what_goes_on_and_are_used(here, silent):
    """The index knows when somebody heard something; what ended is not in it."""
    ended = timezone.localdate() + datetime.timedelta(days=30)
    PreSignal.objects.bulk_create(
        PreSignal(
            partnership=here, number=100 + number, problem="Geen bus.",
            submission_key=uuid.uuid4(), follow_nonce="x", follow_hash=str(number),
            follow_until=ended, submitted=LONG_AGO, answer_due=timezone.localdate(),
        )
        for number in range(3_000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("analyze signals_presignal")
    before = timezone.now() - datetime.timedelta(days=182)
    reports = PreSignal.objects.annotate(heard=Coalesce("last_told", "submitted"))
    mine = reports.filter(
        partnership=here, follow_until__isnull=True, heard__lt=before
    ).only("pk")
    supports = SignalSupport.objects.annotate(heard=Coalesce("last_told", "given"))
    old = supports.filter(follow_until__isnull=True, heard__lt=before).only("pk")

    assert "signals_report_heard" in plan_of(mine)
    assert "signals_support_heard" in plan_of(old)
