"""Who has not said yet what an organisation of the working group thinks of signals."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from draaischijf.core.dates import working_days_between
from draaischijf.people.models import Role
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.gates import agreement_standings

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


@dataclass
class Asked:
    """One address, how to greet it, and the signals that wait for its answer."""

    to: str
    name: str
    language: str
    signals: list[PolicySignal] = field(default_factory=list)


def signals_that_wait(partnership: Partnership) -> list[PolicySignal]:
    """Return the signals the working group is asked about now, the oldest first."""
    if not partnership.agreement_required:
        return []
    found = partnership.signals.filter(state=SignalState.ANALYSIS).defer("search")
    return list(found.select_related("partnership").order_by("state_since", "pk"))


def waiting_long(
    signals: Sequence[PolicySignal], today: datetime.date, days: int
) -> list[PolicySignal]:
    """Return those that are in analysis for at least so many working days."""
    return [
        one
        for one in signals
        if working_days_between(one.state_since.date(), today) >= days
    ]


def who_to_ask(
    partnership: Partnership, signals: Sequence[PolicySignal]
) -> list[Asked]:
    """Return who can answer for the organisations that did not, each with its signals.

    By address: who speaks for two organisations is asked once. Three queries, however
    many signals.
    """
    silent = dict(_silent(signals))
    roles = (
        Role.objects.current()
        .filter(
            partnership=partnership,
            kind__in=kinds_with(Permission.AGREE),
            organisation__in={key for keys in silent.values() for key in keys},
            person__user__is_active=True,
        )
        .select_related("person__user")
        .order_by("pk")
    )
    found: dict[str, Asked] = {}
    for role in roles:
        user = role.person.user
        if user is None:
            continue
        one = found.setdefault(
            user.email.lower(), Asked(user.email, role.person.name, user.language)
        )
        for signal in signals:
            is_new = signal not in one.signals
            if is_new and role.organisation_id in silent[signal.pk]:
                one.signals.append(signal)
    return list(found.values())


def _silent(signals: Sequence[PolicySignal]) -> Iterator[tuple[int, set[int]]]:
    """Yield of each signal the organisations that did not answer."""
    standings = agreement_standings(signals)
    for signal in signals:
        standing = standings[signal.pk]
        yield (
            signal.pk,
            {one.pk for one in standing.group if one.pk not in standing.answers},
        )
