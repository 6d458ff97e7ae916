"""What a forum and a track allow in each state; no input or output."""

from __future__ import annotations

from django.utils.translation import gettext as _t

from draaischijf.forum.enums import AT_WORK
from draaischijf.forum.enums import ForumStage as F
from draaischijf.forum.enums import TrackState as T
from draaischijf.signals.workflow import TransitionDenied

# A table that was closed too early opens again; what is published stays closed.
STAGES: dict[F, tuple[F, ...]] = {
    F.PREPARING: (F.TABLES,),
    F.TABLES: (F.WEIGHING, F.PREPARING, F.CLOSED),
    F.WEIGHING: (F.CLOSED, F.TABLES),
    F.CLOSED: (F.WEIGHING,),
}

# What ended can be taken up again; then it is somebody's once more.
TRACKS: dict[T, tuple[T, ...]] = {
    T.COLLECTED: (T.CHOSEN, T.DROPPED),
    T.CHOSEN: (T.COLLECTED, T.ACTION, T.ADDRESSED, T.DROPPED),
    T.ACTION: (T.CHOSEN,),
    T.ADDRESSED: (T.CHOSEN,),
    T.DROPPED: (T.CHOSEN,),
}


def check_stage(before: str, after: str, *, themes: int, is_published: bool) -> None:
    """Raise TransitionDenied when a forum cannot go from one stage to another."""
    if F(after) not in STAGES[F(before)]:
        words = _t("A forum that is “%(before)s” cannot become “%(after)s”.")
        raise TransitionDenied(
            [words % {"before": F(before).label, "after": F(after).label}]
        )
    if is_published:
        raise TransitionDenied([_t("Its report is published: the forum stays closed.")])
    if F(after) == F.TABLES and not themes:
        raise TransitionDenied([_t("Choose a theme first.")])


def check_can_prepare(stage: str) -> None:
    """Raise TransitionDenied for a change of themes once the forum was closed."""
    if F(stage) == F.CLOSED:
        raise TransitionDenied([_t("This forum is closed.")])


def check_at_work(stage: str) -> None:
    """Raise TransitionDenied unless the tables may write."""
    if F(stage) not in AT_WORK:
        raise TransitionDenied([_t("The tables do not write now.")])


def check_weighing(stage: str) -> None:
    """Raise TransitionDenied unless dots are placed now."""
    if F(stage) != F.WEIGHING:
        raise TransitionDenied([_t("Dots are not placed now.")])


def check_track(before: str, after: str, *, has_owner: bool) -> None:
    """Raise TransitionDenied when a track cannot go from one state to another.

    What was chosen ends only once somebody has it (design 2).
    """
    if T(after) not in TRACKS[T(before)]:
        words = _t("A track that is “%(before)s” cannot become “%(after)s”.")
        raise TransitionDenied(
            [words % {"before": T(before).label, "after": T(after).label}]
        )
    if T(after) in {T.ACTION, T.ADDRESSED} and not has_owner:
        raise TransitionDenied([_t("Say first who takes this track on.")])


def check_can_remove(*, has_tracks: bool, has_notes: bool) -> None:
    """Raise TransitionDenied for a theme or table under which something was written."""
    if has_tracks or has_notes:
        raise TransitionDenied([_t("Something was written here already: it stays.")])


def check_can_tell(*, has_signal: bool, is_told: bool, stage: str) -> None:
    """Raise TransitionDenied when who raised a signal cannot be told of the forum."""
    if not has_signal:
        raise TransitionDenied([_t("This theme is about no signal.")])
    if is_told:
        raise TransitionDenied([_t("They were told already.")])
    if F(stage) != F.CLOSED:
        raise TransitionDenied([_t("Close the forum first.")])


def check_can_publish(stage: str) -> None:
    """Raise TransitionDenied for a forum that is not closed yet."""
    if F(stage) != F.CLOSED:
        raise TransitionDenied([_t("Close the forum first.")])
