from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.dates import (
    add_working_days,
    belgian_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(datetime.date(2005, 1, 1), datetime.date(2040, 12, 31))


def test_belgium_has_its_ten_legal_holidays():
    days = belgian_holidays(2026)

    # The ten of the law; All Saints falls on a Sunday this year, as do Easter and
    # Whit Sunday always.
    assert len([day for day in days if day.weekday() != 6]) == 9
    assert len(days) == 12
    assert datetime.date(2026, 7, 21) in days
    assert datetime.date(2026, 7, 11) not in days


def test_five_working_days_skip_the_weekend():
    friday = datetime.date(2026, 11, 20)

    assert add_working_days(friday, 5) == datetime.date(2026, 11, 27)


def test_five_working_days_skip_christmas_and_new_year():
    before = datetime.date(2026, 12, 23)

    assert add_working_days(before, 5) == datetime.date(2026, 12, 31)
    assert add_working_days(before, 6) == datetime.date(2027, 1, 4)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(datetime.date(2026, 1, 5), -1)


@given(DAYS, st.integers(1, 30))
def test_a_deadline_is_a_working_day_and_counts_back(start, count):
    deadline = add_working_days(start, count)

    assert is_working_day(deadline)
    assert working_days_between(start, deadline) == count


@given(DAYS, DAYS)
def test_days_between_change_sign_with_direction(one, other):
    assert working_days_between(one, other) == -working_days_between(other, one)


@given(DAYS, st.integers(0, 900))
def test_days_between_are_those_one_meets_on_the_way(start, days):
    end = start + datetime.timedelta(days=days)
    met = [start + datetime.timedelta(days=n) for n in range(1, days + 1)]

    assert working_days_between(start, end) == sum(is_working_day(day) for day in met)
