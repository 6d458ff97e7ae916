"""What a signal is sorted by: its rights, domains, groups, areas and the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import CharField, Value

from draaischijf.signals.models import PolicySignal
from draaischijf.taxonomy import known
from draaischijf.taxonomy.models import Area, Term

AREAS = "areas"
Sorting = Mapping[str, Sequence[Term | Area]]


def sorting_of(signal: PolicySignal, names: Collection[str]) -> Sorting:
    """Return the terms and areas of a signal by the names of its fields.

    Each in its own order. One query, and one for the terms and one for the areas that
    were not looked up yet (taxonomy/known.py).
    """
    asked = [
        getattr(PolicySignal, name)
        .through.objects.filter(policysignal=signal)
        .annotate(sorting=Value(name, output_field=CharField()))
        .values_list("sorting", "area" if name == AREAS else "term")
        for name in names
    ]
    chosen = set(asked[0].union(*asked[1:], all=True))
    terms = known.terms({key for name, key in chosen if name != AREAS})
    areas = known.areas({key for name, key in chosen if name == AREAS})
    return {
        name: [
            one
            for one in (areas if name == AREAS else terms)
            if (name, one.pk) in chosen
        ]
        for name in names
    }
