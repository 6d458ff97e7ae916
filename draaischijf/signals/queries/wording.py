"""States in the words of somebody who reported a problem once and is tired now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal


@dataclass(frozen=True)
class InWords:
    """One sentence that says where it is, and what that means for the reader."""

    title: str
    text: str = ""


def report_in_words(pre_signal: PreSignal, today: datetime.date) -> InWords:
    """Say in plain words where a report is; an answer that is late is called late."""
    state = PreSignalState(pre_signal.state)
    if state == PreSignalState.SUBMITTED:
        return InWords(_t("We received your report"), _promise(pre_signal, today))
    if state == PreSignalState.IN_REVIEW:
        return InWords(
            _t("Your report is being weighed"),
            _t("A coordinator looks whether others see the same, and where it fits.")
            + " "
            + _promise(pre_signal, today),
        )
    return {
        PreSignalState.QUESTION: InWords(
            _t("There is a question for you"),
            _t("A few words are enough. After your answer we go on."),
        ),
        PreSignalState.LINKED: InWords(
            _t("Your report is part of several signals"),
            _t("You are not the only one who sees this, and together it weighs more."),
        ),
        PreSignalState.HANDLED_INTERNALLY: InWords(
            _t("Your report was settled"),
            _t("It could be dealt with right away. Below stands how."),
        ),
        PreSignalState.NOT_A_SIGNAL: InWords(
            _t("There is a better place for what you report"),
            _t(
                "A signal is about a problem that comes back with more people. What "
                "you tell is better off elsewhere; below stands where."
            ),
        ),
        PreSignalState.WITHDRAWN: InWords(
            _t("You withdrew your report"),
            _t("Nothing more happens with it. You can always report it again."),
        ),
    }[state]


def signal_in_words(signal: PolicySignal) -> InWords:
    """Say in plain words where a signal is, for who raised or supports it."""
    if signal.state == SignalState.PARKED:
        return InWords(
            _t("Your signal waits"),
            _t("It is taken up again on %(date)s.")
            % {"date": day(signal.parked_until)},
        )
    return {
        SignalState.BUNDLING: InWords(
            _t("Your signal is being put together"),
            _t("What others report about the same is brought together with it."),
        ),
        SignalState.ANALYSIS: InWords(
            _t("Your signal is being examined"),
            _t(
                "The organisations look together at what is behind it, and word it so "
                "that all of them recognise it."
            ),
        ),
        SignalState.PUBLISHED: InWords(
            _t("Your signal is public"),
            _t("Everybody can read it. Those who decide have it before them now."),
        ),
        SignalState.DECIDED: InWords(
            _t("There is a decision about your signal"),
            _t("The next step is that it is carried out."),
        ),
        SignalState.IN_ACTION: InWords(
            _t("Something is being done about your signal"),
            _t("You hear it when there is a result."),
        ),
        **_ended_in_words(),
    }[SignalState(signal.state)]


def _ended_in_words() -> dict[SignalState, InWords]:
    return {
        SignalState.CLOSED: InWords(
            _t("Your signal is closed"), _t("Below stands what came of it.")
        ),
        SignalState.NOT_RETAINED: InWords(
            _t("Your signal does not go on"), _t("Below stands why.")
        ),
        SignalState.MERGED: InWords(
            _t("Your signal goes on as part of another one"),
            _t("It is about the same problem, and together it weighs more."),
        ),
    }


def _promise(pre_signal: PreSignal, today: datetime.date) -> str:
    if pre_signal.answered is not None:
        return _t("As soon as there is news, it stands on this page.")
    if pre_signal.answer_due < today:
        return _t(
            "We promised you an answer by %(date)s, and that did not work out. Your "
            "report is not forgotten."
        ) % {"date": day(pre_signal.answer_due)}
    return _t("You get an answer by %(date)s at the latest.") % {
        "date": day(pre_signal.answer_due)
    }
