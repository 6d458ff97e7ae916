"""A letter without an answer is told of once, and again after twenty working days."""

from __future__ import annotations

import datetime
import itertools

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.dates import working_days_between
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals import tasks
from draaischijf.signals.domain.following import note_letter_answer
from draaischijf.signals.domain.letters import AGAIN_AFTER, is_due, remind_due
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import Letter, SignalActor
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import at_once

AWAITED = datetime.date(2026, 5, 4)
DAYS = st.dates(datetime.date(2026, 4, 1), datetime.date(2027, 4, 1))


def a_letter(partnership, state=SignalState.DECIDED, **fields):
    fields = {"answer_awaited": AWAITED, **fields}
    return Letter.objects.create(
        signal=make_signal(partnership, state),
        addressee="De minister van Wonen",
        sent=datetime.date(2026, 4, 1),
        **fields,
    )


def days_after(count):
    return AWAITED + datetime.timedelta(days=count)


@given(st.lists(DAYS, max_size=40).map(sorted))
def test_however_often_it_is_looked_at_it_is_told_seldom(days):
    letter = Letter(answer_awaited=AWAITED)
    told = []
    for day in days:
        if is_due(letter, day):
            letter.reminded = day
            told.append(day)

    assert all(day > AWAITED for day in told)
    assert bool(told) == any(day > AWAITED for day in days)
    for before, after in itertools.pairwise(told):
        assert working_days_between(before, after) >= AGAIN_AFTER


@pytest.mark.django_db
def test_who_leads_hears_of_it_once_and_again_later(partnership, alice):
    caw = make_organisation(partnership, "CAW Durmeland")
    lead = make_member(partnership, RoleKind.LEAD, organisation=caw)
    make_member(partnership, RoleKind.FIELD_WORKER, organisation=caw)
    letter = a_letter(partnership)
    SignalActor.objects.create(
        signal=letter.signal, role=ActorRole.LEAD, organisation=caw
    )

    told = [remind_due(days_after(count)) for count in (0, 1, 1, 2, 20, 31, 32)]

    assert told == [0, 1, 0, 0, 0, 1, 0]
    mails = Mail.objects.filter(kind="letter_unanswered")
    assert [one.to for one in mails] == [lead.email] * 2
    assert "De minister van Wonen" in mails[0].subject
    assert Entry.objects.filter(verb="letter_reminded").count() == 2


@pytest.mark.django_db
def test_without_a_lead_who_coordinates_hears_of_it(partnership, alice, bob):
    a_letter(partnership)

    with time_machine.travel(datetime.datetime(2026, 5, 5, 8, tzinfo=datetime.UTC)):
        tasks.remind_letters(0)

    assert [one.to for one in Mail.objects.all()] == [alice.email]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "fields"),
    [
        (SignalState.CLOSED, {}),
        (SignalState.PARKED, {}),
        (SignalState.DECIDED, {"answer_awaited": None}),
        (SignalState.DECIDED, {"answered": AWAITED, "answer": "Ja."}),
    ],
)
def test_nobody_is_bothered_where_nothing_is_awaited(partnership, alice, state, fields):
    a_letter(partnership, state, **fields)

    assert remind_due(days_after(40)) == 0


@pytest.mark.django_db
def test_once_answered_it_is_quiet(partnership, alice):
    letter = a_letter(partnership)
    note_letter_answer(
        letter, answered=AWAITED, answer="Wij bekijken het.", actor=alice
    )

    assert remind_due(days_after(40)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(partnership, alice):
    a_letter(partnership)

    answers = at_once(*[lambda: remind_due(days_after(1))] * 2)

    assert sum(answers) == 1
    assert Mail.objects.count() == 1
