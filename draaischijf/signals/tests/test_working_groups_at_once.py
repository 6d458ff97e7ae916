"""Two who change groups and answer at the same moment, for real: threads."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import GroupMember, WorkingGroup
from draaischijf.people.tests.factories import (
    make_group_member,
    make_member,
    make_organisation,
    make_partnership,
    make_working_group,
)
from draaischijf.signals.domain import following, working_groups
from draaischijf.signals.enums import AgreementResult, SignalState
from draaischijf.signals.models import Agreement, PolicySignal
from draaischijf.signals.queries.gates import agreement_standings
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 6


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
def pair(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


@pytest.fixture
def caw(here):
    return make_organisation(here, "CAW", in_working_group=True)


@pytest.fixture
def standard(here, caw):
    return WorkingGroup.objects.get(is_standard=True)


@pytest.fixture
def housing(here):
    made = make_working_group(here, "Wonen")
    make_group_member(made, make_organisation(here, "Woonmaatschappij"))
    return made


def outcome(answer):
    """Tell what became of a deed: done, refused, or a fault nobody foresaw."""
    if isinstance(answer, TransitionDenied):
        return "refused"
    if isinstance(answer, Exception):
        raise answer
    return "done"


def agrees(signal, house, actor):
    return lambda: following.give_agreement(
        signal, house, AgreementResult.AGREE, actor=actor
    )


def test_an_answer_while_the_signal_goes_to_another_group(here, pair, caw, housing):
    met = set()
    for _turn in range(TURNS):
        signal = make_signal(here, SignalState.ANALYSIS)

        answers = at_once(
            agrees(signal, caw, pair[0]),
            lambda s=signal: working_groups.give_to_group(s, housing, actor=pair[1]),
        )

        said, _given = map(outcome, answers)
        met.add(said)
        fresh = PolicySignal.objects.get(pk=signal.pk)
        standing = agreement_standings([fresh])[fresh.pk]
        assert fresh.working_group == housing
        # Given before or refused: never an answer that nobody reads, and never one
        # that counts for a group it does not sit in.
        assert (caw.pk in standing.answers) is (said == "done")
        assert standing.missing == ("Woonmaatschappij",)
        verbs = list(Entry.objects.about(fresh).values_list("verb", flat=True))
        assert verbs.count("agreement_given") == (said == "done")
        assert verbs.count("signal_given_to_group") == 1
    assert met <= {"done", "refused"}


def test_an_answer_while_its_organisation_leaves(here, pair, caw, standard):
    for _turn in range(TURNS):
        signal = make_signal(here, SignalState.ANALYSIS)
        member = GroupMember.objects.filter(until__isnull=True).get(organisation=caw)

        answers = at_once(
            agrees(signal, caw, pair[0]),
            lambda m=member: working_groups.leave_group(m, actor=pair[1]),
        )

        said, _left = map(outcome, answers)
        standing = agreement_standings([signal])[signal.pk]
        assert (standing.group, standing.missing) == ((), ())
        assert Agreement.objects.filter(signal=signal).count() == (said == "done")
        working_groups.join_group(standard, caw, actor=pair[0])


def test_two_who_let_one_in_and_out_keep_one_seat(pair, caw, standard):
    member = standard.members.get()

    answers = at_once(
        lambda: working_groups.join_group(standard, caw, actor=pair[0]),
        lambda: working_groups.leave_group(member, actor=pair[1]),
        lambda: working_groups.join_group(standard, caw, actor=pair[1]),
        lambda: working_groups.leave_group(member, actor=pair[0]),
    )

    assert {outcome(one) for one in answers} == {"done"}
    assert standard.members.filter(until__isnull=True).count() <= 1
    left = list(Entry.objects.values_list("verb", flat=True))
    assert left.count("working_group_left") == 1


def test_a_group_that_closes_while_it_gets_signals_keeps_none(
    here, pair, standard, housing
):
    for _turn in range(TURNS):
        inside = make_signal(here, SignalState.ANALYSIS, working_group=housing)
        comes = make_signal(here, SignalState.ANALYSIS)
        WorkingGroup.objects.filter(pk=housing.pk).update(closed=None)

        answers = at_once(
            lambda: working_groups.close_group(housing, to=standard, actor=pair[0]),
            lambda s=comes: working_groups.give_to_group(s, housing, actor=pair[1]),
            lambda s=inside: working_groups.give_to_group(s, standard, actor=pair[1]),
        )

        is_closed = outcome(answers[0]) == "done"
        for one in answers[1:]:
            outcome(one)
        housing.refresh_from_db()
        assert (housing.closed == timezone.localdate()) is is_closed
        left = PolicySignal.objects.filter(working_group=housing).count()
        assert (left == 0) or not is_closed
        PolicySignal.objects.update(working_group=None)


def test_two_groups_that_close_into_each_other_do_not_wait_for_ever(
    here, pair, standard, housing
):
    other = make_working_group(here, "Energie")
    for group in (housing, other):
        make_signal(here, SignalState.ANALYSIS, working_group=group)

    answers = at_once(
        lambda: working_groups.close_group(housing, to=other, actor=pair[0]),
        lambda: working_groups.close_group(other, to=housing, actor=pair[1]),
    )

    # One closes; the other finds that what it goes to is closed, or holds a new signal.
    assert sorted(map(outcome, answers)) == ["done", "refused"]
    [still] = WorkingGroup.objects.active().filter(is_standard=False)
    assert PolicySignal.objects.filter(working_group=still).count() == 2


def test_the_first_group_made_twice_at_once_is_one_standard_group(here, pair):
    answers = at_once(
        lambda: working_groups.make_group(here, name="Signalen", actor=pair[0]),
        lambda: working_groups.make_group(here, name="Wonen", actor=pair[1]),
        lambda: working_groups.make_group(here, name="signalen", actor=pair[1]),
    )

    assert sorted(map(outcome, answers)) == ["done", "done", "refused"]
    assert WorkingGroup.objects.filter(is_standard=True).count() == 1
