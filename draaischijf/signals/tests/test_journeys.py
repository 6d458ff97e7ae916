"""The way of a signal: stops of other modules in its story, and the picture."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.history.domain import record
from draaischijf.signals.enums import SignalState
from draaischijf.signals.journeys import Lane, Stop, Told
from draaischijf.signals.queries.journey_picture import journey_picture
from draaischijf.signals.queries.path import PathStep
from draaischijf.signals.queries.raised_days import raised_days
from draaischijf.signals.queries.signal_timeline import events_of
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

TODAY = datetime.date(2026, 11, 27)
DAYS = st.dates(datetime.date(1990, 1, 1), TODAY)
STOPS = st.lists(
    st.builds(
        Stop,
        st.sampled_from(Lane),
        DAYS,
        st.just("Overleg <b>&</b>"),
        until=st.none() | DAYS,
        count=st.integers(1, 400),
    ),
    max_size=40,
)


def path(*days):
    steps = [PathStep(n, f"fase {n}", "done", day) for n, day in enumerate(days, 1)]
    return [*steps[:-1], PathStep(len(days), "nu & hier", "current", days[-1])]


@given(st.lists(DAYS, min_size=1, max_size=8), STOPS)
def test_whatever_happened_the_picture_is_sound(days, stops):
    made = journey_picture(path(*sorted(days)), stops, TODAY)
    if made is None:
        assert len({stop.day for stop in stops} | set(days)) < 2
        return
    drawn = ET.fromstring(made.svg)  # noqa: S314 our own
    assert drawn.get("aria-label") == made.words
    for one in drawn.iter():
        for name in ("x", "cx"):
            if one.get(name):
                assert 0 <= float(one.get(name)) <= 720
        if one.get("width"):
            assert float(one.get("width")) > 0


def test_the_picture_says_in_words_what_it_shows():
    stops = [
        Stop(Lane.RAISED, datetime.date(2026, 1, 5), count=3),
        Stop(Lane.MEETINGS, datetime.date(2026, 5, 6), "Stuurgroep"),
    ]
    made = journey_picture(
        path(datetime.date(2026, 1, 5), datetime.date(2026, 2, 1)), stops, TODAY
    )
    assert "5 januari 2026" in made.words
    assert "3 keer gemeld" in made.words
    assert "1 bijeenkomst" in made.words


@pytest.mark.django_db
def test_a_stop_stands_in_the_story_on_its_own_day(partnership):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    stop = Stop(Lane.MEETINGS, datetime.date(2020, 5, 4), "Besproken", "/overleg/")

    events = events_of(signal, (), is_partner=True, stops=[stop])

    assert events[-1].sentence == "Besproken"
    assert events[-1].url == "/overleg/"


@pytest.mark.django_db
def test_what_history_tells_gets_the_address_and_is_not_told_twice(partnership, alice):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    record(signal, "signal_in_edition", actor=alice, title="Bundel", edition=2)
    told = Told("signal_in_edition", "edition", "2")
    stop = Stop(
        Lane.DOCUMENTS, TODAY, "Het staat in “Bundel”.", "/bundels/2/", told=told
    )

    events = events_of(signal, (), is_partner=True, stops=[stop])

    assert [one.url for one in events if one.url] == ["/bundels/2/"]
    assert "In “Bundel”." not in {one.sentence for one in events}


@pytest.mark.django_db
def test_only_partners_see_on_which_days_it_was_raised(
    partnership, django_assert_num_queries
):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    for _number in range(3):
        make_link(make_pre_signal(partnership), signal)
    make_support(signal)

    with django_assert_num_queries(1):
        days = list(raised_days(signal, is_partner=True))

    assert sum(one.count for one in days) == 4
    assert {one.day for one in days} == {timezone.localdate()}
    assert not list(raised_days(signal, is_partner=False))
