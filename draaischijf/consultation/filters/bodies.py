"""The filters and the order of the overview of bodies, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.consultation.enums import BodyKind
from draaischijf.consultation.queries.body_years import (
    BY_COURSE,
    BY_NAME,
    BY_NEXT,
    WantedBodies,
)

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_KEY = 9


def wanted_bodies_of(address: QueryDict) -> WantedBodies:
    """Return what an address asks; a value that makes no sense is left out."""
    kind, area = address.get("soort", ""), address.get("gebied", "")
    order = address.get("volgorde", "")
    is_key = area.isascii() and area.isdigit() and len(area) <= LONGEST_KEY
    return WantedBodies(
        kind=kind if kind in BodyKind.values else "",
        area=int(area) if is_key else None,
        order=order if order in {BY_COURSE, BY_NEXT} else BY_NAME,
    )
