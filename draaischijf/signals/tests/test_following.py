from __future__ import annotations

import datetime

import pytest
import time_machine

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import following, shaping
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Route,
    SignalState,
)
from draaischijf.signals.models import Challenge
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

DAY = datetime.date(2026, 9, 18)


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED)


def verbs(signal):
    return list(Entry.objects.about(signal).values_list("verb", flat=True))


def decide(signal, actor, **parts):
    parts = {"body": "Stuurgroep", "date": DAY, "route": Route.BILATERAL, **parts}
    return following.record_decision(signal, actor=actor, **parts)


def test_the_same_decision_twice_is_once(signal, alice):
    first = decide(signal, alice)
    second = decide(signal, alice)
    decide(signal, alice, body="College")

    assert first == second
    assert signal.decisions.count() == 2
    assert verbs(signal) == ["decision_taken", "decision_taken"]


def test_a_decision_puts_the_signal_on_the_agenda_under_its_challenge(
    partnership, signal, alice
):
    caw = make_organisation(partnership, "CAW Durmeland")
    challenge = Challenge.objects.create(
        partnership=partnership, year=2026, title="Betaalbaar wonen"
    )

    decide(signal, alice, route=Route.CHALLENGE, challenge=challenge, lead=caw)

    signal.refresh_from_db()
    assert signal.route == Route.CHALLENGE
    assert signal.places.get().challenge == challenge
    assert signal.actors.get(role=ActorRole.LEAD).organisation == caw


@pytest.mark.parametrize("state", [SignalState.BUNDLING, SignalState.CLOSED])
def test_nothing_is_decided_about_a_signal_that_is_not_published(
    partnership, alice, state
):
    signal = make_signal(partnership, state)

    with pytest.raises(TransitionDenied):
        decide(signal, alice)
    assert signal.decisions.count() == 0


def test_the_same_letter_twice_is_once(signal, alice):
    for _time in range(2):
        following.send_letter(
            signal, addressee="Vlaamse overheid", sent=DAY, actor=alice
        )

    assert signal.letters.count() == 1
    assert verbs(signal) == ["letter_sent"]


def test_the_answer_to_a_letter_is_kept(signal, alice):
    letter = following.send_letter(
        signal, addressee="Vlaamse overheid", sent=DAY, actor=alice
    )

    following.note_letter_answer(letter, answered=DAY, answer=" Neen. ", actor=alice)

    letter.refresh_from_db()
    assert (letter.answered, letter.answer) == (DAY, "Neen.")


def test_the_same_action_twice_is_once(signal, alice):
    for _time in range(2):
        following.agree_action(signal, what="Bus proberen", who="CAW", actor=alice)
    following.agree_action(signal, what="Bus proberen", who="CAW", by=DAY, actor=alice)

    assert signal.agreed_actions.count() == 2


def test_the_first_to_say_that_an_action_is_done_is_believed(signal, alice):
    action = following.agree_action(signal, what="Bus", who="CAW", actor=alice)
    next_day = DAY + datetime.timedelta(days=1)

    following.finish_action(action, done=DAY, actor=alice)
    following.finish_action(action, done=next_day, actor=alice)

    action.refresh_from_db()
    assert action.done == DAY
    assert verbs(signal).count("action_done") == 1


def test_the_same_line_twice_within_minutes_is_once(signal, alice, dora):
    when = FuzzyDate("18 september 2026", "day", DAY, DAY)
    with time_machine.travel("2026-09-18T10:00:00Z", tick=False) as clock:
        first = following.add_log_entry(signal, when, text="Overleg.", actor=alice)
        second = following.add_log_entry(signal, when, text=" Overleg. ", actor=alice)
        other = following.add_log_entry(signal, when, text="Overleg.", actor=dora)
        clock.shift(datetime.timedelta(minutes=11))
        later = following.add_log_entry(signal, when, text="Overleg.", actor=alice)

    assert first == second
    assert len({first, other, later}) == 3
    assert signal.log_entries.count() == 3


def test_a_line_may_be_for_partners_only(signal, alice):
    when = FuzzyDate("18 september 2026", "day", DAY, DAY)

    public = following.add_log_entry(signal, when, text="Een.", actor=alice)
    inner = following.add_log_entry(
        signal, when, text="Twee.", actor=alice, is_public=False
    )

    assert (public.is_public, inner.is_public) == (True, False)


def test_a_new_answer_replaces_the_old_one_and_its_moment(partnership, alice):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    caw = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    answer = {"actor": alice, "remark": "Te ruim gesteld."}
    with time_machine.travel("2026-09-01T10:00:00Z", tick=False) as clock:
        following.give_agreement(signal, caw, AgreementResult.OBJECT, **answer)
        clock.shift(datetime.timedelta(days=3))
        following.give_agreement(signal, caw, AgreementResult.AGREE, actor=alice)

    kept = signal.agreements.get()
    assert (kept.result, kept.remark) == (AgreementResult.AGREE, "")
    assert kept.at.date() == datetime.date(2026, 9, 4)


def test_a_member_speaks_for_the_own_organisation_only(partnership):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    own = make_organisation(partnership, "JAC", in_working_group=True)
    other = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    wanda = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Wanda", organisation=own
    )

    following.give_agreement(signal, own, AgreementResult.AGREE, actor=wanda)
    with pytest.raises(TransitionDenied):
        following.give_agreement(signal, other, AgreementResult.AGREE, actor=wanda)

    assert signal.agreements.get().organisation == own


@pytest.mark.parametrize(
    "deed",
    [
        decide,
        lambda s, who: following.send_letter(s, addressee="X", sent=DAY, actor=who),
        lambda s, who: following.agree_action(s, what="X", who="Y", actor=who),
        lambda s, who: following.add_log_entry(
            s, FuzzyDate("mei"), text="X", actor=who
        ),
    ],
)
def test_who_only_reads_changes_nothing(signal, bob, deed):
    with pytest.raises(TransitionDenied):
        deed(signal, bob)

    assert verbs(signal) == []


# -- Organisations ------------------------------------------------------------------


def test_naming_and_removing_an_organisation_leaves_a_trace(partnership, signal, alice):
    caw = make_organisation(partnership, "CAW Durmeland")

    named = shaping.name_actor(signal, ActorRole.PARTNER, actor=alice, organisation=caw)
    again = shaping.name_actor(signal, ActorRole.PARTNER, actor=alice, organisation=caw)
    assert named == again
    shaping.name_actor(signal, ActorRole.LEAD, actor=alice, text="elf fora")
    shaping.remove_actor(named, actor=alice)

    assert [str(one) for one in signal.actors.all()] == ["elf fora"]
    assert verbs(signal) == ["actor_named", "lead_named", "actor_removed"]
    sentences = [
        line.text for line in as_lines(Entry.objects.about(signal), with_names=False)
    ]
    assert "CAW Durmeland" in sentences[0]
    assert str(ActorRole.PARTNER.label) in sentences[0]
    assert "CAW Durmeland" in sentences[2]


def test_an_actor_is_somebody(signal, alice):
    with pytest.raises(ValueError, match="organisation"):
        shaping.name_actor(signal, ActorRole.PARTNER, actor=alice, text="  ")


# -- The sentences ------------------------------------------------------------------


def sentence(signal, verb, **data):
    from draaischijf.history.domain import record

    entry = record(signal, verb, actor=None, **data)
    return as_lines([entry], with_names=False)[0].text


def test_a_parked_signal_says_until_when_in_words(signal):
    said = sentence(signal, "signal_parked", until="2027-02-01")
    broken = sentence(signal, "signal_parked", until="")

    assert "2027" in said
    assert "2027-02-01" not in said
    assert "…" in broken


@pytest.mark.parametrize("result", list(AgreementResult))
def test_each_answer_has_a_sentence_of_its_own(signal, result):
    said = {
        one: sentence(signal, "agreement_given", organisation="CAW", result=one)
        for one in AgreementResult
    }

    assert said[result].startswith("CAW")
    assert list(said.values()).count(said[result]) == 1
