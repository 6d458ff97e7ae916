"""What a raiser can do behind the personal link."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.forms.screened import LONGEST_TEXT, ScreenedForm


class SayForm(ScreenedForm):
    """One text, screened. `text` is what was written."""

    @property
    def text(self) -> str:
        (name,) = self.screened
        written: str = self.cleaned_data[name]
        return written


class AnswerForm(SayForm):
    """An answer to the coordinator's question."""

    screened = ("answer",)

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Nothing about one person: no names, no addresses."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words first.")},
    )


class ExampleForm(SayForm):
    """Another example of the same problem."""

    screened = ("example",)

    example = forms.CharField(
        label=_("What happened?"),
        help_text=_("Tell it so that nobody can be recognised."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words first.")},
    )


class WithdrawForm(SayForm):
    """Taking a report back, with or without a reason."""

    screened = ("reason",)

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It helps us to know, but you do not have to say."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
