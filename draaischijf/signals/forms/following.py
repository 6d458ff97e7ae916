"""What is filled in between publishing and closing: each form takes half a minute."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
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
from draaischijf.signals.enums import ActorRole, AgreementResult, Route
from draaischijf.signals.forms.replying import WordsForm
from draaischijf.signals.queries.following_up import (
    name_in_role,
    organisation_named,
    organisation_names,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Organisation
    from draaischijf.signals.models import Challenge, Letter, PolicySignal

LONGEST = 5000
EARLIEST = datetime.date(1950, 1, 1)


class DayInput(forms.DateInput):
    """The browser's own date field, whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that may have been: no year 0026, and no day to come unless it may."""

    widget = DayInput

    def __init__(self, *, may_come: bool = False, **rest: Any) -> None:
        super().__init__(**rest)
        self.may_come = may_come

    def clean(self, value: Any) -> datetime.date | None:
        found: datetime.date | None = super().clean(value)
        if found and found < EARLIEST:
            raise ValidationError(_("Check the year of this date."))
        if found and not self.may_come and found > timezone.localdate():
            raise ValidationError(_("This day still has to come."))
        return found


class SignalForm(WordsForm):
    """A form about one signal.

    `focus` names the field one starts typing in, `folded` those that are rarely needed.
    """

    focus = ""
    folded: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, partnership=signal.partnership, initial=initial)
        self.signal = signal
        if self.focus and not self.is_bound:
            self.fields[self.focus].widget.attrs["autofocus"] = True

    @property
    def asked_first(self) -> list[Any]:
        """The fields one always sees."""
        return [one for one in self.asked if one[0].name not in self.folded]

    @property
    def asked_more(self) -> list[Any]:
        """The fields behind "more"."""
        return [one for one in self.asked if one[0].name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something behind "more" was filled in or has to be put right."""
        return any(field.data or field.errors for field, _found in self.asked_more)


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


class AgreeForm(SignalForm):
    """What an organisation of the working group says to a signal."""

    screened = ("remark",)
    focus = "organisation"
    organisation = forms.TypedChoiceField(label=_("For which organisation"), coerce=int)
    result = forms.ChoiceField(
        label=_("What does it say"),
        choices=AgreementResult.choices,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST,
        help_text=_("Needed with an objection or a remark: what has to be different?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        speaks_for: Sequence[Organisation],
    ) -> None:
        super().__init__(data, signal=signal)
        self.speaks_for = {one.pk: one for one in speaks_for}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (one.pk, one.name) for one in speaks_for
        ]
        if len(speaks_for) == 1:
            self.initial["organisation"] = speaks_for[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_words = {AgreementResult.OBJECT, AgreementResult.AGREE_WITH_REMARK}
        if cleaned.get("result") in needs_words and not cleaned.get("remark"):
            self.add_error("remark", _t("Write in a few words what the remark is."))
        return cleaned

    @property
    def chosen(self) -> Organisation:
        """The organisation that is spoken for."""
        return self.speaks_for[self.cleaned_data["organisation"]]


class OrganisationField(forms.CharField):
    """An organisation by name: a known one is found, another is kept as written."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(max_length=200, **rest)
        self.widget.attrs.update({"list": "organisation-names", "autocomplete": "off"})


class WithOrganisation(SignalForm):
    """A form with an organisation to type: `names` fills the list to choose from."""

    def names(self) -> list[str]:
        return organisation_names(self.partnership)

    def named(self, field: str) -> tuple[Organisation | None, str]:
        """Return the organisation that was meant, and the words as written."""
        words = str(self.cleaned_data.get(field, ""))
        return organisation_named(self.partnership, words), words


class DecideForm(WithOrganisation):
    """What a body decided."""

    screened = ("body", "text", "lead")
    focus = "body"
    folded = ("text", "reference")
    body = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        help_text=_("The steering group, the College, the council …"),
    )
    date = DayField(label=_("When"))
    route = forms.ChoiceField(
        label=_("How is it taken up"), choices=Route.choices, widget=forms.RadioSelect
    )
    lead = OrganisationField(
        label=_("Who takes the lead"),
        help_text=_("An organisation from the list, or as you would write it."),
    )
    challenge = forms.TypedChoiceField(
        label=_("Under which challenge of the year"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    text = forms.CharField(
        label=_("What was decided"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reference = forms.CharField(
        label=_("Reference of the decision"), required=False, max_length=100
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        challenges: Sequence[Challenge],
    ) -> None:
        initial = {
            "date": timezone.localdate(),
            "route": signal.route,
            "lead": name_in_role(signal, ActorRole.LEAD),
        }
        super().__init__(data, signal=signal, initial=initial)
        self.challenges = {one.pk: one for one in challenges}
        if challenges:
            self.fields["challenge"].choices = [  # type: ignore[attr-defined]
                ("", _("none")),
                *((one.pk, str(one)) for one in challenges),
            ]
        else:
            del self.fields["challenge"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("challenge") and cleaned.get("route") != Route.CHALLENGE:
            self.add_error(
                "challenge",
                _t("Only what is taken up as a challenge stands under one."),
            )
        return cleaned

    @property
    def chosen_challenge(self) -> Challenge | None:
        return self.challenges.get(self.cleaned_data.get("challenge") or 0)


class LetterForm(SignalForm):
    """The dated letter to a higher authority."""

    screened = ("addressee",)
    focus = "addressee"
    folded = ("reference", "answer_awaited")
    addressee = forms.CharField(label=_("To whom"), max_length=200)
    sent = DayField(label=_("Sent on"))
    reference = forms.CharField(label=_("Reference"), required=False, max_length=100)
    answer_awaited = DayField(
        label=_("Answer awaited by"), required=False, may_come=True
    )

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        initial = {
            "addressee": name_in_role(signal, ActorRole.ADDRESSEE),
            "sent": timezone.localdate(),
        }
        super().__init__(data, signal=signal, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent, awaited = cleaned.get("sent"), cleaned.get("answer_awaited")
        if sent and awaited and awaited < sent:
            self.add_error(
                "answer_awaited", _t("This day lies before the letter was sent.")
            )
        return cleaned


class LetterAnswerForm(SignalForm):
    """What the higher authority answered."""

    screened = ("answer",)
    focus = "answer"
    answered = DayField(label=_("Answered on"))
    answer = forms.CharField(
        label=_("What they answered"),
        max_length=LONGEST,
        help_text=_("In a few sentences; the letter itself stays in your file."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, signal: PolicySignal, letter: Letter
    ) -> None:
        initial = {
            "answered": letter.answered or timezone.localdate(),
            "answer": letter.answer,
        }
        super().__init__(data, signal=signal, initial=initial)
        self.letter = letter

    def clean_answered(self) -> datetime.date:
        answered: datetime.date = self.cleaned_data["answered"]
        if answered < self.letter.sent:
            raise ValidationError(_("This day lies before the letter was sent."))
        return answered


class ActionForm(SignalForm):
    """What somebody will do."""

    screened = ("what", "who")
    focus = "what"
    what = forms.CharField(
        label=_("What will be done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    who = forms.CharField(label=_("Who does it"), max_length=200)
    by = DayField(label=_("By when"), required=False, may_come=True)

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        lead = name_in_role(signal, ActorRole.LEAD)
        super().__init__(data, signal=signal, initial={"who": lead})


class ActionDoneForm(SignalForm):
    """The day an agreed action was done."""

    screened = ()
    focus = "done"
    done = DayField(label=_("Done on"))

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        initial = {"done": timezone.localdate()}
        super().__init__(data, signal=signal, initial=initial)
