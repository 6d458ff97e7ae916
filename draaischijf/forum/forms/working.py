"""What a table writes; read for client data before anything is kept."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.forum.domain.working import TrackWords
from draaischijf.people.asking import ScreenedForm, WordsForm

LONGEST_NOTE = 6000
LONGEST = 2000


class NoteForm(ScreenedForm):
    """One note, with the version it was typed on."""

    screened = ("text",)
    text = forms.CharField(
        required=False, max_length=LONGEST_NOTE, strip=True, widget=forms.Textarea
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class TrackForm(WordsForm):
    """A solution track."""

    screened = ("title", "what", "who", "needs")
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(
        min_value=0, required=False, initial=0, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label=_("The track in one line"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = forms.CharField(
        label=_("What would be done?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    who = forms.CharField(label=_("Who would do it?"), max_length=300, required=False)
    needs = forms.CharField(
        label=_("What is needed for it?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["key"].initial = uuid.uuid4()

    @property
    def words(self) -> TrackWords:
        given = self.cleaned_data
        return TrackWords(
            **{name: given[name] for name in ("title", "what", "who", "needs")}
        )
