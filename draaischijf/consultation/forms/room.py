"""What is typed while a meeting goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.forms.meetings import ParticipantForm
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


class WelcomeForm(ParticipantForm):
    """Somebody who walks in: a name, or somebody of the partnership."""

    field_order = ("name", "organisation", "person")

    def __init__(self, *args: Any, **rest: Any) -> None:
        # Notes, decisions and tasks have their own fields on the same screen.
        super().__init__(*args, auto_id="welcome_%s", **rest)
        self.fields["name"].label = _("Name")
        self.fields["person"].label = _("Or somebody of the partnership")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named, chosen = cleaned.get("name"), cleaned.get("person")
        if named and chosen:
            self.add_error("person", _t("Write a name or choose somebody, not both."))
        if not (named or chosen or self.errors):
            self.add_error("name", _t("Write a name, or choose somebody."))
        return cleaned
