"""One dated line of the follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy.asking import AsksWhen, today_in_words
from draaischijf.signals.forms.about_signal import LONGEST, SignalForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal


class LogForm(AsksWhen, SignalForm):
    """One dated line of the follow-up."""

    screened = ("when", "text")
    focus = "text"
    folded = ("attendance", "attendance_is_about", "only_partners")
    field_order = ["text", "when"]
    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        help_text=_("One line is enough. Everybody who may see the signal reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
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

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        super().__init__(data, signal=signal, initial={"when": today_in_words()})
        place = [signal.partnership.slug, signal.number]
        self.read_while_typed(reverse("signals:log_date", args=place))

    @property
    def asked(self) -> list[Any]:
        return self.without_idle_box(super().asked)
