"""What can happen next with a signal, and what is still missing for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.enums import PHASE_OF_STATE, Route, SignalState
from draaischijf.signals.permissions import held_about, held_by
from draaischijf.signals.queries.gates import facts_of
from draaischijf.signals.workflow import Facts, Gate, Transition, Who

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor
    from draaischijf.signals.models import PolicySignal

# What a person does with each move, a verb first.
LABELS: dict[tuple[str, str], Promise] = {
    (SignalState.ANALYSIS, SignalState.BUNDLING): _("Put back to bundling"),
    (SignalState.NOT_RETAINED, SignalState.BUNDLING): _("Take up again"),
    (SignalState.CLOSED, SignalState.ANALYSIS): _("Reopen: it came back"),
}
TARGET_LABELS: dict[str, Promise] = {
    SignalState.BUNDLING: _("Start bundling"),
    SignalState.ANALYSIS: _("Start the analysis"),
    SignalState.PUBLISHED: _("Publish"),
    SignalState.DECIDED: _("Go on with the decision"),
    SignalState.IN_ACTION: _("Start the action"),
    SignalState.CLOSED: _("Close and report back"),
    SignalState.PARKED: _("Park until a date"),
    SignalState.NOT_RETAINED: _("Do not retain"),
}
WAKE = _("Take up again")
# What each move means, for who does it the first time.
MEANINGS: dict[str, Promise] = {
    SignalState.BUNDLING: _("Reports about the same problem are brought together."),
    SignalState.ANALYSIS: _(
        "The working group words it, sorts it, and looks what is behind it."
    ),
    SignalState.PUBLISHED: _("Everybody can read it from then on."),
    SignalState.DECIDED: _(
        "It goes on the work agenda, under its route and with its lead."
    ),
    SignalState.IN_ACTION: _("Somebody does something about it."),
    SignalState.CLOSED: _(
        "Everybody who raised or supports it is told what came of it."
    ),
    SignalState.PARKED: _("It waits, and wakes up by itself on that date."),
    SignalState.NOT_RETAINED: _("It stops here, with a reason."),
}
# Gates that are opened on the page of the move itself.
MEANING_OF_WAKING = _("It goes on from where it stood when it was parked.")
FILLED_IN = {Gate.DATE, Gate.REASON, Gate.OUTCOME, Gate.FEEDBACK}
ASIDE = {SignalState.PARKED, SignalState.NOT_RETAINED}


@dataclass(frozen=True)
class GateView:
    """One gate: what must be there, whether it is, and where to see to it."""

    gate: Gate
    is_met: bool
    explanation: str = ""
    url: str = ""

    @property
    def label(self) -> Promise | str:
        return self.gate.label

    @property
    def is_filled_in(self) -> bool:
        """Whether it is asked on the page of the move itself."""
        return self.gate in FILLED_IN


@dataclass(frozen=True)
class MoveView:
    """One move: where to, in words, and its gates."""

    target: SignalState
    label: Promise
    meaning: Promise
    gates: list[GateView]
    is_forward: bool

    @property
    def standing(self) -> list[GateView]:
        """The gates that are not asked on the page of the move itself."""
        return [gate for gate in self.gates if not gate.is_filled_in]

    @property
    def missing(self) -> list[GateView]:
        """The gates that have to be seen to first."""
        return [
            gate for gate in self.gates if not gate.is_met and not gate.is_filled_in
        ]

    @property
    def is_ready(self) -> bool:
        return not self.missing


def moves_open_to(signal: PolicySignal, held: Collection[Who]) -> list[Transition]:
    """Return the lines of the table somebody who holds this may take; no query."""
    return [
        line
        for line in workflow.signal_targets(
            signal.state, state_before=signal.state_before
        )
        if line.who & set(held)
    ]


def moves_of(
    signal: PolicySignal, held: Collection[Who], *, facts: Facts | None = None
) -> list[MoveView]:
    """Return every move somebody who holds this may make, the way forward first."""
    lines = moves_open_to(signal, held)
    if not lines:
        return []
    known = facts or facts_of(signal)
    made = [_move(signal, line, known, held) for line in lines]
    return sorted(made, key=lambda move: not move.is_forward)


def can_ever_move(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether `user` holds anything that moves a signal in some state."""
    hands: set[Who] = set().union(*(line.who for line in workflow.SIGNAL_TABLE))
    held = held_by(user, partnership)
    return bool(hands & held) or Permission.FOLLOW_OWN in held


def moves_for(signal: PolicySignal, user: Visitor) -> list[MoveView]:
    """Return every move `user` may make with a signal."""
    return moves_of(signal, held_about(user, signal))


def _move(
    signal: PolicySignal, line: Transition, facts: Facts, held: Collection[Who]
) -> MoveView:
    target = SignalState(line.target)
    open_gates = workflow.open_gates(line, facts)
    return MoveView(
        target=target,
        label=_label(signal, target),
        meaning=MEANING_OF_WAKING
        if signal.state == SignalState.PARKED
        else MEANINGS[target],
        gates=[
            GateView(
                gate=gate,
                is_met=gate not in open_gates,
                explanation=workflow.explain(gate, facts) if gate in open_gates else "",
                url=_where(signal, gate, facts, held),
            )
            for gate in line.gates
        ],
        is_forward=_is_forward(signal, target),
    )


def _label(signal: PolicySignal, target: SignalState) -> Promise:
    if signal.state == SignalState.PARKED:
        return WAKE
    return LABELS.get((signal.state, target), TARGET_LABELS[target])


def _is_forward(signal: PolicySignal, target: SignalState) -> bool:
    if target in ASIDE:
        return False
    if signal.state in ASIDE:
        return True
    return PHASE_OF_STATE[target] > signal.phase


def _where(
    signal: PolicySignal, gate: Gate, facts: Facts, held: Collection[Who]
) -> str:
    """Return where to see to a gate; empty where that is not for this person."""
    name, needed, anchor = {
        Gate.SOURCE: ("signal_actors", Permission.EDIT_SIGNAL, ""),
        Gate.TESTS: ("signal_edit", Permission.EDIT_SIGNAL, "#tests"),
        Gate.AGREEMENT: ("signal_agree", Permission.PUBLISH, ""),
        Gate.DECISION: ("signal_decide", Permission.DECIDE, ""),
        Gate.ROUTE: ("signal_decide", Permission.DECIDE, ""),
        Gate.LEAD: ("signal_actors", Permission.DECIDE, ""),
        Gate.ACTION: (_deed(facts), Permission.FOLLOW_UP, ""),
    }.get(gate, ("", None, ""))
    if not name or needed not in held:
        return ""
    address = reverse(f"signals:{name}", args=[signal.partnership.slug, signal.number])
    return f"{address}{anchor}"


def _deed(facts: Facts) -> str:
    """A signal to a higher authority starts with a letter, another with an action."""
    is_up = facts.route == Route.HIGHER_AUTHORITY
    return "signal_letter" if is_up else "signal_action"
