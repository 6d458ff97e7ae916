from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.core.dated_facts import DateKind
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import following
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Route,
    SignalState,
)
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Challenge,
    Letter,
    SignalActor,
)
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import (
    DAY,
    VISITORS,
    held_by_visitor,
    make_visitor,
    recorded,
    traces,
)
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db
ACCOUNTS = [kind for kind in VISITORS if kind != "anonymous"]
LONG_AGO = timezone.make_aware(datetime.datetime(2020, 1, 1))  # noqa: DTZ001 made aware here


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED, last_movement=LONG_AGO)


def challenge_of(partnership, title="Betaalbaar wonen", **fields):
    return Challenge.objects.create(
        partnership=partnership, year=2026, title=title, **fields
    )


def decide(signal, actor, **parts):
    parts = {"body": "Stuurgroep", "date": DAY, "route": Route.BILATERAL, **parts}
    return following.record_decision(signal, actor=actor, **parts)


DEEDS = {
    "decision_taken": (
        Permission.DECIDE,
        True,
        decide,
    ),
    "carried_by_challenge": (
        Permission.DECIDE,
        True,
        lambda signal, actor: following.carry_by_challenge(
            signal, Challenge.objects.get(), actor=actor
        ),
    ),
    "letter_sent": (
        Permission.FOLLOW_UP,
        True,
        lambda signal, actor: following.send_letter(
            signal, addressee=" Minister ", sent=DAY, actor=actor
        ),
    ),
    "letter_answered": (
        Permission.FOLLOW_UP,
        True,
        lambda signal, actor: following.note_letter_answer(
            Letter.objects.get(addressee="Gouverneur"),
            answered=DAY,
            answer=" Volgend jaar ",
            actor=actor,
        ),
    ),
    "action_agreed": (
        Permission.FOLLOW_UP,
        True,
        lambda signal, actor: following.agree_action(
            signal, what=" Avondbus ", who=" CAW ", by=DAY, actor=actor
        ),
    ),
    "action_done": (
        Permission.FOLLOW_UP,
        True,
        lambda signal, actor: following.finish_action(
            AgreedAction.objects.get(what="Rondvraag"), done=DAY, actor=actor
        ),
    ),
    "log_added": (
        Permission.FOLLOW_UP,
        False,
        lambda signal, actor: following.add_log_entry(
            signal,
            FuzzyDate("najaar 2026", DateKind.SEASON),
            text=" Gesprek ",
            actor=actor,
        ),
    ),
}


@pytest.mark.parametrize("verb", DEEDS)
def test_who_may_leaves_one_line_and_who_may_not_leaves_nothing(
    verb, partnership, other_partnership, signal
):
    needed, is_public, work = DEEDS[verb]
    challenge_of(partnership)
    Letter.objects.create(signal=signal, addressee="Gouverneur", sent=DAY)
    AgreedAction.objects.create(signal=signal, what="Rondvraag", who="CAW")
    before = traces(signal)
    done_by = None

    for kind in sorted(ACCOUNTS, key=lambda kind: needed in held_by_visitor(kind)):
        actor = make_visitor(kind, partnership, other_partnership)
        if needed not in held_by_visitor(kind):
            with pytest.raises(TransitionDenied):
                work(signal, actor)
            assert traces(signal) == before
            continue
        with recorded() as entries:
            first = work(signal, actor)
        if done_by is None:
            (entry,) = entries
            assert (entry.verb, entry.actor) == (verb, actor)
            assert (entry.is_public, entry.thing) == (is_public, signal)
            signal.refresh_from_db()
            assert signal.last_movement > LONG_AGO
            done_by = actor
        else:
            # Another person who does the same: it was done already. Only a log
            # entry is everybody's own.
            assert bool(entries) == (verb == "log_added")
        with recorded() as again:
            assert work(signal, actor) == first
        assert again == []


# -- Agreement ----------------------------------------------------------------------


@pytest.fixture
def analysed(partnership):
    return make_signal(partnership, SignalState.ANALYSIS, last_movement=LONG_AGO)


@pytest.fixture
def caw(partnership):
    return make_organisation(partnership, "CAW", in_working_group=True)


@pytest.mark.parametrize("kind", ACCOUNTS)
@pytest.mark.parametrize("belongs", [True, False])
def test_members_agree_for_their_own_and_who_publishes_for_all(
    kind, belongs, partnership, other_partnership, analysed, caw
):
    user = make_visitor(kind, partnership, other_partnership)
    if belongs and kind in list(RoleKind):
        Role.objects.filter(person__user=user).update(organisation=caw)
    held = held_by_visitor(kind)
    may = Permission.PUBLISH in held or (Permission.AGREE in held and belongs)
    before = traces(analysed)

    if not may:
        with pytest.raises(TransitionDenied):
            following.give_agreement(analysed, caw, AgreementResult.AGREE, actor=user)
        assert traces(analysed) == before
        return
    with recorded() as entries:
        for _number in range(2):
            following.give_agreement(analysed, caw, AgreementResult.AGREE, actor=user)
    (entry,) = entries
    assert (entry.verb, entry.actor) == ("agreement_given", user)
    assert (entry.on_behalf_of, entry.is_public) == ("CAW", False)


def test_of_an_ended_role_nobody_speaks_any_more(partnership, analysed, caw):
    user = make_member(partnership, RoleKind.WORKING_GROUP_MEMBER)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Role.objects.create(
        partnership=partnership,
        person=user.persons.get(),
        kind=RoleKind.WORKING_GROUP_MEMBER,
        organisation=caw,
        until=yesterday,
    )

    with pytest.raises(TransitionDenied):
        following.give_agreement(analysed, caw, AgreementResult.AGREE, actor=user)


@pytest.mark.parametrize("result", list(AgreementResult))
@pytest.mark.parametrize("remark", ["", " \n", "Liever anders"])
def test_an_objection_or_remark_needs_words(result, remark, analysed, caw, dora):
    needs = result in {AgreementResult.OBJECT, AgreementResult.AGREE_WITH_REMARK}

    if needs and not remark.strip():
        with pytest.raises(TransitionDenied):
            following.give_agreement(analysed, caw, result, remark=remark, actor=dora)
        assert not analysed.agreements.exists()
    else:
        made = following.give_agreement(
            analysed, caw, result, remark=remark, actor=dora
        )
        assert (made.result, made.remark) == (result, remark.strip())


def test_an_answer_that_changes_replaces_the_old_one_with_a_line_each(
    analysed, caw, dora
):
    with recorded() as entries:
        following.give_agreement(
            analysed, caw, AgreementResult.OBJECT, remark="Niet zo", actor=dora
        )
        following.give_agreement(analysed, caw, AgreementResult.AGREE, actor=dora)

    assert analysed.agreements.get().result == "agree"
    assert [one.data["result"] for one in entries] == ["object", "agree"]
    assert [one.note for one in entries] == ["Niet zo", ""]


@pytest.mark.parametrize("state", sorted(set(SignalState) - {SignalState.ANALYSIS}))
def test_nobody_agrees_outside_the_analysis(state, partnership, caw, dora):
    signal = make_signal(partnership, state)

    with pytest.raises(TransitionDenied):
        following.give_agreement(signal, caw, AgreementResult.AGREE, actor=dora)


@pytest.mark.parametrize("which", ["not in the group", "of another partnership"])
def test_only_the_working_group_agrees(
    which, partnership, other_partnership, analysed, dora
):
    here = which == "not in the group"
    stranger = make_organisation(
        partnership if here else other_partnership, "Elders", in_working_group=not here
    )

    with pytest.raises(TransitionDenied):
        following.give_agreement(analysed, stranger, AgreementResult.AGREE, actor=dora)
    assert not analysed.agreements.exists()


# -- Decisions and the agenda -------------------------------------------------------


@pytest.mark.parametrize("state", list(SignalState))
def test_a_decision_is_taken_about_what_is_public_and_open(state, partnership, dora):
    signal = make_signal(partnership, state)
    before = traces(signal)

    if state in {SignalState.PUBLISHED, SignalState.DECIDED, SignalState.IN_ACTION}:
        assert decide(signal, dora).round == 1
    else:
        with pytest.raises(TransitionDenied):
            decide(signal, dora)
        assert traces(signal) == before


def test_a_decision_puts_route_lead_and_place_right(partnership, signal, dora):
    right = make_term("Wonen")
    signal.rights.set([right])
    challenge = challenge_of(partnership)

    with recorded() as entries:
        made = decide(
            signal,
            dora,
            route=Route.CHALLENGE,
            challenge=challenge,
            text=" We doen het. ",
            reference=" 2026/14 ",
            lead_text=" Buurtraad ",
        )

    signal.refresh_from_db()
    place = signal.places.get()
    assert (made.text, made.reference) == ("We doen het.", "2026/14")
    assert (signal.route, signal.state) == ("challenge", "published")
    assert (place.route, place.challenge, place.right) == (
        "challenge",
        challenge,
        right,
    )
    assert signal.actors.get(role=ActorRole.LEAD).text == "Buurtraad"
    assert [one.verb for one in entries] == ["lead_named", "decision_taken"]


def test_nothing_of_another_partnership_gets_on_the_agenda(
    other_partnership, signal, dora
):
    challenge = challenge_of(other_partnership, "Geheim elders")
    lead = make_organisation(other_partnership, "Elders")
    before = traces(signal)
    signal.rights.set([])

    for work in (
        lambda: decide(signal, dora, route=Route.CHALLENGE, challenge=challenge),
        lambda: decide(signal, dora, lead=lead),
        lambda: following.carry_by_challenge(signal, challenge, actor=dora),
    ):
        with pytest.raises(TransitionDenied) as denied:
            work()
        assert "elders" not in str(denied.value).lower()
    assert traces(signal) == before
    assert not signal.decisions.exists()
    assert not signal.places.exists()


def test_what_a_document_put_there_twice_does_not_stop_a_decision(
    partnership, signal, dora
):
    caw = make_organisation(partnership, "CAW")
    for rubric in ("Rubriek 1", "Rubriek 2"):
        AgendaPlace.objects.create(
            signal=signal, route=Route.BILATERAL, rubric=rubric, position=1
        )
        SignalActor.objects.create(signal=signal, role="lead", organisation=caw)

    decide(signal, dora, lead=caw)

    assert signal.places.count() == 2
    assert signal.actors.count() == 2


def test_a_second_decision_stands_beside_the_first_and_the_last_route_counts(
    signal, dora
):
    decide(signal, dora)
    decide(signal, dora, body="College", route=Route.HIGHER_AUTHORITY)

    signal.refresh_from_db()
    assert signal.route == Route.HIGHER_AUTHORITY
    assert sorted(place.route for place in signal.places.all()) == [
        "bilateral",
        "higher_authority",
    ]


def test_a_challenge_takes_the_place_that_waits_for_one(partnership, signal, dora):
    first = challenge_of(partnership)
    second = challenge_of(partnership, "Vervoer", position=2)
    waiting = following.place_on_agenda(signal, Route.CHALLENGE)
    assert following.place_on_agenda(signal, Route.CHALLENGE) == waiting

    assert following.carry_by_challenge(signal, first, actor=dora) == waiting
    assert following.carry_by_challenge(signal, first, actor=dora) == waiting
    another = following.carry_by_challenge(signal, second, actor=dora)

    assert another != waiting
    verbs = Entry.objects.about(signal).values_list("verb", flat=True)
    assert list(verbs) == ["carried_by_challenge"] * 2


# -- Deeds --------------------------------------------------------------------------


def test_what_was_typed_is_kept_clean(signal, dora):
    letter = following.send_letter(
        signal,
        addressee=" Minister ",
        sent=DAY,
        reference=" B/12 ",
        answer_awaited=DAY,
        actor=dora,
    )
    action = following.agree_action(signal, what=" Bus ", who=" CAW ", actor=dora)
    entry = following.add_log_entry(
        signal,
        FuzzyDate("18/9", "day", DAY, DAY),
        text=" Gesprek\n",
        attendance=12,
        attendance_is_about=True,
        meetings=2,
        is_public=False,
        actor=dora,
    )

    assert (letter.addressee, letter.reference) == ("Minister", "B/12")
    assert letter.answer_awaited == DAY
    assert (action.what, action.who, action.by) == ("Bus", "CAW", None)
    assert (entry.text, entry.date_kind, entry.start) == ("Gesprek", "day", DAY)
    assert (entry.attendance, entry.attendance_is_about, entry.meetings) == (
        12,
        True,
        2,
    )
    assert not entry.is_public
    assert [str(one) for one in (letter, action, entry)] == [
        "Minister, 2026-09-18",
        "Bus",
        "18/9: Gesprek",
    ]


def test_an_answer_to_a_letter_can_be_put_right(signal, dora):
    letter = following.send_letter(signal, addressee="Minister", sent=DAY, actor=dora)
    stale = Letter.objects.get(pk=letter.pk)
    note = following.note_letter_answer
    note(letter, answered=DAY, answer="Volgend jaar", actor=dora)

    note(stale, answered=DAY, answer="Volgend jaar", actor=dora)
    note(stale, answered=DAY, answer="Toch dit jaar", actor=dora)

    letter.refresh_from_db()
    assert letter.answer == "Toch dit jaar"
    assert Entry.objects.filter(verb="letter_answered").count() == 2


def test_a_megabyte_of_follow_up_does_not_swell_the_history(signal, dora):
    text = "Een lang verslag. " * 60_000

    entry = following.add_log_entry(signal, FuzzyDate("18/9"), text=text, actor=dora)

    assert len(entry.text) > 1_000_000
    assert len(Entry.objects.get().data["text"]) == 200
