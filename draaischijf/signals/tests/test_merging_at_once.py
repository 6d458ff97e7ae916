"""Coordinators who merge, move, link and part the same signals at once, for real."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import movement, reporting, weighing
from draaischijf.signals.domain.merging import merge_signals, part_signals
from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignalLink, SignalMerge
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.merging import make_pair
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)
S = SignalState


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def two(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


def refusals(answers):
    unforeseen = [
        one
        for one in answers
        if isinstance(one, Exception) and not isinstance(one, TransitionDenied)
    ]
    assert unforeseen == []
    return sum(isinstance(one, TransitionDenied) for one in answers)


def count(verb):
    return Entry.objects.filter(verb=verb).count()


def test_one_merge_pressed_twice_is_one(here, two):
    survivor, absorbed = make_pair(here)

    answers = at_once(
        *[lambda u=u: merge_signals(absorbed, survivor, actor=u) for u in two]
    )

    assert refusals(answers) == 0
    assert answers[0] == answers[1]
    assert SignalMerge.objects.count() == count("signal_merged") == 1
    assert survivor.links.count() == 2


def test_into_each_other_at_once_one_goes_on_in_the_other(here, two):
    one, other = make_pair(here)

    answers = at_once(
        lambda: merge_signals(one, other, actor=two[0]),
        lambda: merge_signals(other, one, actor=two[1]),
    )

    assert refusals(answers) == 1
    standing = PolicySignal.objects.standing().get()
    assert standing.links.count() == 2


def test_into_two_others_at_once_it_goes_on_in_one(here, two):
    survivor, absorbed = make_pair(here)
    third = make_signal(here, S.ANALYSIS)

    answers = at_once(
        lambda: merge_signals(absorbed, survivor, actor=two[0]),
        lambda: merge_signals(absorbed, third, actor=two[1]),
    )

    assert refusals(answers) == 1
    absorbed.refresh_from_db()
    assert absorbed.merged_into.links.filter(
        pre_signal__email="bo@durmeland.example"
    ).exists()


def test_no_chain_is_made_at_once(here, two):
    survivor, absorbed = make_pair(here)
    third = make_signal(here, S.ANALYSIS)

    answers = at_once(
        lambda: merge_signals(absorbed, survivor, actor=two[0]),
        lambda: merge_signals(survivor, third, actor=two[1]),
    )

    assert refusals(answers) == 1
    merged = PolicySignal.objects.filter(merged_into__isnull=False)
    assert not merged.filter(merged_into__merged_into__isnull=False).exists()


@pytest.mark.parametrize("moved", ["survivor", "absorbed"])
def test_merged_moved_linked_and_supported_at_once_nothing_is_lost(here, two, moved):
    survivor, absorbed = make_pair(here)
    report = make_pre_signal(here, state=PreSignalState.IN_REVIEW)
    moving = {"survivor": survivor, "absorbed": absorbed}[moved]

    answers = at_once(
        lambda: merge_signals(absorbed, survivor, actor=two[0]),
        lambda: movement.change_state(moving, S.BUNDLING, actor=two[1]),
        lambda: weighing.link_to_signal(report, absorbed, actor=two[1]),
        lambda: reporting.support_signal(
            absorbed, Support(), submission_key=uuid.uuid4()
        ),
    )

    refusals(answers)
    absorbed.refresh_from_db()
    if absorbed.state == S.MERGED:
        # What came before it came along, what came after it was refused aloud.
        assert not absorbed.links.exists()
        assert not absorbed.supports.exists()
    linked = PreSignalLink.objects.filter(pre_signal=report).count()
    assert linked == (not isinstance(answers[2], TransitionDenied))
    given = survivor.supports.count() + absorbed.supports.count()
    assert given == (not isinstance(answers[3], TransitionDenied))


def test_parted_twice_and_moved_at_once(here, two):
    survivor, absorbed = make_pair(here)
    merge = merge_signals(absorbed, survivor, actor=two[0])

    answers = at_once(
        *[lambda u=u: part_signals(merge, actor=u) for u in two],
        lambda: movement.change_state(survivor, S.BUNDLING, actor=two[1]),
    )

    assert refusals(answers) == 0
    assert count("signal_parted") == 1
    assert (survivor.links.count(), absorbed.links.count()) == (1, 1)
