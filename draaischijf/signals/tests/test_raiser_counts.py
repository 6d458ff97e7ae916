"""How many people raised a signal, as the database keeps it."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import COUNT_RAISERS, PolicySignal, PreSignalLink
from draaischijf.signals.tests.factories import (
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import at_once


def raisers_of(signal):
    return PolicySignal.objects.values_list("raisers", flat=True).get(pk=signal.pk)


def link(signal, **fields):
    report = make_pre_signal(signal.partnership, **fields)
    return PreSignalLink.objects.create(pre_signal=report, signal=signal)


@pytest.fixture
def signal(db):
    return make_signal(make_partnership())


def test_a_signal_begins_with_nobody(signal):
    assert raisers_of(signal) == 0


def test_whoever_reports_and_supports_is_one_person(signal):
    link(signal, email="An@durmeland.example")
    link(signal, email="an@durmeland.example")
    make_support(signal, email="AN@durmeland.example")

    assert raisers_of(signal) == 1


def test_whoever_left_no_address_counts_as_one_of_their_own(signal):
    link(signal)
    link(signal)
    make_support(signal)

    assert raisers_of(signal) == 3


def test_an_account_is_known_by_its_address(signal):
    alice = make_member(signal.partnership, RoleKind.FIELD_WORKER)
    link(signal, raiser=alice)
    make_support(signal, email=alice.email)

    assert raisers_of(signal) == 1


def test_what_goes_is_counted_no_more(signal):
    made = link(signal, email="an@durmeland.example")
    support = make_support(signal, email="bea@durmeland.example")

    made.delete()
    assert raisers_of(signal) == 1
    support.delete()
    assert raisers_of(signal) == 0


def test_what_goes_to_another_signal_is_counted_there(signal):
    other = make_signal(signal.partnership)
    made = link(signal)

    PreSignalLink.objects.filter(pk=made.pk).update(signal=other)

    assert (raisers_of(signal), raisers_of(other)) == (0, 1)


def test_counting_all_anew_changes_nothing(signal):
    other = make_signal(signal.partnership)
    link(signal, email="an@durmeland.example")
    make_support(signal)
    link(other)
    kept = (raisers_of(signal), raisers_of(other))

    with connection.cursor() as cursor:
        cursor.execute("update signals_policysignal set raisers = 99")
        cursor.execute(COUNT_RAISERS)

    assert (raisers_of(signal), raisers_of(other)) == kept == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_who_comes_at_once_are_all_counted():
    here = make_partnership()
    office = [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]
    signal = make_signal(here)
    reports = [make_pre_signal(here, state=PreSignalState.IN_REVIEW) for _ in range(2)]

    answers = at_once(
        lambda: weighing.link_to_signal(reports[0], signal, actor=office[0]),
        lambda: weighing.link_to_signal(reports[1], signal, actor=office[1]),
        lambda: reporting.support_signal(
            signal, Support(), submission_key=uuid.uuid4()
        ),
    )

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert raisers_of(signal) == 3
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")
