"""What becomes of a report, through the domain, on the real database."""

from __future__ import annotations

import datetime
import re
import uuid

import pytest
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import make_member
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.domain.reporting import Report
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
)
from draaischijf.signals.tests.stages import (
    VISITORS,
    held_by_visitor,
    make_visitor,
    recorded,
    traces,
    undone,
)
from draaischijf.signals.workflow import PRE_SIGNAL_TABLE, SETTLED, TransitionDenied
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db
P = PreSignalState
LINES = {(line.source, line.target): line for line in PRE_SIGNAL_TABLE}
YES = Weighing("yes", "yes", "partly", "no")


@pytest.fixture
def signal(partnership):
    return make_signal(partnership)


def report_in(partnership, state, **fields):
    fields.setdefault("email", "bo@durmeland.example")
    if state in SETTLED:
        fields.setdefault("settled", timezone.now())
    return make_pre_signal(partnership, state=state, referral="Ombuds", **fields)


def act(report, target, actor, signal):
    """Do what leads to a state; to weighing there are several ways."""
    if target == P.IN_REVIEW:
        ways = {
            P.SUBMITTED: weighing.take_up,
            P.QUESTION: weighing.go_on_without_answer,
        }
        return ways.get(report.state, weighing.reconsider)(report, actor=actor)
    return {
        P.QUESTION: lambda: weighing.ask_back(report, "Waar precies?", actor=actor),
        P.LINKED: lambda: weighing.link_to_signal(report, signal, actor=actor),
        P.HANDLED_INTERNALLY: lambda: weighing.settle_internally(
            report, "De brief is aangepast.", actor=actor
        ),
        P.NOT_A_SIGNAL: lambda: weighing.refer(
            report, referral="Ombudsdienst", answer="Dank je.", actor=actor
        ),
    }[target]()


VERBS = {
    P.QUESTION: "pre_signal_question",
    P.LINKED: "pre_signal_linked",
    P.HANDLED_INTERNALLY: "pre_signal_handled",
    P.NOT_A_SIGNAL: "pre_signal_referred",
}
FIRST_VERBS = {P.SUBMITTED: "pre_signal_taken_up", P.QUESTION: "pre_signal_went_on"}


def verbs_of(source, target):
    """What history says of the way from one state to another."""
    first = [FIRST_VERBS[source]] if source in FIRST_VERBS else []
    if target == P.IN_REVIEW:
        return first or ["pre_signal_reconsidered"]
    return [*first, VERBS[target]]


def leads(source, target):
    """Whether the table leads there, over the weighing where that is needed."""
    if source in FIRST_VERBS and target not in {P.IN_REVIEW, P.SUBMITTED}:
        return (P.IN_REVIEW, target) in LINES
    return (source, target) in LINES


@pytest.mark.parametrize("source", list(P))
def test_a_report_moves_by_the_table_only_and_else_nothing_moves(
    source, partnership, other_partnership, signal
):
    report = report_in(partnership, source)
    visitors = [
        (kind, make_visitor(kind, partnership, other_partnership))
        for kind in VISITORS
        if kind != "anonymous"
    ]
    before = traces(report)
    for target in set(P) - {P.SUBMITTED, P.WITHDRAWN}:
        if source == target and source in {P.IN_REVIEW, P.LINKED}:
            continue  # a second signal, or nothing to do
        for kind, actor in visitors:
            if leads(source, target) and Permission.WEIGH in held_by_visitor(kind):
                with undone():
                    check_moved(report, target, actor, signal)
            else:
                with pytest.raises(TransitionDenied) as denied:
                    act(report, target, actor, signal)
                assert denied.value.reasons
        assert traces(report) == before


def check_moved(report, target, actor, signal):
    with recorded() as entries:
        moved = act(report, target, actor, signal)

    fresh = PreSignal.objects.get(pk=report.pk)
    assert (moved, fresh.state) == (report, target)
    about = [one for one in entries if one.thing == report]
    assert [one.verb for one in about] == verbs_of(report.state, target)
    assert {one.actor for one in entries} == {actor}
    assert (fresh.settled is not None) == (target in SETTLED)
    assert Mail.objects.count() == (target != P.IN_REVIEW)
    if target != P.IN_REVIEW:
        assert fresh.answered is not None


@pytest.mark.parametrize("source", list(P))
def test_a_raiser_withdraws_what_is_open_only(source, partnership, bob):
    report = report_in(partnership, source, raiser=bob)
    before = traces(report)

    if (source, P.WITHDRAWN) in LINES:
        with recorded() as entries:
            withdrawn = reporting.withdraw_pre_signal(
                report, reason="Toch anders", actor=bob
            )
        (entry,) = entries
        assert withdrawn.state == P.WITHDRAWN
        assert (entry.verb, entry.actor) == ("pre_signal_withdrawn", bob)
        assert entry.note == "Toch anders"
        assert withdrawn.settled
    else:
        with pytest.raises(TransitionDenied):
            reporting.withdraw_pre_signal(report)
        assert traces(report) == before


@pytest.mark.parametrize("source", list(P))
def test_a_raiser_answers_an_open_question_only(source, partnership, bob):
    report = report_in(partnership, source, raiser=bob)
    before = traces(report)

    if source == P.QUESTION:
        with recorded() as entries:
            reporting.answer_question(report, "Aan het station", actor=bob)
        (entry,) = entries
        assert (entry.verb, entry.actor) == ("pre_signal_answered", bob)
        assert PreSignal.objects.get().state == P.IN_REVIEW
    else:
        with pytest.raises(TransitionDenied):
            reporting.answer_question(report, "Aan het station", actor=bob)
        assert traces(report) == before


@pytest.mark.parametrize("source", [P.QUESTION, P.SUBMITTED, P.IN_REVIEW])
def test_a_raiser_with_a_role_does_not_weigh_the_own_report(partnership, source):
    raiser = make_member(partnership, RoleKind.FIELD_WORKER)
    report = report_in(partnership, source, raiser=raiser)
    before = traces(report)

    for work in (
        lambda: weighing.weigh(report, YES, actor=raiser),
        lambda: weighing.take_up(report, actor=raiser),
        lambda: weighing.go_on_without_answer(report, actor=raiser),
    ):
        with pytest.raises(TransitionDenied):
            work()
    assert traces(report) == before


# -- Taking up and weighing ---------------------------------------------------------


@pytest.mark.parametrize("source", [P.IN_REVIEW, P.QUESTION])
def test_taking_up_what_is_being_weighed_does_nothing(source, partnership, alice):
    report = report_in(partnership, source)
    before = traces(report)

    assert weighing.take_up(report, actor=alice).state == source
    assert weighing.take_up_many([report], actor=alice) == 0
    assert traces(report) == before


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_a_page_that_was_open_too_long_does_not_undo_an_outcome(
    state, partnership, alice
):
    report = report_in(partnership, state)
    before = traces(report)

    for work in (weighing.take_up, weighing.go_on_without_answer):
        with pytest.raises(TransitionDenied):
            work(report, actor=alice)
    assert traces(report) == before


@pytest.mark.parametrize("state", [P.SUBMITTED, P.IN_REVIEW, P.QUESTION])
def test_without_an_outcome_there_is_nothing_to_come_back_on(state, partnership, alice):
    report = report_in(partnership, state)

    with pytest.raises(TransitionDenied):
        weighing.reconsider(report, actor=alice)


def test_the_answers_to_the_four_questions_are_kept_and_not_public(partnership, alice):
    report = report_in(partnership, P.SUBMITTED)
    right = make_term("Recht op wonen")

    with recorded() as entries:
        weighing.weigh(
            report,
            Weighing("yes", "no", "partly", "", rights=(right,)),
            actor=alice,
        )

    report.refresh_from_db()
    assert report.state == P.IN_REVIEW
    assert [report.test_recurring, report.test_beyond_one] == ["yes", "no"]
    assert [report.test_practice, report.test_several] == ["partly", ""]
    assert list(report.rights.all()) == [right]
    assert [one.verb for one in entries] == [
        "pre_signal_taken_up",
        "pre_signal_weighed",
    ]
    assert [one.is_public for one in entries] == [True, False]


def test_weighing_leaves_a_question_open(partnership, alice):
    report = report_in(partnership, P.QUESTION)

    weighing.weigh(report, YES, actor=alice)

    report.refresh_from_db()
    assert (report.state, report.test_recurring) == (P.QUESTION, "yes")


def test_several_are_taken_up_at_once_and_all_or_none(
    partnership, other_partnership, alice
):
    reports = [report_in(partnership, P.SUBMITTED) for _number in range(3)]
    stale = list(reports)
    weighing.take_up(reports[0], actor=alice)

    # What somebody took up meanwhile is not counted.
    assert weighing.take_up_many(stale, actor=alice) == 2
    mixed = [
        report_in(partnership, P.SUBMITTED),
        report_in(other_partnership, P.SUBMITTED),
    ]
    with pytest.raises(TransitionDenied):
        weighing.take_up_many(mixed, actor=alice)
    mixed[0].refresh_from_db()
    assert mixed[0].state == P.SUBMITTED


# -- Questions and answers ----------------------------------------------------------


def test_the_promise_starts_again_with_an_answer(partnership, alice):
    report = report_in(partnership, P.IN_REVIEW, answer_due=datetime.date(2026, 1, 5))
    asked = weighing.ask_back(report, "  Waar precies? ", actor=alice)
    assert asked.answered is not None

    reporting.answer_question(asked, "Aan het station.")

    report.refresh_from_db()
    assert report.answered is None
    assert report.answer_due > timezone.localdate()
    said = [(one.kind, one.from_raiser, one.text) for one in report.messages.all()]
    assert said == [
        ("question", False, "Waar precies?"),
        ("answer", True, "Aan het station."),
    ]


def test_a_double_click_gives_one_answer_and_a_new_question_another(partnership, alice):
    report = report_in(partnership, P.QUESTION)
    first = reporting.answer_question(report, "Ja. ")

    assert reporting.answer_question(report, "Ja.") == first
    with pytest.raises(TransitionDenied):
        reporting.answer_question(report, "Nee.")
    weighing.ask_back(report, "Ook in het weekend?", actor=alice)

    assert reporting.answer_question(report, "Ja.") != first
    assert report.messages.filter(kind="answer").count() == 2


# -- Linking ------------------------------------------------------------------------


def test_a_report_of_another_partnership_is_not_linked(
    other_partnership, signal, alice, charlie
):
    report = report_in(other_partnership, P.IN_REVIEW)

    for actor in (alice, charlie):
        with pytest.raises(TransitionDenied):
            weighing.link_to_signal(report, signal, actor=actor)
    assert not signal.links.exists()


def test_a_signal_that_was_not_retained_takes_no_reports(partnership, alice):
    report = report_in(partnership, P.IN_REVIEW)
    dropped = make_signal(partnership, SignalState.NOT_RETAINED)

    with pytest.raises(TransitionDenied):
        weighing.link_to_signal(report, dropped, actor=alice)


def test_linking_twice_is_once(partnership, signal, alice):
    report = report_in(partnership, P.IN_REVIEW)
    weighing.link_to_signal(report, signal, actor=alice, answer="Dit zien er meer.")
    before = traces(report)

    weighing.link_to_signal(report, signal, actor=alice, answer="Iets anders.")

    assert traces(report) == before
    assert signal.links.count() == 1


def test_a_second_signal_keeps_the_first_and_its_words_become_the_answer(
    partnership, signal, alice
):
    report = report_in(partnership, P.IN_REVIEW)
    other = make_signal(partnership)
    weighing.link_to_signal(report, signal, actor=alice, answer="Dit zien er meer.")
    settled = PreSignal.objects.get().settled

    with recorded() as entries:
        weighing.link_to_signal(report, other, actor=alice, answer="En hier ook.")

    report.refresh_from_db()
    assert set(report.signals.all()) == {signal, other}
    assert (report.outcome_text, report.settled) == ("En hier ook.", settled)
    assert {(one.verb, one.data["number"]) for one in entries} == {
        ("report_linked", report.number),
        ("pre_signal_linked", other.number),
    }
    assert Mail.objects.count() == 2


def test_a_link_to_a_closed_signal_does_not_last_for_ever(partnership, alice):
    report = report_in(partnership, P.IN_REVIEW)

    weighing.link_to_signal(
        report, make_signal(partnership, SignalState.CLOSED), actor=alice
    )
    report.refresh_from_db()
    assert report.follow_until is not None
    weighing.link_to_signal(report, make_signal(partnership), actor=alice)

    report.refresh_from_db()
    assert report.follow_until is None


def test_several_are_linked_all_or_none(partnership, signal, alice):
    reports = [report_in(partnership, P.IN_REVIEW) for _number in range(2)]
    gone = report_in(partnership, P.WITHDRAWN)

    assert weighing.link_many(reversed(reports), signal, actor=alice) == 2
    other = make_signal(partnership)
    with pytest.raises(TransitionDenied):
        weighing.link_many([*reports, gone], other, actor=alice)

    assert signal.links.count() == 2
    assert not other.links.exists()


def test_out_of_one_signal_a_report_stays_in_another_out_of_the_last_it_is_weighed(
    partnership, signal, alice
):
    report = report_in(partnership, P.LINKED)
    other = make_signal(partnership)
    make_link(report, signal)
    make_link(report, other)

    with recorded() as entries:
        assert weighing.unlink(report, signal, actor=alice).state == P.LINKED
    assert [one.verb for one in entries] == ["pre_signal_unlinked", "report_unlinked"]
    before = traces(report)
    weighing.unlink(report, signal, actor=alice)
    assert traces(report) == before

    last = weighing.unlink(report, other, actor=alice)
    assert (last.state, last.settled, last.follow_until) == (P.IN_REVIEW, None, None)


def test_who_does_not_weigh_takes_nothing_out(partnership, signal, bob):
    report = report_in(partnership, P.LINKED)
    make_link(report, signal)

    with pytest.raises(TransitionDenied):
        weighing.unlink(report, signal, actor=bob)
    with pytest.raises(TransitionDenied):
        weighing.link_to_signal(report, signal, actor=bob)
    assert signal.links.exists()


# -- Coming back --------------------------------------------------------------------


def test_a_report_that_is_weighed_again_keeps_its_signals_until_it_ends_otherwise(
    partnership, signal, alice
):
    report = report_in(partnership, P.IN_REVIEW)
    weighing.link_to_signal(report, signal, actor=alice)
    weighing.reconsider(report, actor=alice)
    assert signal.links.exists()

    with recorded() as entries:
        settled = weighing.settle_internally(report, "Toch hier opgelost.", actor=alice)

    assert not signal.links.exists()
    assert settled.follow_until is not None
    assert [one.verb for one in entries] == [
        "pre_signal_handled",
        "pre_signal_unlinked",
        "report_unlinked",
    ]


@pytest.mark.parametrize("end", ["refer", "withdraw"])
def test_what_is_referred_or_withdrawn_leaves_its_signals(
    end, partnership, signal, alice
):
    report = report_in(partnership, P.IN_REVIEW)
    make_link(report, signal)

    if end == "refer":
        weighing.refer(report, referral="Ombudsdienst", answer="", actor=alice)
    else:
        reporting.withdraw_pre_signal(report)

    report.refresh_from_db()
    assert not signal.links.exists()
    assert report.follow_until is not None


def test_coming_back_to_the_same_signal_is_said_and_told_again(
    partnership, signal, alice
):
    report = report_in(partnership, P.IN_REVIEW)
    weighing.link_to_signal(report, signal, actor=alice, answer="Dit zien er meer.")
    weighing.reconsider(report, actor=alice)

    with recorded() as entries:
        again = weighing.link_to_signal(report, signal, actor=alice, answer="Toch wel.")

    assert (again.state, again.outcome_text) == (P.LINKED, "Toch wel.")
    assert [one.verb for one in entries] == ["pre_signal_linked"]
    assert Mail.objects.count() == 2
    assert signal.links.count() == 1


def test_a_referral_that_was_taken_back_does_not_go_along(partnership, alice):
    report = report_in(partnership, P.IN_REVIEW)
    weighing.refer(report, referral="Ombudsdienst", answer="Dank.", actor=alice)
    weighing.reconsider(report, actor=alice)

    settled = weighing.settle_internally(report, "Opgelost.", actor=alice)

    assert settled.referral == ""
    first, second = Mail.objects.order_by("pk")
    assert "Ombudsdienst" in first.text
    assert "Ombudsdienst" not in second.text


def test_the_same_outcome_twice_after_a_second_look_is_told_twice(partnership, alice):
    report = report_in(partnership, P.IN_REVIEW)
    weighing.settle_internally(report, "Opgelost.", actor=alice)
    weighing.reconsider(report, actor=alice)
    weighing.settle_internally(report, "Echt opgelost.", actor=alice)

    assert Mail.objects.count() == 2


@pytest.mark.parametrize("state", [P.HANDLED_INTERNALLY, P.NOT_A_SIGNAL, P.LINKED])
def test_a_link_has_no_end_while_a_report_is_weighed_again(state, partnership, alice):
    report = report_in(
        partnership, state, follow_until=timezone.localdate(), answered=timezone.now()
    )

    again = weighing.reconsider(report, actor=alice)

    assert (again.follow_until, again.settled) == (None, None)


@pytest.mark.parametrize("referral", ["", "  ", "\n"])
def test_nobody_is_sent_away_empty_handed(referral, partnership, alice):
    report = report_in(partnership, P.IN_REVIEW)
    before = traces(report)

    with pytest.raises(TransitionDenied) as denied:
        weighing.refer(report, referral=referral, answer="Dag", actor=alice)

    assert denied.value.reasons
    assert traces(report) == before


# -- The whole of it ----------------------------------------------------------------


def test_the_raisers_lines_say_neither_who_nor_what_was_written(partnership):
    actor = make_member(partnership, RoleKind.COORDINATOR, name="Xantippe Vermeulen")
    report = reporting.report_pre_signal(
        partnership,
        Report(problem="Fluisterprobleem", email="fluister@durmeland.example"),
        submission_key=uuid.uuid4(),
    )
    signal = make_signal(partnership, title="Fluistersignaal")
    weighing.weigh(report, YES, actor=actor)
    weighing.ask_back(report, "Fluistervraag", actor=actor)
    reporting.answer_question(report, "Fluisterantwoord")
    reporting.add_example(report, "Fluistervoorbeeld")
    weighing.link_to_signal(report, signal, actor=actor, answer="Fluisterwoord")
    weighing.unlink(report, signal, actor=actor)
    weighing.settle_internally(report, "Fluisteruitleg", actor=actor)
    weighing.reconsider(report, actor=actor)
    reporting.withdraw_pre_signal(report, reason="Fluisterreden")

    entries = Entry.objects.about(report)
    lines = as_lines(entries.public(), with_names=False)
    told = " ".join(f"{line.who}{line.text}{line.note}" for line in lines)

    assert entries.public().count() == 8
    assert not re.search("fluister|xantippe", told, re.IGNORECASE)
    assert PolicySignal.objects.get().links.count() == 0
