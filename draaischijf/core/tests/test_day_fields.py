"""A day somebody typed: a year that can be."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from draaischijf.core.day_fields import DayField


@pytest.mark.parametrize(
    "typed", ["0026-03-01", "1949-12-31", "2151-01-01", "9999-12-31"]
)
def test_a_year_that_cannot_be_is_asked_about(typed):
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match=r"Check the year of this date\."),
    ):
        DayField(may_come=True).clean(typed)


@pytest.mark.parametrize("typed", ["1950-01-01", "2150-12-31"])
def test_the_first_and_the_last_day_can_be(typed):
    assert DayField(may_come=True).clean(typed) == datetime.date.fromisoformat(typed)
