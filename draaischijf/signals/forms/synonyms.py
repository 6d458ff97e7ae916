"""The list of words that mean the same, as a partnership writes it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import WordsForm
from draaischijf.signals.queries.synonyms import wrong_lines

LONGEST = 20_000


class SynonymsForm(WordsForm):
    """One group a line; every line that is not right is named, with what to do."""

    screened = ("lines",)
    lines = forms.CharField(
        label=_("Words that mean the same"),
        help_text=_(
            "One group on each line, with = between the words. Take a line away where "
            "the words are not the same here."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"].replace("\r\n", "\n")
        if wrong := wrong_lines(lines):
            raise ValidationError(wrong)
        return lines
