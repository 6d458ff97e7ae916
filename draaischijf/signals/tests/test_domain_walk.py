"""Random walks over everything that can be done: the path never breaks."""

from __future__ import annotations

import datetime
import uuid
from itertools import pairwise

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import following, movement, reporting, shaping, weighing
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    PreSignalState,
    Route,
    SignalState,
)
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.path import pre_signal_path, signal_path
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.stages import recorded
from draaischijf.signals.workflow import (
    PRE_SIGNAL_TABLE,
    SETTLED,
    SIGNAL_TABLE,
    TransitionDenied,
)

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)
SIGNAL_LINES = {(line.source, line.target) for line in SIGNAL_TABLE}
PRE_SIGNAL_LINES = {(line.source, line.target) for line in PRE_SIGNAL_TABLE}
ENDED = {SignalState.CLOSED, SignalState.NOT_RETAINED}
KINDS = [RoleKind.ADMINISTRATOR, RoleKind.SIGNAL_COORDINATOR, RoleKind.FIELD_WORKER]
WALK = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

moves = st.builds(
    Move,
    note=st.sampled_from(["", "Nota\nop twee regels"]),
    reason=st.sampled_from(["", "  ", "Er is een reden"]),
    until=st.sampled_from([None, 3, 40]),
    outcome=st.sampled_from(["", "solved"]),
    feedback=st.sampled_from(["", " ", "Er kwam iets van"]),
)
# Mostly the way forward, so that walks get somewhere.
steps = st.one_of(
    st.just("forward"),
    st.just("forward"),
    st.tuples(st.sampled_from(list(SignalState)), moves),
    st.sampled_from(["report", "support", "unlink", "lead", "wake"]),
)
walks = st.lists(
    st.tuples(steps, st.integers(0, 60), st.sampled_from([0, 0, 0, 1, 2])),
    min_size=8,
    max_size=24,
)
FORWARD = {
    SignalState.BUNDLING: SignalState.ANALYSIS,
    SignalState.ANALYSIS: SignalState.PUBLISHED,
    SignalState.PUBLISHED: SignalState.DECIDED,
    SignalState.DECIDED: SignalState.IN_ACTION,
    SignalState.IN_ACTION: SignalState.CLOSED,
    SignalState.CLOSED: SignalState.ANALYSIS,
    SignalState.NOT_RETAINED: SignalState.BUNDLING,
}


class Walk:
    """One signal with whoever acts on it."""

    def __init__(self, partnership, caw, actors):
        self.partnership, self.caw, self.actors = partnership, caw, actors
        self.signal = make_signal(partnership)

    def now(self):
        return PolicySignal.objects.get(pk=self.signal.pk)

    def do(self, step, actor):
        if isinstance(step, tuple):
            target, move = step
            until = move.until and timezone.localdate() + datetime.timedelta(move.until)
            move = Move(move.note, move.reason, until, move.outcome, move.feedback)
            movement.change_state(self.now(), target, actor=actor, move=move)
        else:
            getattr(self, step)(actor)

    def forward(self, actor):
        """Do what opens the gates and take the next step."""
        signal = self.now()
        if signal.state == SignalState.PARKED:
            target = signal.state_before
        else:
            target = FORWARD[signal.state]
        if target == SignalState.ANALYSIS and not signal.links.exists():
            self.report(actor)
        if target == SignalState.PUBLISHED:
            answers = dict.fromkeys(
                ("test_clear", "test_neutral", "test_recognised", "test_shared"), "yes"
            )
            shaping.edit_signal(signal, actor=actor, **answers)
            following.give_agreement(
                signal, self.caw, AgreementResult.AGREE, actor=self.actors[0]
            )
        if target == SignalState.DECIDED and signal.state != SignalState.PARKED:
            following.record_decision(
                signal,
                body="Stuurgroep",
                date=timezone.localdate(),
                route=Route.BILATERAL,
                lead=self.caw,
                actor=self.actors[0],
            )
        if target == SignalState.IN_ACTION and signal.state != SignalState.PARKED:
            following.agree_action(signal, what="Doen", who="CAW", actor=actor)
        move = Move(reason="Terug", outcome="solved", feedback="Er kwam iets van")
        movement.change_state(signal, target, actor=actor, move=move)

    def report(self, actor):
        report = reporting.report_pre_signal(
            self.partnership, Report(problem="Geen bus"), submission_key=uuid.uuid4()
        )
        weighing.link_to_signal(report, self.signal, actor=actor)

    def support(self, _actor):
        reporting.support_signal(self.now(), Support(), submission_key=uuid.uuid4())

    def unlink(self, actor):
        link = self.signal.links.first()
        if link:
            weighing.unlink(link.pre_signal, self.signal, actor=actor)

    def lead(self, actor):
        shaping.name_actor(self.now(), ActorRole.LEAD, actor=actor, text="Buurtraad")

    def wake(self, _actor):
        movement.wake_due(timezone.localdate())


def check_signal(before, after):
    moved = before.state != after.state
    assert not moved or (before.state, after.state) in SIGNAL_LINES
    assert after.is_public >= before.is_public
    assert after.is_recurring >= before.is_recurring
    reopened = before.state == SignalState.CLOSED and moved
    assert after.round == before.round + reopened
    if after.state == SignalState.CLOSED:
        assert after.outcome
        assert after.feedback.strip()
    if after.state == SignalState.PARKED:
        assert after.parked_until > timezone.localtime(after.state_since).date()
        assert after.state_before
    else:
        assert after.parked_until is None
    if after.state == SignalState.NOT_RETAINED:
        assert after.reason.strip()
    steps = list(after.steps.all())
    assert (steps[-1].target, steps[-1].round) == (after.state, after.round)
    for one, other in pairwise(steps):
        assert (other.source, one.at <= other.at) == (one.target, True)


def check_path(path):
    shown = [step.date for step in path if step.date]
    assert shown == sorted(shown)
    assert [step.number for step in path] == list(range(1, 9))
    current = [step.number for step in path if step.state == "current"]
    assert len(current) <= 1
    assert all(step.date is None for step in path if step.state in {"todo", "skipped"})


def check_links(signal):
    ended = signal.state in ENDED
    for support in signal.supports.all():
        assert (support.follow_until is not None) == ended
    for report in PreSignal.objects.filter(links__signal=signal):
        assert (report.follow_until is not None) == ended


@WALK
@given(walk=walks)
def test_no_walk_breaks_a_signal(walk, partnership):
    with transaction.atomic(), time_machine.travel(START, tick=False) as clock:
        mark = transaction.savepoint()
        caw = make_organisation(partnership, "CAW", in_working_group=True)
        actors = [make_member(partnership, kind) for kind in KINDS]
        world = Walk(partnership, caw, actors)
        for step, days, who in walk:
            clock.shift(datetime.timedelta(days=days, minutes=1))
            before = world.now()
            count = Entry.objects.about(before).count()
            try:
                with transaction.atomic():
                    world.do(step, actors[who])
            except TransitionDenied:
                assert Entry.objects.about(before).count() == count
                assert world.now().updated == before.updated
            after = world.now()
            check_signal(before, after)
            check_path(signal_path(after))
            for report in PreSignal.objects.filter(links__signal=after):
                check_path(pre_signal_path(report))
            check_links(after)
            event(f"round {after.round}: {after.state}")
        transaction.savepoint_rollback(mark)


ACTS = {
    "take_up": lambda report, _signal, who: weighing.take_up(report, actor=who),
    "weigh": lambda report, _signal, who: weighing.weigh(
        report, weighing.Weighing("yes"), actor=who
    ),
    "ask": lambda report, _signal, who: weighing.ask_back(report, "Wat?", actor=who),
    "go_on": lambda report, _signal, who: weighing.go_on_without_answer(
        report, actor=who
    ),
    "settle": lambda report, _signal, who: weighing.settle_internally(
        report, "Zo", actor=who
    ),
    "refer": lambda report, _signal, who: weighing.refer(
        report, referral="Ombuds", answer="", actor=who
    ),
    "link": lambda report, signal, who: weighing.link_to_signal(
        report, signal, actor=who
    ),
    "unlink": lambda report, signal, who: weighing.unlink(report, signal, actor=who),
    "reconsider": lambda report, _signal, who: weighing.reconsider(report, actor=who),
    "answer": lambda report, _signal, who: reporting.answer_question(
        report, "Zo zit het", actor=who
    ),
    "example": lambda report, _signal, who: reporting.add_example(
        report, "Nog eens", actor=who
    ),
    "withdraw": lambda report, _signal, who: reporting.withdraw_pre_signal(
        report, actor=who
    ),
}
# Through the weighing, in one go.
THROUGH = {
    (source, target)
    for source in (PreSignalState.SUBMITTED, PreSignalState.QUESTION)
    for first, target in PRE_SIGNAL_LINES
    if first == PreSignalState.IN_REVIEW
}


def check_report(before, after):
    moved = before.state != after.state
    assert not moved or (before.state, after.state) in PRE_SIGNAL_LINES | THROUGH
    assert (after.settled is not None) == (after.state in SETTLED)
    assert not after.referral or after.state not in SETTLED - {
        PreSignalState.NOT_A_SIGNAL
    }
    part_of = after.links.exists()
    if after.state == PreSignalState.LINKED:
        assert part_of
    elif after.state in SETTLED:
        assert not part_of
        assert after.follow_until is not None
    else:
        assert after.follow_until is None
    if after.state == PreSignalState.QUESTION:
        assert after.messages.filter(kind="question").exists()


@WALK
@given(
    walk=st.lists(
        st.tuples(
            st.sampled_from(list(ACTS)),
            st.sampled_from([0, 0, 0, 1]),
            st.integers(0, 9),
            st.sampled_from([0, 0, 1]),
        ),
        min_size=8,
        max_size=24,
    )
)
def test_no_walk_breaks_a_report(walk, partnership):
    with transaction.atomic(), time_machine.travel(START, tick=False) as clock:
        mark = transaction.savepoint()
        actors = [
            make_member(partnership, RoleKind.COORDINATOR),
            make_member(partnership, RoleKind.FIELD_WORKER),
        ]
        signals = [
            make_signal(partnership),
            make_signal(partnership, SignalState.CLOSED),
        ]
        report = make_pre_signal(partnership, email="bo@durmeland.example")
        for name, who, days, place in walk:
            clock.shift(datetime.timedelta(days=days, minutes=1))
            before = PreSignal.objects.get(pk=report.pk)
            refused = False
            with recorded() as entries:
                try:
                    with transaction.atomic():
                        ACTS[name](before, signals[place], actors[who])
                except TransitionDenied:
                    refused = True
            after = PreSignal.objects.get(pk=report.pk)
            check_report(before, after)
            check_path(pre_signal_path(after))
            assert not (refused and entries)
            assert entries or after.state == before.state
            assert {one.actor for one in entries} <= {actors[who]}
        transaction.savepoint_rollback(mark)
