"""Finding a signal that an action answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FindSignalForm(forms.Form):
    """Words or a number to find a signal by."""

    q = forms.CharField(label=_("Search a signal"), max_length=200, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["q"]).strip() if self.is_valid() else ""


class SignalNumberForm(forms.Form):
    """The signal that was chosen."""

    signal = forms.IntegerField(min_value=1, max_value=2_147_483_647)
