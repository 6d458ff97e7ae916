"""Working groups: who sits in them, and whose agreement opens the gate."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.history.models import Entry
from draaischijf.people.domain import merge_organisations
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import GroupMember, WorkingGroup
from draaischijf.people.tests.factories import (
    make_group_member,
    make_member,
    make_organisation,
    make_person,
    make_working_group,
)
from draaischijf.signals.domain import following, movement, working_groups
from draaischijf.signals.enums import AgreementResult, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.gates import agreement_standings, facts_of
from draaischijf.signals.queries.unanswered import who_to_ask
from draaischijf.signals.queries.working_groups import groups_of
from draaischijf.signals.tests.factories import make_merged, make_signal
from draaischijf.signals.tests.stages import FULL_MOVE, open_gates, undone
from draaischijf.signals.workflow import Gate, TransitionDenied

AGREE, OBJECT = AgreementResult.AGREE, AgreementResult.OBJECT


@pytest.fixture
def standard(partnership):
    return make_working_group(partnership, is_standard=True)


@pytest.fixture
def housing(partnership):
    return make_working_group(partnership, "Werkgroep wonen")


@pytest.fixture
def caw(partnership, standard):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def agency(partnership, housing):
    """A house that sits in the group on housing alone."""
    made = make_organisation(partnership, "Woonmaatschappij")
    make_group_member(housing, made)
    return made


@pytest.fixture
def signal(partnership, caw):
    return make_signal(partnership, SignalState.ANALYSIS)


def standing_of(signal):
    fresh = PolicySignal.objects.get(pk=signal.pk)
    return agreement_standings([fresh])[signal.pk]


def missing(signal):
    return list(standing_of(signal).missing)


def agree(signal, house, actor, result=AGREE):
    remark = "Te vaag." if result == OBJECT else ""
    return following.give_agreement(signal, house, result, actor=actor, remark=remark)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


# -- Made, named, joined, left -------------------------------------------------------


def test_the_first_group_of_a_partnership_is_the_standard_one(partnership, alice):
    first = working_groups.make_group(partnership, name=" Signalen ", actor=alice)
    second = working_groups.make_group(
        partnership, name="Wonen", description=" Over huren. ", actor=alice
    )

    assert (first.name, first.is_standard) == ("Signalen", True)
    assert (second.description, second.is_standard) == ("Over huren.", False)
    assert verbs() == ["working_group_made", "working_group_made"]


def test_two_standard_groups_cannot_be(partnership, standard):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.create(
            partnership=partnership, name="Nog een", is_standard=True
        )


def test_a_name_is_taken_while_its_group_works(partnership, housing, alice):
    with pytest.raises(TransitionDenied):
        working_groups.make_group(partnership, name="werkgroep WONEN", actor=alice)
    with pytest.raises(TransitionDenied):
        working_groups.make_group(partnership, name="  ", actor=alice)
    housing.closed = timezone.localdate()
    housing.save()

    working_groups.make_group(partnership, name="Werkgroep wonen", actor=alice)


def test_only_who_arranges_makes_and_changes_groups(partnership, housing, caw):
    editor = make_member(partnership, RoleKind.SIGNAL_COORDINATOR)
    member = make_group_member(housing, caw)
    deeds = [
        lambda: working_groups.make_group(partnership, name="X", actor=editor),
        lambda: working_groups.change_group(housing, name="X", actor=editor),
        lambda: working_groups.join_group(housing, caw, actor=editor),
        lambda: working_groups.leave_group(member, actor=editor),
        lambda: working_groups.close_group(housing, to=housing, actor=editor),
    ]

    for deed in deeds:
        with pytest.raises(TransitionDenied):
            deed()

    assert verbs() == []


def test_a_group_gets_another_name_and_chair_once(partnership, housing, alice):
    chair = make_person(partnership, name="Lena")
    for _time in range(2):
        working_groups.change_group(
            housing, name="Wonen en energie", chair=chair, actor=alice
        )

    housing.refresh_from_db()
    assert (housing.name, housing.chair) == ("Wonen en energie", chair)
    assert verbs() == ["working_group_changed"]


def test_a_chair_is_somebody_of_here(partnership, other_partnership, housing, alice):
    stranger = make_person(other_partnership)
    with pytest.raises(TransitionDenied):
        working_groups.change_group(housing, name="W", chair=stranger, actor=alice)


def test_who_leaves_can_be_read_afterwards_and_can_come_back(housing, agency, alice):
    member = housing.members.get()
    working_groups.leave_group(member, actor=alice)
    working_groups.leave_group(member, actor=alice)
    assert housing.members.current().count() == 0
    for _time in range(2):
        working_groups.join_group(housing, agency, actor=alice)

    past, now = housing.members.order_by("pk")
    assert (past.until, now.until) == (timezone.localdate(), None)
    assert verbs() == ["working_group_left", "working_group_joined"]


def test_who_is_not_here_or_stopped_does_not_join(
    partnership, other_partnership, housing, alice
):
    stranger = make_organisation(other_partnership)
    stopped = make_organisation(partnership, "Gestopt", is_active=False)
    for house in (stranger, stopped):
        with pytest.raises(TransitionDenied):
            working_groups.join_group(housing, house, actor=alice)

    assert not GroupMember.objects.exists()


def test_one_house_sits_once_also_after_two_turn_out_to_be_one(
    partnership, housing, agency, alice
):
    double = make_organisation(partnership, "De Woonmaatschappij")
    make_group_member(housing, double)

    merge_organisations(double, into=agency, actor=alice)

    assert [one.organisation for one in housing.members.current()] == [agency]


# -- Whose agreement counts ----------------------------------------------------------


def test_without_a_group_of_its_own_a_signal_is_with_the_standard_one(
    signal, caw, agency, alice
):
    assert missing(signal) == ["CAW Durmeland"]
    with pytest.raises(TransitionDenied):
        agree(signal, agency, alice)
    agree(signal, caw, alice)

    assert missing(signal) == []


def test_the_members_of_its_own_group_must_agree(signal, caw, agency, housing, alice):
    given_to = working_groups.give_to_group(signal, housing, actor=alice)

    assert given_to.missing == ("Woonmaatschappij",)
    with pytest.raises(TransitionDenied):
        agree(signal, caw, alice)
    agree(signal, agency, alice)
    assert missing(signal) == []


def test_another_group_keeps_the_answers_and_says_who_is_still_to_be_asked(
    signal, caw, agency, housing, alice
):
    agree(signal, caw, alice)
    make_group_member(housing, caw)

    given_to = working_groups.give_to_group(signal, housing, actor=alice)

    assert given_to.missing == ("Woonmaatschappij",)
    assert set(standing_of(signal).answers) == {caw.pk}


def test_an_objection_of_another_group_is_read_and_holds_nothing_up(
    signal, caw, agency, housing, alice
):
    agree(signal, caw, alice, OBJECT)
    working_groups.give_to_group(signal, housing, actor=alice)
    agree(signal, agency, alice)

    standing = standing_of(signal)
    assert standing.objections == ()
    assert [line.organisation for line in standing.lines] == [agency, caw]
    signal.refresh_from_db()
    open_gates(signal, but={Gate.AGREEMENT})
    moved = movement.change_state(
        signal, SignalState.PUBLISHED, actor=alice, move=FULL_MOVE
    )
    assert moved.state == SignalState.PUBLISHED


def test_given_to_the_standard_group_it_keeps_none(signal, housing, standard, alice):
    for group in (housing, housing, standard, standard):
        working_groups.give_to_group(signal, group, actor=alice)

    signal.refresh_from_db()
    assert signal.working_group is None
    assert verbs() == ["signal_given_to_group"] * 2


@pytest.mark.parametrize(
    ("state", "before", "may"),
    [
        (SignalState.BUNDLING, "", True),
        (SignalState.ANALYSIS, "", True),
        (SignalState.PARKED, SignalState.ANALYSIS, True),
        (SignalState.PARKED, SignalState.DECIDED, False),
        (SignalState.PUBLISHED, "", False),
        (SignalState.CLOSED, "", False),
    ],
)
def test_a_published_signal_stays_with_its_group(
    partnership, housing, alice, state, before, may
):
    fields = {"state_before": before} if before else {}
    signal = make_signal(partnership, state, **fields)

    if may:
        working_groups.give_to_group(signal, housing, actor=alice)
    else:
        with pytest.raises(TransitionDenied):
            working_groups.give_to_group(signal, housing, actor=alice)

    signal.refresh_from_db()
    assert (signal.working_group == housing) is may


def test_only_who_edits_gives_a_signal_to_an_open_group_of_here(
    partnership, other_partnership, signal, housing, alice, bob
):
    closed = make_working_group(partnership, "Oud", closed=timezone.localdate())
    elsewhere = make_working_group(other_partnership)
    for group, actor in [(housing, bob), (closed, alice), (elsewhere, alice)]:
        with pytest.raises(TransitionDenied):
            working_groups.give_to_group(signal, group, actor=actor)

    signal.refresh_from_db()
    assert signal.working_group is None


def test_who_is_asked_by_mail_is_who_sits_in_the_group_of_the_signal(
    partnership, signal, caw, agency, housing, alice
):
    for house in (caw, agency):
        make_member(
            partnership,
            RoleKind.WORKING_GROUP_MEMBER,
            name=house.name,
            organisation=house,
        )
    other = make_signal(partnership, SignalState.ANALYSIS)
    working_groups.give_to_group(other, housing, actor=alice)
    other.refresh_from_db()

    asked = {one.name: one.signals for one in who_to_ask(partnership, [signal, other])}

    assert asked == {"CAW Durmeland": [signal], "Woonmaatschappij": [other]}


# -- Closed --------------------------------------------------------------------------


def test_a_closed_group_gives_on_what_is_not_published(
    partnership, housing, agency, alice, standard
):
    in_group = {"working_group": housing}
    waits = make_signal(partnership, SignalState.ANALYSIS, **in_group)
    parked = make_signal(partnership, SignalState.PARKED, **in_group)
    public = make_signal(partnership, SignalState.PUBLISHED, **in_group)
    merged = make_merged(waits, **in_group)

    moved = working_groups.close_group(housing, to=standard, actor=alice)
    again = working_groups.close_group(housing, to=standard, actor=alice)

    assert (moved, again) == (3, 0)
    kept = PolicySignal.objects.in_bulk([waits.pk, parked.pk, public.pk, merged.pk])
    assert kept[waits.pk].working_group is None
    assert kept[parked.pk].working_group is None
    assert kept[merged.pk].working_group is None
    assert kept[public.pk].working_group == housing
    housing.refresh_from_db()
    assert housing.closed == timezone.localdate()


def test_the_standard_group_is_not_closed_and_no_group_into_itself(
    partnership, other_partnership, standard, housing, alice
):
    elsewhere = make_working_group(other_partnership)
    for group, to in [(standard, housing), (housing, housing), (housing, elsewhere)]:
        with pytest.raises(TransitionDenied):
            working_groups.close_group(group, to=to, actor=alice)

    assert not WorkingGroup.objects.filter(closed__isnull=False).exists()


@pytest.mark.parametrize(
    ("state", "target"),
    [
        (SignalState.CLOSED, SignalState.ANALYSIS),
        (SignalState.NOT_RETAINED, SignalState.BUNDLING),
    ],
)
def test_a_signal_that_comes_back_leaves_its_closed_group(
    partnership, housing, standard, caw, alice, state, target
):
    signal = make_signal(partnership, state, working_group=housing)
    housing.closed = timezone.localdate()
    housing.save()

    movement.change_state(signal, target, actor=alice, move=FULL_MOVE)

    signal.refresh_from_db()
    assert signal.working_group is None
    assert missing(signal) == ["CAW Durmeland"]
    assert "signal_given_to_group" in verbs()


# -- The gate, whatever the groups do ------------------------------------------------

HOUSES, GROUPS = 3, 3
house, group = st.integers(0, HOUSES - 1), st.integers(0, GROUPS - 1)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("join"), group, house),
        st.tuples(st.just("leave"), group, house),
        st.tuples(st.just("give"), group, house),
        st.tuples(st.just("close"), group, group),
        st.tuples(st.just("agree"), group, house),
        st.tuples(st.just("object"), group, house),
        st.tuples(st.just("stop"), group, house),
    ),
    max_size=14,
)


class Told:
    """The same groups and answers, kept as sets: what the gate should say."""

    def __init__(self):
        self.members = [set() for _group in range(GROUPS)]
        self.closed = set()
        self.own = 0
        self.said = {}
        self.stopped = set()

    def sits(self):
        return self.members[self.own] - self.stopped

    def do(self, deed, one, other):
        """Do it here, and tell whether the site should have allowed it."""
        may = getattr(self, f"_{deed}")
        return may(one, other)

    def _join(self, one, other):
        if one in self.closed or other in self.stopped:
            return False
        self.members[one].add(other)
        return True

    def _leave(self, one, other):
        self.members[one].discard(other)
        return True

    def _give(self, one, _other):
        if one in self.closed:
            return one == self.own
        self.own = one
        return True

    def _close(self, one, other):
        if one == 0:
            return False
        if one in self.closed:
            return True
        if one == other or other in self.closed:
            return False
        self.closed.add(one)
        if self.own == one:
            self.own = other
        return True

    def _agree(self, _one, other):
        if other in self.sits():
            self.said[other] = AGREE
            return True
        return False

    def _object(self, _one, other):
        if other in self.sits():
            self.said[other] = OBJECT
            return True
        return False

    def _stop(self, _one, other):
        self.stopped.add(other)
        return True

    def is_open(self):
        sits = self.sits()
        return bool(sits) and all(self.said.get(one) == AGREE for one in sits)


@given(deeds)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_gate_is_open_exactly_when_everybody_of_the_group_of_now_agreed(
    partnership, standard, alice, written
):
    with undone():
        signal = make_signal(partnership, SignalState.ANALYSIS)
        groups = [
            standard,
            *(make_working_group(partnership, f"G{n}") for n in range(1, GROUPS)),
        ]
        houses = [make_organisation(partnership, f"H{n}") for n in range(HOUSES)]
        told = Told()
        for deed in written:
            allowed = did(deed, signal, groups, houses, alice)
            assert allowed is told.do(*deed)
            check(signal, houses, told)


def did(deed, signal, groups, houses, actor):
    """Do it on the site, and tell whether that was allowed."""
    verb, one, other = deed
    try:
        with transaction.atomic():
            if verb == "join":
                working_groups.join_group(groups[one], houses[other], actor=actor)
            elif verb == "leave":
                for member in groups[one].members.filter(organisation=houses[other]):
                    working_groups.leave_group(member, actor=actor)
            elif verb == "give":
                working_groups.give_to_group(signal, groups[one], actor=actor)
            elif verb == "close":
                working_groups.close_group(groups[one], to=groups[other], actor=actor)
            elif verb == "stop":
                houses[other].is_active = False
                houses[other].save()
            else:
                agree(signal, houses[other], actor, {"agree": AGREE}.get(verb, OBJECT))
    except TransitionDenied:
        return False
    return True


def check(signal, houses, told):
    fresh = PolicySignal.objects.get(pk=signal.pk)
    facts = facts_of(fresh)
    sits = {houses[one].name for one in told.sits()}
    silent = {houses[one].name for one in told.sits() if one not in told.said}
    assert facts.has_working_group is bool(sits)
    assert set(facts.agreement_missing) == silent
    is_open = facts.has_working_group and not (
        facts.agreement_missing or facts.agreement_objections
    )
    assert is_open is told.is_open()
    # What was answered is never lost.
    said = standing_of(signal).answers
    assert {key: one.result for key, one in said.items()} == {
        houses[one].pk: result for one, result in told.said.items()
    }


# -- The list ------------------------------------------------------------------------


def test_the_list_counts_what_waits_and_since_when(
    partnership, signal, caw, agency, housing, alice
):
    now = timezone.now()
    old = now - datetime.timedelta(days=40)
    in_housing = {"working_group": housing, "state_since": old}
    make_signal(partnership, SignalState.ANALYSIS, **in_housing)
    answered = make_signal(
        partnership, SignalState.ANALYSIS, working_group=housing, state_since=old
    )
    make_signal(partnership, SignalState.BUNDLING, **in_housing)
    agree(answered, agency, alice)

    rows = {row.group: row for row in groups_of(partnership)}

    own = next(row for group, row in rows.items() if group.is_standard)
    assert (own.waiting, list(own.members)) == (1, [caw])
    assert (rows[housing].waiting, rows[housing].oldest_days) == (1, 40)


def test_nothing_waits_where_no_agreement_is_asked(partnership, signal, caw):
    partnership.agreement_required = False
    partnership.save()

    [row] = groups_of(partnership)
    assert (row.waiting, row.oldest) == (0, None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    partnership, caw, count, django_assert_num_queries
):
    for number in range(count):
        group = make_working_group(partnership, f"Werkgroep {number}")
        make_group_member(group, caw)
        make_signal(partnership, SignalState.ANALYSIS, working_group=group)

    with django_assert_num_queries(3):
        groups_of(partnership)
