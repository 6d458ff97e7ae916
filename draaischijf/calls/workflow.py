"""What a call allows in each state; no input or output."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _t

from draaischijf.calls.enums import CallState
from draaischijf.signals.workflow import TransitionDenied

MOST_QUESTIONS = 10


def check_is_draft(state: str) -> None:
    """Raise TransitionDenied once it was opened: people answer to these words."""
    if state != CallState.DRAFT:
        raise TransitionDenied(
            [_t("This call was opened: its words stay as they are.")]
        )


def check_takes_invited(state: str) -> None:
    """Raise TransitionDenied for a call that is closed."""
    if state == CallState.CLOSED:
        raise TransitionDenied([_t("This call is closed.")])


def check_can_open(
    state: str, *, questions: int, invited: int, deadline: datetime.date,
    today: datetime.date,
) -> None:  # fmt: skip
    """Raise TransitionDenied with all that is still missing."""
    check_is_draft(state)
    reasons = []
    if not 0 < questions <= MOST_QUESTIONS:
        reasons.append(_t("Ask one to ten questions."))
    if not invited:
        reasons.append(_t("Invite somebody first."))
    if deadline < today:
        reasons.append(_t("The last day to answer lies behind us."))
    if reasons:
        raise TransitionDenied(reasons)


def check_is_open(state: str) -> None:
    """Raise TransitionDenied for a call that is not open."""
    if state != CallState.OPEN:
        raise TransitionDenied([_t("This call is not open.")])


def check_takes_answers(state: str, *, is_past: bool) -> None:
    """Raise TransitionDenied when nothing can be sent any more."""
    if state != CallState.OPEN or is_past:
        raise TransitionDenied([_t("This call takes no answers any more.")])


def check_new_deadline(
    state: str, *, deadline: datetime.date, today: datetime.date
) -> None:
    """Raise TransitionDenied for a draft, and for a day that is over."""
    if state == CallState.DRAFT:
        raise TransitionDenied([_t("This call is not open.")])
    if deadline < today:
        raise TransitionDenied([_t("The last day to answer lies behind us.")])


def check_can_uninvite(*, has_answered: bool) -> None:
    """Raise TransitionDenied for who sent something: that stands."""
    if has_answered:
        raise TransitionDenied([_t("An answer came in already: that one stays.")])
