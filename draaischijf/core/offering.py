"""Filling in what a field offers, where that is only known when the form is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field of a form offer these values, each with what a person reads."""
    # A form's fields are known as Field only; those that choose have more.
    field: Any = form.fields[name]
    field.choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any, Any]) -> None:
    """Let a field of a form offer these rows."""
    field: Any = form.fields[name]
    field.queryset = rows
