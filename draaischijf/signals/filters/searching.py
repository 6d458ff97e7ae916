"""What is posted to keep a search, and how a kept one is read again."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.filters.signals import SignalFilter, kept_with
from draaischijf.signals.queries.signal_facets import Wanted

LONGEST_QUERY = 2000
# Where somebody was in the list is no part of what was asked.
PLACES = ("after", "before", "page", "sort")


class KeepForm(forms.Form):
    """A name for the search that stands in the address."""

    name = forms.CharField(
        label=_("Name of this search"),
        max_length=100,
        help_text=_("Only you see it."),
        error_messages={"required": _("Give it a name by which you know it again.")},
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_QUERY)

    def clean_query(self) -> str:
        """Keep what the list would read of it, and nothing else."""
        query = asked_of(wanted_by(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError(_("Choose a filter or a word first."))
        return query


class NameForm(forms.Form):
    """Another name for a kept search; what is wrong is said above the list."""

    name = forms.CharField(
        label=_("Name of this search"),
        max_length=100,
        error_messages={
            "required": _("Give it a name by which you know it again."),
            "max_length": _("The name of a search has 100 characters at most."),
        },
    )


class TurnForm(forms.Form):
    """News of a kept search: on or off."""

    on = forms.BooleanField(required=False)


def wanted_by(query: str) -> Wanted:
    """Return what a kept query asks, as the list reads it today.

    What makes no sense any more is left out: an old search never breaks.
    """
    return SignalFilter(QueryDict(query[:LONGEST_QUERY])).wanted


def asked_of(wanted: Wanted) -> str:
    """Return the query of a search, the same for the same search."""
    pairs = kept_with(wanted, without="sort")
    return urlencode(sorted(pairs))


def left_out(query: str) -> list[str]:
    """Return the names in a kept query of which the list no longer takes something."""
    asked = QueryDict(query)
    taken = QueryDict(asked_of(wanted_by(query)))
    return [
        name
        for name in asked
        if name not in PLACES
        and set(map(_plain, asked.getlist(name)))
        - set(map(_plain, taken.getlist(name)))
    ]


def _plain(value: str) -> str:
    return " ".join(value.split())
