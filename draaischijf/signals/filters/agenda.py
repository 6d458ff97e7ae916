"""The filters of the work agenda, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.filters.inbox import ValuesField
from draaischijf.signals.queries.agenda_facets import Wanted

if TYPE_CHECKING:
    from django.http import QueryDict

LAST_YEAR = 9999


class AgendaFilter(forms.Form):
    """What the address asks of the agenda; a value that makes no sense is left out."""

    year = ValuesField()
    route = ValuesField(words=tuple(Route.values))
    right = ValuesField()
    state = ValuesField(words=tuple(SignalState.values))
    op = forms.DateField(required=False)

    @property
    def wanted(self) -> Wanted:
        """The filters that hold."""
        self.is_valid()
        asked = self.cleaned_data
        numbers = {
            name: tuple(one for one in asked[name] if isinstance(one, int))
            for name in ("year", "right")
        }
        words = {
            name: tuple(one for one in asked[name] if isinstance(one, str))
            for name in ("route", "state")
        }
        return Wanted(
            years=tuple(year for year in numbers["year"] if year <= LAST_YEAR),
            routes=words["route"],
            rights=numbers["right"],
            states=words["state"],
            day=asked.get("op"),
        )


def agenda_wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks of the agenda."""
    return AgendaFilter(address).wanted
