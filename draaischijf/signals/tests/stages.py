"""What the tests of the path share: visitors of every kind, open gates, traces."""

from __future__ import annotations

import datetime
import threading
from contextlib import contextmanager

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.permissions import ROLE_PERMISSIONS
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_user,
)
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import ActorRole, Route
from draaischijf.signals.models import (
    AgreedAction,
    Agreement,
    Decision,
    PreSignal,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.workflow import Gate

# Everybody who may come by: each role, and those whose role does not count here.
VISITORS = [
    *RoleKind,
    "outsider",
    "guest",
    "inactive",
    "ended",
    "anonymous",
]
DAY = datetime.date(2026, 9, 18)
FULL_MOVE = Move(
    reason="Er is een nieuw decreet op komst.",
    until=datetime.date(2099, 1, 1),
    outcome="solved",
    feedback="De avondbus rijdt.",
)


def make_visitor(kind, partnership, elsewhere):
    """Return an account (or nobody) of one of the VISITORS."""
    if kind == "anonymous":
        return AnonymousUser()
    if kind == "guest":
        return make_user("Gast")
    if kind == "outsider":
        return make_member(elsewhere, RoleKind.ADMINISTRATOR, name="Buiten")
    if kind in {"inactive", "ended"}:
        user = make_member(partnership, RoleKind.ADMINISTRATOR, name="Vroeger")
        if kind == "inactive":
            user.is_active = False
            user.save()
        else:
            yesterday = timezone.localdate() - datetime.timedelta(days=1)
            Role.objects.filter(person__user=user).update(until=yesterday)
        return user
    return make_member(partnership, kind, name=f"Kim {kind}")


def held_by_visitor(kind):
    """What a visitor holds by the table of roles, written a second time."""
    return ROLE_PERMISSIONS[kind] if kind in list(RoleKind) else frozenset()


def working_group_of(partnership):
    known = partnership.organisations.filter(name="Werkgroep").first()
    return known or make_organisation(partnership, "Werkgroep", in_working_group=True)


OPEN = {
    Gate.SOURCE: lambda signal: SignalActor.objects.create(
        signal=signal, role=ActorRole.RAISED_BY, text="Buurtraad"
    ),
    Gate.TESTS: lambda signal: change(
        signal,
        test_clear="yes",
        test_neutral="partly",
        test_recognised="no",
        test_shared="yes",
    ),
    Gate.AGREEMENT: lambda signal: Agreement.objects.create(
        signal=signal,
        organisation=working_group_of(signal.partnership),
        round=signal.round,
        result="agree",
    ),
    Gate.DECISION: lambda signal: Decision.objects.create(
        signal=signal,
        round=signal.round,
        body="Stuurgroep",
        date=DAY,
        route=Route.BILATERAL,
    ),
    Gate.ROUTE: lambda signal: change(signal, route=Route.BILATERAL),
    Gate.LEAD: lambda signal: SignalActor.objects.create(
        signal=signal, role=ActorRole.LEAD, text="OCMW"
    ),
    Gate.ACTION: lambda signal: AgreedAction.objects.create(
        signal=signal, round=signal.round, what="Avondbus", who="CAW"
    ),
}
# These are filled in with the move itself.
WITH_MOVE = {
    Gate.OUTCOME: "outcome",
    Gate.FEEDBACK: "feedback",
    Gate.DATE: "until",
    Gate.REASON: "reason",
}


def change(signal, **fields):
    for name, value in fields.items():
        setattr(signal, name, value)
    signal.save()


def open_gates(signal, *, but=()):
    """Put there what every gate looks at, but for some."""
    for gate, put in OPEN.items():
        if gate not in but:
            put(signal)


def traces(thing):
    """Return everything a refused write must leave as it was."""
    model = type(thing)
    return (
        model.objects.filter(pk=thing.pk).values().get(),
        SignalStep.objects.count(),
        Entry.objects.count(),
        Mail.objects.count(),
        ProcrastinateJob.objects.count(),
        list(PreSignal.objects.order_by("pk").values_list("pk", "follow_until")),
    )


@contextmanager
def undone():
    """Undo what happens inside, so that one setup serves many cases."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


@contextmanager
def recorded():
    """Give a list that holds, afterwards, the history entries made inside."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    made = []
    yield made
    made.extend(Entry.objects.filter(pk__gt=last).order_by("pk"))


def at_once(*works):
    """Do things in threads that start together; return answers and refusals."""
    start = threading.Barrier(len(works), timeout=20)
    answers = [None] * len(works)

    def run(place, work):
        try:
            start.wait()
            answers[place] = work()
        except Exception as error:  # noqa: BLE001 handed to the test
            answers[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, work))
        for place, work in enumerate(works)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@contextmanager
def meanwhile(does):
    """Let somebody else do something right before the first row is locked."""
    done = []

    def first_that(execute, sql, *rest):
        if "FOR UPDATE" in sql and not done:
            done.append(sql)
            does()
        return execute(sql, *rest)

    with connection.execute_wrapper(first_that):
        yield
    assert done, "no row was locked"
