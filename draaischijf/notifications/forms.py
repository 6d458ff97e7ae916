"""What is posted to the pages about mails and notices."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.notifications.choices import Chosen
from draaischijf.notifications.models import MailChoice, Pace
from draaischijf.notifications.quiet import EVENING, MORNING, Quiet


class StopForm(forms.Form):
    """Without anything it stops: that is what a mail program posts."""

    again = forms.BooleanField(required=False)


class PageForm(forms.Form):
    """Where a person is on the page of notices."""

    p = forms.SlugField(required=False)
    before = forms.IntegerField(required=False, min_value=1)

    @property
    def slug(self) -> str:
        return str(self.cleaned_data.get("p") or "") if self.is_valid() else ""

    @property
    def number(self) -> int | None:
        return self.cleaned_data.get("before") if self.is_valid() else None


class AllReadForm(forms.Form):
    """Everything on the page was read, up to its newest notice."""

    until = forms.IntegerField(min_value=1)
    p = forms.SlugField(required=False)


class ChoiceForm(forms.Form):
    """How the mails of one partnership come."""

    pace = forms.ChoiceField(
        label=_("How often notices come by mail"),
        choices=Pace,
        widget=forms.RadioSelect,
    )
    is_quiet = forms.BooleanField(label=_("No mails at night"), required=False)
    quiet_from = forms.TimeField(
        label=_("Quiet from"), widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    rests_in_weekend = forms.BooleanField(
        label=_("No mails on Saturday and Sunday"), required=False
    )

    @classmethod
    def of(cls, row: MailChoice | None, prefix: str) -> ChoiceForm:
        """Return the form as it stands for who chose this, or nothing yet."""
        if row is None:
            start: dict[str, object] = {
                "pace": Pace.AT_ONCE,
                "is_quiet": True,
                "quiet_from": EVENING,
                "quiet_until": MORNING,
            }
        else:
            start = {name: getattr(row, name) for name in cls.base_fields}
        return cls(initial=start, prefix=prefix)

    @property
    def chosen(self) -> Chosen:
        given = self.cleaned_data
        return Chosen(
            pace=Pace(given["pace"]),
            quiet=Quiet(
                start=given["quiet_from"],
                end=given["quiet_until"],
                at_night=given["is_quiet"],
                in_weekend=given["rests_in_weekend"],
            ),
        )
