"""What an edition allows, and what it takes; no input or output."""

from __future__ import annotations

from django.utils.translation import gettext as _t

from draaischijf.signals.enums import Phase
from draaischijf.signals.enums import SignalState as S
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import TransitionDenied

# A signal goes into an edition once it is being analysed (Ghent: phases 4 to 8).
STATES = (S.ANALYSIS, S.PUBLISHED, S.DECIDED, S.IN_ACTION, S.CLOSED)


def takes(signal: PolicySignal) -> bool:
    """Tell whether a signal may stand in an edition; parked it keeps its phase."""
    if signal.state == S.PARKED:
        return signal.phase >= Phase.ANALYSED
    return signal.state in STATES


def check_takes(signal: PolicySignal) -> None:
    """Raise TransitionDenied for a signal that is not that far, or does not go on."""
    if not takes(signal):
        raise TransitionDenied(
            [
                _t("Signal %(number)s is not being analysed yet, or does not go on.")
                % {"number": signal.number}
            ]
        )


def check_is_written(*, is_frozen: bool) -> None:
    """Raise TransitionDenied for a frozen edition."""
    if is_frozen:
        raise TransitionDenied(
            [_t("This edition is frozen: nothing in it changes any more.")]
        )


def check_can_freeze(*, has_signals: bool) -> None:
    """Raise TransitionDenied for an edition without signals."""
    if not has_signals:
        raise TransitionDenied([_t("There is no signal in this edition yet.")])


def no_such_chapter() -> str:
    """Return the sentence for a chapter of another edition."""
    return _t("There is no such chapter in this edition.")
