"""Which signal may become part of which: every state × every state, every role."""

from __future__ import annotations

import pytest
from django.utils import translation

from draaischijf.people.enums import RoleKind
from draaischijf.people.permissions import ROLE_PERMISSIONS, Permission
from draaischijf.signals import merge_rules
from draaischijf.signals.enums import OPEN_STATES, PHASE_OF_STATE, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.models.policy_signals import becomes_public
from draaischijf.signals.workflow import Facts, Gate, TransitionDenied

S = SignalState


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def a_signal(number, state, *, before="", public=None):
    if state == S.MERGED or (state == S.PARKED and not before):
        before = before or S.ANALYSIS
    is_public = becomes_public(state) if public is None else public
    return PolicySignal(
        pk=number,
        number=number,
        partnership_id=1,
        state=state,
        state_before=before,
        is_public=is_public,
    )


def why(absorbed, survivor, *, has_merges=False):
    return merge_rules.why_not_merged(
        absorbed, survivor, absorbed_has_merges=has_merges
    )


@pytest.mark.parametrize("stays", S)
@pytest.mark.parametrize("goes", S)
def test_every_state_into_every_state(goes, stays):
    absorbed, survivor = a_signal(121, goes), a_signal(77, stays)

    can_go = goes in {*OPEN_STATES, S.PARKED}
    can_stay = stays in OPEN_STATES
    reached = can_go and can_stay and absorbed.phase <= PHASE_OF_STATE[stays]

    assert bool(why(absorbed, survivor)) is not reached


def test_a_signal_is_not_merged_with_itself_nor_over_the_border():
    one, elsewhere = a_signal(77, S.ANALYSIS), a_signal(121, S.ANALYSIS)
    elsewhere.partnership_id = 2

    assert why(one, one) == ["A signal cannot be merged with itself."]
    assert why(one, elsewhere) == ["There is no such signal in this partnership."]


def test_no_chain_is_made():
    merged, other = a_signal(121, S.MERGED), a_signal(77, S.ANALYSIS)

    already = ["Signal 121 is part of another signal already."]
    assert why(merged, other) == why(other, merged) == already
    [reason] = why(a_signal(5, S.BUNDLING), other, has_merges=True)
    assert "put together from several itself" in reason


def test_what_went_further_or_is_public_stays():
    bundled, decided = a_signal(77, S.BUNDLING), a_signal(121, S.DECIDED)
    reopened = a_signal(9, S.ANALYSIS, public=True)

    assert "121 went further than 77" in why(decided, bundled)[0]
    assert "9 is public and 10 is not" in why(reopened, a_signal(10, S.ANALYSIS))[0]
    assert why(a_signal(10, S.ANALYSIS), reopened) == []


def test_a_parked_signal_goes_by_where_it_was_and_takes_nothing():
    parked = a_signal(121, S.PARKED, before=S.PUBLISHED, public=True)

    assert "went further" in why(parked, a_signal(77, S.ANALYSIS))[0]
    assert why(parked, a_signal(77, S.PUBLISHED)) == []
    assert "is parked" in why(a_signal(77, S.BUNDLING), parked)[0]


def may(held, signal):
    try:
        merge_rules.check_may_merge(signal, held)
    except TransitionDenied:
        return False
    return True


@pytest.mark.parametrize("role", RoleKind)
def test_hands(role):
    held = ROLE_PERMISSIONS[role]
    edits = Permission.EDIT_SIGNAL in held

    for state in OPEN_STATES:
        decides = state in {S.BUNDLING, S.ANALYSIS} or Permission.DECIDE in held
        assert may(held, a_signal(77, state)) is (edits and decides)
    parked = a_signal(77, S.PARKED, before=S.DECIDED)
    assert may(held, parked) is (edits and Permission.DECIDE in held)


@pytest.mark.parametrize("state", S)
def test_what_goes_on_can_be_parted(state):
    survivor = a_signal(77, state)
    if state in {*OPEN_STATES, S.PARKED}:
        merge_rules.check_can_part(survivor)
    else:
        with pytest.raises(TransitionDenied, match="Take it up again first"):
            merge_rules.check_can_part(survivor)


def test_a_signal_keeps_what_it_stands_on():
    survivor = a_signal(77, S.DECIDED)
    facts = Facts(has_source=True, route="bilateral", has_lead=True)

    merge_rules.check_stands(survivor, before=S.DECIDED, facts=facts)
    with pytest.raises(TransitionDenied, match="thanks to what would go back") as told:
        merge_rules.check_stands(survivor, before=S.PUBLISHED, facts=facts)
    assert told.value.gates == [Gate.DECISION]
