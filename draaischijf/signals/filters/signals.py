"""The filters of the list of signals, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.filters.inbox import ValuesField
from draaischijf.signals.queries.signal_facets import (
    BEST,
    LATE,
    MOVED,
    NUMBER,
    RAISED,
    STILL,
    YES,
    Wanted,
    chosen_of,
)
from draaischijf.signals.queries.signals import MOST_PAGES

if TYPE_CHECKING:
    from django.http import QueryDict

SORTS = (
    (BEST, _("best match first")),
    (MOVED, _("newest movement first")),
    (NUMBER, _("highest number first")),
    (RAISED, _("most raised first")),
)


class SignalFilter(forms.Form):
    """What the address asks of the list; a value that makes no sense is left out."""

    q = forms.CharField(
        label=_("Search in the signals"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = ValuesField(words=tuple(SignalState.values))
    right = ValuesField()
    domain = ValuesField()
    group = ValuesField()
    area = ValuesField()
    route = ValuesField(words=tuple(Route.values))
    organisation = ValuesField()
    working_group = ValuesField()
    recurring = ValuesField(words=(YES,))
    pace = forms.ChoiceField(choices=[(LATE, LATE), (STILL, STILL)], required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)
    after = forms.CharField(required=False, max_length=80)
    before = forms.CharField(required=False, max_length=80)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    @property
    def wanted(self) -> Wanted:
        """The filters that hold."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            text=" ".join(asked.get("q", "").split()),
            states=_words(asked.get("state", ())),
            rights=_keys(asked.get("right", ())),
            domains=_keys(asked.get("domain", ())),
            groups=_keys(asked.get("group", ())),
            areas=_keys(asked.get("area", ())),
            routes=_words(asked.get("route", ())),
            organisations=_keys(asked.get("organisation", ())),
            working_groups=_keys(asked.get("working_group", ())),
            recurring=YES in asked.get("recurring", ()),
            pace=asked.get("pace", ""),
            sort=asked.get("sort", ""),
            after=asked.get("after", ""),
            before=asked.get("before", ""),
            page=asked.get("page") or 1,
        )


def wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks of the list of signals."""
    return SignalFilter(address).wanted


def kept_with(wanted: Wanted, *, without: str) -> list[tuple[str, str]]:
    """Return names and values a form on the list sends along, to keep the filters.

    Where a page was is not kept: another search or order starts at the front.
    """
    chosen: dict[str, tuple[object, ...]] = {
        **chosen_of(wanted),
        "recurring": (YES,) if wanted.recurring else (),
        "pace": (wanted.pace,) if wanted.pace else (),
        "q": (wanted.text,) if wanted.text else (),
        "sort": (wanted.sort,) if wanted.sort else (),
    }
    return [
        (name, str(value))
        for name, values in chosen.items()
        for value in values
        if name != without
    ]


def _keys(values: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(one for one in values if isinstance(one, int))


def _words(values: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(one for one in values if isinstance(one, str))
