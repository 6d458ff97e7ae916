"""What can be put right about a decision of the register."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.domain.correcting import Correction
from draaischijf.consultation.forms.deciding import LONGEST
from draaischijf.people.asking import WordsForm


class CorrectionForm(WordsForm):
    """Its words, where the official decision is, and who may read it."""

    CORRECTED = ("text", "reference", "is_public")
    screened = ("text", "reference")
    text = forms.CharField(
        label=_("What was decided"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reference = forms.CharField(
        label=_("Official decision"),
        max_length=200,
        required=False,
        help_text=_("The number of the council's decision, or its address."),
    )
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)

    @property
    def correction(self) -> Correction:
        given = self.cleaned_data
        return Correction(**{name: given[name] for name in self.CORRECTED})
