"""What is asked to look for a date, of who is asked, and for a series."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.domain.polling import MOST
from draaischijf.consultation.domain.series import MOST as MOST_OF_SERIES
from draaischijf.consultation.enums import DateAnswerKind
from draaischijf.consultation.forms.meetings import LONGEST, MAY_BE_READ, TimeInput
from draaischijf.consultation.models import DateOption
from draaischijf.core.day_fields import DayField
from draaischijf.people.asking import WordsForm

MOMENTS_AT_FIRST = 3
WORKING_DAYS = [(number, WEEKDAYS[number]) for number in range(5)]


def moments_sent(data: Any) -> int:
    """Return how many moments a page was shown with; an emptied one is one."""
    numbers = range(MOST, 0, -1)
    last = next((one for one in numbers if f"day_{one}" in data), 0)
    return max(last, MOMENTS_AT_FIRST)


class PollForm(WordsForm):
    """What for, and up to eight moments; a moment left empty is left out.

    It begins with a few, and shows as many as were sent.
    """

    screened = ("title", "place", "about")
    title = forms.CharField(label=_("Title"), max_length=200)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    about = forms.CharField(
        label=_("What is it about"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_public = forms.BooleanField(label=MAY_BE_READ, required=False)

    def __init__(self, *args: Any, shown: int = MOMENTS_AT_FIRST, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if self.is_bound:
            shown = moments_sent(self.data)
        self.numbers = range(1, min(shown, MOST) + 1)
        for number in self.numbers:
            self.fields[f"day_{number}"] = DayField(
                label=_t("Moment %(number)s, day") % {"number": number},
                may_come=True,
                required=False,
            )
            for name, label in (
                ("starts", _t("from")),
                ("ends", pgettext("an hour", "until")),
            ):
                self.fields[f"{name}_{number}"] = forms.TimeField(
                    label=_t("Moment %(number)s, %(part)s")
                    % {"number": number, "part": label},
                    required=False,
                    widget=TimeInput(),
                )

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in self.screened]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each moment."""
        return [
            [self[f"{part}_{number}"] for part in ("day", "starts", "ends")]
            for number in self.numbers
        ]

    @property
    def may_have_more(self) -> bool:
        return len(self.numbers) < MOST

    def focus_last(self) -> None:
        """Put the cursor in the moment that was just added."""
        self.fields[f"day_{len(self.numbers)}"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in self.numbers:
            day = f"day_{number}"
            hours = (cleaned.get(f"starts_{number}"), cleaned.get(f"ends_{number}"))
            if any(hours) and not cleaned.get(day) and day not in self.errors:
                self.add_error(day, _t("Choose a day."))
        return cleaned

    @property
    def moments(self) -> list[Moment]:
        given = self.cleaned_data
        return [
            Moment(
                given[f"day_{number}"],
                given[f"starts_{number}"],
                given[f"ends_{number}"],
            )
            for number in self.numbers
            if given.get(f"day_{number}")
        ]


class DatesForm(WordsForm):
    """Which of the moments suit somebody."""

    screened = ("word",)
    word = forms.CharField(
        label=_("A word with it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        options: Sequence[DateOption],
        said: dict[int, str],
        **rest: Any,
    ) -> None:
        super().__init__(*args, **rest)
        self.options = options
        for one in options:
            self.fields[f"option_{one.pk}"] = forms.ChoiceField(
                label=_when(one),
                choices=DateAnswerKind.choices,
                required=False,
                initial=said.get(one.pk),
                widget=forms.RadioSelect,
            )
        self.order_fields([*(f"option_{one.pk}" for one in options), "word"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(f"option_{one.pk}") for one in self.options):
            raise forms.ValidationError(_t("Say of at least one moment how it suits."))
        return cleaned

    @property
    def answers(self) -> dict[int, DateAnswerKind]:
        given = {one.pk: self.cleaned_data[f"option_{one.pk}"] for one in self.options}
        return {pk: DateAnswerKind(said) for pk, said in given.items() if said}


def _when(option: DateOption) -> str:
    words = f"{date_format(option.day, 'l')} {date_format(option.day)}"
    if option.starts:
        words += f", {time_format(option.starts, 'H:i')}"
    if option.ends:
        words += f" – {time_format(option.ends, 'H:i')}"
    return words


class SpreadForm(forms.Form):
    """How a year of meetings is spread; asked in the address of the page."""

    jaar = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2150)
    aantal = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST_OF_SERIES
    )
    weekdag = forms.TypedChoiceField(label=_("On"), choices=WORKING_DAYS, coerce=int)


class SeriesForm(WordsForm):
    """The proposed days, each to change or to empty, and what they have in common."""

    screened = ("title", "place")
    title = forms.CharField(label=_("Title"), max_length=200)
    starts = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    ends = forms.TimeField(
        label=pgettext_lazy("an hour", "Until"), required=False, widget=TimeInput()
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    is_public = forms.BooleanField(label=MAY_BE_READ, required=False)

    def __init__(
        self, *args: Any, days: Sequence[datetime.date | None], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        if self.is_bound:
            # As many as the page was shown with, whatever was planned meanwhile.
            days = [None] * self._last_sent()
        self.count = len(days)
        for number, one in enumerate(days, start=1):
            self.fields[f"day_{number}"] = DayField(
                label=_t("Day %(number)s") % {"number": number},
                may_come=True,
                required=False,
                initial=one,
            )
        self.fields["is_public"] = self.fields.pop("is_public")

    def _last_sent(self) -> int:
        """Return the number of the last day that was sent; an emptied one is one."""
        numbers = range(MOST_OF_SERIES, 0, -1)
        return next((one for one in numbers if f"day_{one}" in self.data), 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if ends and (not starts or ends <= starts):
            self.add_error("ends", _t("The meeting ends before it starts."))
        return cleaned

    @property
    def days(self) -> list[datetime.date]:
        names = [f"day_{number}" for number in range(1, self.count + 1)]
        return [self.cleaned_data[one] for one in names if self.cleaned_data.get(one)]

    @property
    def facts(self) -> MeetingFacts:
        given = self.cleaned_data
        return MeetingFacts(
            title=given["title"],
            # Each meeting has its own; see plan_series.
            day=self.days[0] if self.days else datetime.date.min,
            starts=given["starts"],
            ends=given["ends"],
            place=given["place"],
            is_public=given["is_public"],
        )
