"""What every form about one signal has: the signal, days, organisations to type."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.forms.replying import WordsForm
from draaischijf.signals.queries.following_up import (
    organisation_named,
    organisation_names,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Organisation
    from draaischijf.signals.models import PolicySignal

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
