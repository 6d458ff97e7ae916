"""What a rule can be made of in one partnership."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from draaischijf.people.queries import municipalities_of, terms_of
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Area, Term

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


@dataclass(frozen=True)
class Choices:
    """Rights, domains, areas and sectors to choose from; areas with what holds them."""

    rights: Sequence[Term]
    domains: Sequence[Term]
    sectors: Sequence[Term]
    municipalities: Sequence[Area]
    areas: Sequence[Area]

    def of(self, name: str) -> Sequence[Any]:
        """Return what is offered under the name of a field of a rule."""
        offered: Sequence[Any] = getattr(self, name)
        return offered

    def chosen(self, name: str, keys: Iterable[int]) -> tuple[Any, ...]:
        """Return the rows that were chosen, in the order in which they are offered."""
        wanted = set(keys)
        return tuple(one for one in self.of(name) if one.pk in wanted)


def routing_choices(partnership: Partnership) -> Choices:
    """Return what a rule of this partnership can look at."""
    places = municipalities_of(partnership)
    # What holds only a part of the territory: a zone of two municipalities.
    zones = Area.objects.filter(members__in=places).distinct().order_by("name")
    wider = [one for one in zones[:30] if one.pk != partnership.area_id]
    whole = [partnership.area] if partnership.area and len(places) > 1 else []
    return Choices(
        rights=terms_of(partnership, SchemeKind.SOCIAL_RIGHT),
        domains=[
            *terms_of(partnership, SchemeKind.LIFE_DOMAIN),
            *terms_of(partnership, SchemeKind.POLICY_DOMAIN),
        ],
        sectors=terms_of(partnership, SchemeKind.SECTOR),
        municipalities=places,
        areas=[*places, *whole, *wider],
    )
