"""What a coordinator asks of a group of reports."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import WordsForm
from draaischijf.signals.domain.answering import ReplyKind
from draaischijf.signals.forms.weighing import NumbersField
from draaischijf.signals.models.grouping import LONGEST_TITLE

OWN, OUT, END = "own", "out", "end"


class GroupForm(forms.Form):
    """What to do with a group, or with the reports of it that were ticked."""

    do = forms.ChoiceField(
        choices=[
            (one, one)
            for one in (ReplyKind.START.value, ReplyKind.LINK.value, OWN, OUT, END)
        ]
    )
    report = NumbersField(required=False)


class PageForm(forms.Form):
    """Which page of a list; anything that is no page is the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    @property
    def wanted(self) -> int:
        return (self.cleaned_data.get("page") if self.is_valid() else None) or 1


class NameForm(WordsForm):
    """Another working title for a group."""

    screened = ("title",)
    title = forms.CharField(
        label=_("Working title"),
        max_length=LONGEST_TITLE,
        help_text=_("It stays, also when reports come in that fit."),
    )
