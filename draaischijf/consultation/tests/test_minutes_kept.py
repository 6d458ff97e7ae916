"""Whatever stands in minutes, they are kept as JSON and read back equal."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from draaischijf.consultation.minutes import (
    Attended,
    Decided,
    Given,
    MeetingMinutes,
    MinutedItem,
    as_json,
    for_everybody,
    from_json,
)

WORDS = st.text(max_size=20)
DAYS = st.dates().map(lambda day: day.isoformat()) | st.just("")


def some(of):
    return st.lists(of, max_size=3).map(tuple)


PEOPLE = some(st.builds(Attended, WORDS, WORDS, st.booleans()))
TASKS = some(st.builds(Given, WORDS, WORDS, DAYS))
DECISIONS = some(st.builds(Decided, WORDS, WORDS, WORDS, WORDS, WORDS, st.booleans()))
ITEMS = some(
    st.builds(
        MinutedItem, st.integers(1, 99), WORDS, some(WORDS), WORDS, DECISIONS, TASKS
    )
)
MINUTES = st.builds(
    MeetingMinutes, WORDS, WORDS, DAYS, WORDS, WORDS, PEOPLE, PEOPLE, ITEMS, TASKS
)


@given(MINUTES)
def test_minutes_come_back_equal(minutes):
    assert from_json(json.loads(json.dumps(as_json(minutes)))) == minutes


@given(MINUTES)
def test_the_public_gets_no_names_and_no_tasks(minutes):
    shown = for_everybody(minutes)

    assert {one.name for one in shown.present} <= {
        one.organisation for one in minutes.present
    }
    assert (list(shown.excused), shown.all_tasks) == ([], [])
    assert [one.notes for one in shown.items] == [one.notes for one in minutes.items]
