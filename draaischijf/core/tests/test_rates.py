from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from draaischijf.core import rates
from draaischijf.core.models import RateCount

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 3, 12, 0, 5, tzinfo=datetime.UTC)


@time_machine.travel(NOON, tick=False)
def test_the_first_few_pass_and_the_next_does_not():
    answers = [rates.is_over("report", "10.0.0.1", most=3, minutes=10) for _ in "abcd"]

    assert answers == [False, False, False, True]


@time_machine.travel(NOON, tick=False)
def test_others_and_other_things_are_counted_apart():
    rates.is_over("report", "10.0.0.1", most=1, minutes=10)

    assert not rates.is_over("report", "10.0.0.2", most=1, minutes=10)
    assert not rates.is_over("support", "10.0.0.1", most=1, minutes=10)


def test_a_new_window_starts_at_zero():
    with time_machine.travel(NOON, tick=False):
        rates.is_over("report", "10.0.0.1", most=1, minutes=10)
        assert rates.is_over("report", "10.0.0.1", most=1, minutes=10)

    with time_machine.travel(NOON + datetime.timedelta(minutes=10), tick=False):
        assert not rates.is_over("report", "10.0.0.1", most=1, minutes=10)


def test_no_address_lies_readable_in_the_table():
    rates.is_over("report", "10.0.0.1", most=1, minutes=10)

    assert "10.0.0.1" not in RateCount.objects.get().key


def test_old_windows_are_forgotten_and_new_ones_kept():
    with time_machine.travel(NOON, tick=False):
        rates.is_over("report", "10.0.0.1", most=1, minutes=10)
    rates.is_over("report", "10.0.0.2", most=1, minutes=10)

    assert rates.forget_old(timezone.now()) == 1
    assert RateCount.objects.count() == 1
