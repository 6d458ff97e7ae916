"""The filters of the inbox, read from the address; what makes no sense is left out."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.queries.inbox import BEST, MOST_PAGES, NEWEST, OLDEST, URGENT
from draaischijf.signals.queries.inbox_facets import (
    AGE_LABELS,
    ALL,
    MINE,
    NOBODY,
    OPEN,
    UNKNOWN,
    WHOLE_AREA,
    Wanted,
)

MOST_VALUES = 30
YES = "1"
LARGEST_KEY = 2**63 - 1

SORTS = (
    (URGENT, _("most urgent first")),
    (NEWEST, _("newest first")),
    (OLDEST, _("oldest first")),
    (BEST, _("best match first")),
)


class ValuesField(forms.Field):
    """A filter with several values: keys of rows, or one of a few words."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: tuple[str, ...] = ()) -> None:
        super().__init__(required=False)
        self.words = words

    def to_python(self, value: list[str] | None) -> tuple[int | str, ...]:
        kept = [self._read(one) for one in (value or [])[:MOST_VALUES]]
        return tuple(dict.fromkeys(one for one in kept if one is not None))

    def _read(self, value: str) -> int | str | None:
        if value in self.words:
            return value
        if value.isascii() and value.isdigit() and int(value) <= LARGEST_KEY:
            return int(value)
        return None


class InboxFilter(forms.Form):
    """What the address asks of the inbox."""

    state = forms.ChoiceField(
        choices=[(OPEN, OPEN), *PreSignalState.choices, (ALL, ALL)], required=False
    )
    right = ValuesField()
    area = ValuesField(words=(WHOLE_AREA,))
    organisation = ValuesField(words=(UNKNOWN,))
    age = forms.ChoiceField(choices=AGE_LABELS.items(), required=False)
    late = forms.ChoiceField(choices=[(YES, YES)], required=False)
    whose = forms.ChoiceField(choices=[(MINE, MINE), (NOBODY, NOBODY)], required=False)
    q = forms.CharField(
        label=_("Search in the reports"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    def showing(self, order: str) -> InboxFilter:
        """Return the same filter with the order the list really has filled in."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["sort"] = order
        form = InboxFilter(data)
        if not data.get("q"):
            # Nothing matches better or worse where nothing is looked for.
            offer(form, "sort", [one for one in SORTS if one[0] != BEST])
        return form

    @property
    def wanted(self) -> Wanted:
        """The filters that hold; a value that makes no sense counts as absent."""
        self.is_valid()
        asked = self.cleaned_data
        areas = asked.get("area", ())
        organisations = asked.get("organisation", ())
        return Wanted(
            state=asked.get("state") or OPEN,
            rights=_keys(asked.get("right", ())),
            areas=_keys(areas),
            whole_area=WHOLE_AREA in areas,
            organisations=_keys(organisations),
            unknown_organisation=UNKNOWN in organisations,
            age=asked.get("age", ""),
            late=asked.get("late") == YES,
            whose=asked.get("whose", ""),
            text=" ".join(asked.get("q", "").split()),
            sort=asked.get("sort", ""),
            page=asked.get("page") or 1,
        )


def wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks of the inbox."""
    return InboxFilter(address).wanted


def _keys(values: tuple[int | str, ...]) -> tuple[int, ...]:
    return tuple(one for one in values if isinstance(one, int))
