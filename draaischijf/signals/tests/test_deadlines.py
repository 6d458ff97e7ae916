"""How long a phase may last, and the lists of what is late or stands still."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from draaischijf.core.dates import add_working_days
from draaischijf.history.models import Entry
from draaischijf.signals.domain import movement, shaping
from draaischijf.signals.domain.deadlines import change_deadlines
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import PhaseDeadlines, PolicySignal
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import at_once

pytestmark = pytest.mark.django_db
DAYS = {"bundling": 10, "analysis": 20, "published": None, "decided": 5, "in_action": 9}


@pytest.fixture
def terms(partnership, alice):
    return change_deadlines(partnership, actor=alice, answer_within=5, days=DAYS)


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def page(response):
    return response.content.decode()


@pytest.fixture
def at(partnership):
    return lambda name, *rest: reverse(
        f"signals:{name}", args=[partnership.slug, *rest]
    )


def test_each_phase_gives_its_own_date(partnership, alice, terms):
    signal = shaping.start_signal(partnership, title="Geen bus", actor=alice)
    shaping.name_actor(signal, ActorRole.RAISED_BY, actor=alice, text="Een huisarts")
    today = timezone.localdate()
    assert signal.phase_due == add_working_days(today, 10)

    signal = movement.change_state(signal, SignalState.ANALYSIS, actor=alice)
    assert signal.phase_due == add_working_days(today, 20)

    until = today + datetime.timedelta(days=40)
    signal = movement.change_state(
        signal, SignalState.PARKED, actor=alice, move=Move(reason="Wacht", until=until)
    )
    assert signal.phase_due is None


def test_without_a_choice_nothing_has_a_deadline(partnership, alice):
    signal = shaping.start_signal(partnership, title="Geen bus", actor=alice)

    assert signal.phase_due is None


def test_holidays_do_not_count(partnership, alice, terms):
    with time_machine.travel(datetime.datetime(2026, 12, 18, 9, tzinfo=datetime.UTC)):
        signal = shaping.start_signal(partnership, title="Geen bus", actor=alice)

    # Ten working days after a Friday: Christmas and New Year are two of the weekdays.
    assert signal.phase_due == datetime.date(2027, 1, 5)


def test_a_change_counts_for_all_that_is_open(partnership, alice, terms):
    start = ago(100)
    signals = {
        state: make_signal(partnership, state, state_since=start)
        for state in (SignalState.ANALYSIS, SignalState.PUBLISHED, SignalState.CLOSED)
    }

    days = {**DAYS, "published": 3, "analysis": None}
    change_deadlines(partnership, actor=alice, answer_within=4, days=days)
    change_deadlines(partnership, actor=alice, answer_within=4, days=days)

    for one in signals.values():
        one.refresh_from_db()
    due = add_working_days(timezone.localdate(start), 3)
    assert signals[SignalState.PUBLISHED].phase_due == due
    assert signals[SignalState.ANALYSIS].phase_due is None
    assert signals[SignalState.CLOSED].phase_due is None
    assert Entry.objects.filter(verb="deadlines_changed").count() == 2
    partnership.refresh_from_db()
    assert partnership.answer_within == 4


@pytest.mark.django_db(transaction=True)
def test_moved_and_reckoned_at_once_the_date_fits_the_phase(partnership, alice, dora):
    change_deadlines(partnership, actor=alice, answer_within=5, days=DAYS)
    signal = make_signal(partnership, SignalState.ANALYSIS)

    at_once(
        lambda: movement.change_state(signal, SignalState.BUNDLING, actor=alice),
        lambda: change_deadlines(
            partnership, actor=dora, answer_within=5, days={**DAYS, "bundling": 30}
        ),
    )

    signal.refresh_from_db()
    today = timezone.localdate()
    assert signal.phase_due == add_working_days(today, 30)


def test_the_page_proposes_and_keeps(as_user, at, partnership, alice):
    client = as_user(alice)

    assert "voorstel" in page(client.get(at("deadlines")))
    sent = {"answer_within": 5, "bundling": 40, "analysis": ""}
    assert client.post(at("deadlines"), sent).status_code == 302

    terms = PhaseDeadlines.objects.get()
    assert (terms.bundling, terms.analysis) == (40, None)
    wrong = client.post(at("deadlines"), {**sent, "answer_within": "0"})
    assert wrong.status_code == 422


def test_the_list_shows_partners_what_is_late_or_stands_still(
    client, as_user, at, partnership, bob, terms
):
    today = timezone.localdate()
    late = make_signal(
        partnership, SignalState.PUBLISHED, phase_due=today - datetime.timedelta(days=3)
    )
    still = make_signal(partnership, SignalState.PUBLISHED, last_movement=ago(90))
    make_signal(partnership, SignalState.PUBLISHED, phase_due=today)
    reader = as_user(bob)

    found = reader.get(at("signals")).context["found"]
    [facet] = [one for one in found.facets if one.name == "pace"]
    shown = {
        pace: [
            row.signal.number
            for row in reader.get(at("signals"), {"pace": pace}).context["found"].rows
        ]
        for pace in ("late", "still")
    }

    assert [one.count for one in facet.options] == [1, 1]
    assert shown == {"late": [late.number], "still": [still.number]}
    outside = client.get(at("signals"), {"pace": "late"}).context["found"]
    assert outside.total == 3
    assert "pace" not in {one.name for one in outside.facets}


def test_counting_what_is_late_looks_in_the_index(partnership):
    late = partnership.signals.late(timezone.localdate())

    # With little in the table the planner needs to be told not to read it all.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
        plan = late.order_by().values("pk").explain()

    assert "signals_signal_due" in plan


def test_the_page_of_a_signal_says_since_when_and_until_when(
    client, as_user, at, partnership, bob
):
    today = timezone.localdate()
    signal = make_signal(
        partnership, SignalState.PUBLISHED, phase_due=today - datetime.timedelta(days=2)
    )

    text = page(as_user(bob).get(at("signal", signal.number)))

    assert "In deze fase sinds" in text
    assert "streefdatum" in text
    assert "2 dagen te laat" in text
    assert "streefdatum" not in page(client.get(at("signal", signal.number)))


def test_the_work_page_lists_what_is_late(as_user, partnership, alice):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make_signal(partnership, SignalState.ANALYSIS, phase_due=yesterday)

    text = page(as_user(alice).get(reverse("website:work", args=[partnership.slug])))

    assert "Signalen voorbij hun streefdatum" in text
    assert PolicySignal.objects.late(timezone.localdate()).count() == 1
