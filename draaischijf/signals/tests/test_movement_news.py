"""What a move tells before it is made, and two people who make it at once."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.signals.domain import movement
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.workflow import TransitionDenied

CLOSING = Move(outcome="solved", feedback="De avondbus rijdt.")
PARKING = Move(
    until=timezone.localdate() + datetime.timedelta(days=1), reason="We wachten."
)


# -- The mail before it goes --------------------------------------------------------


def test_the_preview_is_the_mail_as_it_will_go_and_changes_nothing(partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    report = make_pre_signal(partnership, email="bo@durmeland.example")
    make_link(report, signal)
    make_support(signal, email="BO@durmeland.example")
    make_support(signal, email="an@durmeland.example")
    make_support(signal)

    news = movement.news_of(signal, SignalState.CLOSED, CLOSING)

    assert (news.told, news.unreached) == (2, 1)
    assert "De avondbus rijdt." in news.body
    assert "{link}" in news.mail.text
    assert "{link}" not in news.body
    signal.refresh_from_db()
    assert (signal.state, signal.feedback) == ("in_action", "")
    assert not Entry.objects.about(signal).exists()


def test_a_move_nobody_hears_of_has_no_mail(partnership):
    signal = make_signal(partnership)
    make_support(signal, email="bo@durmeland.example")

    assert movement.news_of(signal, SignalState.ANALYSIS, Move()) is None
    assert movement.news_of(signal, SignalState.PARKED, PARKING) is None


def test_without_an_address_there_is_nobody_to_mail(partnership):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    make_support(signal)

    news = movement.news_of(signal, SignalState.PUBLISHED, Move())

    assert (news.told, news.unreached, news.mail, news.body) == (0, 1, None, "")


# -- Two people at once -------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_wins(partnership, alice, dora):
    partnership.agreement_required = False
    partnership.save()
    answered = dict.fromkeys(
        ("test_clear", "test_neutral", "test_recognised", "test_shared"), "yes"
    )
    signal = make_signal(partnership, SignalState.ANALYSIS, **answered)
    barrier = threading.Barrier(2)
    outcomes = []

    def press(actor):
        try:
            barrier.wait(timeout=10)
            movement.change_state(signal, SignalState.PUBLISHED, actor=actor)
            outcomes.append("moved")
        except TransitionDenied:
            outcomes.append("denied")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[who]) for who in (alice, dora)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(outcomes) == ["denied", "moved"]
    assert list(signal.steps.values_list("source", "target"))[1:] == [
        ("analysis", "published")
    ]
    assert Entry.objects.about(signal).count() == 1
