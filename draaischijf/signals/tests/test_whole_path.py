from __future__ import annotations

import datetime
import uuid

import pytest
from django.core import mail as outbox

from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals import tasks
from draaischijf.signals.domain import following, movement, reporting, shaping
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.domain.reporting import Report
from draaischijf.signals.enums import AgreementResult, Route, SignalState
from draaischijf.signals.workflow import Gate, TransitionDenied

TEXT = "Gezinnen zonder auto raken na zes uur niet meer thuis van de avondles."


@pytest.fixture
def settle():
    """Do the work the worker would do: write the news, then send the mails."""

    def run(signal):
        tasks.tell_movement(step_id=signal.steps.last().pk)
        for mail in Mail.objects.filter(state="waiting").order_by("pk"):
            notifications.send(mail.pk)

    return run


def test_one_report_travels_the_whole_path_and_its_raiser_hears_back(
    partnership, alice, settle
):
    report = reporting.report_pre_signal(
        partnership,
        Report(problem=TEXT, email="bo@durmeland.example"),
        submission_key=uuid.uuid4(),
    )
    signal = shaping.start_signal(
        partnership, title="Na zes uur rijdt er geen bus", actor=alice, sources=[report]
    )
    signal = movement.change_state(signal, SignalState.ANALYSIS, actor=alice)
    group = make_organisation(partnership, "CAW Durmeland", in_working_group=True)

    with pytest.raises(TransitionDenied) as denied:
        movement.change_state(signal, SignalState.PUBLISHED, actor=alice)
    assert denied.value.gates == [Gate.TESTS, Gate.AGREEMENT]

    following.give_agreement(signal, group, AgreementResult.AGREE, actor=alice)
    shaping.edit_signal(
        signal,
        actor=alice,
        test_clear="yes",
        test_neutral="yes",
        test_recognised="yes",
        test_shared="yes",
    )
    signal = movement.change_state(signal, SignalState.PUBLISHED, actor=alice)
    settle(signal)
    following.record_decision(
        signal,
        body="Stuurgroep",
        date=datetime.date(2026, 9, 18),
        route=Route.BILATERAL,
        lead=group,
        actor=alice,
    )
    signal = movement.change_state(signal, SignalState.DECIDED, actor=alice)
    following.agree_action(signal, what="Avondbus proberen", who="CAW", actor=alice)
    signal = movement.change_state(signal, SignalState.IN_ACTION, actor=alice)
    signal = movement.change_state(
        signal,
        SignalState.CLOSED,
        actor=alice,
        move=Move(outcome="solved", feedback="De avondbus rijdt."),
    )
    settle(signal)

    assert signal.state == "closed"
    assert [m.subject for m in outbox.outbox][-1]
    assert "De avondbus rijdt." in outbox.outbox[-1].body
    assert outbox.outbox[-1].to == ["bo@durmeland.example"]
    assert "/volg/" in outbox.outbox[-1].body
