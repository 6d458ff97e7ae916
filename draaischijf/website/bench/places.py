"""Where a crowd goes: some partnerships, large and small, with who coordinates them."""

from __future__ import annotations

from dataclasses import dataclass

from draaischijf.accounts.models import User
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Partnership, Role
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal

PLACES, ROWS = 10, 60


@dataclass(frozen=True)
class Place:
    """A partnership, with numbers of its public signals and of reports to weigh."""

    slug: str
    coordinator: User
    signals: list[int]
    reports: list[int]


def places() -> list[Place]:
    """Return ten partnerships, the largest first."""
    found = Partnership.objects.order_by("-last_pre_signal_number", "pk")[:PLACES]
    return [place for place in map(_place, found) if place.signals and place.reports]


def _place(partnership: Partnership) -> Place:
    role = Role.objects.filter(
        partnership=partnership, kind=RoleKind.COORDINATOR, person__user__isnull=False
    ).select_related("person__user")[0]
    assert role.person.user is not None  # noqa: S101 the filter above
    signals = PolicySignal.objects.public().filter(partnership=partnership)
    weighed = PreSignal.objects.filter(
        partnership=partnership,
        state__in=[PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW],
    )
    return Place(
        slug=partnership.slug,
        coordinator=role.person.user,
        signals=list(
            signals.order_by("-last_movement").values_list("number", flat=True)[:ROWS]
        ),
        reports=list(
            weighed.order_by("-submitted").values_list("number", flat=True)[:ROWS]
        ),
    )
