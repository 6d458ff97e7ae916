"""The filters of the signals to choose from, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.bundles.workflow import STATES
from draaischijf.signals.enums import Route
from draaischijf.signals.queries.signal_facets import YES, Wanted

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_VALUES = 30
LONGEST_KEY = 9


def wanted_of(address: QueryDict) -> Wanted:
    """Return what the query of an address asks; nonsense is left out."""
    return Wanted(
        text=" ".join(address.get("q", "")[:200].replace("\0", "").split()),
        states=_words(address, "state", STATES),
        rights=_keys(address, "right"),
        domains=_keys(address, "domain"),
        groups=_keys(address, "group"),
        areas=_keys(address, "area"),
        routes=_words(address, "route", tuple(Route.values)),
        organisations=_keys(address, "organisation"),
        recurring=YES in address.getlist("recurring"),
    )


def _keys(address: QueryDict, name: str) -> tuple[int, ...]:
    given = (
        int(one)
        for one in address.getlist(name)[:MOST_VALUES]
        if one.isascii() and one.isdigit() and len(one) <= LONGEST_KEY
    )
    return tuple(dict.fromkeys(given))


def _words(address: QueryDict, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    given = address.getlist(name)[:MOST_VALUES]
    return tuple(dict.fromkeys(one for one in given if one in known))
