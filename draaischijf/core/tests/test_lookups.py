"""Asking for rows by many keys, as one parameter."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

pytestmark = pytest.mark.django_db


def test_the_rows_with_one_of_these_keys():
    one, other, _third = (Group.objects.create(name=name) for name in "abc")

    found = Group.objects.filter(pk__one_of=[one.pk, other.pk, 0])

    assert set(found) == {one, other}
    assert found.query.sql_with_params()[1] == ([one.pk, other.pk, 0],)


def test_no_keys_are_no_rows():
    Group.objects.create(name="a")

    assert not Group.objects.filter(pk__one_of=[]).exists()


def test_the_others_are_found_as_well():
    one, other = (Group.objects.create(name=name) for name in "ab")

    assert list(Group.objects.exclude(pk__one_of=[one.pk])) == [other]
