"""A day in a form: the browser's own field, and no year 0026 or 9999."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST = datetime.date(1950, 1, 1)
# Later is a slip of the keys, and the year after 9999 cannot be reckoned with.
LATEST = datetime.date(2150, 12, 31)


class DayInput(forms.DateInput):
    """The browser's own date field, whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that may have been: a year that can be, and only to come if it may."""

    widget = DayInput

    def __init__(self, *, may_come: bool = False, **rest: Any) -> None:
        super().__init__(**rest)
        self.may_come = may_come

    def clean(self, value: Any) -> datetime.date | None:
        found: datetime.date | None = super().clean(value)
        if found and not EARLIEST <= found <= LATEST:
            raise ValidationError(_("Check the year of this date."))
        if found and not self.may_come and found > timezone.localdate():
            raise ValidationError(_("This day still has to come."))
        return found
