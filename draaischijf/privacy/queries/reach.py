"""From any row to its partnership: by the columns the models have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership

Model = type[models.Model]


@cache
def path_to_partnership(model: Model) -> str:
    """Return the lookup from a model to its partnership, the shortest; else empty.

    A module below `people` keeps the bare number of it: `partnership_id`.
    """
    seen: set[Model] = {model}
    waiting: list[tuple[Model, str]] = [(model, "")]
    while waiting:
        here, path = waiting.pop(0)
        for field in here._meta.concrete_fields:  # noqa: SLF001 Django's documented API
            if field.name == "partnership_id" or (
                field.name == "partnership" and field.related_model is Partnership
            ):
                return path + field.name
            other: Any = field.related_model
            if is_ours(other) and other not in seen and other is not User:
                seen.add(other)
                waiting.append((other, f"{path}{field.name}__"))
    return ""


def is_ours(model: Any) -> bool:
    """Tell whether a model is one of this project."""
    return getattr(model, "__module__", "").startswith("draaischijf.")


def columns_to_accounts() -> Iterator[tuple[Model, str]]:
    """Give every column of ours that points at an account and may point at nobody."""
    for model in apps.get_models():
        if not is_ours(model) or model is User:
            continue
        for field in model._meta.concrete_fields:  # noqa: SLF001 the same
            if field.related_model is User and field.null:
                yield model, field.name


def text_columns() -> Iterator[tuple[Model, list[str]]]:
    """Give every model of ours in a partnership, with its columns of free text."""
    for model in apps.get_models():
        if not is_ours(model) or not path_to_partnership(model):
            continue
        names = [
            field.name
            for field in model._meta.concrete_fields  # noqa: SLF001 the same
            if isinstance(field, models.TextField)
            or (type(field) is models.CharField and not field.choices)
        ]
        if names:
            yield model, names
