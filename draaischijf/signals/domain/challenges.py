"""The challenges of a year: added, edited, put in order, carried to the next year."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain.locking import lock_as_it_is, touch
from draaischijf.signals.enums import ChallengeState
from draaischijf.signals.models import AgendaPlace, Challenge
from draaischijf.signals.permissions import held_by

FIELDS = (
    "title",
    "policy_domain",
    "points",
    "reason",
    "success_criterion",
    "state",
    "result",
)


@transaction.atomic
def add_challenge(
    partnership: Partnership, year: int, *, actor: User, **said: Any
) -> Challenge:
    """Add a challenge at the end of a year, and return it; the same title is once.

    Raises TransitionDenied without the right to decide.
    """
    _check_may(partnership, actor)
    of_year = _of_year(partnership, year)
    known = of_year.filter(title=said["title"].strip()).first()
    if known:
        return known
    last = of_year.aggregate(last=Max("position"))["last"] or 0
    made = Challenge.objects.create(
        partnership=partnership, year=year, position=last + 1, **_cleaned(said)
    )
    record(made, "challenge_added", actor=actor, title=made.title, year=year)
    return made


@transaction.atomic
def edit_challenge(challenge: Challenge, *, actor: User, **said: Any) -> Challenge:
    """Change what a challenge says; nothing is recorded when nothing changed.

    Raises TransitionDenied without the right to decide.
    """
    _check_may(challenge.partnership, actor)
    locked = _locked(challenge)
    before, after = {}, {}
    for name, value in _cleaned(said).items():
        old = getattr(locked, name)
        if value != old:
            before[name], after[name] = str(old), str(value)
            setattr(locked, name, value)
    if after:
        locked.save()
        record(locked, "challenge_edited", actor=actor, before=before, after=after)
    return locked


@transaction.atomic
def move_challenge(challenge: Challenge, *, up: bool, actor: User) -> None:
    """Let a challenge change places with the one before or after it in its year.

    The first stays first and the last stays last. Raises TransitionDenied without the
    right to decide.
    """
    _check_may(challenge.partnership, actor)
    of_year = list(_of_year(challenge.partnership, challenge.year).order_by("position"))
    here = next(n for n, one in enumerate(of_year) if one.pk == challenge.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(of_year):
        return
    one, other = of_year[here], of_year[there]
    rows = Challenge.objects
    # A position is one challenge's: out of the way first.
    rows.filter(pk=one.pk).update(position=of_year[-1].position + 1)
    rows.filter(pk=other.pk).update(position=one.position)
    rows.filter(pk=one.pk).update(position=other.position)


@transaction.atomic
def remove_challenge(challenge: Challenge, *, actor: User) -> None:
    """Remove a challenge that carries no signal; history keeps that it was there.

    Raises TransitionDenied without the right to decide, or while it carries signals.
    """
    _check_may(challenge.partnership, actor)
    locked = _locked(challenge)
    if locked.places.exists():
        raise workflow.TransitionDenied(
            [_t("It carries signals: take those off first.")]
        )
    record(
        locked.partnership,
        "challenge_removed",
        actor=actor,
        title=locked.title,
        year=locked.year,
    )
    locked.delete()


@transaction.atomic
def take_off(place: AgendaPlace, *, actor: User, day: datetime.date) -> None:
    """Let a signal leave its place on the agenda from a day on; twice is once.

    The agenda of the days before still shows it. Raises TransitionDenied without the
    right to decide.
    """
    signal = lock_as_it_is(place.signal)
    _check_may(signal.partnership, actor)
    ended = AgendaPlace.objects.filter(pk=place.pk, until__isnull=True)
    if ended.update(until=day - datetime.timedelta(days=1)):
        title = place.challenge.title if place.challenge else place.rubric
        record(signal, "left_agenda", actor=actor, title=title)
        touch(signal)


@transaction.atomic
def carry_to_next_year(challenge: Challenge, *, actor: User) -> Challenge:
    """Let a challenge go on in the next year with its signals, and return that one.

    What it says comes along but for its result, which is of its year. Its signals stand
    under it until the end of this year, and under the next one from then on. Twice is
    once. Raises TransitionDenied without the right to decide.
    """
    _check_may(challenge.partnership, actor)
    locked = _locked(challenge)
    said = {name: getattr(locked, name) for name in FIELDS}
    said |= {"state": ChallengeState.RUNNING, "result": ""}
    next_one = add_challenge(locked.partnership, locked.year + 1, actor=actor, **said)
    first = max(datetime.date(locked.year + 1, 1, 1), timezone.localdate())
    for place in locked.places.filter(until__isnull=True):
        AgendaPlace.objects.get_or_create(
            signal_id=place.signal_id,
            route=place.route,
            challenge=next_one,
            defaults={
                "right": place.right,
                "rubric": place.rubric,
                "position": place.position,
                "since": first,
            },
        )
        place.until = first - datetime.timedelta(days=1)
        place.save(update_fields=["until", "updated"])
    return next_one


def _check_may(partnership: Partnership, actor: User) -> None:
    workflow.check_held(held_by(actor, partnership), Permission.DECIDE)


def _locked(challenge: Challenge) -> Challenge:
    rows = Challenge.objects.select_for_update(of=("self",))
    return rows.select_related("partnership").get(pk=challenge.pk)


def _of_year(partnership: Partnership, year: int) -> QuerySet[Challenge]:
    return Challenge.objects.filter(partnership=partnership, year=year)


def _cleaned(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in said.items()
        if name in FIELDS
    }
