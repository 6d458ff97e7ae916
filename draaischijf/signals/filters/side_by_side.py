"""Which signals stand beside each other, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from draaischijf.signals.queries.side_by_side import MOST

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Asked:
    """The numbers of the signals in their order, and whether reports show too."""

    numbers: tuple[int, ...] = ()
    with_reports: bool = False
    has_too_many: bool = False


def asked_of(address: QueryDict) -> Asked:
    """Return what an address asks; nonsense is left out, and what is beyond six."""
    given = [
        int(one)
        for one in address.getlist("signal")
        if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER
    ]
    numbers = tuple(dict.fromkeys(given))
    return Asked(
        numbers[:MOST], address.get("reports", "") == "yes", len(numbers) > MOST
    )
