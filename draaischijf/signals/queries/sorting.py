"""The terms a signal is sorted by: its rights, domains, groups and the rest."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import CharField, Value

from draaischijf.signals.models import PolicySignal
from draaischijf.taxonomy.models import Term


def terms_of(signal: PolicySignal, names: Collection[str]) -> dict[str, list[Term]]:
    """Return the terms of a signal by the names of its fields, each in its own order.

    Two queries, however many fields.
    """
    asked = [
        getattr(PolicySignal, name)
        .through.objects.filter(policysignal=signal)
        .annotate(sorting=Value(name, output_field=CharField()))
        .values_list("sorting", "term")
        for name in names
    ]
    chosen = set(asked[0].union(*asked[1:], all=True))
    terms = list(Term.objects.filter(pk__in={key for _name, key in chosen}))
    return {
        name: [term for term in terms if (name, term.pk) in chosen] for name in names
    }
