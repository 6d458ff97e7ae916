"""Nothing about a person is kept without a line that says why and how long."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import models

from draaischijf.accounts.models import User
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Person
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records import (
    ACTIVITIES,
    NOT_PERSONAL,
    RECORDS,
    records_of_activity,
    records_with_period,
)

WORDS = (models.CharField, models.TextField, models.FileField, models.JSONField)


def may_hold_a_person(field):
    """A text, a file, loose data, a network address, a link to a person or a file."""
    if field.is_relation:
        return field.concrete and field.related_model in {User, Person, StoredFile}
    if isinstance(field, models.GenericIPAddressField):
        return True
    return isinstance(field, WORDS) and not field.choices


def columns():
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if may_hold_a_person(field)
    }


def named():
    fields = [field for record in RECORDS for field in record.fields]
    return fields + [field for one in NOT_PERSONAL for field in one.fields]


def is_in(column, names):
    return column in names or column.rpartition(".")[0] in names


def test_every_column_that_may_hold_a_person_is_accounted_for():
    """Give a new column a record in privacy/records, or say why no person is in it."""
    names = set(named())

    missing = sorted(one for one in columns() if not is_in(one, names))

    assert not missing, "\n".join(missing)
    assert len(columns()) > 150


def test_no_line_is_about_a_column_that_is_gone():
    there = columns() | {one.rpartition(".")[0] for one in columns()}
    there |= {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
    }

    assert [one for one in named() if one not in there] == []


def test_no_column_has_two_lines():
    names = named()

    assert sorted(one for one in set(names) if names.count(one) > 1) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.code)
def test_a_record_says_everything(record):
    assert all(map(str, [record.label, record.data, record.since, record.why]))
    assert record.activity in {one.code for one in ACTIVITIES}
    assert record.has_period == (record.effect != Effect.KEPT)
    assert record.has_period == (record.days is not None) == bool(record.carry_out)
    if record.has_period and not record.is_of_site:
        assert record.least <= record.days <= record.most


def test_codes_are_said_once_and_every_activity_has_a_record():
    codes = [one.code for one in RECORDS]

    assert len(set(codes)) == len(codes)
    assert all(records_of_activity(one) for one in ACTIVITIES)


@pytest.mark.django_db
@pytest.mark.parametrize("of_site", [True, False])
def test_what_is_due_can_be_asked_of_an_empty_site(of_site, partnership):
    key = None if of_site else partnership.pk

    for record in records_with_period(of_site=of_site):
        due = record.due(key, datetime.date(2020, 1, 1))
        assert list(due) == [], record.code
        record.carry_out(due)
