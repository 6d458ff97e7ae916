"""A sample form: one field of every kind, filled in and with errors."""

from __future__ import annotations

from typing import Any

from django import forms

from draaischijf.core.pieces import Step


class SampleForm(forms.Form):
    """One field of every kind."""

    problem = forms.CharField(
        label="Wat merk je op?",
        help_text="In je eigen woorden. Geen namen, geen adressen.",
        max_length=400,
        widget=forms.Textarea,
    )
    frequency = forms.ChoiceField(
        label="Hoe vaak merk je het?",
        choices=[("w", "Elke week"), ("m", "Elke maand"), ("n", "Af en toe")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label="Waar?",
        help_text="Je mag er meer kiezen.",
        choices=[
            ("lok", "Lokelare"),
            ("wac", "Wachtbeke"),
            ("zev", "Zeverdonk"),
            ("all", "Hele regio"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.ChoiceField(
        label="Over hoeveel mensen gaat het ongeveer?",
        choices=[("", "Dat weet ik niet"), ("5", "5 tot 9"), ("10", "10 tot 24")],
        required=False,
    )
    since = forms.DateField(
        label="Sinds wanneer?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    email = forms.EmailField(
        label="Je e-mail",
        help_text="Dan hoor je wat ermee gebeurt.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    attachment = forms.FileField(
        label="Bijlagen",
        help_text="Een foto, een PDF of een document; samen hoogstens vijf.",
        required=False,
    )
    agreed = forms.BooleanField(
        label="Mijn organisatie mag bij het signaal genoemd worden", required=False
    )


def sample_forms() -> dict[str, Any]:
    invalid = SampleForm(
        {"wrong-email": "geen adres", "wrong-areas": ["lok"]},
        prefix="wrong",
    )
    filled = SampleForm(
        prefix="right",
        initial={
            "problem": "Wie alleen woont, vindt geen betaalbare studio.",
            "frequency": "w",
            "areas": ["lok", "wac"],
        },
    )
    return {
        "form": filled,
        "invalid_form": invalid,
        "form_steps": [
            Step(1, "Bestand kiezen", "done"),
            Step(2, "Nakijken", "current"),
            Step(3, "Overnemen", "todo"),
        ],
    }
