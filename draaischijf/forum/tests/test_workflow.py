"""Stages and tracks: whatever is pressed, nothing ends without an owner or a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.forum import workflow
from draaischijf.forum.enums import ENDED, ForumStage, TrackState
from draaischijf.signals.workflow import TransitionDenied

presses = st.lists(st.tuples(st.sampled_from(TrackState), st.booleans()), max_size=12)


@given(presses)
def test_a_track_never_skips_the_choice_on_its_way_to_an_end(pressed):
    state, walked = TrackState.COLLECTED, [TrackState.COLLECTED]
    for wanted, has_owner in pressed:
        try:
            workflow.check_track(state, wanted, has_owner=has_owner)
        except TransitionDenied:
            continue
        if wanted in {TrackState.ACTION, TrackState.ADDRESSED}:
            assert has_owner
            assert state == TrackState.CHOSEN
        if state in ENDED:
            assert wanted == TrackState.CHOSEN
        state = wanted
        walked.append(state)

    # What was never chosen can only have been dropped.
    if TrackState.CHOSEN not in walked:
        assert set(walked) <= {TrackState.COLLECTED, TrackState.DROPPED}


def test_every_state_of_a_track_can_be_reached_and_left():
    assert set(workflow.TRACKS) == set(TrackState)
    assert set().union(*workflow.TRACKS.values()) == set(TrackState)
    assert all(workflow.TRACKS.values())


@given(st.lists(st.tuples(st.sampled_from(ForumStage), st.integers(0, 3)), max_size=12))
def test_a_forum_opens_its_tables_only_with_a_theme(pressed):
    stage = ForumStage.PREPARING
    for wanted, themes in pressed:
        try:
            workflow.check_stage(stage, wanted, themes=themes, is_published=False)
        except TransitionDenied:
            continue
        assert themes or wanted != ForumStage.TABLES
        assert wanted in workflow.STAGES[stage]
        stage = wanted


@given(st.sampled_from(ForumStage))
def test_what_was_published_stays_closed(wanted):
    with pytest.raises(TransitionDenied):
        workflow.check_stage(ForumStage.CLOSED, wanted, themes=2, is_published=True)
