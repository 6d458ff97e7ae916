"""What is typed while a meeting goes on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import WordsForm

# Twelve pages of text under one item: more is pasted by accident.
LONGEST_NOTES = 40_000


class NotesForm(WordsForm):
    """The notes of one item, and the version they were typed on."""

    screened = ("text",)
    text = forms.CharField(
        label=_("Notes"), required=False, max_length=LONGEST_NOTES, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
