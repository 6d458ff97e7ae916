"""What is asked of who registers, and to open a gathering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.domain.gathering import Registrant
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


class NameRegisteredForm(WordsForm):
    """How somebody is called who registered, and for whom they come."""

    screened = ("organisation_name",)
    name = forms.CharField(label=_("Name"), max_length=200)
    organisation_name = forms.CharField(
        label=_("Organisation"), max_length=200, required=False
    )


class RegisterForForm(NameRegisteredForm):
    """Who called to register; the mail goes to who has an address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("For the confirmation and for changes; nobody else sees it."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["language"].initial = settings.LANGUAGE_CODE

    @property
    def who(self) -> Registrant:
        given = self.cleaned_data
        return Registrant(
            name=given["name"],
            email=given["email"],
            organisation_name=given["organisation_name"],
            language=given["language"],
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
