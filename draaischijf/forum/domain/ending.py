"""Afterwards: which tracks go on, whose they are, and what each of them became."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import check_convenes
from draaischijf.forum import workflow
from draaischijf.forum.domain.locking import lock_theme, lock_to_end, lock_track
from draaischijf.forum.enums import TrackState
from draaischijf.forum.models import ForumTheme, SolutionTrack
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Person
from draaischijf.plans.domain.acting import add_action, link_signal
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.signals.domain.locking import lock_signal, touch
from draaischijf.signals.workflow import TransitionDenied, not_here

NO_END: dict[str, Any] = {
    "plan_action": None,
    "addressee": "",
    "addressee_organisation": None,
    "ask": "",
    "letter_sent": None,
    "reason": "",
    "ended": None,
}


@transaction.atomic
def choose_track(track: SolutionTrack, *, actor: User) -> SolutionTrack:
    """Choose a track to go on with, and return it; twice is once.

    Raises TransitionDenied without the right to convene.
    """
    return _move(_lock_convened(track, actor), TrackState.CHOSEN, actor)


@transaction.atomic
def put_back(track: SolutionTrack, *, actor: User) -> SolutionTrack:
    """Take a choice back and return the track. Raises TransitionDenied, as above."""
    return _move(_lock_convened(track, actor), TrackState.COLLECTED, actor)


@transaction.atomic
def drop_others(theme: ForumTheme, reason: str, *, actor: User) -> int:
    """Drop what was not chosen under a theme, for one reason; return how many.

    Raises TransitionDenied without the right to convene, and without a reason.
    """
    locked = lock_theme(theme, actor)
    left = locked.tracks.filter(state=TrackState.COLLECTED)
    tracks = [lock_track(one) for one in left.order_by("pk")]
    for track in tracks:
        _drop(track, reason, actor)
    return len(tracks)


@transaction.atomic
def give_owner(
    track: SolutionTrack,
    *,
    actor: User,
    person: Person | None = None,
    name: str = "",
) -> SolutionTrack:
    """Say whose a track is from now on, and return it.

    Raises TransitionDenied without the right to convene, for nobody, for somebody of
    another partnership, and for a track that was not chosen.
    """
    locked = _lock_convened(track, actor)
    if person and person.partnership_id != locked.theme.forum.partnership_id:
        raise TransitionDenied([not_here()])
    named = "" if person else name.strip()
    if not (person or named):
        raise TransitionDenied([_t("Name who takes this track on.")])
    if locked.state == TrackState.COLLECTED:
        raise TransitionDenied([_t("Choose the track first.")])
    if (locked.owner, locked.owner_name) == (person, named):
        return locked
    locked.owner, locked.owner_name = person, named
    locked.save(update_fields=["owner", "owner_name", "updated"])
    record(locked, "track_owned", actor=actor)
    return locked


@transaction.atomic
def end_in_action(
    track: SolutionTrack,
    *,
    actor: User,
    objective: Objective | None = None,
    action: PlanAction | None = None,
    title: str = "",
) -> SolutionTrack:
    """Let a track become an action and return it; the action answers its signal.

    A new one under `objective`, made as every action of a plan is, or an `action` that
    exists. Raises TransitionDenied for who may not end it or may not edit plans, for a
    plan elsewhere or whose words are fixed, and without an owner.
    """
    locked = lock_to_end(track, actor)
    if locked.state == TrackState.ACTION:
        return locked
    _check_can(locked, TrackState.ACTION)
    place = action or objective
    if place is None:
        raise TransitionDenied([_t("Choose an objective or an action.")])
    if place.plan.partnership_id != locked.theme.forum.partnership_id:
        raise TransitionDenied([not_here()])
    if action is None and objective is not None:
        remark = locked.what or ""
        action = add_action(
            objective, title.strip() or locked.title, actor=actor, remark=remark
        )
    assert action is not None  # noqa: S101 one of the two was given
    if locked.theme.signal:
        link_signal(action, locked.theme.signal, actor=actor)
    return _end(locked, TrackState.ACTION, actor, plan_action=action)


@transaction.atomic
def end_at_addressee(
    track: SolutionTrack,
    *,
    actor: User,
    ask: str,
    addressee: str = "",
    organisation: Organisation | None = None,
    letter_sent: datetime.date | None = None,
) -> SolutionTrack:
    """Put a track to who can do it, and return it; perhaps a letter went.

    Raises TransitionDenied for who may not end it, without an addressee or what is
    asked, for an organisation elsewhere, and without an owner.
    """
    locked = lock_to_end(track, actor)
    if locked.state == TrackState.ADDRESSED:
        return locked
    _check_can(locked, TrackState.ADDRESSED)
    if (
        organisation
        and organisation.partnership_id != locked.theme.forum.partnership_id
    ):
        raise TransitionDenied([not_here()])
    to = addressee.strip() or (organisation.name if organisation else "")
    reasons = []
    if not to:
        reasons.append(_t("Say to whom it is put."))
    if not ask.strip():
        reasons.append(_t("Write what is asked."))
    if reasons:
        raise TransitionDenied(reasons)
    return _end(
        locked,
        TrackState.ADDRESSED,
        actor,
        addressee=to[:200],
        addressee_organisation=organisation,
        ask=ask.strip(),
        letter_sent=letter_sent,
    )


@transaction.atomic
def drop_track(track: SolutionTrack, reason: str, *, actor: User) -> SolutionTrack:
    """Drop a track for a reason and return it; twice is once.

    Raises TransitionDenied for who may not end it, and without a reason.
    """
    return _drop(lock_to_end(track, actor), reason, actor)


@transaction.atomic
def take_up_again(track: SolutionTrack, *, actor: User) -> SolutionTrack:
    """Take up again what ended and return it; what it became stays as it is.

    Raises TransitionDenied without the right to convene.
    """
    return _move(_lock_convened(track, actor), TrackState.CHOSEN, actor)


def _lock_convened(track: SolutionTrack, actor: User) -> SolutionTrack:
    locked = lock_track(track)
    check_convenes(actor, locked.theme.forum.partnership)
    return locked


def _check_can(locked: SolutionTrack, state: TrackState) -> None:
    workflow.check_track(locked.state, state, has_owner=bool(locked.owned_by))


def _move(locked: SolutionTrack, state: TrackState, actor: User) -> SolutionTrack:
    """Bring a track to a state without an end."""
    if locked.state == state:
        return locked
    _check_can(locked, state)
    was_ended = locked.ended is not None
    for name, value in NO_END.items():
        setattr(locked, name, value)
    locked.state = state
    locked.save(update_fields=["state", *NO_END, "updated"])
    verb = "track_taken_up_again" if was_ended else f"track_{state.value}"
    if state == TrackState.COLLECTED:
        verb = "track_put_back"
    record(locked, verb, actor=actor, title=locked.title)
    return locked


def _drop(locked: SolutionTrack, reason: str, actor: User) -> SolutionTrack:
    if locked.state == TrackState.DROPPED:
        return locked
    _check_can(locked, TrackState.DROPPED)
    if not reason.strip():
        raise TransitionDenied([_t("Say in a few words why it is dropped.")])
    return _end(locked, TrackState.DROPPED, actor, reason=reason.strip())


def _end(
    locked: SolutionTrack, state: TrackState, actor: User, **became: Any
) -> SolutionTrack:
    """Write the end of a track; its signal moved with it."""
    for name, value in {**NO_END, **became}.items():
        setattr(locked, name, value)
    locked.state, locked.ended = state, timezone.localdate()
    locked.save(update_fields=["state", *NO_END, "updated"])
    record(locked, _ENDED[state], actor=actor, title=locked.title, to=locked.addressee)
    if locked.theme.signal and locked.theme.signal.merged_into_id is None:
        touch(lock_signal(locked.theme.signal))
    return locked


_ENDED = {
    TrackState.ACTION: "track_became_action",
    TrackState.ADDRESSED: "track_addressed",
    TrackState.DROPPED: "track_dropped",
}
