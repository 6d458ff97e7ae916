from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.core.models import RateCount
from draaischijf.core.pagination import keyset_page

NOON = datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture
def seven(db):
    """Seven rows: two share their moment, so only the key tells them apart."""
    hours = [1, 2, 3, 3, 4, 5, 6]
    return [
        RateCount.objects.create(
            key=str(number),
            window=NOON + datetime.timedelta(hours=hour, microseconds=7),
        )
        for number, hour in enumerate(hours)
    ]


def page(**place):
    return keyset_page(RateCount.objects.all(), "window", size=3, **place)


def keys(found):
    return [row.key for row in found.rows]


def test_the_pages_join_without_a_gap_or_a_double(seven):
    first = page()
    second = page(after=first.after)
    third = page(after=second.after)

    assert [keys(one) for one in (first, second, third)] == [
        ["6", "5", "4"],
        ["3", "2", "1"],
        ["0"],
    ]
    assert (first.before, third.after) == ("", "")


def test_going_back_shows_the_same_pages(seven):
    first = page()
    second = page(after=first.after)
    third = page(after=second.after)

    back = page(before=third.before)
    front = page(before=back.before)

    assert keys(back) == keys(second)
    assert keys(front) == keys(first)
    assert (back.after, front.after) == (second.after, first.after)
    assert front.before == ""


def test_rows_that_come_in_between_shift_nothing(seven):
    first = page()
    RateCount.objects.create(key="new", window=timezone.now() + datetime.timedelta(400))

    assert keys(page(after=first.after)) == ["3", "2", "1"]
    assert keys(page()) == ["new", "6", "5"]


def test_one_page_has_no_others(seven):
    found = keyset_page(RateCount.objects.all(), "window", size=7)

    assert len(found.rows) == 7
    assert (found.after, found.before) == ("", "")


def test_a_place_with_nothing_beyond_it_is_the_front(seven):
    last = page(after=page(after=page().after).after)
    beyond = f"{NOON.isoformat()}~{last.rows[-1].pk}"

    assert keys(page(after=beyond)) == keys(page())


@pytest.mark.parametrize(
    "place",
    ["x", "~", "~1", "2026-05-03~", "2026-05-03~x", "no date~1", f"{NOON}~{'9' * 30}"],
)
def test_a_place_that_cannot_be_read_is_the_front(seven, place):
    assert keys(page(after=place)) == keys(page())
    assert keys(page(before=place)) == keys(page())


def test_a_number_that_fits_no_column_is_the_front(db):
    RateCount.objects.create(key="a", window=NOON, count=3)

    rows = RateCount.objects.all()
    found = keyset_page(rows, "count", after=f"{'9' * 40}~1", size=3)

    assert keys(found) == ["a"]
