from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.notifications.quiet import (
    Quiet,
    first_moment,
    is_quiet,
    next_monday,
    next_morning,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
MOMENTS = st.datetimes(
    datetime.datetime(2025, 1, 1),  # noqa: DTZ001 the zone is given below
    datetime.datetime(2028, 1, 1),  # noqa: DTZ001 the same
    timezones=st.just(datetime.UTC),
)
QUIETS = st.builds(Quiet, st.times(), st.times(), st.booleans(), st.booleans())


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-11-25T19:59", "2026-11-25T19:59"),
        ("2026-11-25T20:00", "2026-11-26T07:00"),
        ("2026-11-26T03:00", "2026-11-26T07:00"),
        ("2026-11-26T07:00", "2026-11-26T07:00"),
        # The night in which the clock goes back, and the one in which it goes on.
        ("2026-10-24T23:30", "2026-10-25T07:00"),
        ("2027-03-27T23:30", "2027-03-28T07:00"),
    ],
)
def test_a_mail_of_the_night_waits_until_seven(now, first):
    assert first_moment(at(now), Quiet()) == at(first)


def test_a_mail_of_friday_evening_waits_until_monday_for_who_asks_so():
    friday = at("2026-11-27T21:00")

    assert first_moment(friday, Quiet()) == at("2026-11-28T07:00")
    assert first_moment(friday, Quiet(in_weekend=True)) == at("2026-11-30T07:00")


def test_without_a_night_everything_may_come():
    night = at("2026-11-26T03:00")

    assert first_moment(night, Quiet(at_night=False)) == night


def test_the_daily_mail_comes_in_the_morning_and_the_weekly_one_on_monday():
    thursday = at("2026-11-26T07:00")

    assert next_morning(thursday, Quiet()) == at("2026-11-27T07:00")
    assert next_monday(thursday, Quiet()) == at("2026-11-30T07:00")
    assert next_monday(at("2026-11-30T06:59"), Quiet()) == at("2026-11-30T07:00")


@given(MOMENTS, QUIETS)
def test_the_first_moment_is_not_quiet_not_past_and_there_is_none_before_it(
    moment, quiet
):
    first = first_moment(moment, quiet)

    assert first >= moment
    assert not is_quiet(first, quiet)
    assert first == moment or is_quiet(first - datetime.timedelta(seconds=1), quiet)
    assert first_moment(first, quiet) == first


@given(MOMENTS, QUIETS)
def test_the_morning_mail_comes_within_four_days_and_the_weekly_one_within_eleven(
    moment, quiet
):
    hour = datetime.timedelta(hours=1)

    assert moment < next_morning(moment, quiet) <= moment + 96 * hour
    assert moment < next_monday(moment, quiet) <= moment + 11 * 24 * hour
