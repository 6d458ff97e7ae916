"""Counts beside a list: exact up to a thousand rows, choices alone beyond."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from draaischijf.core import counting
from draaischijf.core.counting import count_by, count_of, is_many

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
