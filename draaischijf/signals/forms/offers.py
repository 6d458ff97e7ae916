"""What goes up to the partnership above, and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import WordsForm
from draaischijf.signals.forms.about_signal import LONGEST, SignalForm
from draaischijf.signals.queries.offers import OfferWords
from draaischijf.signals.queries.weighing import signal_for_reports

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal, SignalOffer

NEW, INTO, REFUSE = "new", "into", "refuse"


class OfferForm(SignalForm):
    """The neutral copy, screened before it leaves the partnership."""

    screened = ("title", "statement", "note")
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        max_length=LONGEST,
        help_text=_("So that somebody elsewhere understands it. About nobody."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    note = forms.CharField(
        label=_("Why you put it to them"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        initial = {"title": signal.title, "statement": signal.statement}
        super().__init__(data, signal=signal, initial=initial)

    @property
    def words(self) -> OfferWords:
        given = self.cleaned_data
        return OfferWords(given["title"], given["statement"], given["note"])


class AnswerForm(WordsForm):
    """Take it up as a new signal, in one that is there, or refuse it with a reason."""

    screened = ("reason",)
    answer = forms.ChoiceField(
        label=_("What do you do with it"),
        choices=[
            (NEW, _("Take it up as a new signal")),
            (INTO, _("Take it up in a signal we have")),
            (REFUSE, _("Refuse it, with a reason")),
        ],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Number of that signal"),
        required=False,
        help_text=_("When you take it up in a signal you have."),
        min_value=1,
        max_value=2**31 - 1,
    )
    reason = forms.CharField(
        label=_("Why you refuse it"),
        required=False,
        max_length=2000,
        help_text=_("When you refuse it. The partnership that offered it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, offer: SignalOffer) -> None:
        super().__init__(data, partnership=offer.partnership)
        self.signal: PolicySignal | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == INTO:
            number = cleaned.get("number")
            if number:
                self.signal = signal_for_reports(self.partnership, number)
            if self.signal is None and "number" not in self.errors:
                self.add_error(
                    "number", _("Write the number of a signal that is there.")
                )
        if (
            answer == REFUSE
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Write in a few words why not."))
        return cleaned
