"""What is asked of who registers, and to open a gathering."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.people.asking import WordsForm


class RegistrationForm(WordsForm):
    """Who comes, and where the mail goes."""

    screened = ("organisation_name",)
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("For the confirmation and for changes; nobody else sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation_name = forms.CharField(
        label=_("Your organisation"), max_length=200, required=False
    )


class GatheringForm(forms.Form):
    """How many can come, and until when one can register."""

    places = forms.IntegerField(
        label=_("How many places"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("Empty: as many as come."),
    )
    until = DayField(
        label=_("Register until the end of"), may_come=True, required=False
    )
