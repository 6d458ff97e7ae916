"""Planned against held: who falls behind, early, and what to do about it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.consultation.models import Body, Meeting
from draaischijf.consultation.queries.body_years import year_of, years_beside
from draaischijf.consultation.queries.polls import still_to_plan
from draaischijf.consultation.queries.rhythm import BodyYear, Course
from draaischijf.consultation.tests.factories import make_body, make_meeting

D = datetime.date


@pytest.fixture
def on(monkeypatch):
    """Return a function that sets the day."""

    def set_day(day):
        monkeypatch.setattr(timezone, "localdate", lambda: day)

    return set_day


def year(planned=4, held=0, coming=0, *, founded=None, ended=None, **more):
    body = Body(founded=founded, ended=ended)
    more = {"last": None, "next": None, **more}
    return BodyYear(body, 2026, planned, held, coming, **more)


def test_summer_asks_nothing_of_a_body(on):
    on(D(2026, 6, 30))
    before = year(planned=10, held=5, coming=5)
    assert before.expected == 5
    on(D(2026, 8, 31))
    # Twenty per cent of the year later, and nobody was missed.
    assert year(planned=10, held=6, coming=4).expected == 5
    assert not year(planned=10, held=5, coming=5).slips
    on(D(2026, 10, 15))
    assert year(planned=10, held=5, coming=5).slips


def test_one_without_a_next_date_falls_behind_sooner(on):
    on(D(2026, 3, 10))
    assert not year(planned=4, coming=4).slips
    assert year(planned=4).slips
    on(D(2026, 6, 30))
    # Once a year, and no date yet: told in summer, not in December.
    assert year(planned=1).slips
    assert not year(planned=1, coming=1).slips


def test_a_body_founded_or_ended_in_the_year_owes_its_part(on):
    on(D(2026, 12, 31))
    assert year(planned=10, founded=D(2026, 9, 1)).due == 4
    assert year(planned=10, ended=D(2026, 6, 30)).due == 6
    assert year(planned=4, held=3, ended=D(2026, 6, 30)).course == Course.ENDED
    # Nothing is expected after the end, and nothing before the beginning.
    assert not year(planned=4, held=2, ended=D(2026, 6, 30)).slips
    assert year(planned=4, founded=D(2025, 3, 1)).due == 4


def test_held_more_often_than_planned_is_on_no_list(on):
    on(D(2026, 11, 1))
    found = year(planned=4, held=6)
    assert (found.course, found.lacking, found.proposed) == (Course.MORE, 0, None)


def test_what_nobody_noted_yet_is_asked_for_before_it_is_missed(on):
    on(D(2026, 11, 1))
    found = year(planned=4, held=3, unsaid=1)
    assert found.course == Course.TO_NOTE
    assert not found.slips


def test_without_a_frequency_nothing_is_asked(on):
    on(D(2026, 12, 1))
    assert year(planned=None, held=3).course == Course.UNKNOWN
    assert not year(planned=0).slips


def test_the_next_day_is_an_interval_after_the_last(on):
    on(D(2026, 2, 2))
    tuesday = D(2026, 1, 20)
    proposed = year(planned=5, held=1, last=tuesday).proposed
    assert proposed.weekday() == tuesday.weekday()
    assert 55 < (proposed - tuesday).days < 70


def test_no_day_is_proposed_among_the_feasts(on):
    on(D(2026, 11, 27))
    found = year(planned=3, held=2, last=D(2026, 10, 16)).proposed
    assert found == D(2026, 12, 18)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("planned", [1, 2, 6, 12])
def test_a_proposed_day_can_be_kept(on, month, planned):
    today = D(2026, month, 3)
    on(today)
    proposed = year(planned=planned, last=D(2025, 12, 11)).proposed
    if proposed is None:
        assert month == 12
        return
    assert proposed.year == 2026
    assert (proposed - today).days >= 10
    assert proposed.month not in {7, 8}
    assert proposed.weekday() < 5


def test_of_a_past_year_what_lacked_is_told_and_nothing_is_proposed(on):
    on(D(2027, 1, 5))
    found = year(planned=3, held=2)
    assert (found.lacking, found.slips, found.proposed) == (1, True, None)


# -- From which day on ----------------------------------------------------------------


def made_here(partnership, day, name="Nieuw", *, per_year=6, since=None, **fields):
    """A body that was made on a day, and means to meet from a year on."""
    body = make_body(
        partnership, name, per_year=per_year, since=since or day.year, **fields
    )
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
    Body.objects.filter(pk=body.pk).update(created=noon)
    return body


@pytest.mark.django_db
@pytest.mark.parametrize("founded", [None, D(2026, 10, 20)])
def test_one_made_late_in_the_year_is_not_behind_at_once(on, partnership, founded):
    body = made_here(partnership, D(2026, 10, 20), founded=founded)

    on(D(2026, 10, 20))
    found = year_of(body, 2026)
    # Six a year, and a quarter of the months of work is left.
    assert (found.planned, found.due, found.expected) == (6, 1, 0)
    assert (found.course, found.lacking) == (Course.TO_PLAN, 1)
    # A month later, and no day yet: told while something can be done about it.
    on(D(2026, 11, 25))
    assert year_of(body, 2026).course == Course.SLIPS
    on(D(2027, 1, 5))
    assert year_of(body, 2027).due == 6


@pytest.mark.django_db
def test_a_series_plans_what_is_left_of_the_first_year(on, partnership):
    body = made_here(partnership, D(2026, 9, 1), per_year=9)
    on(D(2026, 9, 1))
    assert (still_to_plan(body, 2026), still_to_plan(body, 2027)) == (4, 9)

    make_meeting(partnership, body, D(2026, 9, 20))

    assert still_to_plan(body, 2026) == 3
    ended = make_body(partnership, "Weg", per_year=9, ended=D(2026, 3, 31))
    assert [still_to_plan(ended, one) for one in (2026, 2027)] == [3, 0]


@pytest.mark.django_db
def test_what_tells_that_it_is_older_is_believed(on, partnership):
    day = D(2026, 10, 20)
    met = made_here(partnership, day, "Met")
    make_meeting(partnership, met, D(2026, 3, 3), state="held")
    counted = made_here(partnership, day, "Counted")
    Meeting.objects.create(
        partnership=partnership, body=counted, title="x", year=2025, state="held"
    )
    meant = made_here(partnership, day, "Meant", since=2024)
    on(day)

    assert [year_of(one, 2026).due for one in (met, counted, meant)] == [6, 6, 6]
    # Nor does a meeting that was called off tell anything.
    off = made_here(partnership, day, "Off")
    make_meeting(partnership, off, D(2026, 3, 3), state="cancelled")
    assert year_of(off, 2026).due == 1


@pytest.mark.django_db
def test_the_years_before_it_was_made_here_ask_what_they_asked(on, partnership):
    """Taken over: what a report told of years gone by stays as it was told."""
    body = made_here(partnership, D(2026, 10, 20), since=2023)
    on(D(2026, 11, 1))

    assert [one.due for one in years_beside(body, 2026)] == [0, 6, 6, 6, 6]
