"""The forms of the challenges of a year, and of the signals they carry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import WordsForm
from draaischijf.signals.enums import ChallengeState
from draaischijf.signals.models import Challenge

LONGEST = 4000
MOST_POINTS = 20


class ChallengeForm(WordsForm):
    """What a challenge is, why, and when it has succeeded."""

    screened = (
        "title", "policy_domain", "points", "reason", "success_criterion", "result",
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=300)
    policy_domain = forms.CharField(
        label=_("Policy domain"), max_length=200, required=False
    )
    reason = forms.CharField(
        label=_("Why this year"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    success_criterion = forms.CharField(
        label=_("When it has succeeded"),
        max_length=LONGEST,
        required=False,
        help_text=_("So that everybody can see it at the end of the year."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    points = forms.CharField(
        label=_("Points of attention"),
        max_length=LONGEST,
        required=False,
        help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    state = forms.ChoiceField(
        label=_("State"), choices=ChallengeState, initial=ChallengeState.PLANNED
    )
    result = forms.CharField(
        label=_("What came of it"),
        max_length=LONGEST,
        required=False,
        help_text=_("Needed when it is done or dropped."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def start_of(cls, challenge: Challenge | None) -> dict[str, Any]:
        """Return what the form shows of a challenge that is there."""
        if challenge is None:
            return {}
        names = [one for one in cls.base_fields if one != "accepted"]
        start = {name: getattr(challenge, name) for name in names}
        return {**start, "points": "\n".join(map(str, challenge.points))}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ended = cleaned.get("state") in {ChallengeState.DONE, ChallengeState.DROPPED}
        if ended and not cleaned.get("result"):
            self.add_error("result", _t("Say in a few words what came of it."))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as the challenge keeps it."""
        given = {name: self.cleaned_data[name] for name in self.start_names}
        lines = [line.strip(" -•\t") for line in given["points"].splitlines()]
        return {**given, "points": [line for line in lines if line][:MOST_POINTS]}

    @property
    def start_names(self) -> list[str]:
        return [one for one in self.base_fields if one != "accepted"]


class CarryForm(forms.Form):
    """The number of a signal that a challenge will carry."""

    number = forms.IntegerField(
        label=_("Number of the signal"), min_value=1, max_value=999_999_999
    )


class OrderForm(forms.Form):
    """One step up or down."""

    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


def refused(form: forms.Form, why: str) -> None:
    """Say at the number why a signal cannot be carried."""
    form.add_error("number", ValidationError(why))
