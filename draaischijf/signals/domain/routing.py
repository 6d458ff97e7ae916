"""Giving a report to who takes it: by the first rule that fires, or by hand."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Person
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import person_of
from draaischijf.signals import assigned_emails, workflow
from draaischijf.signals.domain.locking import lock
from draaischijf.signals.matching import Verdict, fired, judge
from draaischijf.signals.models import PreSignal
from draaischijf.signals.models.pre_signals import NOBODYS
from draaischijf.signals.permissions import hands_of
from draaischijf.signals.queries.routing import given_by, read_rules, said_by
from draaischijf.signals.queries.takers import Taker, Takers, taker_of
from draaischijf.signals.workflow import TransitionDenied

OWN_FIELDS = (
    "assignee", "assigned_organisation", "assigned_group", "routed_by",
    "routed_because",
)  # fmt: skip


@transaction.atomic
def apply_rules(pre_signal: PreSignal) -> Verdict | None:
    """Give a report that is nobody's to who the first rule that fires says.

    Keeps the rule and its ground with the report, writes a line of history and mails
    whose it is now. Returns what fired, or None: then it stays nobody's.
    """
    if not pre_signal.is_of_nobody:
        return None
    partnership = pre_signal.partnership
    rules = read_rules(partnership)
    if not rules:
        return None
    said = said_by(partnership, given_by(pre_signal), rules)
    verdict = fired(judge(rules, said))
    if verdict is None:
        return None
    taker = taker_of(verdict.read.rule)
    _give(pre_signal, taker)
    pre_signal.routed_by = verdict.read.rule
    pre_signal.routed_because = {str(one): said for one, said in verdict.met.items()}
    pre_signal.save(update_fields=[*OWN_FIELDS, "updated"])
    record(
        pre_signal,
        "pre_signal_routed",
        actor=None,
        to=taker.label,
        because=pre_signal.routed_because,
    )
    _tell(pre_signal, taker, actor=None)
    return verdict


@transaction.atomic
def take(pre_signal: PreSignal, *, seen: str, actor: User) -> PreSignal:
    """Take a report oneself; twice is once. Raises as `hand_over` does."""
    person = person_of(actor, pre_signal.partnership)
    to = Taker(person=person)
    return hand_over(pre_signal, to, seen=seen, actor=actor)


@transaction.atomic
def hand_over(
    pre_signal: PreSignal, to: Taker, *, seen: str, actor: User, note: str = ""
) -> PreSignal:
    """Give a report to somebody else and tell them; twice is once.

    `seen` is whose it was on the page (`Taker.key`). Raises TransitionDenied without
    the right, when somebody else got it meanwhile, and for who cannot take it.
    """
    locked = lock(pre_signal)
    workflow.check_held(hands_of(actor, locked), Permission.EDIT_SIGNAL)
    now = taker_of(locked)
    if now.key == to.key:
        return locked
    if now.key != seen:
        words = _t("Meanwhile it went to %(name)s. Look again whether it has to move.")
        raise TransitionDenied([words % {"name": now.label}])
    problem = Takers(locked.partnership).problem_of(to)
    if problem:
        raise TransitionDenied([problem])
    _give(locked, to)
    locked.save(update_fields=[*OWN_FIELDS, "updated"])
    is_own = to.person is not None and to.person.user_id == actor.pk
    record(
        locked,
        "pre_signal_taken" if is_own else "pre_signal_handed_over",
        actor=actor,
        note=note.strip(),
        to=to.label,
    )
    _tell(locked, to, actor=actor, note=note.strip())
    return locked


def keep_for(pre_signal: PreSignal, actor: User) -> None:
    """Let a report that is nobody's be of who starts weighing it."""
    if pre_signal.is_of_nobody:
        person = person_of(actor, pre_signal.partnership)
        if person is not None:
            pre_signal.assignee = person
            pre_signal.save(update_fields=["assignee", "updated"])


@transaction.atomic
def release(pre_signal: PreSignal) -> bool:
    """Let a report go of who cannot take it any more; tell whether that was so.

    The rules are held against it again: another one may fire.
    """
    locked = lock(pre_signal)
    taker = taker_of(locked)
    if locked.is_of_nobody or not Takers(locked.partnership).problem_of(taker):
        return False
    _give(locked, Taker())
    locked.save(update_fields=[*OWN_FIELDS, "updated"])
    record(locked, "pre_signal_let_go", actor=None, name=taker.label)
    apply_rules(locked)
    return True


def release_left() -> int:
    """Let every open report go of who cannot take it any more; return how many."""
    released = 0
    open_ones = PreSignal.objects.open().exclude(NOBODYS).select_related("partnership")
    whose = ("partnership", *OWN_FIELDS[:3])
    for row in open_ones.order_by().values(*whose).distinct():
        first = open_ones.filter(**row).first()
        # One of each is looked at: whose it is decides, not which report.
        if first and Takers(first.partnership).problem_of(taker_of(first)):
            released += sum(release(one) for one in open_ones.filter(**row))
    return released


def _give(pre_signal: PreSignal, to: Taker) -> None:
    pre_signal.assignee = to.person
    pre_signal.assigned_organisation = to.organisation
    pre_signal.assigned_group = to.group
    pre_signal.routed_by, pre_signal.routed_because = None, {}


def _tell(
    pre_signal: PreSignal, to: Taker, *, actor: User | None, note: str = ""
) -> None:
    people: list[Person] = Takers(pre_signal.partnership).people_of(to)
    for person in people:
        if actor is None or person.user_id != actor.pk:
            assigned_emails.tell_assigned(pre_signal, person, by=actor, note=note)
