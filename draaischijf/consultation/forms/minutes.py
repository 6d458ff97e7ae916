"""What is asked about minutes: until when, what is remarked, what was done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import RemarkOutcome
from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm

LONGEST = 4000


class SendForm(forms.Form):
    """Until when the members may remark."""

    remarks_until = DayField(
        label=_("Remarks until"),
        may_come=True,
        help_text=_("Who was asked to the meeting gets the minutes by mail."),
    )


class RemarkForm(WordsForm):
    """A remark of a member, by the link from the mail."""

    screened = ("text",)
    item = forms.ChoiceField(label=_("About which item"), required=False)
    text = forms.CharField(
        label=_("What should be changed"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        offer(self, "item", [("", _("all of the minutes")), *items])

    @property
    def item_number(self) -> int | None:
        chosen = self.cleaned_data["item"]
        return int(chosen) if chosen else None


class AnswerForm(WordsForm):
    """What the secretary does with a remark."""

    screened = ("answer",)
    outcome = forms.ChoiceField(
        label=_("What is done with it"),
        choices=[one for one in RemarkOutcome.choices if one[0] != RemarkOutcome.OPEN],
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PresentForm(forms.Form):
    """Who says to be here, with the code of the meeting."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    organisation_name = forms.CharField(
        label=_("Your organisation"), max_length=200, required=False
    )
