"""How many working days a report and each phase may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.models import PhaseDeadlines
from draaischijf.signals.models.deadlines import PHASES

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership

# About four years of working days: longer is no deadline.
MOST = 1000


class DeadlinesForm(forms.Form):
    """One number for the reports, and one for each phase; empty is no deadline."""

    answer_within = forms.IntegerField(
        label=_("To answer a report"), min_value=1, max_value=60
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        terms: PhaseDeadlines,
    ) -> None:
        initial: dict[str, Any] = {state: terms.days_for(state) for state in PHASES}
        initial["answer_within"] = partnership.answer_within
        super().__init__(data, initial=initial)
        for state in PHASES:
            field: Any = PhaseDeadlines._meta.get_field(state)  # noqa: SLF001 Django's documented API
            self.fields[state] = forms.IntegerField(
                label=capfirst(field.verbose_name),
                required=False,
                min_value=1,
                max_value=MOST,
            )

    @property
    def days(self) -> dict[str, int | None]:
        return {state: self.cleaned_data[state] for state in PHASES}
