"""The list of signals as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.core.exports import Row
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import ActorRole
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.signals import SignalRow


def file_name(word: str, partnership: Partnership) -> str:
    """Return the name of a file without its ending: what, where, when."""
    return f"{word}-{partnership.slug}-{timezone.localdate():%Y-%m-%d}"


def signal_headers() -> list[str]:
    """Return the heads of the list of signals."""
    return [
        _t("Number"),
        _t("Title"),
        _t("Phase"),
        _t("State"),
        _t("Since"),
        _t("Last movement"),
        _t("Raisers"),
        _t("Organisations"),
        _t("Municipalities"),
        _t("People, at least"),
        _t("Social rights"),
        _t("Life domains"),
        _t("Target groups"),
        _t("Areas"),
        _t("Route"),
        _t("Lead"),
        _t("Raised by"),
        _t("Recurring"),
        _t("Put together from"),
        _t("What is the problem"),
        _t("What came of it"),
        _t("Address"),
    ]


def signal_cells(rows: Iterable[SignalRow], *, is_partner: bool) -> Iterator[Row]:
    """Turn the rows of the list into cells, in the order of `signal_headers`."""
    for row in rows:
        signal, counts = row.signal, row.counts
        yield [
            signal.number,
            signal.title,
            signal.phase.value,
            signal.get_state_display(),
            timezone.localdate(signal.state_since),
            timezone.localdate(signal.last_movement),
            counts.raisers_for(is_partner=is_partner),
            counts.organisations,
            counts.municipalities,
            counts.people_for(is_partner=is_partner) or None,
            _names(signal.rights.all()),
            _names(signal.life_domains.all()),
            _names(signal.target_groups.all()),
            _names(signal.areas.all()),
            signal.get_route_display(),
            _actors(signal, ActorRole.LEAD),
            _actors(signal, ActorRole.RAISED_BY),
            signal.is_recurring,
            _merged(signal),
            signal.statement,
            signal.feedback,
            f"{settings.SITE_URL}{signal.get_absolute_url()}",
        ]


def _names(things: Iterable[object]) -> str:
    return ", ".join(str(thing) for thing in things)


def _merged(signal: PolicySignal) -> str:
    """The numbers that go on as this one, its own first: "77 + 121"."""
    joined = [one.absorbed.number for one in signal.merges.all() if one.undone is None]
    return " + ".join(str(one) for one in (signal.number, *joined)) if joined else ""


def _actors(signal: PolicySignal, role: ActorRole) -> str:
    return _names(actor for actor in signal.actors.all() if actor.role == role)
