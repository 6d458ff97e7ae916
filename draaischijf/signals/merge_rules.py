"""Which signal may become part of which, by whose hands, and what may be parted again.

No database, no side effects; beside `workflow.py`, for no step along the path leads to
or from `merged`: two signals move at once here.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _t

from draaischijf.signals.enums import OPEN_STATES
from draaischijf.signals.enums import SignalState as S
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import (
    DECIDE_HANDS,
    EDIT_HANDS,
    Facts,
    Gate,
    Transition,
    TransitionDenied,
    Who,
    explain,
    not_here,
    open_gates,
)

# What is public is not taken from its place without who decides. A parked signal goes
# by the state it was parked in. Closed and not retained ones have had their answer.
MERGE_TABLE: tuple[Transition, ...] = (
    Transition(S.BUNDLING, S.MERGED, EDIT_HANDS),
    Transition(S.ANALYSIS, S.MERGED, EDIT_HANDS),
    Transition(S.PUBLISHED, S.MERGED, DECIDE_HANDS),
    Transition(S.DECIDED, S.MERGED, DECIDE_HANDS),
    Transition(S.IN_ACTION, S.MERGED, DECIDE_HANDS),
)
_LINES = {line.source: line for line in MERGE_TABLE}
# What a signal stands on in the state it is in, and may not lose when it is parted.
STANDS_ON: dict[str, tuple[Gate, ...]] = {
    S.ANALYSIS: (Gate.SOURCE,),
    S.PUBLISHED: (Gate.SOURCE,),
    S.DECIDED: (Gate.SOURCE, Gate.DECISION, Gate.ROUTE, Gate.LEAD),
    S.IN_ACTION: (Gate.SOURCE, Gate.DECISION, Gate.ROUTE, Gate.LEAD, Gate.ACTION),
}


def merge_line(state: str, state_before: str = "") -> Transition | None:
    """Return the line of the table for a signal that would become part of another."""
    going_on = (state_before or S.BUNDLING) if state == S.PARKED else state
    return _LINES.get(going_on)


def why_not_merged(
    absorbed: PolicySignal, survivor: PolicySignal, *, absorbed_has_merges: bool
) -> list[str]:
    """Return why the first cannot become part of the second; empty when it can.

    Leaves aside who asks. The one that went further stays, and so does the one that is
    public: nothing that was decided or shown disappears behind what was not.
    """
    if absorbed.pk == survivor.pk:
        return [_t("A signal cannot be merged with itself.")]
    if absorbed.partnership_id != survivor.partnership_id:
        return [not_here()]
    return (
        [why for one in (absorbed, survivor) if (why := why_not_now(one))][:1]
        or _why_not_this_one(absorbed, survivor)
        or _why_not_a_chain(absorbed, has_merges=absorbed_has_merges)
    )


def why_not_now(signal: PolicySignal) -> str:
    """Return why a signal cannot be merged in its present state; empty when it can."""
    number = {"number": signal.number}
    if signal.state == S.MERGED:
        return _t("Signal %(number)s is part of another signal already.") % number
    if merge_line(signal.state, signal.state_before) is None:
        return _t("Signal %(number)s is “%(state)s”. Take it up again first.") % {
            **number,
            "state": signal.get_state_display(),
        }
    return ""


def _why_not_this_one(absorbed: PolicySignal, survivor: PolicySignal) -> list[str]:
    numbers = {"one": absorbed.number, "other": survivor.number}
    if survivor.state == S.PARKED:
        return [
            _t("Signal %(other)s is parked. Take it up again, or let %(one)s stay.")
            % numbers
        ]
    if absorbed.phase > survivor.phase:
        return [
            _t("Signal %(one)s went further than %(other)s, so %(one)s stays.")
            % numbers
        ]
    if absorbed.is_public and not survivor.is_public:
        return [
            _t("Signal %(one)s is public and %(other)s is not, so %(one)s stays.")
            % numbers
        ]
    return []


def _why_not_a_chain(absorbed: PolicySignal, *, has_merges: bool) -> list[str]:
    if not has_merges:
        return []
    return [
        _t(
            "Signal %(one)s was put together from several itself. Let %(one)s stay, or "
            "take it apart first."
        )
        % {"one": absorbed.number}
    ]


def check_may_merge(absorbed: PolicySignal, held: Collection[Who]) -> None:
    """Raise TransitionDenied for who may not let this signal become part of another."""
    check_hands(absorbed.state, absorbed.state_before, held)


def check_hands(state: str, state_before: str, held: Collection[Who]) -> None:
    """Raise TransitionDenied without the hands for a signal in this state.

    The other signal changes as by an edit, so that right is always needed.
    """
    line = merge_line(state, state_before)
    needed = line.who if line else EDIT_HANDS
    if not (EDIT_HANDS & set(held) and needed & set(held)):
        raise TransitionDenied([_t("You are not allowed to do this step.")])


def check_can_part(survivor: PolicySignal) -> None:
    """Raise TransitionDenied when what was merged cannot be taken apart now.

    As long as the signal goes on. Once it ended everybody was told so, also who raised
    the other one: it has to be taken up again first.
    """
    if survivor.state not in {*OPEN_STATES, S.PARKED}:
        raise TransitionDenied(
            [
                _t("Signal %(number)s is “%(state)s”. Take it up again first.")
                % {"number": survivor.number, "state": survivor.get_state_display()}
            ]
        )


def check_stands(survivor: PolicySignal, *, before: str, facts: Facts) -> None:
    """Raise TransitionDenied when a signal stands where it is by what would leave.

    `before` is the state it had when they were merged: where it stands there still,
    it came there by itself.
    """
    if survivor.state == before:
        return
    gates = STANDS_ON.get(survivor.state, ())
    missing = open_gates(Transition("", survivor.state, EDIT_HANDS, gates), facts)
    if missing:
        first = _t(
            "Signal %(number)s is “%(state)s” thanks to what would go back. Note first "
            "what it stands on by itself."
        ) % {"number": survivor.number, "state": survivor.get_state_display()}
        raise TransitionDenied(
            [first, *(explain(gate, facts) for gate in missing)], missing
        )


def goes_on_in(number: int, other: int) -> str:
    """Return the sentence for who still has the page of a signal that was merged."""
    return _t("Signal %(number)s goes on as part of signal %(other)s now.") % {
        "number": number,
        "other": other,
    }
