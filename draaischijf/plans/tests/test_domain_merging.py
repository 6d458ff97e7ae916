"""Carrying over: the plan that is made is a new one, and merging loses nothing."""

from __future__ import annotations

import pytest

from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.domain.planning import create_plan
from draaischijf.plans.enums import CarryDecision, PartyRole
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db
GOES_ON = Chosen(CarryDecision.CONTINUE)


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def head(plan):
    return make_objective(plan)


def start(plan, actor):
    proposal = carrying.propose_next(plan)
    return carrying.start_carry_over(
        plan, title=proposal.title, start=proposal.start, end=proposal.end, actor=actor
    )


def test_a_plan_of_that_name_that_somebody_just_started_stays_theirs(
    partnership, plan, head, alice, dora
):
    action = make_action(head)
    carry_over = start(plan, alice)
    theirs = create_plan(
        partnership,
        kind=plan.kind,
        title=carry_over.title,
        start=carry_over.start,
        end=carry_over.end,
        actor=dora,
    )
    carrying.choose(carry_over, action, GOES_ON, actor=alice)

    made = carrying.finish_carry_over(carry_over, actor=alice)
    again = carrying.finish_carry_over(carry_over, actor=alice)

    assert made == again
    assert made != theirs
    assert (made.title, made.predecessor) == (theirs.title, plan)
    assert made.slug == f"{theirs.slug}-2"
    assert not theirs.plan_actions.exists()
    assert made.plan_actions.get().continues == action


def test_what_is_merged_brings_its_signals_rights_and_partners(
    partnership, plan, head, alice
):
    both, house, other = (
        make_organisation(partnership, name) for name in ("OCMW", "CAW", "LDC")
    )
    shared, own = (make_signal(partnership, title=title) for title in ("A", "B"))
    energy, living = (make_term(partnership, label) for label in ("Energie", "Wonen"))
    target, first, second, alone = (
        make_action(head, title) for title in ("Doel", "Een", "Twee", "Alleen")
    )
    make_party(target, PartyRole.LEAD, "", organisation=both)
    make_party(target, PartyRole.PARTNER, "11 fora", position=1)
    for position, (role, text, organisation) in enumerate(
        [
            (PartyRole.LEAD, "Dienst Wonen", None),
            (PartyRole.PARTNER, "het OCMW", both),
            (PartyRole.PARTNER, "11  Fora", None),
            (PartyRole.PARTNER, "CAW Durmeland", house),
        ]
    ):
        make_party(first, role, text, organisation=organisation, position=position)
    make_party(second, PartyRole.PARTNER, "CAW", organisation=house)
    make_party(second, PartyRole.PARTNER, "", organisation=other)
    make_party(alone, PartyRole.PARTNER, "Buurtwerk")
    for action, signals, rights in (
        (target, [shared], [living]),
        (first, [shared, own], [energy, living]),
        (second, [own], [energy]),
    ):
        action.signals.set(signals)
        action.rights.set(rights)
    carry_over = start(plan, alice)
    for action in (target, alone):
        carrying.choose(carry_over, action, GOES_ON, actor=alice)
    merge = Chosen(CarryDecision.MERGE, merge_with=target)
    for action in (first, second):
        carrying.choose(carry_over, action, merge, actor=alice)

    made = carrying.finish_carry_over(carry_over, actor=alice)

    copy = made.plan_actions.get(continues=target)
    assert set(copy.signals.all()) == {shared, own}
    assert set(copy.rights.all()) == {energy, living}
    assert list(copy.parties.values_list("role", "organisation", "text")) == [
        ("lead", both.pk, ""),
        ("partner", None, "11 fora"),
        ("partner", house.pk, "CAW Durmeland"),
        ("partner", other.pk, ""),
    ]
    left = made.plan_actions.get(continues=alone)
    assert [str(one) for one in left.parties.all()] == ["Buurtwerk"]
    assert not left.signals.exists()
    assert first.signals.count() == 2
