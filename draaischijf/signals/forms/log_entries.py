"""One dated line of the follow-up, and how its date is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy import FuzzyDate, format_fuzzy, parse_fuzzy
from draaischijf.core.templatetags.core import day
from draaischijf.signals.domain.following import When
from draaischijf.signals.forms.about_signal import LONGEST, SignalForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal


class LogForm(SignalForm):
    """One dated line of the follow-up."""

    screened = ("text",)
    focus = "text"
    folded = ("attendance", "attendance_is_about", "only_partners")
    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        help_text=_("One line is enough. Everybody who may see the signal reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    when = forms.CharField(
        label=_("When"),
        max_length=120,
        help_text=_("A day, or as you would say it: “3 mei”, “najaar 2026”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    attendance = forms.IntegerField(
        label=_("How many people were there"),
        required=False,
        min_value=0,
        max_value=100_000,
    )
    attendance_is_about = forms.BooleanField(label=_("about that many"), required=False)
    only_partners = forms.BooleanField(
        label=_("Only for partners: not on the public page"), required=False
    )
    keep_words = forms.BooleanField(
        label=_("Keep the date as I wrote it"),
        help_text=_("It cannot be put in order then, and stands at the end."),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        today = timezone.localdate()
        initial = {"when": f"{today.day}/{today.month}/{today.year}"}
        super().__init__(data, signal=signal, initial=initial)
        place = [signal.partnership.slug, signal.number]
        self.fields["when"].widget.attrs.update(
            {
                "hx-get": reverse("signals:log_date", args=place),
                "hx-trigger": "input changed delay:400ms",
                "hx-target": "#read-date",
                "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        )
        self.date: FuzzyDate | None = None
        self._offers_words = False

    def clean_when(self) -> str:
        words = str(self.cleaned_data["when"])
        self.date = parse_fuzzy(words, year=timezone.localdate().year)
        keeps = self.data.get("keep_words") == "on"
        if not self.date.is_known and not keeps:
            self._offers_words = True
            raise ValidationError(
                _("We cannot read this date. Write it as “3 mei 2026” or “mei 2026”.")
            )
        self._offers_words = not self.date.is_known
        return words

    @property
    def asked(self) -> list[Any]:
        """The box to keep an unreadable date is there only when it is needed."""
        return [
            (field, found)
            for field, found in super().asked
            if field.name != "keep_words" or self._offers_words
        ]

    @property
    def read_date(self) -> When:
        """The date for the domain."""
        date = self.date or FuzzyDate(self.cleaned_data["when"])
        return When(date.text, date.kind, date.start, date.end)

    @property
    def understood(self) -> str:
        """Say how the date was read, and what is unusual about it."""
        return understood_as(self.date) if self.date else ""


class WhenForm(forms.Form):
    """A date that is just being typed."""

    when = forms.CharField(max_length=120, required=False)

    @property
    def understood(self) -> str:
        """Say how the date is read; empty while there is nothing to read."""
        words = self.cleaned_data.get("when", "") if self.is_valid() else ""
        if not words:
            return ""
        date = parse_fuzzy(words, year=timezone.localdate().year)
        return understood_as(date) if date.is_known else _t("We cannot read this date.")


def understood_as(date: FuzzyDate) -> str:
    """Say how a date in words was read."""
    if not date.is_known:
        return _t("The date is kept as you wrote it.")
    words = format_fuzzy(date, get_language() or "nl")
    exact = date.start and date.start == date.end
    if date.start and date.end and not exact:
        said = _t("Read as %(words)s: from %(start)s to %(end)s.") % {
            "words": words,
            "start": day(date.start),
            "end": day(date.end),
        }
    else:
        said = _t("Read as %(words)s.") % {"words": words}
    if date.on_weekend:
        said += " " + _t("That is in a weekend: is it right?")
    return said
