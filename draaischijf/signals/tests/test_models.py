from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import (
    LEAST_PEOPLE,
    OPEN_PRE_SIGNAL_STATES,
    OPEN_STATES,
    PUBLIC_STATES,
    PeopleRange,
    PreSignalState,
    SignalState,
)
from draaischijf.signals.models import (
    AgendaPlace,
    Agreement,
    Challenge,
    Decision,
    LogEntry,
    PolicySignal,
    PreSignal,
    PreSignalMessage,
    SignalActor,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import DAY

pytestmark = pytest.mark.django_db


def refused(work):
    with pytest.raises(IntegrityError), transaction.atomic():
        work()


def test_the_lists_of_signals_are_those_of_the_states(partnership):
    made = {state: make_signal(partnership, state) for state in SignalState}
    now = timezone.now()
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    make_signal(partnership, SignalState.PARKED, parked_until=tomorrow)

    def states(rows):
        return {one.state for one in rows}

    signals = PolicySignal.objects
    assert states(signals.public()) == set(PUBLIC_STATES)
    assert states(signals.open()) == set(OPEN_STATES)
    assert states(signals.standing_still(now)) == set(OPEN_STATES)
    assert not signals.standing_still(now - datetime.timedelta(days=1)).exists()
    assert list(signals.due_to_wake(today)) == [made[SignalState.PARKED]]
    assert signals.due_to_wake(tomorrow).count() == 2


def test_the_lists_of_reports_are_those_of_the_states(partnership):
    today = timezone.localdate()
    for state in PreSignalState:
        for due in (today, today - datetime.timedelta(days=1)):
            make_pre_signal(partnership, state=state, referral="X", answer_due=due)
    answered = make_pre_signal(
        partnership,
        answered=timezone.now(),
        answer_due=today - datetime.timedelta(days=1),
    )

    reports = PreSignal.objects
    assert {one.state for one in reports.open()} == set(OPEN_PRE_SIGNAL_STATES)
    to_weigh = {PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW}
    assert {one.state for one in reports.to_weigh()} == to_weigh
    # On its last day a report is not late; one that was answered never is.
    late = list(reports.late(today))
    assert sorted(one.state for one in late) == ["in_review", "submitted"]
    assert answered not in late


@pytest.mark.parametrize(
    ("state", "missing"),
    [
        (SignalState.PARKED, {"parked_until": None}),
        (SignalState.NOT_RETAINED, {"reason": ""}),
        (SignalState.CLOSED, {"outcome": ""}),
        (SignalState.CLOSED, {"feedback": ""}),
    ],
)
def test_the_database_itself_keeps_the_gates_of_the_ends(partnership, state, missing):
    refused(lambda: make_signal(partnership, state, **missing))


def test_the_database_itself_refuses_what_makes_no_sense(partnership):
    signal = make_signal(partnership)
    report = make_pre_signal(partnership)
    caw = make_organisation(partnership)
    make_link(report, signal)
    Challenge.objects.create(partnership=partnership, year=2026, title="Wonen")

    refused(lambda: make_link(report, signal))
    refused(lambda: make_pre_signal(partnership, state="not_a_signal"))
    refused(lambda: SignalActor.objects.create(signal=signal, role="lead"))
    refused(
        lambda: Agreement.objects.create(
            signal=signal, organisation=caw, result="object"
        )
    )
    refused(
        lambda: Challenge.objects.create(partnership=partnership, year=2026, title="X")
    )


def test_a_headline_is_the_beginning_cut_at_a_word(partnership):
    short = make_pre_signal(partnership, problem="Geen\n  bus")
    long = make_pre_signal(partnership, problem="Na zes uur, rijdt er geen bus. " * 9)
    endless = make_pre_signal(partnership, problem="x" * 200)

    assert str(short) == "Geen bus"
    assert str(long).endswith("…")
    assert len(str(long)) <= 91
    assert not str(long)[:-1].endswith((",", ".", " "))
    assert len(str(endless)) == 91


def test_each_range_of_people_has_a_least_number():
    assert set(LEAST_PEOPLE) == set(PeopleRange)


def test_everything_has_a_name_to_be_called_by(partnership):
    signal = make_signal(partnership, title="Geen bus")
    report = make_pre_signal(partnership)
    caw = make_organisation(partnership, "CAW")
    link = make_link(report, signal)
    challenge = Challenge(year=2026, title="Wonen")
    place = AgendaPlace(route="bilateral", rubric="Rubriek 1")

    assert str(signal) == "1. Geen bus"
    assert signal.get_absolute_url() == "/durmeland/signalen/1/"
    assert str(signal.steps.get()) == f"{signal.pk}:  → bundling"
    assert str(link) == f"{report.pk} → {signal.pk}"
    assert str(challenge) == "2026: Wonen"
    assert str(place).endswith(" Rubriek 1")
    assert str(PreSignalMessage(text="y" * 90)) == "y" * 60
    assert str(LogEntry(date_text="najaar", text="Gesprek")) == "najaar: Gesprek"
    assert str(Decision(body="College", date=DAY)) == "College, 2026-09-18"
    assert str(Agreement(organisation=caw, result="agree")).startswith("CAW ")
    assert str(SignalActor(text="elf fora")) == "elf fora"
    supports = [
        make_support(signal, organisation=caw, organisation_name="caw vzw"),
        make_support(signal, organisation_name="Buurtraad"),
        make_support(signal, email="bo@durmeland.example"),
        make_support(signal),
    ]
    assert [str(one) for one in supports] == [
        "CAW",
        "Buurtraad",
        "bo@durmeland.example",
        str(supports[-1].pk),
    ]
