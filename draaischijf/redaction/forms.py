"""What is to be taken out, by what it is replaced, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.redaction.words import LONGEST, SHORTEST, Words
from draaischijf.people.asking import WordsForm

EVERYWHERE, HERE = "everywhere", "here"


MOST_FILES = 500


class KeysField(forms.Field):
    """The files that are ticked in the preview."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[str]:
        return [str(one)[:100] for one in value or []][:MOST_FILES]


class TakeOutForm(WordsForm):
    """The words to take out, the words instead, why, and how far."""

    screened = ("instead", "reason")

    words = forms.CharField(
        label=_("Which words have to go?"),
        help_text=_(
            "A name, a phone number, an address. Other spellings of a number are found "
            "too."
        ),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    instead = forms.CharField(
        label=_("What comes in their place?"),
        help_text=_("For example “a single mother of about 30”."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "This stays in the history, so do not repeat the words. For example “a "
            "client's phone number stood in it”."
        ),
        max_length=300,
    )
    reach = forms.ChoiceField(
        label=_("Where?"),
        choices=[
            (EVERYWHERE, _("Everywhere in this partnership")),
            (HERE, _("Only here, and in what belongs to it")),
        ],
        widget=forms.RadioSelect,
        initial=EVERYWHERE,
    )

    # Of the preview: what was looked at, and the files to empty.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    chosen = KeysField(required=False)

    def clean_words(self) -> Words:
        try:
            return Words(self.cleaned_data["words"])
        except ValueError as error:
            raise ValidationError(
                _t("Give at least three letters or figures to look for.")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = cleaned.get("words")
        for name in ("instead", "reason"):
            if words and words.count(cleaned.get(name, "")):
                self.add_error(name, _t("The words that have to go stand in this."))
        return cleaned

    @property
    def carried(self) -> list[forms.BoundField]:
        """What the preview carries along of what was asked."""
        return [self[name] for name in ("words", "instead", "reason", "reach")]

    @property
    def is_everywhere(self) -> bool:
        return bool(self.cleaned_data["reach"] == EVERYWHERE)
