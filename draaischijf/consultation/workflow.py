"""What a meeting allows in each state; no input or output."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _t

from draaischijf.consultation.enums import MeetingState as M
from draaischijf.consultation.enums import Treatment
from draaischijf.signals.workflow import TransitionDenied

# What did not go on keeps its place in the year and its reason.
MOVES: dict[M, tuple[M, ...]] = {
    M.PROPOSED: (M.PLANNED, M.CANCELLED),
    M.PLANNED: (M.HELD, M.POSTPONED, M.CANCELLED),
    M.POSTPONED: (M.PLANNED, M.CANCELLED),
    M.HELD: (),
    M.CANCELLED: (),
}


def check_moves(before: str, after: str) -> None:
    """Raise TransitionDenied when a meeting cannot go from one state to another."""
    if M(after) not in MOVES[M(before)]:
        words = _t("A meeting that is “%(before)s” cannot become “%(after)s”.")
        raise TransitionDenied(
            [words % {"before": M(before).label, "after": M(after).label}]
        )


def check_was(day: datetime.date | None, today: datetime.date) -> None:
    """Raise TransitionDenied for a meeting that still has to come."""
    if day is None or day > today:
        raise TransitionDenied([_t("This meeting still has to come.")])


def check_goes_on(state: str) -> None:
    """Raise TransitionDenied for what was cancelled: nothing is added to it."""
    if state == M.CANCELLED:
        raise TransitionDenied([_t("This meeting was cancelled.")])


def check_may_take_off(state: str, *, was_asked: bool) -> None:
    """Raise TransitionDenied for what was held or cancelled: its list says who was.

    A guest whom nobody asked can still have been noted by mistake.
    """
    check_goes_on(state)
    if state == M.HELD and was_asked:
        words = _t("This meeting was held: who was asked stays on the list.")
        raise TransitionDenied([words])


def check_sits(state: str, day: datetime.date | None, today: datetime.date) -> None:
    """Raise TransitionDenied unless a meeting goes on today, or was before.

    What was put off or looks for a date decides nothing, whatever day it has.
    """
    check_goes_on(state)
    if state not in {M.PLANNED, M.HELD}:
        raise TransitionDenied([_t("This meeting is not planned on a day.")])
    check_was(day, today)


def check_can_be_asked(treatment: str) -> None:
    """Raise TransitionDenied for an item that does not pass by consent."""
    if treatment != Treatment.CONSENT:
        raise TransitionDenied([_t("This item will be talked about already.")])


def check_can_be_removed(*, has_notes: bool, has_decisions: bool) -> None:
    """Raise TransitionDenied for an item under which something was said already."""
    if has_notes or has_decisions:
        raise TransitionDenied(
            [_t("Something was noted or decided under this item: it stays.")]
        )


def check_not_approved(*, is_approved: bool) -> None:
    """Raise TransitionDenied once the minutes are approved: they say what was."""
    if is_approved:
        raise TransitionDenied(
            [_t("The minutes of this meeting are approved: they never change.")]
        )


def check_can_be_asked_to(state: str, *, is_over: bool) -> None:
    """Raise TransitionDenied for what is not planned, and for what is over."""
    if state != M.PLANNED:
        raise TransitionDenied([_t("This meeting is not planned on a day.")])
    if is_over:
        raise TransitionDenied([_t("This meeting is over.")])


def check_looks_for_a_date(state: str) -> None:
    """Raise TransitionDenied once a date was found, or the meeting was cancelled."""
    if state != M.PROPOSED:
        raise TransitionDenied([_t("No date is looked for any more.")])
