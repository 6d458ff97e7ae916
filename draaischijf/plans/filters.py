"""The filters of the page of a plan, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.queries.plan_facets import (
    OUTLINE,
    QUIET_MONTHS,
    TABLE,
    TREE,
    Wanted,
    chosen_of,
)
from draaischijf.plans.queries.plan_lines import LONGEST_KEY

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_VALUES = 30


class ValuesField(forms.Field):
    """A filter with several values; what is no value at all is left out."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: tuple[str, ...] = ()) -> None:
        super().__init__(required=False)
        self.words = words

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        kept = [one for one in (value or [])[:MOST_VALUES] if self._is_value(one)]
        return tuple(dict.fromkeys(kept))

    def _is_value(self, value: str) -> bool:
        if self.words:
            return value in self.words
        return 0 < len(value) <= LONGEST_KEY + 1 and "\x00" not in value


class PlanFilter(forms.Form):
    """What the address asks of a plan; a value that makes no sense is left out."""

    q = forms.CharField(
        label=_("Search in the actions"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    weergave = forms.ChoiceField(
        choices=[(one, one) for one in (TREE, TABLE, OUTLINE)], required=False
    )
    lifecycle = ValuesField(words=tuple(Lifecycle.values))
    lead = ValuesField()
    contact = ValuesField()
    actor = ValuesField()
    right = ValuesField()
    objective = ValuesField()
    quiet = ValuesField(words=tuple(str(months) for months in QUIET_MONTHS))

    @property
    def wanted(self) -> Wanted:
        """The filters that hold."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            view=asked.get("weergave") or TREE,
            text=" ".join(asked.get("q", "").split()),
            leads=asked["lead"],
            contacts=asked["contact"],
            actors=asked["actor"],
            lifecycles=asked["lifecycle"],
            rights=asked["right"],
            objectives=asked["objective"],
            # The longest wait that is asked for holds: the others are in it.
            quiet=asked["quiet"][-1:],
        )


def wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks of the page of a plan."""
    return PlanFilter(address).wanted


def kept_by_search(wanted: Wanted) -> list[tuple[str, str]]:
    """Return names and values the search form sends along, to keep view and filters."""
    kept = [
        (name, value) for name, values in chosen_of(wanted).items() for value in values
    ]
    return [("weergave", wanted.view), *kept] if wanted.view != TREE else kept
