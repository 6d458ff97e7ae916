"""What a signal can be sorted by, and what it is sorted by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from draaischijf.history.models import Entry
from draaischijf.people.models import Partnership
from draaischijf.people.queries import municipalities_of, terms_of
from draaischijf.signals.models import PolicySignal
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Area, Term

KINDS = {
    "rights": SchemeKind.SOCIAL_RIGHT,
    "life_domains": SchemeKind.LIFE_DOMAIN,
    "policy_domains": SchemeKind.POLICY_DOMAIN,
    "problem_types": SchemeKind.PROBLEM_TYPE,
    "target_groups": SchemeKind.TARGET_GROUP,
    "sectors": SchemeKind.SECTOR,
}


@dataclass(frozen=True)
class Sortings:
    """Per sorting: what it is called, what can be chosen, and what is chosen now."""

    labels: dict[str, str]
    offered: dict[str, list[Any]]
    chosen: dict[str, list[Any]]
    levels: list[Term]


def sortings_of(signal: PolicySignal) -> Sortings:
    """Return the sortings of a signal; what is chosen is offered, also when retired."""
    partnership = signal.partnership
    names = [*KINDS, "areas"]
    chosen: dict[str, list[Any]] = {
        name: list(getattr(signal, name).all()) for name in names
    }
    offered: dict[str, list[Any]] = {
        name: _with(terms_of(partnership, kind), chosen[name])
        for name, kind in KINDS.items()
    }
    offered["areas"] = _with(_areas_of(partnership), chosen["areas"])
    level = [signal.policy_level] if signal.policy_level else []
    return Sortings(
        labels={name: _label(name) for name in names},
        offered=offered,
        chosen=chosen,
        levels=_with(terms_of(partnership, SchemeKind.POLICY_LEVEL), level),
    )


def edit_version(signal: PolicySignal) -> int:
    """Return the number of the last time the text or sorting was changed."""
    edits = Entry.objects.about(signal).filter(verb="signal_edited")
    return int(edits.aggregate(last=Max("pk"))["last"] or 0)


def _areas_of(partnership: Partnership) -> list[Area]:
    whole = [partnership.area] if partnership.area else []
    return _with(whole, municipalities_of(partnership))


def _with(offered: list[Any], chosen: list[Any]) -> list[Any]:
    known = {one.pk for one in offered}
    return [*offered, *(one for one in chosen if one.pk not in known)]


def _label(name: str) -> str:
    field = PolicySignal._meta.get_field(name)  # noqa: SLF001 Django's documented API
    return str(getattr(field, "verbose_name", name))
