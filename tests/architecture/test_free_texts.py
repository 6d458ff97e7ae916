"""No module can forget its texts: what a person writes can be found and taken out."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from draaischijf.core.redaction import register


def test_every_text_of_every_table_is_in_the_register_or_says_why_not():
    missing = register.unaccounted()

    assert not missing, (
        "Name these in the texts.py of their module (core/redaction/register.py):\n"
        + "\n".join(missing)
    )


def test_the_register_names_nothing_that_is_not_there():
    assert register.needless() == []


def test_every_way_in_the_register_leads_somewhere():
    for texts in register.registered():
        texts.model._base_manager.filter(**{texts.of: 0}).query.sql_with_params()
        for path in texts.about:
            texts.model._base_manager.filter(**{path: 0}).query.sql_with_params()
        if texts.marks:
            assert texts.model._meta.get_field(texts.marks)
        assert set(texts.html) <= set(texts.fields)


def test_what_the_database_makes_of_texts_follows_them():
    """Search columns are generated: no other kind can keep words that are gone."""
    kept_apart = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if "Search" in type(field).__name__
        and not isinstance(field, models.GeneratedField)
    ]

    assert not kept_apart
    assert len(register.registered()) > 30
