"""The register of what hangs on a signal: what comes along when two become one.

Every table with a way to a signal stands here, also of the modules above: each names
its own in its `apps.py`. A test misses none (tests/test_carried.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import ngettext_lazy

from draaischijf.signals.models import PolicySignal

# Given a row, the signal it leaves and the one it goes to: what else changes in it.
Changes = Callable[[Any, PolicySignal, PolicySignal], dict[str, Any]]


@dataclass(frozen=True)
class Carried:
    """Rows of one table that come along with their signal.

    A row that says the same as one at the other signal, in all of `same` (columns), is
    a double.
    It stays where it is and is not shown; where the way leads both ways (`goes`) it is
    removed, so that nobody meets the old signal from the other side, and it is made
    again with its `keeps` when the two are parted. `only` narrows which rows come along
    at all, `changes` says what else changes in a row (read with `joined`). `way` is the
    column that points at the signal, and `told` puts a number of rows in words.
    """

    label: str
    way: str = "signal"
    same: tuple[str, ...] = ()
    goes: bool = False
    keeps: tuple[str, ...] = ()
    only: Q = field(default_factory=Q)
    changes: Changes | None = None
    joined: tuple[str, ...] = ()
    told: Any = None

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    def rows_of(self, signal_id: int) -> models.QuerySet[Any]:
        """Return the rows of a signal that come along."""
        rows = self.model._base_manager.all()  # noqa: SLF001 Django's documented API
        found = rows.filter(self.only, **{self.way: signal_id}).order_by("pk")
        return found.select_related(*self.joined) if self.joined else found


_carried: dict[str, Carried] = {}
_left: dict[str, str] = {}


def register(tables: Iterable[Carried]) -> None:
    """Add what a module hangs on signals, in the order in which it comes along."""
    for one in tables:
        _carried[one.label] = one


def leave(reasons: dict[str, str]) -> None:
    """Say which ways to a signal do not change: "app.Model.field" → why."""
    _left.update(reasons)


def registered() -> list[Carried]:
    """Return all that comes along, what lies lowest first."""
    return list(_carried.values())


def ways_to_a_signal() -> list[str]:
    """Return every column of every table that points at a signal."""
    return [
        f"{model._meta.label}.{field.name}"  # noqa: SLF001 Django's documented API
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields  # noqa: SLF001 the same
        if field.related_model is PolicySignal
    ]


def unaccounted() -> list[str]:
    """Return the ways to a signal nobody decided about, and what leads nowhere."""
    known = [f"{one.label}.{one.way}" for one in registered()] + list(_left)
    ways = ways_to_a_signal()
    return sorted({*ways} ^ {*known}) + sorted(
        one for one in set(known) if known.count(one) > 1
    )


def _in_round(row: Any, leaves: PolicySignal, joins: PolicySignal) -> dict[str, Any]:
    """What counts now goes on counting now; what was before stays before."""
    if row.round == leaves.round:
        return {"round": joins.round}
    return {"round": min(row.round, joins.round - 1)}


def _without_place(
    row: Any, leaves: PolicySignal, joins: PolicySignal
) -> dict[str, Any]:
    """A place that is a double stays behind; who is named in it comes along."""
    del joins
    if row.place_id and row.place.signal_id == leaves.pk:
        return {"place_id": None}
    return {}


CARRIED = (
    Carried(
        "signals.PreSignalLink",
        same=("pre_signal_id",),
        goes=True,
        keeps=("linked",),
        told=ngettext_lazy("%(count)s report", "%(count)s reports", "count"),
    ),
    Carried(
        "signals.SignalSupport",
        told=ngettext_lazy(
            "%(count)s time “also with us”", "%(count)s times “also with us”", "count"
        ),
    ),
    # Before those who are named in it.
    Carried(
        "signals.AgendaPlace",
        same=("route", "challenge_id"),
        told=ngettext_lazy(
            "%(count)s place on the work agenda",
            "%(count)s places on the work agenda",
            "count",
        ),
    ),
    Carried(
        "signals.SignalActor",
        same=("role", "organisation_id", "text", "place_id"),
        joined=("place",),
        changes=_without_place,
        told=ngettext_lazy(
            "%(count)s organisation that is named",
            "%(count)s organisations that are named",
            "count",
        ),
    ),
    Carried(
        "signals.Decision",
        changes=_in_round,
        told=ngettext_lazy("%(count)s decision", "%(count)s decisions", "count"),
    ),
    Carried(
        "signals.Letter",
        changes=_in_round,
        told=ngettext_lazy("%(count)s letter", "%(count)s letters", "count"),
    ),
    Carried(
        "signals.AgreedAction",
        changes=_in_round,
        told=ngettext_lazy(
            "%(count)s agreed action", "%(count)s agreed actions", "count"
        ),
    ),
    Carried(
        "signals.SignalOffer",
        same=("partnership_id",),
        told=ngettext_lazy(
            "%(count)s offer to the partnership above",
            "%(count)s offers to the partnership above",
            "count",
        ),
    ),
    Carried(
        "signals.TakenUp",
        told=ngettext_lazy(
            "%(count)s offer that goes on in it",
            "%(count)s offers that go on in it",
            "count",
        ),
    ),
    Carried(
        "signals.LogEntry",
        told=ngettext_lazy(
            "%(count)s line of the follow-up",
            "%(count)s lines of the follow-up",
            "count",
        ),
    ),
    Carried(
        "signals.SignalFollow",
        same=("user_id",),
        told=ngettext_lazy(
            "%(count)s person who follows it",
            "%(count)s people who follow it",
            "count",
        ),
    ),
)
_SORTING = "the sortings of both are put together, and each keeps its own"
LEFT = {
    # An organisation agreed with these words, not with those of the other one.
    "signals.Agreement.signal": "agreement is about the words of its own signal",
    "signals.WordingProposal.signal": "a proposal is about the words of its own signal",
    "signals.Meaning.signal": "what its own words mean counts for the other one",
    "signals.DifferentPair.signal": "somebody compared with the words of this one",
    "signals.SignalStep.signal": "the path of a signal is its own; both are told",
    "signals.PolicySignal.merged_into": "says itself what became part of what",
    "signals.SignalMerge.survivor": "the same",
    "signals.SignalMerge.absorbed": "the same",
    **{
        f"signals.PolicySignal_{name}.policysignal": _SORTING
        for name in (
            "rights", "life_domains", "policy_domains", "problem_types",
            "target_groups", "sectors", "areas",
        )
    },
}  # fmt: skip
