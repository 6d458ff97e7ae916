"""Asking for a date in words, and saying how it was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy.date import FuzzyDate
from draaischijf.core.fuzzy.reading import parse_fuzzy
from draaischijf.core.fuzzy.wording import format_fuzzy
from draaischijf.core.templatetags.core import day


class AsksWhen(forms.Form):
    """A form with a date in words: "3 mei", "najaar 2026".

    Words that are no date are refused once; with `keep_words` they are kept as they
    are. That box is only worth showing while `offers_words` says so.
    """

    when = forms.CharField(
        label=_("When"),
        max_length=120,
        help_text=_("A day, or as you would say it: “3 mei”, “najaar 2026”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    keep_words = forms.BooleanField(
        label=_("Keep the date as I wrote it"),
        help_text=_("It cannot be put in order then, and stands at the end."),
        required=False,
    )

    date: FuzzyDate | None = None
    # The year that is meant where the words name none; 0: this year.
    year = 0
    offers_words = False

    def read_while_typed(self, url: str) -> None:
        """Have HTMX ask at `url` how the words are read, into #read-date."""
        self.fields["when"].widget.attrs.update(
            {
                "hx-get": url,
                # Leaving the field asks too: what is typed while the form is still
                # coming in is not seen otherwise.
                "hx-trigger": "input changed delay:400ms, change",
                "hx-target": "#read-date",
                "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        )

    def clean_when(self) -> str:
        words = str(self.cleaned_data["when"])
        if not words and not self.fields["when"].required:
            return words
        self.date = parse_fuzzy(words, year=self.year or timezone.localdate().year)
        keeps = self.data.get("keep_words") == "on"
        if not self.date.is_known and not keeps:
            self.offers_words = True
            raise ValidationError(
                _("We cannot read this date. Write it as “3 mei 2026” or “mei 2026”.")
            )
        self.offers_words = not self.date.is_known
        return words

    def without_idle_box(self, asked: list[Any]) -> list[Any]:
        """Return what is asked, the box to keep an unreadable date only when needed."""
        return [
            (field, found)
            for field, found in asked
            if field.name != "keep_words" or self.offers_words
        ]

    @property
    def read_date(self) -> FuzzyDate:
        """The date for the domain."""
        return self.date or FuzzyDate(self.cleaned_data["when"])

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


def today_in_words() -> str:
    """Return today as people type it: 3/5/2026."""
    today = timezone.localdate()
    return f"{today.day}/{today.month}/{today.year}"


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
