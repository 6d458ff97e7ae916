"""Selects read as Django writes them, whatever stands in them."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.form_renderer import Renderer


def alike(widget, chosen, attrs=None):
    ours, theirs = (
        re.sub(r">\s+<", "><", widget.render("veld", chosen, attrs, renderer))
        for renderer in (Renderer(), DjangoTemplates())
    )
    assert ours.strip() == theirs.strip()
    return ours


@given(
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=5),
    st.dictionaries(st.sampled_from("abc"), st.booleans() | st.text(max_size=5)),
    st.data(),
)
def test_any_list_is_written_as_django_does(choices, attrs, data):
    chosen = data.draw(st.sampled_from([value for value, _label in choices] or [""]))

    alike(forms.Select(choices=choices), chosen, attrs)
    alike(forms.SelectMultiple(choices=choices), [chosen], attrs)


@pytest.mark.parametrize("chosen", ["1", "3", None])
def test_groups_numbers_and_safe_labels_too(chosen):
    choices = [
        ("", "–"),
        (gettext_lazy("places"), [(1, "Eén & twee"), (2, mark_safe("<b>"))]),
        (3, gettext_lazy("other")),
    ]

    written = alike(forms.Select(choices=choices), chosen, {"id": "id_veld"})

    assert "Eén &amp; twee" in written
    assert ('value="1" selected' in written) == (chosen == "1")


def test_the_site_uses_it():
    class Asked(forms.Form):
        veld = forms.ChoiceField(choices=[("a", "b")])

    assert isinstance(Asked().renderer, Renderer)
