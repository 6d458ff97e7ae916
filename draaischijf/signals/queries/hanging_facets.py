"""Filters of a list by what hangs on its rows: terms, places and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _t

from draaischijf.core.counting import count_of
from draaischijf.core.pieces import Facet, Option
from draaischijf.people.models import Organisation
from draaischijf.taxonomy import known


def area_facet(counts: Mapping[Any, int | None], chosen: tuple[int, ...]) -> Facet:
    """Return the filter by place, with what is chosen even where it counts nothing."""
    labels = {area.pk: area.name for area in known.areas({*counts, *chosen})}
    return Facet("area", _t("Area"), options_of(counts, chosen, labels))


def organisation_facet(
    counts: Mapping[Any, int | None], chosen: tuple[int, ...]
) -> Facet:
    """Return the filter by organisation, the most telling first."""
    found = Organisation.objects.filter(pk__in={*counts, *chosen})
    named = found.values_list("pk", "short_name", "name")
    labels = {key: short or name for key, short, name in named}
    options = options_of(counts, chosen, labels)
    # The most telling first; those that are on stay in sight.
    options.sort(key=lambda one: (not one.selected, -(one.count or 0)))
    return Facet("organisation", _t("Organisation"), options)


def options_of(
    counts: Mapping[Any, int | None], chosen: Iterable[int], labels: Mapping[int, str]
) -> list[Option]:
    """Return the values with these labels, how many each leaves, and what is on."""
    picked = set(chosen)
    return [
        Option(str(key), label, count_of(counts, key), key in picked)
        for key, label in labels.items()
    ]
