"""Every move of a signal through the domain, on the real database."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals import emails
from draaischijf.signals.domain import following, movement
from draaischijf.signals.domain.movement import Move, change_state
from draaischijf.signals.enums import PUBLIC_STATES, Route, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    PolicySignal,
    SignalStep,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import (
    DAY,
    FULL_MOVE,
    VISITORS,
    WITH_MOVE,
    change,
    held_by_visitor,
    make_visitor,
    open_gates,
    recorded,
    traces,
    undone,
)
from draaischijf.signals.workflow import SIGNAL_TABLE, Gate, Party, TransitionDenied

pytestmark = pytest.mark.django_db
S = SignalState
LINES = {(line.source, line.target): line for line in SIGNAL_TABLE}
GATED = [(line, gate) for line in SIGNAL_TABLE for gate in line.gates]


def ready(partnership, state, *, before="", but=()):
    """A signal in this state to which every gate is open, but for some."""
    fields = {"state_before": before} if before else {}
    signal = make_signal(partnership, state, **fields)
    open_gates(signal, but=but)
    return signal


def verb_of(source, target):
    if source == S.CLOSED:
        return "signal_reopened"
    if source == S.PARKED:
        return "signal_woke"
    named = {
        S.PARKED: "signal_parked",
        S.CLOSED: "signal_closed",
        S.NOT_RETAINED: "signal_not_retained",
    }
    return named.get(target, "signal_moved")


# -- Every state × every state × everybody ------------------------------------------


@pytest.mark.parametrize("source", list(S))
def test_a_signal_moves_by_the_table_only_and_else_nothing_moves(
    source, partnership, other_partnership
):
    signal = ready(partnership, source, before=S.ANALYSIS if source in ASIDE else "")
    visitors = {
        kind: make_visitor(kind, partnership, other_partnership) for kind in WHO
    }
    before = traces(signal)

    for target in S:
        line = LINES.get((source, target))
        if source == S.PARKED and target != S.ANALYSIS:
            line = None
        for kind, visitor in visitors.items():
            if line and line.who & held_by_visitor(kind):
                with undone():
                    check_moved(signal, target, visitor)
            else:
                check_refused(signal, target, visitor)
        assert traces(signal) == before


ASIDE = {S.PARKED, S.NOT_RETAINED}
WHO = [kind for kind in VISITORS if kind != "anonymous"]


def check_moved(signal, target, actor):
    source = S(signal.state)
    jobs = ProcrastinateJob.objects.count()
    with recorded() as entries:
        moved = change_state(signal, target, actor=actor, move=FULL_MOVE)

    assert moved == PolicySignal.objects.get(pk=signal.pk)
    assert moved.state == target
    step = moved.steps.last()
    assert (step.source, step.target, step.actor) == (source, target, actor)
    (entry,) = entries
    assert (entry.verb, entry.actor) == (verb_of(source, target), actor)
    assert entry.is_public == (target in PUBLIC_STATES or source == S.CLOSED)
    told = target in emails.TOLD_STATES and source != S.PARKED
    assert ProcrastinateJob.objects.count() == jobs + told


def check_refused(signal, target, actor):
    with pytest.raises(TransitionDenied) as denied:
        change_state(signal, target, actor=actor, move=FULL_MOVE)

    assert denied.value.reasons
    assert denied.value.gates == []


@pytest.mark.parametrize("source", list(S))
def test_a_job_wakes_what_is_parked_and_nothing_else(source, partnership):
    signal = ready(partnership, source, before=S.ANALYSIS if source in ASIDE else "")
    before = traces(signal)

    for target in S:
        line = LINES.get((source, target))
        if line and Party.SYSTEM in line.who and target == S.ANALYSIS:
            continue
        with pytest.raises(TransitionDenied):
            change_state(signal, target, actor=None, move=FULL_MOVE, by_system=True)
    assert traces(signal) == before


def test_nobody_moves_nothing(partnership):
    signal = ready(partnership, S.BUNDLING)

    with pytest.raises(TransitionDenied):
        change_state(signal, S.ANALYSIS, actor=None)


# -- Each gate alone ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "gate"), GATED, ids=[f"{a.source}-{a.target}-{g}" for a, g in GATED]
)
def test_one_gate_that_is_not_open_is_the_one_that_is_named(
    line, gate, partnership, dora
):
    if gate == Gate.AGREEMENT:
        make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    signal = ready(partnership, line.source, but={gate})
    move = FULL_MOVE
    if gate in WITH_MOVE:
        empty = None if gate == Gate.DATE else "  " if gate != Gate.OUTCOME else ""
        move = dataclasses.replace(move, **{WITH_MOVE[gate]: empty})
        change(signal, outcome="", feedback="") if line.source != S.CLOSED else None
    before = traces(signal)

    for language in ("nl", "en"):
        with translation.override(language), pytest.raises(TransitionDenied) as denied:
            change_state(signal, line.target, actor=dora, move=move)
        missing = "CAW Durmeland" if gate == Gate.AGREEMENT else None
        with translation.override(language):
            missing = missing or str(gate.label)
        assert denied.value.gates == [gate]
        assert [missing in reason for reason in denied.value.reasons] == [True]
        assert str(denied.value) == denied.value.reasons[0]
    assert traces(signal) == before


@pytest.mark.parametrize("line", SIGNAL_TABLE, ids=lambda a: f"{a.source}-{a.target}")
def test_with_nothing_there_every_gate_is_named_at_once(line, partnership, dora):
    before = {"state_before": line.target} if line.source == S.PARKED else {}
    signal = make_signal(partnership, line.source, **before)

    if not line.gates:
        assert change_state(signal, line.target, actor=dora).state == line.target
        return
    with pytest.raises(TransitionDenied) as denied:
        change_state(signal, line.target, actor=dora)

    assert denied.value.gates == list(line.gates)
    assert len(denied.value.reasons) == len(line.gates)


@pytest.mark.parametrize("standing", ["nobody", "silent", "objects", "left"])
def test_the_agreement_gate_says_who_to_speak_to(standing, partnership, dora):
    signal = ready(partnership, S.ANALYSIS, but={Gate.AGREEMENT})
    caw = make_organisation(partnership, "CAW", in_working_group=standing != "nobody")
    if standing == "objects":
        Agreement.objects.create(
            signal=signal, organisation=caw, result="object", remark="Niet zo"
        )
    if standing == "left":
        change(caw, is_active=False)

    with translation.override("en"), pytest.raises(TransitionDenied) as denied:
        change_state(signal, S.PUBLISHED, actor=dora)

    assert (
        denied.value.reasons
        == {
            "nobody": ["No organisation is in the working group yet."],
            "left": ["No organisation is in the working group yet."],
            "silent": ["These organisations have not answered yet: CAW."],
            "objects": ["These organisations object: CAW."],
        }[standing]
    )


def test_a_partnership_may_do_without_agreement(partnership, dora):
    partnership.agreement_required = False
    partnership.save()
    signal = ready(partnership, S.ANALYSIS, but={Gate.AGREEMENT})

    assert change_state(signal, S.PUBLISHED, actor=dora).is_public


@pytest.mark.parametrize("source", ["report", "support", "actor"])
def test_any_source_opens_the_first_gate(source, partnership, dora):
    signal = make_signal(partnership)
    if source == "report":
        make_link(make_pre_signal(partnership), signal)
    elif source == "support":
        make_support(signal)
    else:
        open_gates(signal, but=set(Gate) - {Gate.SOURCE})

    assert change_state(signal, S.ANALYSIS, actor=dora).state == S.ANALYSIS


@pytest.mark.parametrize(
    ("route", "passes"), [(Route.HIGHER_AUTHORITY, True), (Route.BILATERAL, False)]
)
def test_a_letter_counts_as_a_deed_on_the_way_up_only(route, passes, partnership, dora):
    signal = ready(partnership, S.DECIDED, but={Gate.ACTION})
    change(signal, route=route)
    Letter.objects.create(signal=signal, addressee="Minister", sent=DAY)

    if passes:
        assert change_state(signal, S.IN_ACTION, actor=dora).state == S.IN_ACTION
    else:
        with pytest.raises(TransitionDenied):
            change_state(signal, S.IN_ACTION, actor=dora)


@pytest.mark.parametrize(("days", "passes"), [(-1, False), (0, False), (1, True)])
def test_a_signal_is_parked_until_a_day_that_is_still_to_come(
    days, passes, partnership, dora
):
    signal = make_signal(partnership)
    until = timezone.localdate() + datetime.timedelta(days=days)
    move = Move(reason="Wachten op het decreet", until=until)

    if passes:
        assert change_state(signal, S.PARKED, actor=dora, move=move).parked_until
    else:
        with pytest.raises(TransitionDenied) as denied:
            change_state(signal, S.PARKED, actor=dora, move=move)
        assert denied.value.gates == [Gate.DATE]


# -- Round two ----------------------------------------------------------------------


def test_nothing_of_the_first_round_opens_a_gate_of_the_second(partnership, dora):
    signal = ready(partnership, S.CLOSED)
    Letter.objects.create(signal=signal, addressee="Minister", sent=DAY)

    again = change_state(signal, S.ANALYSIS, actor=dora, move=Move(reason="Terug"))

    assert (again.round, again.is_recurring, again.is_public) == (2, True, True)
    assert (again.outcome, again.feedback, again.route) == ("", "", "")
    for state, gates in [
        (S.PUBLISHED, [Gate.TESTS, Gate.AGREEMENT]),
        (S.DECIDED, [Gate.DECISION, Gate.ROUTE]),
        (S.IN_ACTION, [Gate.ACTION]),
        (S.CLOSED, [Gate.OUTCOME, Gate.FEEDBACK]),
    ]:
        with pytest.raises(TransitionDenied) as denied:
            change_state(again, state, actor=dora)
        assert denied.value.gates == gates
        # Now it is there, in this round.
        open_gates(again, but=set(Gate) - set(gates))
        move = FULL_MOVE if state == S.CLOSED else Move()
        again = change_state(again, state, actor=dora, move=move)

    assert [step.round for step in again.steps.all()][-5:] == [2] * 5
    for made in (Agreement, Decision, AgreedAction):
        assert sorted(one.round for one in made.objects.all()) == [1, 2]
    assert again.is_recurring
    assert again.round == 2


def test_what_was_told_stays_in_the_history_after_reopening(partnership, dora):
    signal = ready(partnership, S.IN_ACTION)
    closed = change_state(signal, S.CLOSED, actor=dora, move=FULL_MOVE)

    change_state(closed, S.ANALYSIS, actor=dora, move=Move(reason="Terug"))

    entry = Entry.objects.about(signal).get(verb="signal_closed")
    assert entry.data["feedback"] == "De avondbus rijdt."
    assert entry.data["outcome"] == "solved"


def test_a_parked_signal_of_the_second_round_wakes_in_it(partnership, dora):
    signal = ready(partnership, S.CLOSED)
    again = change_state(signal, S.ANALYSIS, actor=dora, move=Move(reason="Terug"))

    parked = change_state(again, S.PARKED, actor=dora, move=FULL_MOVE)
    with pytest.raises(TransitionDenied):
        change_state(parked, S.CLOSED, actor=dora, move=FULL_MOVE)
    awake = change_state(parked, S.ANALYSIS, actor=dora)

    assert (awake.round, awake.parked_until, awake.state_before) == (2, None, "")
    assert awake.reason == ""


def test_a_feedback_that_was_kept_before_counts(partnership, dora):
    signal = ready(partnership, S.IN_ACTION)
    change(signal, outcome="passed_on", feedback="De brief is beantwoord.")

    closed = change_state(signal, S.CLOSED, actor=dora)

    assert (closed.outcome, closed.feedback) == (
        "passed_on",
        "De brief is beantwoord.",
    )


def test_a_signal_that_was_public_stays_so(partnership, dora):
    signal = ready(partnership, S.PUBLISHED)

    dropped = change_state(signal, S.NOT_RETAINED, actor=dora, move=FULL_MOVE)
    assert (dropped.is_public, dropped.state_before) == (True, S.PUBLISHED)
    again = change_state(dropped, S.BUNDLING, actor=dora)

    assert (again.is_public, again.state_before, again.reason) == (True, "", "")


# -- Links end with what they are about ---------------------------------------------


def a_year():
    return timezone.localdate() + datetime.timedelta(days=366)


@pytest.mark.parametrize(
    ("source", "end", "back"),
    [
        (S.IN_ACTION, S.CLOSED, S.ANALYSIS),
        (S.ANALYSIS, S.NOT_RETAINED, S.BUNDLING),
    ],
)
def test_links_last_a_year_after_the_end_and_no_end_after_a_return(
    source, end, back, partnership, dora
):
    signal = ready(partnership, source)
    report = make_pre_signal(partnership, state="linked")
    make_link(report, signal)
    support = make_support(signal)

    ended = change_state(signal, end, actor=dora, move=FULL_MOVE)
    for raised in (report, support):
        raised.refresh_from_db()
        assert raised.follow_until == a_year()
    change_state(ended, back, actor=dora, move=FULL_MOVE)

    for raised in (report, support):
        raised.refresh_from_db()
        assert raised.follow_until is None


def test_a_link_of_a_report_ends_with_the_last_of_its_signals(partnership, dora):
    one, other = (ready(partnership, S.IN_ACTION) for _number in range(2))
    report = make_pre_signal(partnership, state="linked")
    make_link(report, one)
    make_link(report, other)

    change_state(one, S.CLOSED, actor=dora, move=FULL_MOVE)
    report.refresh_from_db()
    assert report.follow_until is None
    change_state(other, S.CLOSED, actor=dora, move=FULL_MOVE)

    report.refresh_from_db()
    assert report.follow_until == a_year()


def test_a_report_that_is_weighed_again_is_not_ended_by_a_signal(partnership, dora):
    signal = ready(partnership, S.IN_ACTION)
    report = make_pre_signal(partnership, state="in_review")
    make_link(report, signal)

    change_state(signal, S.CLOSED, actor=dora, move=FULL_MOVE)

    report.refresh_from_db()
    assert report.follow_until is None


@pytest.mark.parametrize("target", [S.PARKED, S.IN_ACTION])
def test_a_move_that_ends_nothing_ends_no_link(target, partnership, dora):
    signal = ready(partnership, S.DECIDED)
    support = make_support(signal)

    change_state(signal, target, actor=dora, move=FULL_MOVE)

    support.refresh_from_db()
    assert support.follow_until is None


# -- What is said of it -------------------------------------------------------------


def test_a_public_line_says_neither_who_nor_why(partnership):
    actor = make_member(partnership, RoleKind.ADMINISTRATOR, name="Xantippe Vermeulen")
    signal = ready(partnership, S.DECIDED)
    move = dataclasses.replace(
        FULL_MOVE, note="Fluisternotitie", reason="Fluisterreden"
    )

    signal = change_state(signal, S.IN_ACTION, actor=actor, move=move)
    signal = change_state(signal, S.CLOSED, actor=actor, move=move)
    change_state(signal, S.ANALYSIS, actor=actor, move=Move(reason="Fluisterreden"))

    entries = Entry.objects.about(signal)
    public = as_lines(entries.public(), with_names=False)
    partners = as_lines(entries, with_names=True)
    assert len(public) == 3
    for line in public:
        assert (line.who, line.note) == ("", "")
        assert "Xantippe" not in line.text
        assert "Fluister" not in line.text
    assert [line.note for line in partners] == ["Fluisternotitie"] * 2 + [
        "Fluisterreden"
    ]
    assert {line.who for line in partners} == {"Xantippe Vermeulen"}


def test_a_refused_agreement_does_not_move_and_a_given_one_does(partnership, dora):
    signal = ready(partnership, S.ANALYSIS, but={Gate.AGREEMENT})
    caw = make_organisation(partnership, "CAW", in_working_group=True)
    following.give_agreement(signal, caw, "object", remark="Niet zo", actor=dora)
    with pytest.raises(TransitionDenied):
        change_state(signal, S.PUBLISHED, actor=dora)

    following.give_agreement(signal, caw, "agree", actor=dora)

    assert change_state(signal, S.PUBLISHED, actor=dora).state == S.PUBLISHED


def test_of_a_stale_page_the_row_as_it_is_now_counts(partnership, dora):
    signal = ready(partnership, S.DECIDED)
    stale = PolicySignal.objects.get(pk=signal.pk)
    change_state(signal, S.IN_ACTION, actor=dora)

    with pytest.raises(TransitionDenied):
        change_state(stale, S.IN_ACTION, actor=dora)

    assert SignalStep.objects.filter(signal=signal, target=S.IN_ACTION).count() == 1


def test_waking_takes_each_signal_where_it_was_and_only_when_it_is_time(
    partnership, other_partnership
):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    due = make_signal(partnership, S.PARKED, state_before=S.DECIDED)
    elsewhere = make_signal(other_partnership, S.PARKED, state_before="")
    later = make_signal(partnership, S.PARKED, parked_until=tomorrow)

    with recorded() as entries:
        assert movement.wake_due(today) == 2
        assert movement.wake_due(today) == 0

    for signal, state in [(due, S.DECIDED), (elsewhere, S.BUNDLING), (later, S.PARKED)]:
        signal.refresh_from_db()
        assert signal.state == state
    assert [(one.verb, one.actor) for one in entries] == [("signal_woke", None)] * 2


def test_one_signal_that_cannot_wake_does_not_keep_the_others_asleep(partnership):
    stuck = make_signal(partnership, S.PARKED, state_before=S.CLOSED)
    due = make_signal(partnership, S.PARKED, state_before=S.ANALYSIS)

    assert movement.wake_due(timezone.localdate()) == 1

    due.refresh_from_db()
    stuck.refresh_from_db()
    assert (due.state, stuck.state) == (S.ANALYSIS, S.PARKED)
