"""Making a body, saying how often it meets, and who sits in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import check_convenes, lock_body
from draaischijf.consultation.enums import BodyKind, MemberFunction
from draaischijf.consultation.models import (
    Body,
    BodyDecision,
    BodyFrequency,
    BodyMember,
)
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership, Person
from draaischijf.plans.domain.planning import change_fields
from draaischijf.signals.workflow import TransitionDenied, not_here
from draaischijf.taxonomy.models import Area

# What history tells of a seat that was put right.
TERM = ("function", "since", "until")


@dataclass(frozen=True)
class BodyFacts:
    """What a body is; `parent` is one of the same partnership."""

    name: str
    kind: BodyKind = BodyKind.OTHER
    short_name: str = ""
    mandate: str = ""
    area: Area | None = None
    parent: Body | None = None
    recognised: str = ""
    recognised_in: BodyDecision | None = None
    founded: datetime.date | None = None
    is_public: bool = True


@transaction.atomic
def found_body(partnership: Partnership, facts: BodyFacts, *, actor: User) -> Body:
    """Make a body and return it; the same name is the same body.

    Raises TransitionDenied without the right to convene, and for a parent or a
    decision elsewhere.
    """
    check_convenes(actor, partnership)
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    _check_is_here(partnership, facts)
    known = partnership.bodies.filter(name=facts.name.strip()).first()
    if known:
        return known
    body = Body.objects.create(partnership=partnership, **_fields(facts))
    record(body, "body_founded", actor=actor, is_public=body.is_public)
    return body


@transaction.atomic
def edit_body(body: Body, facts: BodyFacts, *, actor: User) -> Body:
    """Change what a body is, and return it; nothing changed is nothing done.

    Raises TransitionDenied without the right to convene, for a name that another body
    has, and for a parent that is part of the body itself.
    """
    locked = lock_body(body, actor)
    _check_is_here(locked.partnership, facts)
    _check_no_circle(locked, facts.parent)
    others = locked.partnership.bodies.exclude(pk=locked.pk)
    if others.filter(name=facts.name.strip()).exists():
        raise TransitionDenied([_t("Another body has this name already.")])
    given = _fields(facts)
    before, after = change_fields(locked, given, tuple(given))
    if after:
        record(locked, "body_edited", actor=actor, before=before, after=after)
    return locked


def _fields(facts: BodyFacts) -> dict[str, Any]:
    given = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return given | {
        name: given[name].strip()
        for name in ("name", "short_name", "mandate", "recognised")
    }


def _check_is_here(partnership: Partnership, facts: BodyFacts) -> None:
    for one in (facts.parent, facts.recognised_in):
        if one and one.partnership_id != partnership.pk:
            raise TransitionDenied([not_here()])


def _check_no_circle(body: Body, parent: Body | None) -> None:
    # Read anew: what came along was read before the lock.
    parents = dict(body.partnership.bodies.values_list("pk", "parent"))
    above, seen = parent.pk if parent else None, set[int]()
    while above is not None and above not in seen:
        if above == body.pk:
            raise TransitionDenied(
                [_t("A body cannot be part of one that is part of it.")]
            )
        seen.add(above)
        above = parents.get(above)


@transaction.atomic
def set_frequency(body: Body, per_year: int, *, since: int, actor: User) -> None:
    """Say how often a body means to meet from a year on; earlier years keep theirs.

    Raises TransitionDenied without the right to convene.
    """
    locked = lock_body(body, actor)
    row, is_new = BodyFrequency.objects.get_or_create(
        body=locked, since=since, defaults={"per_year": per_year}
    )
    if not is_new and row.per_year == per_year:
        return
    row.per_year = per_year
    row.save(update_fields=["per_year"])
    record(locked, "frequency_set", actor=actor, count=per_year, year=since)


@transaction.atomic
def end_body(body: Body, day: datetime.date, *, actor: User) -> Body:
    """Say that a body ended: it stays readable, and nothing is expected of it after.

    Raises TransitionDenied without the right to convene.
    """
    locked = lock_body(body, actor)
    if locked.ended == day:
        return locked
    locked.ended = day
    locked.save(update_fields=["ended", "updated"])
    record(locked, "body_ended", actor=actor, day=day.isoformat())
    return locked


@transaction.atomic
def seat_member(
    body: Body,
    *,
    actor: User,
    organisation: Organisation | None = None,
    person: Person | None = None,
    name: str = "",
    organisation_name: str = "",
    function: MemberFunction = MemberFunction.MEMBER,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> BodyMember:
    """Give an organisation, a person, or a person for one a seat; twice is once.

    Who is not known here sits under a `name` or `organisation_name` as written. Raises
    TransitionDenied without the right to convene, for nobody, for somebody chosen and
    written too, for somebody of another partnership, and for a term that ends before it
    starts.
    """
    locked = lock_body(body, actor)
    who: dict[str, Any] = {
        "organisation": organisation,
        "person": person,
        "name": name.strip(),
        "organisation_name": organisation_name.strip(),
    }
    _check_somebody(locked, who)
    _check_term(since, until)
    same = locked.members.filter(**who, function=function)
    known = same.current().first() or same.filter(since=since, until=until).first()
    if known:
        return known
    made = BodyMember.objects.create(
        body=locked, **who, function=function, since=since, until=until
    )
    record(locked, "member_seated", actor=actor, who=_named(made))
    return made


def _check_somebody(body: Body, who: dict[str, Any]) -> None:
    if not any(who.values()):
        raise TransitionDenied([_t("Name an organisation, a person, or both.")])
    for chosen, written in (("person", "name"), ("organisation", "organisation_name")):
        if who[chosen] and who[written]:
            raise TransitionDenied([_t("Choose from the list or write, not both.")])
        if who[chosen] and who[chosen].partnership_id != body.partnership_id:
            raise TransitionDenied([not_here()])


def _check_term(since: datetime.date | None, until: datetime.date | None) -> None:
    if since and until and until < since:
        raise TransitionDenied([_t("The term ends before it starts.")])


@transaction.atomic
def correct_seat(
    member: BodyMember,
    *,
    function: MemberFunction,
    since: datetime.date | None,
    until: datetime.date | None,
    name: str = "",
    organisation_name: str = "",
    actor: User,
) -> BodyMember:
    """Put the function or term of a member right, and return the seat.

    Of who is not known here also how they are called; who is known keeps the name they
    have. Nothing changed is nothing done. Raises TransitionDenied without the right to
    convene, for a name taken away, and for a term that ends before it starts.
    """
    locked = lock_body(member.body, actor)
    row = locked.members.select_related("person", "organisation").get(pk=member.pk)
    _check_term(since, until)
    given: dict[str, Any] = {"function": function, "since": since, "until": until}
    if row.person is None:
        given["name"] = name.strip()
    if row.organisation is None:
        given["organisation_name"] = organisation_name.strip()
    changed = [one for one, value in given.items() if getattr(row, one) != value]
    if not changed:
        return row
    before = _term_of(row, changed)
    for one in changed:
        setattr(row, one, given[one])
    if not str(row):
        raise TransitionDenied([_t("Name an organisation, a person, or both.")])
    row.save(update_fields=changed)
    after = _term_of(row, changed)
    who = _named(row)
    record(locked, "seat_corrected", actor=actor, who=who, before=before, after=after)
    return row


def _term_of(member: BodyMember, changed: list[str]) -> dict[str, str]:
    """Return what history tells: it is kept for ever, and names no persons."""
    told = [one for one in changed if one in TERM]
    return {one: str(getattr(member, one) or "") for one in told}


@transaction.atomic
def end_seat(member: BodyMember, day: datetime.date, *, actor: User) -> None:
    """Let a seat end after a day: who sat there stays readable.

    Raises TransitionDenied without the right to convene, and for a day before it began.
    """
    locked = lock_body(member.body, actor)
    row = locked.members.select_for_update(of=("self",)).get(pk=member.pk)
    if row.since and day < row.since:
        raise TransitionDenied([_t("The term ends before it starts.")])
    if row.until == day:
        return
    row.until = day
    row.save(update_fields=["until"])
    record(locked, "seat_ended", actor=actor, who=_named(row), day=day.isoformat())


def _named(member: BodyMember) -> str:
    """Return who it is for history, which is kept for ever: no names of persons."""
    if member.organisation:
        return member.organisation.name
    return str(member.get_function_display())
