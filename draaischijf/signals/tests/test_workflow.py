"""Every state × every state × every role of both tables; no database."""

from __future__ import annotations

import dataclasses
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.people.enums import RoleKind
from draaischijf.people.permissions import ROLE_PERMISSIONS, Permission
from draaischijf.signals import workflow
from draaischijf.signals.enums import (
    OPEN_PRE_SIGNAL_STATES,
    PHASE_OF_STATE,
    PUBLIC_STATES,
    PreSignalState,
    Route,
    SignalState,
)
from draaischijf.signals.workflow import (
    PRE_SIGNAL_TABLE,
    SIGNAL_TABLE,
    Facts,
    Gate,
    Party,
    TransitionDenied,
    check_pre_signal,
    check_signal,
    explain,
    open_gates,
    signal_targets,
    signal_transition,
)

# Those who may move something: each role, and the two without one.
HANDS = {
    **{str(kind): frozenset(held) for kind, held in ROLE_PERMISSIONS.items()},
    # Of the signal that one leads.
    str(RoleKind.LEAD): ROLE_PERMISSIONS[RoleKind.LEAD] | {Permission.FOLLOW_UP},
    "raiser": frozenset({Party.RAISER}),
    "system": frozenset({Party.SYSTEM}),
    "nobody": frozenset(),
}
ALL_MET = Facts(
    has_source=True,
    tests_answered=True,
    has_decision=True,
    route=Route.BILATERAL,
    has_lead=True,
    has_action=True,
    has_outcome=True,
    has_feedback=True,
    has_date=True,
    has_reason=True,
)
SIGNAL_LINES = {(line.source, line.target): line for line in SIGNAL_TABLE}
PRE_SIGNAL_LINES = {(line.source, line.target): line for line in PRE_SIGNAL_TABLE}


def passes(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except TransitionDenied as denied:
        refusal = denied
    else:
        return True
    assert refusal.reasons
    assert all(reason.strip() for reason in refusal.reasons)
    return False


# -- Every state × every state × every role -----------------------------------------


@pytest.mark.parametrize("source", list(PreSignalState))
@pytest.mark.parametrize("target", list(PreSignalState))
@pytest.mark.parametrize("hand", HANDS)
def test_a_report_moves_by_its_table_only(source, target, hand):
    line = PRE_SIGNAL_LINES.get((source, target))
    expected = line is not None and bool(line.who & HANDS[hand])

    assert passes(check_pre_signal, source, target, held=HANDS[hand]) == expected


@pytest.mark.parametrize("source", list(SignalState))
@pytest.mark.parametrize("target", list(SignalState))
@pytest.mark.parametrize("hand", HANDS)
def test_a_signal_moves_by_its_table_only(source, target, hand):
    line = SIGNAL_LINES.get((source, target))
    expected = line is not None and bool(line.who & HANDS[hand])

    moved = passes(
        check_signal,
        source,
        target,
        held=HANDS[hand],
        facts=ALL_MET,
        state_before=target,
    )

    assert moved == expected


@pytest.mark.parametrize("source", list(SignalState))
@pytest.mark.parametrize("target", list(SignalState))
def test_with_no_gate_met_only_moves_without_gates_pass(source, target):
    line = SIGNAL_LINES.get((source, target))
    nothing = Facts(has_working_group=False)

    moved = passes(
        check_signal,
        source,
        target,
        held=set(Permission),
        facts=nothing,
        state_before=target,
    )

    assert moved == (line is not None and not line.gates)


# -- Who does what, as the field has it ---------------------------------------------


def hands_for(source, target):
    return {
        hand for hand, held in HANDS.items() if SIGNAL_LINES[source, target].who & held
    }


def test_the_roles_of_the_main_steps():
    shaping = {
        RoleKind.SIGNAL_COORDINATOR,
        RoleKind.THEME_DIRECTOR,
        RoleKind.COORDINATOR,
        RoleKind.ADMINISTRATOR,
    }
    assert hands_for("bundling", "analysis") == shaping
    assert hands_for("analysis", "published") == {
        RoleKind.COORDINATOR,
        RoleKind.ADMINISTRATOR,
    }
    assert hands_for("published", "decided") == shaping - {RoleKind.SIGNAL_COORDINATOR}
    assert hands_for("decided", "in_action") == shaping | {RoleKind.LEAD}
    assert hands_for("in_action", "closed") == shaping - {RoleKind.SIGNAL_COORDINATOR}
    assert hands_for("parked", "decided") == shaping | {"system"}


@pytest.mark.parametrize("kind", [RoleKind.FIELD_WORKER, RoleKind.BOARD_READER])
def test_who_only_reads_moves_nothing(kind):
    lines = [*SIGNAL_TABLE, *PRE_SIGNAL_TABLE]

    assert not any(line.who & ROLE_PERMISSIONS[kind] for line in lines)


# -- The shape of the tables --------------------------------------------------------


@pytest.mark.parametrize("table", [SIGNAL_TABLE, PRE_SIGNAL_TABLE])
def test_no_line_stands_twice_or_leads_nowhere(table):
    pairs = [(line.source, line.target) for line in table]

    assert len(pairs) == len(set(pairs))
    assert all(source != target for source, target in pairs)
    assert all(line.who for line in table)


def test_every_state_of_a_signal_is_reached_and_left():
    # Two signals that become one move together: merge_rules.py.
    along = set(SignalState) - {SignalState.MERGED}
    assert {line.target for line in SIGNAL_TABLE} == along
    assert {line.source for line in SIGNAL_TABLE} == along


def test_an_open_report_can_be_withdrawn_and_an_ended_one_only_reconsidered():
    for state in PreSignalState:
        targets = {t for s, t in PRE_SIGNAL_LINES if s == state}
        if state in OPEN_PRE_SIGNAL_STATES:
            assert PreSignalState.WITHDRAWN in targets
        else:
            assert targets <= {PreSignalState.IN_REVIEW}


def test_forward_moves_take_one_phase_at_a_time():
    for source, target in SIGNAL_LINES:
        if source in PHASE_OF_STATE and target in PHASE_OF_STATE:
            step = PHASE_OF_STATE[target] - PHASE_OF_STATE[source]
            assert step == 1 or step < 0


def test_a_parked_signal_wakes_only_where_it_was():
    for before in (*PHASE_OF_STATE, ""):
        targets = {
            line.target for line in signal_targets("parked", state_before=before)
        }
        expected = {before or SignalState.BUNDLING} - {SignalState.CLOSED}
        assert targets == expected
    assert signal_transition("parked", "decided", state_before="analysis") is None


# -- Gates --------------------------------------------------------------------------

FLAGS = {
    Gate.SOURCE: "has_source",
    Gate.TESTS: "tests_answered",
    Gate.DECISION: "has_decision",
    Gate.LEAD: "has_lead",
    Gate.OUTCOME: "has_outcome",
    Gate.FEEDBACK: "has_feedback",
    Gate.DATE: "has_date",
    Gate.REASON: "has_reason",
}
names = st.lists(st.sampled_from(["CAW", "JAC", "OCMW"]), max_size=2).map(tuple)
facts = st.builds(
    Facts,
    **{flag: st.booleans() for flag in FLAGS.values()},
    agreement_required=st.booleans(),
    agreement_missing=names,
    agreement_objections=names,
    has_working_group=st.booleans(),
    route=st.sampled_from(["", *Route.values]),
    has_action=st.booleans(),
    has_letter=st.booleans(),
)
lines = st.sampled_from(SIGNAL_TABLE)


def is_met(gate, known):
    """What each gate means, written down a second time."""
    if gate in FLAGS:
        return getattr(known, FLAGS[gate])
    if gate == Gate.AGREEMENT:
        silent = not known.agreement_missing and not known.agreement_objections
        return not known.agreement_required or (known.has_working_group and silent)
    if gate == Gate.ROUTE:
        return known.route != ""
    by_letter = known.route == Route.HIGHER_AUTHORITY and known.has_letter
    return known.has_action or by_letter


@given(lines, facts)
def test_a_signal_passes_exactly_when_every_gate_is_met(line, known):
    expected = [gate for gate in line.gates if not is_met(gate, known)]

    assert open_gates(line, known) == expected
    moved = passes(
        check_signal,
        line.source,
        line.target,
        held=line.who,
        facts=known,
        state_before=line.target,
    )
    assert moved == (expected == [])


@given(lines, facts)
def test_a_refusal_says_for_each_gate_what_is_missing(line, known):
    missing = open_gates(line, known)
    if not missing:
        return

    with pytest.raises(TransitionDenied) as denied:
        check_signal(
            line.source,
            line.target,
            held=line.who,
            facts=known,
            state_before=line.target,
        )

    assert denied.value.gates == missing
    assert denied.value.reasons == [explain(gate, known) for gate in missing]
    assert str(denied.value) == " ".join(denied.value.reasons)


@given(facts, st.sampled_from(sorted(FLAGS.values())))
def test_more_being_there_never_shuts_a_gate(known, flag):
    more = dataclasses.replace(known, **{flag: True})

    for line in SIGNAL_TABLE:
        assert set(open_gates(line, more)) <= set(open_gates(line, known))


@pytest.mark.parametrize("gate", list(Gate))
def test_every_gate_guards_something_and_explains_itself(gate):
    assert any(gate in line.gates for line in SIGNAL_TABLE)
    assert explain(gate, Facts()).strip()


def test_the_agreement_gate_names_who_has_to_be_asked():
    group = {"has_working_group": True}
    waiting = Facts(agreement_missing=("CAW", "JAC"), **group)
    objecting = Facts(agreement_missing=("CAW",), agreement_objections=("OCMW",))

    assert "CAW, JAC" in explain(Gate.AGREEMENT, waiting)
    assert "OCMW" in explain(Gate.AGREEMENT, objecting)
    assert "CAW" not in explain(Gate.AGREEMENT, objecting)
    alone = explain(Gate.AGREEMENT, Facts(has_working_group=False))
    assert alone not in {
        explain(Gate.AGREEMENT, waiting),
        explain(Gate.AGREEMENT, objecting),
    }


# -- The smaller rules --------------------------------------------------------------


@pytest.mark.parametrize("state", list(SignalState))
def test_what_a_signal_takes_in_each_state(state):
    ended = {SignalState.CLOSED, SignalState.NOT_RETAINED}
    decidable = {SignalState.PUBLISHED, SignalState.DECIDED, SignalState.IN_ACTION}

    assert passes(workflow.check_can_be_supported, state) == (state not in ended)
    assert passes(workflow.check_takes_reports, state) == (
        state != SignalState.NOT_RETAINED
    )
    assert passes(workflow.check_can_be_decided, state) == (state in decidable)
    assert decidable < set(PUBLIC_STATES)


@pytest.mark.parametrize(
    ("state", "in_group", "needs_words", "remark"),
    list(product(SignalState, [True, False], [True, False], ["", "Te ruim."])),
)
def test_an_answer_counts_during_analysis_with_words_where_they_are_needed(
    state, in_group, needs_words, remark
):
    expected = state == "analysis" and in_group and (not needs_words or bool(remark))

    assert expected == passes(
        workflow.check_agreement,
        state,
        in_working_group=in_group,
        needs_words=needs_words,
        remark=remark,
    )


def test_the_smaller_checks_refuse_with_a_sentence():
    assert not passes(workflow.check_takes_examples, PreSignalState.WITHDRAWN)
    assert passes(workflow.check_takes_examples, PreSignalState.LINKED)
    assert not passes(workflow.check_hands_weigh, set())
    assert passes(workflow.check_hands_weigh, {Permission.WEIGH})
    assert not passes(workflow.check_held, set(), Permission.DECIDE)
    assert passes(workflow.check_held, {Permission.DECIDE}, Permission.DECIDE)
    assert workflow.not_here().strip()
    assert workflow.not_your_organisation().strip()
