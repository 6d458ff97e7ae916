"""What became part of what: where a number goes on, and where a signal comes from."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.core.elsewhere import Elsewhere
from draaischijf.core.small_numbers import shown_count
from draaischijf.core.templatetags.core import day
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.enums import PHASE_OF_STATE, SignalState
from draaischijf.signals.merge_rules import goes_on_in
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    SignalMerge,
    SignalSupport,
)
from draaischijf.signals.models.policy_signals import becomes_public
from draaischijf.signals.permissions import can_view_signal
from draaischijf.signals.queries.path import PathStep

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

LINK, SUPPORT = "signals.PreSignalLink", "signals.SignalSupport"


# -- Who came along -----------------------------------------------------------------


@dataclass(frozen=True)
class Reports:
    """Reports that came along: the keys of their links, and of those in both."""

    links: list[int]
    doubles: list[int]


def reports_in(merge: SignalMerge) -> Reports:
    """Return which reports came along with the signal that was merged."""
    noted = merge.kept.get(LINK, {})
    return Reports(
        links=[int(key) for key in noted.get("moved", {})],
        doubles=[one["pre_signal_id"] for one in noted.get("doubles", [])],
    )


def supports_in(merge: SignalMerge) -> list[int]:
    """Return the keys of the supports that came along."""
    return [int(key) for key in merge.kept.get(SUPPORT, {}).get("moved", {})]


def told_in_words(
    raised: PreSignal | SignalSupport, signals: Iterable[PolicySignal]
) -> dict[int, str]:
    """Return what a raiser reads on the follow page about merges, by signal.

    Only who came along reads it: for the others nothing changed. One query.
    """
    keys = [one.pk for one in signals]
    merges = SignalMerge.objects.select_related("survivor", "absorbed")
    links = (
        set(raised.links.values_list("pk", flat=True))
        if isinstance(raised, PreSignal)
        else set()
    )
    said: dict[int, str] = {}
    for merge in merges.filter(survivor__in=keys) | merges.filter(absorbed__in=keys):
        if not _came_along(raised, links, merge):
            continue
        numbers = {"one": merge.absorbed.number, "other": merge.survivor.number}
        if merge.undone is None:
            said[merge.survivor_id] = _t(
                "Signal %(one)s, that you helped to raise, is part of this one since "
                "%(date)s. What you told us counts here."
            ) % {**numbers, "date": day(merge.at)}
        elif merge.told:
            said[merge.absorbed_id] = (
                _t(
                    "This signal was part of signal %(other)s for a while. On a closer "
                    "look it is another problem, so it goes on by itself again."
                )
                % numbers
            )
    return said


def _came_along(
    raised: PreSignal | SignalSupport, links: set[int], merge: SignalMerge
) -> bool:
    if isinstance(raised, SignalSupport):
        return raised.pk in supports_in(merge)
    reports = reports_in(merge)
    return raised.pk in reports.doubles or bool(links & set(reports.links))


# -- Where a number goes on ----------------------------------------------------------


def moved_or_404(user: Visitor, partnership: Partnership, number: int) -> PolicySignal:
    """Return the signal in which this number goes on, for who may see both.

    Raises Http404 for all others, as for a number that never was.
    """
    found = (
        PolicySignal.objects.filter(
            partnership=partnership, number=number, merged_into__isnull=False
        )
        .select_related("merged_into")
        .first()
    )
    if found is None or found.merged_into is None:
        raise Http404
    survivor = found.merged_into
    found.partnership = survivor.partnership = partnership
    if not (could_view(user, found) and can_view_signal(user, survivor)):
        raise Http404
    return survivor


def go_elsewhere(user: Visitor, partnership: Partnership, number: int) -> NoReturn:
    """Raise Elsewhere with the page where a number goes on, or else Http404."""
    survivor = moved_or_404(user, partnership, number)
    said = goes_on_in(number, survivor.number)
    raise Elsewhere(survivor.get_absolute_url(), said)


def are_one(partnership: Partnership, number: int, other: int) -> bool:
    """Tell whether one of these numbers goes on as part of the other."""
    pairs = PolicySignal.objects.filter(partnership=partnership)
    return (
        pairs.filter(number=number, merged_into__number=other).exists()
        or pairs.filter(number=other, merged_into__number=number).exists()
    )


def could_view(user: Visitor, signal: PolicySignal) -> bool:
    """Tell whether `user` may read the words of a signal, merged or not."""
    return signal.is_public or holds(user, Permission.READ, signal.partnership)


# -- Where a signal comes from -------------------------------------------------------


@dataclass(frozen=True)
class Origin:
    """One of the signals that go on as this one, with the words it had.

    Without words for who could never read them.
    """

    number: int
    started: datetime.datetime
    merged: datetime.datetime
    raisers: int | str = 0
    title: str = ""
    statement: str = ""
    examples: str = ""
    # The merge by which it came; none for the number that stayed.
    merge: SignalMerge | None = None


@dataclass(frozen=True)
class Origins:
    """Where a merged signal comes from, the number that stayed first."""

    rows: Sequence[Origin]
    # Those whose words and history this reader may read.
    signals: Sequence[PolicySignal]

    @property
    def numbers(self) -> list[int]:
        return [one.number for one in self.rows]

    @property
    def in_words(self) -> str:
        """The line of origin: "Put together from 77 and 121"."""
        return in_words(self.numbers)


def in_words(numbers: Sequence[int]) -> str:
    """Return the line of origin of a signal; empty when it was never merged."""
    if len(numbers) < 2:
        return ""
    first = ", ".join(str(one) for one in numbers[:-1])
    return _t("Put together from %(first)s and %(last)s") % {
        "first": first,
        "last": numbers[-1],
    }


def origins_of(signal: PolicySignal, reader: Visitor) -> Origins:
    """Return the signals that go on as this one, as `reader` may know them."""
    is_partner = holds(reader, Permission.READ, signal.partnership)
    return origins_for(signal, is_partner=is_partner)


def origins_for(signal: PolicySignal, *, is_partner: bool) -> Origins:
    """Return the signals that go on as this one, as partners know them or all do."""
    # Not joined: most signals were never merged.
    absorbed = PolicySignal.objects.defer("search")
    merges = list(
        signal.merges.standing().prefetch_related(Prefetch("absorbed", absorbed))
    )
    if not merges:
        return Origins([], [])
    first = merges[0]
    own = Origin(
        number=signal.number,
        started=signal.created,
        merged=first.at,
        raisers=shown_count(first.survivor_raisers, is_partner=is_partner),
        **_own_words(signal, first, is_partner=is_partner),
    )
    read = [one for one in merges if is_partner or one.absorbed.is_public]
    return Origins(
        rows=[own, *(_origin(one, read, is_partner=is_partner) for one in merges)],
        signals=[one.absorbed for one in read],
    )


def _own_words(
    signal: PolicySignal, merge: SignalMerge, *, is_partner: bool
) -> dict[str, Any]:
    """The words it had when the first joined, for who could read them then."""
    if is_partner or becomes_public(merge.survivor_state):
        return {
            "title": merge.title,
            "statement": merge.statement,
            "examples": merge.examples,
        }
    return {"title": signal.title}


def _origin(
    merge: SignalMerge, read: Sequence[SignalMerge], *, is_partner: bool
) -> Origin:
    absorbed = merge.absorbed
    known = Origin(
        number=absorbed.number,
        started=absorbed.created,
        merged=merge.at,
        merge=merge,
    )
    if merge not in read:
        return known
    return dataclasses.replace(
        known,
        raisers=shown_count(merge.absorbed_raisers, is_partner=is_partner),
        title=absorbed.title,
        statement=absorbed.statement,
        examples=absorbed.examples,
    )


def merge_or_404(signal: PolicySignal, number: int) -> SignalMerge:
    """Return the merge by which `number` is part of a signal. Raises Http404."""
    found = (
        signal.merges.standing()
        .filter(absorbed__number=number)
        .select_related("absorbed__partnership", "survivor__partnership")
        .first()
    )
    if found is None:
        raise Http404
    return found


def path_with_merges(
    steps: Sequence[PathStep], signal: PolicySignal, origins: Origins
) -> list[PathStep]:
    """Return the path with a word at the phase in which another signal joined."""
    joined: dict[int, list[str]] = {}
    for one in origins.rows:
        if one.merge:
            phase = _phase_then(signal, one.merge)
            joined.setdefault(phase, []).append(str(one.number))
    return [
        dataclasses.replace(
            step,
            note=_t("+ signal %(numbers)s")
            % {"numbers": ", ".join(joined[step.number])},
        )
        if step.number in joined
        else step
        for step in steps
    ]


def _phase_then(signal: PolicySignal, merge: SignalMerge) -> int:
    """Where the signal was when another one joined; never beyond where it is now."""
    then = PHASE_OF_STATE.get(SignalState(merge.survivor_state), signal.phase)
    return min(then, signal.phase)
