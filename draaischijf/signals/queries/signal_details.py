"""What stands beside the story of a signal: who, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _t

from draaischijf.core.pieces import Detail, Link
from draaischijf.core.templatetags.core import day
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import PolicySignal, SignalActor
from draaischijf.signals.queries.sorting import Sorting, sorting_of
from draaischijf.taxonomy import known

# Name of the filter in the address of the list → the sorting of a signal.
FILTERED = {
    "right": "rights",
    "domain": "life_domains",
    "group": "target_groups",
    "area": "areas",
}
SORTED_BY = (
    *("rights", "life_domains", "policy_domains"),
    *("target_groups", "problem_types", "sectors", "areas"),
)
# The themes of a director.
THEMES = ("rights", "life_domains", "policy_domains")


def standstill_of(signal: PolicySignal) -> str:
    """Say why a signal does not move, where it is parked or was not retained."""
    if signal.state == SignalState.PARKED:
        return _t("Parked until %(date)s.") % {"date": day(signal.parked_until)}
    if signal.state == SignalState.NOT_RETAINED:
        return _t("This signal was not retained.")
    return ""


def details_of(
    signal: PolicySignal,
    actors: Mapping[str, Sequence[SignalActor]],
    *,
    is_partner: bool,
) -> list[Detail]:
    """Return what stands beside the story; what is not known is left out.

    `actors` are the organisations by their role. At most four queries.
    """
    sorted_by = sorting_of(signal, SORTED_BY)
    level = known.terms([signal.policy_level_id] if signal.policy_level_id else [])
    directors = _directors(signal, sorted_by, is_partner=is_partner)
    made = [
        Detail(_t("Lead"), _labels(actors[ActorRole.LEAD])),
        Detail(_t("Theme director"), directors),
        Detail(_t("Raised by"), _labels(actors[ActorRole.RAISED_BY])),
        Detail(_t("Partners"), _labels(actors[ActorRole.PARTNER])),
        Detail(_t("Addressed to"), _labels(actors[ActorRole.ADDRESSEE])),
        Detail(_t("Route"), _said(signal.get_route_display())),
        Detail(_t("Social right"), _links(signal, "right", sorted_by)),
        Detail(_t("Life domain"), _links(signal, "domain", sorted_by)),
        Detail(_t("Policy domain"), _labels(sorted_by["policy_domains"])),
        Detail(_t("Target group"), _links(signal, "group", sorted_by)),
        Detail(_t("Kind of problem"), _labels(sorted_by["problem_types"])),
        Detail(_t("Sector"), _labels(sorted_by["sectors"])),
        Detail(_t("Area"), _links(signal, "area", sorted_by)),
        Detail(_t("Scale"), _said(signal.get_scale_display())),
        Detail(_t("Level of government"), _labels(level)),
        Detail(_t("Direction"), _said(signal.get_direction_display())),
    ]
    return [detail for detail in made if detail.values]


def _directors(
    signal: PolicySignal, sorted_by: Sorting, *, is_partner: bool
) -> list[str]:
    """Return the theme directors of what this is about; for the public those it may."""
    roles = Role.objects.current().filter(
        partnership=signal.partnership_id,
        kind=RoleKind.THEME_DIRECTOR,
        terms__in=[term.pk for name in THEMES for term in sorted_by[name]],
    )
    if not is_partner:
        roles = roles.filter(person__is_public=True)
    names = roles.order_by("person__name").values_list("person__name", flat=True)
    return list(dict.fromkeys(names))


def _links(signal: PolicySignal, name: str, sorted_by: Sorting) -> list[Link]:
    address = reverse("signals:signals", args=[signal.partnership.slug])
    return [
        Link(str(one), f"{address}?{urlencode({name: one.pk})}")
        for one in sorted_by[FILTERED[name]]
    ]


def _said(label: Any) -> list[str]:
    return [str(label)] if label else []


def _labels(things: Iterable[Any]) -> list[str]:
    return [str(thing) for thing in things if thing]
