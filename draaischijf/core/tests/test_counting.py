"""Counts beside a list: exact up to a thousand rows, choices alone beyond."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from draaischijf.core import counting
from draaischijf.core.counting import count_by, count_each, count_of, hanging, is_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Return three rows in an order, with their names as what is counted."""
    Group.objects.bulk_create(Group(name=name) for name in ("a", "b", "c"))
    return Group.objects.order_by("-name")


def test_every_value_is_counted_while_there_are_few(rows):
    assert count_by(rows, "name", many=False) == {"a": 1, "b": 1, "c": 1}


def test_of_many_the_values_of_the_first_are_given_without_a_number(rows, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    monkeypatch.setattr(counting, "FIRST", 2)

    assert is_many(rows)
    assert count_by(rows, "name", many=True) == {"b": None, "c": None}


def test_as_many_as_are_counted_are_not_too_many(rows, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)

    assert not is_many(rows)


def test_a_value_that_no_row_has_is_nought_only_where_all_were_counted():
    assert count_of({"a": 1}, "b") == 0
    assert count_of({}, "b") == 0
    assert count_of({"a": None}, "b") is None


def test_counting_takes_one_query(rows, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(counting, "MOST", 2)

    for many in (True, False):
        with django_assert_num_queries(1):
            count_by(rows, "name", many=many)


@pytest.fixture
def granted(rows):
    """Give "a" two permissions, "b" one of them, and "c" none."""
    first, second = Permission.objects.order_by("pk")[:2]
    by_name = {group.name: group for group in rows}
    by_name["a"].permissions.set([first, second])
    by_name["b"].permissions.set([first])
    return first.pk, second.pk


VALUES = {
    "one": hanging(Group, "permissions", "permission"),
    "again": hanging(Group, "permissions", "permission"),
}


def test_what_hangs_on_rows_is_counted_in_one_query(
    rows, granted, django_assert_num_queries
):
    first, second = granted

    with django_assert_num_queries(1):
        counts = count_each(rows, VALUES, many=False)

    assert counts == {name: {first: 2, second: 1} for name in VALUES}


def test_of_many_what_hangs_on_the_first_is_given(rows, granted, monkeypatch):
    monkeypatch.setattr(counting, "FIRST", 2)
    first, _second = granted

    counts = count_each(rows, VALUES, many=True)

    # In their order, the first two are "c" and "b".
    assert counts == {name: {first: None} for name in VALUES}


def test_nothing_asked_is_nothing_counted(rows, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_each(rows, {}, many=False) == {}
