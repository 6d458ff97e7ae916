"""Which state may follow which, who may do it, and which gates stand before it.

One table for reports and one for signals; no database, no side effects. The states
and gates are those of the field: Ghent's phases, agreement per organisation before
publication, Kortrijk's routes (see docs/explanation/concepts.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.people.permissions import Permission
from draaischijf.signals.enums import PreSignalState as P
from draaischijf.signals.enums import Route
from draaischijf.signals.enums import SignalState as S


class Party(StrEnum):
    """Those who may move something without holding a role."""

    RAISER = "raiser"  # by the personal link, or signed in as its reporter
    SYSTEM = "system"  # a periodic job


Who = Permission | Party


class Gate(models.TextChoices):
    """What must be there before a signal may pass."""

    SOURCE = "source", _("at least one report, support or named source")
    TESTS = "tests", _("an answer to each of the four tests")
    AGREEMENT = (
        "agreement",
        _("the agreement of every organisation in the working group"),
    )
    DECISION = "decision", _("a decision, with who took it and when")
    ROUTE = "route", _("a route")
    LEAD = "lead", _("a lead")
    ACTION = "action", _("an action, or the dated letter to a higher authority")
    OUTCOME = "outcome", _("an outcome")
    FEEDBACK = "feedback", _("a text that tells the reporters what came of it")
    DATE = "date", _("a date until when")
    REASON = "reason", _("a reason")


@dataclass(frozen=True)
class Facts:
    """What the gates look at, gathered once (queries/gates.py)."""

    has_source: bool = False
    tests_answered: bool = False
    agreement_required: bool = True
    agreement_missing: tuple[str, ...] = ()
    agreement_objections: tuple[str, ...] = ()
    has_working_group: bool = True
    has_decision: bool = False
    route: str = ""
    has_lead: bool = False
    has_action: bool = False
    has_letter: bool = False
    has_outcome: bool = False
    has_feedback: bool = False
    has_date: bool = False
    has_reason: bool = False


@dataclass(frozen=True)
class Transition:
    """One line of a table: from, to, by whom, through which gates."""

    source: str
    target: str
    who: frozenset[Who]
    gates: tuple[Gate, ...] = ()


class TransitionDenied(Exception):  # noqa: N818 the field's word, used in many places
    """A move that is not allowed; `reasons` are sentences for the person."""

    def __init__(self, reasons: Iterable[Promise | str], gates: Collection[Gate] = ()):
        self.reasons = [str(reason) for reason in reasons]
        self.gates = list(gates)
        super().__init__(" ".join(self.reasons))


def _by(*who: Who) -> frozenset[Who]:
    return frozenset(who)


_WEIGH = _by(Permission.WEIGH)
_RAISER = _by(Party.RAISER)

PRE_SIGNAL_TABLE: tuple[Transition, ...] = (
    Transition(P.SUBMITTED, P.IN_REVIEW, _WEIGH),
    Transition(P.SUBMITTED, P.WITHDRAWN, _RAISER),
    Transition(P.IN_REVIEW, P.QUESTION, _WEIGH),
    Transition(P.IN_REVIEW, P.LINKED, _WEIGH),
    Transition(P.IN_REVIEW, P.HANDLED_INTERNALLY, _WEIGH),
    Transition(P.IN_REVIEW, P.NOT_A_SIGNAL, _WEIGH),
    Transition(P.IN_REVIEW, P.WITHDRAWN, _RAISER),
    # The raiser answers, or the coordinator goes on without an answer.
    Transition(P.QUESTION, P.IN_REVIEW, _by(Permission.WEIGH, Party.RAISER)),
    Transition(P.QUESTION, P.WITHDRAWN, _RAISER),
    # A coordinator may come back on an outcome; the history keeps both.
    Transition(P.LINKED, P.IN_REVIEW, _WEIGH),
    Transition(P.HANDLED_INTERNALLY, P.IN_REVIEW, _WEIGH),
    Transition(P.NOT_A_SIGNAL, P.IN_REVIEW, _WEIGH),
)

EDIT_HANDS = _by(Permission.EDIT_SIGNAL)
_PUBLISH = _by(Permission.PUBLISH)
DECIDE_HANDS = _by(Permission.DECIDE)
_FOLLOW = _by(Permission.FOLLOW_UP)
_CLOSE = _by(Permission.CLOSE)
_WAKE = _by(Permission.EDIT_SIGNAL, Party.SYSTEM)
_PARK = (Gate.DATE, Gate.REASON)
_DECIDED = (Gate.DECISION, Gate.ROUTE, Gate.LEAD)

SIGNAL_TABLE: tuple[Transition, ...] = (
    Transition(S.BUNDLING, S.ANALYSIS, EDIT_HANDS, (Gate.SOURCE,)),
    Transition(S.ANALYSIS, S.BUNDLING, EDIT_HANDS),
    Transition(S.ANALYSIS, S.PUBLISHED, _PUBLISH, (Gate.TESTS, Gate.AGREEMENT)),
    Transition(S.PUBLISHED, S.DECIDED, DECIDE_HANDS, _DECIDED),
    Transition(S.DECIDED, S.IN_ACTION, _FOLLOW, (Gate.ACTION,)),
    Transition(S.IN_ACTION, S.CLOSED, _CLOSE, (Gate.OUTCOME, Gate.FEEDBACK)),
    # Reopening marks the signal as recurring and starts a new round.
    Transition(S.CLOSED, S.ANALYSIS, EDIT_HANDS, (Gate.REASON,)),
    Transition(S.BUNDLING, S.PARKED, EDIT_HANDS, _PARK),
    Transition(S.ANALYSIS, S.PARKED, EDIT_HANDS, _PARK),
    Transition(S.PUBLISHED, S.PARKED, DECIDE_HANDS, _PARK),
    Transition(S.DECIDED, S.PARKED, DECIDE_HANDS, _PARK),
    Transition(S.IN_ACTION, S.PARKED, DECIDE_HANDS, _PARK),
    Transition(S.PARKED, S.BUNDLING, _WAKE),
    Transition(S.PARKED, S.ANALYSIS, _WAKE),
    Transition(S.PARKED, S.PUBLISHED, _WAKE),
    Transition(S.PARKED, S.DECIDED, _WAKE),
    Transition(S.PARKED, S.IN_ACTION, _WAKE),
    Transition(S.BUNDLING, S.NOT_RETAINED, EDIT_HANDS, (Gate.REASON,)),
    Transition(S.ANALYSIS, S.NOT_RETAINED, EDIT_HANDS, (Gate.REASON,)),
    Transition(S.PUBLISHED, S.NOT_RETAINED, DECIDE_HANDS, (Gate.REASON,)),
    Transition(S.DECIDED, S.NOT_RETAINED, DECIDE_HANDS, (Gate.REASON,)),
    Transition(S.NOT_RETAINED, S.BUNDLING, EDIT_HANDS),
)

_PRE_SIGNAL = {(t.source, t.target): t for t in PRE_SIGNAL_TABLE}
_SIGNAL = {(t.source, t.target): t for t in SIGNAL_TABLE}


def pre_signal_transition(source: str, target: str) -> Transition | None:
    """Return the line of the table for a report, or None when there is none."""
    return _PRE_SIGNAL.get((source, target))


def signal_transition(
    source: str, target: str, *, state_before: str = ""
) -> Transition | None:
    """Return the line of the table for a signal, or None when there is none.

    A parked signal only wakes into the state it was parked in.
    """
    if source == S.PARKED and target != (state_before or S.BUNDLING):
        return None
    return _SIGNAL.get((source, target))


def signal_targets(source: str, *, state_before: str = "") -> list[Transition]:
    """Return all lines that leave a state, in the order of the table."""
    return [
        line
        for line in SIGNAL_TABLE
        if line.source == source
        and signal_transition(source, line.target, state_before=state_before)
    ]


def check_pre_signal(source: str, target: str, *, held: Collection[Who]) -> None:
    """Raise TransitionDenied unless the report may make this move by these hands."""
    line = pre_signal_transition(source, target)
    if line is None:
        raise TransitionDenied(
            [
                _t("A report that is “%(source)s” cannot become “%(target)s”.")
                % {"source": P(source).label, "target": P(target).label}
            ]
        )
    _check_hands(line, held)


def check_signal(
    source: str,
    target: str,
    *,
    held: Collection[Who],
    facts: Facts,
    state_before: str = "",
) -> None:
    """Raise TransitionDenied unless the signal may pass; says which gates are open."""
    line = signal_transition(source, target, state_before=state_before)
    if line is None:
        raise TransitionDenied(
            [
                _t("A signal that is “%(source)s” cannot become “%(target)s”.")
                % {"source": S(source).label, "target": S(target).label}
            ]
        )
    _check_hands(line, held)
    missing = open_gates(line, facts)
    if missing:
        raise TransitionDenied([explain(gate, facts) for gate in missing], missing)


def open_gates(line: Transition, facts: Facts) -> list[Gate]:
    """Return the gates of a transition that are not met."""
    return [gate for gate in line.gates if not _is_met(gate, facts)]


def explain(gate: Gate, facts: Facts) -> str:
    """Return the sentence that tells a person what is still missing."""
    if gate == Gate.AGREEMENT:
        if not facts.has_working_group:
            return _t("No organisation is in the working group yet.")
        if facts.agreement_objections:
            return _t("These organisations object: %(names)s.") % {
                "names": ", ".join(facts.agreement_objections)
            }
        return _t("These organisations have not answered yet: %(names)s.") % {
            "names": ", ".join(facts.agreement_missing)
        }
    return _t("Still missing: %(what)s.") % {"what": gate.label}


def _is_met(gate: Gate, facts: Facts) -> bool:
    agreed = not facts.agreement_required or (
        facts.has_working_group
        and not facts.agreement_missing
        and not facts.agreement_objections
    )
    # Only the route to a higher authority starts with a letter instead of an action.
    acted = facts.has_action or (
        facts.route == Route.HIGHER_AUTHORITY and facts.has_letter
    )
    return {
        Gate.SOURCE: facts.has_source,
        Gate.TESTS: facts.tests_answered,
        Gate.AGREEMENT: agreed,
        Gate.DECISION: facts.has_decision,
        Gate.ROUTE: bool(facts.route),
        Gate.LEAD: facts.has_lead,
        Gate.ACTION: acted,
        Gate.OUTCOME: facts.has_outcome,
        Gate.FEEDBACK: facts.has_feedback,
        Gate.DATE: facts.has_date,
        Gate.REASON: facts.has_reason,
    }[gate]


def _check_hands(line: Transition, held: Collection[Who]) -> None:
    if not line.who & set(held):
        raise TransitionDenied([_t("You are not allowed to do this step.")])


def takes_supports(state: str) -> bool:
    """Tell whether somebody can still say "ook bij ons"."""
    return state not in {S.CLOSED, S.NOT_RETAINED}


def check_can_be_supported(state: str) -> None:
    """Raise TransitionDenied when nobody can say "ook bij ons" any more."""
    if not takes_supports(state):
        raise TransitionDenied(
            [_t("This signal is closed. Report the problem again: it will be seen.")]
        )


def check_takes_examples(state: str) -> None:
    """Raise TransitionDenied when a report takes no more examples."""
    if state == P.WITHDRAWN:
        raise TransitionDenied([_t("This report was withdrawn.")])


def check_takes_answer(state: str) -> None:
    """Raise TransitionDenied when the raiser has no question to answer."""
    if state != P.QUESTION:
        raise TransitionDenied(
            [_t("There is no open question any more. You can add it as an example.")]
        )


SETTLED = frozenset({P.LINKED, P.HANDLED_INTERNALLY, P.NOT_A_SIGNAL, P.WITHDRAWN})


def check_has_no_outcome(state: str) -> None:
    """Raise TransitionDenied when a report was settled, linked or withdrawn before."""
    if state in SETTLED:
        raise TransitionDenied([_t("This report has an outcome already.")])


def check_has_outcome(state: str) -> None:
    """Raise TransitionDenied when there is no outcome to come back on."""
    if state not in SETTLED:
        raise TransitionDenied([_t("This report has no outcome yet.")])


def check_waits_for_answer(state: str) -> None:
    """Raise TransitionDenied when the raiser was not asked anything."""
    if state != P.QUESTION:
        raise TransitionDenied([_t("No question to the reporter is open.")])


def check_takes_reports(state: str) -> None:
    """Raise TransitionDenied when no report can be added to a signal in this state."""
    if state == S.NOT_RETAINED:
        raise TransitionDenied(
            [_t("This signal was not retained. Take it up again first.")]
        )


def check_hands_weigh(held: Collection[Who]) -> None:
    """Raise TransitionDenied without the permission to weigh."""
    if Permission.WEIGH not in held:
        raise TransitionDenied([_t("You are not allowed to do this step.")])


def not_here() -> str:
    """Return the sentence for a thing of another partnership: as if it is not there."""
    return _t("There is no such signal in this partnership.")


def no_such_organisation() -> str:
    """Return the sentence for an organisation of another partnership."""
    return _t("There is no such organisation in this partnership.")


def no_such_challenge() -> str:
    """Return the sentence for a challenge of another partnership."""
    return _t("There is no such challenge in this partnership.")


def check_held(held: Collection[Who], needed: Permission) -> None:
    """Raise TransitionDenied without this permission."""
    if needed not in held:
        raise TransitionDenied([_t("You are not allowed to do this step.")])


def not_your_organisation() -> str:
    """Return the sentence for speaking in the name of another organisation."""
    return _t("You can only speak for your own organisation.")


def check_agreement(
    state: str, *, in_working_group: bool, needs_words: bool, remark: str
) -> None:
    """Raise TransitionDenied when this answer cannot be given now."""
    if state != S.ANALYSIS:
        raise TransitionDenied(
            [_t("Organisations agree while a signal is being analysed, not now.")]
        )
    if not in_working_group:
        raise TransitionDenied([_t("This organisation is not in the working group.")])
    if needs_words and not remark.strip():
        raise TransitionDenied([_t("Write in a few words what the remark is.")])


def check_takes_words(state: str, *, is_this_round: bool) -> None:
    """Raise TransitionDenied when a proposal to reword is not for now."""
    if state != S.ANALYSIS or not is_this_round:
        raise TransitionDenied(
            [_t("Words are agreed while a signal is being analysed, not now.")]
        )


def check_can_be_decided(state: str) -> None:
    """Raise TransitionDenied when a decision about this signal makes no sense now."""
    if state not in {S.PUBLISHED, S.DECIDED, S.IN_ACTION}:
        raise TransitionDenied(
            [_t("A decision is taken about a signal that is published.")]
        )
