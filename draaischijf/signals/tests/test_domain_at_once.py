"""Two who press at the same moment, for real: threads on the real database."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
)
from draaischijf.signals import tasks
from draaischijf.signals.domain import following, movement, reporting, shaping, weighing
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    PreSignalState,
    Route,
    SignalState,
)
from draaischijf.signals.models import PolicySignal, PreSignal, SignalSupport
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import DAY, FULL_MOVE, at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def pair(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


def verbs():
    return sorted(Entry.objects.values_list("verb", flat=True))


def refusals(answers):
    unforeseen = [
        one
        for one in answers
        if isinstance(one, Exception) and not isinstance(one, TransitionDenied)
    ]
    assert unforeseen == []
    return sum(isinstance(one, TransitionDenied) for one in answers)


def report_of(here, key, number):
    return lambda: reporting.report_pre_signal(
        here,
        Report(problem=f"Geen bus {number}", email="bo@durmeland.example"),
        submission_key=key,
    )


def test_one_form_sent_four_times_at_once_is_one_report_and_eight_are_eight(here):
    key = uuid.uuid4()

    same = at_once(*[report_of(here, key, number) for number in range(4)])
    assert len({one.pk for one in same}) == 1
    assert (verbs(), Mail.objects.count()) == (["pre_signal_reported"], 1)

    different = at_once(*[report_of(here, uuid.uuid4(), n) for n in range(8)])
    assert sorted(one.number for one in different) == list(range(2, 10))
    here.refresh_from_db()
    assert here.last_pre_signal_number == 9
    assert Mail.objects.count() == 9


def test_one_support_sent_twice_at_once_is_one_and_two_persons_are_two(here):
    signal = make_signal(here, SignalState.PUBLISHED)
    keys = [uuid.uuid4()] * 2 + [uuid.uuid4()]
    made = at_once(
        *[
            lambda key=key: reporting.support_signal(
                signal, Support(), submission_key=key
            )
            for key in keys
        ]
    )

    assert made[0] == made[1]
    assert SignalSupport.objects.count() == len(verbs()) == 2


def test_eight_signals_started_at_once_have_eight_numbers(here, pair):
    made = at_once(
        *[
            lambda: shaping.start_signal(here, title="Geen bus", actor=pair[0])
            for _number in range(8)
        ]
    )

    assert sorted(one.number for one in made) == list(range(1, 9))


def closing(signal, pair):
    return [
        lambda actor=actor: movement.change_state(
            signal, SignalState.CLOSED, actor=actor, move=FULL_MOVE
        )
        for actor in pair
    ]


def test_two_who_close_at_once_close_once_and_everybody_is_told_once(here, pair):
    signal = make_signal(here, SignalState.IN_ACTION)
    make_support(signal, email="jo@durmeland.example")
    make_link(make_pre_signal(here, email="bo@durmeland.example"), signal)

    answers = at_once(*closing(signal, pair))
    assert refusals(answers) == 1
    step = signal.steps.get(target=SignalState.CLOSED)
    assert verbs() == ["signal_closed"]
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="tell_movement")
    assert jobs.get().args == {"step_id": step.pk}

    # The job runs twice at once as well, and so does the worker that sends.
    at_once(*[lambda: tasks.tell_movement(step_id=step.pk)] * 2)
    sent = at_once(
        *[
            lambda pk=pk: notifications.send(pk)
            for pk in Mail.objects.values_list("pk", flat=True)
            for _number in range(2)
        ]
    )
    assert Mail.objects.filter(state="sent").count() == 2
    assert sent.count(True) == 2
    assert verbs() == ["signal_closed", "told_raisers"]


def test_closing_and_adding_a_report_at_once_do_not_wait_for_ever(here, pair):
    signal = make_signal(here, SignalState.IN_ACTION)
    reports = [make_pre_signal(here) for _number in range(3)]
    for report in reports[:2]:
        PreSignal.objects.filter(pk=report.pk).update(state=PreSignalState.LINKED)
        make_link(report, signal)

    answers = at_once(
        *closing(signal, pair),
        lambda: weighing.link_many(reports, signal, actor=pair[0]),
        lambda: weighing.link_many(reversed(reports), signal, actor=pair[1]),
    )

    assert refusals(answers) == 1
    assert PolicySignal.objects.get().state == SignalState.CLOSED
    # Whoever came first: all reports are part of it, and their links end with it.
    assert signal.links.count() == 3
    assert not PreSignal.objects.filter(follow_until=None).exists()
    assert verbs().count("report_linked") == 1


def test_two_who_link_take_up_or_settle_at_once_have_one_outcome(here, pair):
    signal = make_signal(here)
    report = make_pre_signal(here, email="bo@durmeland.example")

    taken = at_once(
        *[lambda one=actor: weighing.take_up(report, actor=one) for actor in pair]
    )
    assert (refusals(taken), verbs()) == (0, ["pre_signal_taken_up"])

    answers = at_once(
        lambda: weighing.link_to_signal(report, signal, actor=pair[0]),
        lambda: weighing.settle_internally(report, "Opgelost.", actor=pair[1]),
    )
    assert refusals(answers) == 1
    assert Mail.objects.count() == 1
    state = PreSignal.objects.get().state
    outcome = {
        "linked": "pre_signal_linked",
        "handled_internally": "pre_signal_handled",
    }
    assert verbs().count(outcome[state]) == 1
    assert signal.links.count() == (state == "linked")


def test_two_who_link_the_same_at_once_link_it_once(here, pair):
    signal = make_signal(here)
    report = make_pre_signal(here, email="bo@durmeland.example")

    answers = at_once(
        *[
            lambda one=actor: weighing.link_to_signal(report, signal, actor=one)
            for actor in pair
        ]
    )

    assert refusals(answers) == 0
    assert signal.links.count() == Mail.objects.count() == 1
    assert verbs() == ["pre_signal_linked", "pre_signal_taken_up", "report_linked"]


def test_an_answer_and_a_settlement_at_once_leave_one_of_the_two(here, pair):
    report = make_pre_signal(here, state=PreSignalState.QUESTION)

    answers = at_once(
        lambda: reporting.answer_question(report, "Aan het station"),
        lambda: reporting.answer_question(report, "Aan het station"),
        lambda: weighing.settle_internally(report, "Opgelost.", actor=pair[0]),
    )

    # A settlement may follow an answer, an answer no settlement.
    refused = refusals(answers)
    assert PreSignal.objects.get().state == PreSignalState.HANDLED_INTERNALLY
    assert report.messages.count() == verbs().count("pre_signal_answered")
    assert (refused, report.messages.count()) in {(2, 0), (0, 1)}


def test_a_deed_noted_twice_at_once_is_noted_once(here, pair):
    caw = make_organisation(here, "CAW", in_working_group=True)
    analysed = make_signal(here, SignalState.ANALYSIS)
    public = make_signal(here, SignalState.PUBLISHED)
    action = following.agree_action(public, what="Bus", who="CAW", actor=pair[0])
    deeds = [
        lambda actor: following.give_agreement(
            analysed, caw, AgreementResult.AGREE, actor=actor
        ),
        lambda actor: following.record_decision(
            public,
            body="Stuurgroep",
            date=DAY,
            route=Route.BILATERAL,
            lead=caw,
            actor=actor,
        ),
        lambda actor: following.send_letter(
            public, addressee="Minister", sent=DAY, actor=actor
        ),
        lambda actor: following.finish_action(action, done=DAY, actor=actor),
        lambda actor: shaping.name_actor(
            analysed, ActorRole.PARTNER, organisation=caw, actor=actor
        ),
    ]

    for deed in deeds:
        answers = at_once(*[lambda d=deed, one=one: d(one) for one in pair])
        assert refusals(answers) == 0
        assert answers[0] == answers[1]

    assert verbs() == [
        "action_agreed",
        "action_done",
        "actor_named",
        "agreement_given",
        "decision_taken",
        "lead_named",
        "letter_sent",
    ]


def test_a_signal_woken_by_hand_and_by_its_date_at_once_wakes_once(here, pair):
    signal = make_signal(here, SignalState.PARKED, state_before=SignalState.ANALYSIS)
    today = timezone.localdate()

    answers = at_once(
        lambda: movement.change_state(signal, SignalState.ANALYSIS, actor=pair[0]),
        lambda: movement.wake_due(today),
        lambda: movement.wake_due(today),
    )

    refusals(answers)
    assert PolicySignal.objects.get().state == SignalState.ANALYSIS
    assert verbs() == ["signal_woke"]
