"""Rules for the tests of giving reports to somebody."""

from __future__ import annotations

from draaischijf.signals.models import RoutingRule


def make_rule(partnership, *, to=None, **fields):
    """Make a rule after the others; `to` is an account, an organisation or nothing."""
    sets = {
        name: fields.pop(name)
        for name in ("rights", "domains", "areas", "sectors")
        if name in fields
    }
    if to is not None and hasattr(to, "persons"):
        fields["person"] = to.persons.get(partnership=partnership)
    elif to is not None:
        fields["organisation"] = to
    last = RoutingRule.objects.filter(partnership=partnership).count()
    rule = RoutingRule.objects.create(
        partnership=partnership, position=last + 1, **fields
    )
    for name, rows in sets.items():
        getattr(rule, name).set(rows)
    return rule
