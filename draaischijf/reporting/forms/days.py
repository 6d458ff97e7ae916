"""The day that an address asks for."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone


class DayAsked(forms.Form):
    """The day of an agenda, as `?op=2026-03-01`; one that is none is today."""

    op = forms.DateField(required=False)

    @property
    def day(self) -> datetime.date:
        self.is_valid()
        return self.cleaned_data.get("op") or timezone.localdate()
