"""Forms of reports: starting one, writing in it, asking a document of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.meanwhile import MindsOthers
from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.reporting.enums import (
    ABOUT_A_PLAN,
    ABOUT_A_SIGNAL,
    ABOUT_A_YEAR,
    DocumentFormat,
    ReportKind,
)
from draaischijf.reporting.queries.reports import (
    Wanted,
    plans_to_choose,
    signal_numbered,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import ActionPlan
    from draaischijf.signals.models import PolicySignal

FIRST_YEAR, LAST_YEAR = 1980, 2100
MOST_VALUES = 30


class StartForm(forms.Form):
    """Which document, and what it is about; each kind needs one of the rest."""

    kind = forms.ChoiceField(
        label=_("Which document?"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    plan = forms.ChoiceField(
        label=_("About which plan?"),
        required=False,
        help_text=_(
            "For a year plan, the difference with the plan before, or a trajectory. A "
            "year report without a plan is about all plans of its year."
        ),
    )
    year = forms.IntegerField(
        label=_("About which year?"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("For a year report or the work agenda."),
    )
    signal = forms.IntegerField(
        label=_("About which signal?"),
        required=False,
        min_value=1,
        help_text=_("For a dossier: the number of the signal."),
    )

    def __init__(
        self, *args: Any, reader: Visitor, partnership: Partnership, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.reader, self.partnership = reader, partnership
        plans = plans_to_choose(reader, partnership)
        self.plans = {str(plan.pk): plan for plan in plans}
        choices = [(key, f"{plan} ({plan.years})") for key, plan in self.plans.items()]
        offer(self, "plan", [("", _("No plan")), *choices])
        self.chosen_signal: PolicySignal | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind in ABOUT_A_PLAN and not cleaned.get("plan"):
            self._ask("plan", _("Choose the plan it is about."))
        if kind in ABOUT_A_YEAR and not cleaned.get("year"):
            self._ask("year", _("Write the year it is about, such as 2027."))
        if kind in ABOUT_A_SIGNAL:
            self._find_signal(cleaned.get("signal"))
        return cleaned

    def _ask(self, name: str, reason: Any) -> None:
        if name not in self.errors:
            self.add_error(name, reason)

    def _find_signal(self, number: int | None) -> None:
        if number:
            self.chosen_signal = signal_numbered(self.reader, self.partnership, number)
        if self.chosen_signal is None:
            self._ask("signal", _("Write the number of a signal that is there."))

    @property
    def about(self) -> dict[str, Any]:
        """What the domain asks for besides the kind."""
        return {
            "year": self.cleaned_data["year"],
            "plan": self.chosen_plan,
            "signal": self.chosen_signal,
        }

    @property
    def chosen_plan(self) -> ActionPlan | None:
        return self.plans.get(self.cleaned_data["plan"])


class TextForm(MindsOthers, WordsForm):
    """What an editor writes in a section; empty takes it out of the document."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "A blank line starts a paragraph; lines that begin with “- ” are a list."
        ),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.mind("text")


class MakeForm(forms.Form):
    """In which format, and in which edition."""

    format = forms.ChoiceField(choices=DocumentFormat.choices)
    public = forms.BooleanField(required=False)


class PublishForm(forms.Form):
    """Whether everybody may read it."""

    public = forms.BooleanField(required=False)


def wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks of the list; nonsense is left out."""
    years = (one for one in address.getlist("year") if one.isascii() and one.isdigit())
    kinds = (one for one in address.getlist("kind") if one in ReportKind)
    return Wanted(
        years=tuple(
            dict.fromkeys(year for one in years if (year := int(one[:6])) <= LAST_YEAR)
        )[:MOST_VALUES],
        kinds=tuple(dict.fromkeys(kinds)),
        after=address.get("after", ""),
        before=address.get("before", ""),
    )
