"""The work agenda as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _t

from draaischijf.core.exports import Row
from draaischijf.signals.queries.agenda import Line


def agenda_headers() -> list[str]:
    """Return the heads of the agenda."""
    return [
        _t("Year"),
        _t("Route"),
        _t("Challenge"),
        _t("Social right"),
        _t("Rubric, as written"),
        _t("Number"),
        _t("Title"),
        _t("What is the problem"),
        _t("State"),
        _t("Lead"),
        _t("Partners"),
        _t("Raised by"),
        _t("Addressed to"),
        _t("Address"),
    ]


def agenda_cells(lines: Iterable[Line]) -> Iterator[Row]:
    """Turn the lines of the agenda into cells, in the order of `agenda_headers`."""
    for line in lines:
        place, signal = line.place, line.signal
        yield [
            line.year,
            place.get_route_display(),
            place.challenge.title if place.challenge else "",
            place.right.label if place.right else "",
            place.rubric,
            signal.number,
            signal.title,
            signal.statement,
            signal.get_state_display(),
            line.leads,
            line.partners,
            line.raised_by,
            line.addressees,
            f"{settings.SITE_URL}{signal.get_absolute_url()}",
        ]
