"""What is asked to invite somebody, of who is invited, and for another moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.enums import Reply
from draaischijf.consultation.forms.meetings import TimeInput
from draaischijf.consultation.models import Participant
from draaischijf.core.day_fields import DayField
from draaischijf.people.asking import WordsForm

ANSWERS = [
    (Reply.COMING, _("Yes, I am coming")),
    (Reply.MAYBE, _("Perhaps")),
    (Reply.NOT_COMING, _("No, I cannot come")),
]


class ReplyForm(WordsForm):
    """Whether somebody comes, and a word with it."""

    screened = ("word",)
    reply = forms.ChoiceField(
        label=_("Are you coming?"), choices=ANSWERS, widget=forms.RadioSelect
    )
    word = forms.CharField(
        label=_("A word with it"),
        max_length=300,
        required=False,
        help_text=_("Such as: I come half an hour later. The organisers read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MomentForm(WordsForm):
    """Another day, from when until when, and why."""

    screened = ("reason",)
    day = DayField(label=_("Day"), may_come=True)
    starts = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    ends = forms.TimeField(
        label=pgettext_lazy("an hour", "Until"), required=False, widget=TimeInput()
    )
    reason = forms.CharField(
        label=_("Why another moment?"),
        max_length=1000,
        required=False,
        help_text=_("Who is invited reads it in the mail."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def moment(self) -> Moment:
        given = self.cleaned_data
        return Moment(given["day"], given["starts"], given["ends"])


class InviteForm(forms.Form):
    """An address for each participant who has none; left empty nobody is written to."""

    def __init__(self, *args: Any, lacking: Sequence[Participant], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.lacking = lacking
        for one in lacking:
            self.fields[f"email_{one.pk}"] = forms.EmailField(
                label=_t("Address for %(who)s") % {"who": one.name}, required=False
            )

    @property
    def addresses(self) -> dict[int, str]:
        given = {one.pk: self.cleaned_data[f"email_{one.pk}"] for one in self.lacking}
        return {pk: email for pk, email in given.items() if email}
