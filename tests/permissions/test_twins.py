"""May somebody read this, and what may somebody read: one answer, for every role.

Every pair of predicate and queryset, for everybody who may come by: each role in our
partnership, in its parent, in its child and elsewhere, and those whose role does not
count. `tests/architecture/test_twins.py` sees that no pair is left out.
"""

from __future__ import annotations

import pytest
from django.utils import timezone

from draaischijf.access import permissions as access
from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.access.tests.factories import make_access_request, make_invitation
from draaischijf.bundles import permissions as bundles
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.tests.factories import make_bundle, make_frozen_bundle
from draaischijf.calls import permissions as calls
from draaischijf.calls.models import Call
from draaischijf.calls.tests.factories import make_call
from draaischijf.consultation import permissions as consultation
from draaischijf.consultation.models import Body, BodyDecision, Meeting
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_meeting,
)
from draaischijf.forum import permissions as forum
from draaischijf.forum.models import Forum
from draaischijf.forum.tests.factories import make_forum
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Partnership
from draaischijf.people.permissions import Permission, holds, partnerships_where
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_person,
)
from draaischijf.plans import permissions as plans
from draaischijf.plans.models import ActionLogEntry, ActionPlan, PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)
from draaischijf.reporting import permissions as reporting
from draaischijf.reporting.enums import MakingState
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.tests.factories import make_document, make_report
from draaischijf.signals import permissions as signals
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.stages import VISITORS, make_visitor

pytestmark = pytest.mark.django_db

PAIRS = [
    (Invitation, access.can_view_invitation, access.invitations_visible_to),
    (AccessRequest, access.can_view_access_request, access.access_requests_visible_to),
    (PolicySignal, signals.can_view_signal, signals.signals_visible_to),
    (PreSignal, signals.can_view_pre_signal, signals.pre_signals_visible_to),
    (ActionPlan, plans.can_view_plan, plans.plans_visible_to),
    (PlanAction, plans.can_view_action, plans.actions_visible_to),
    (ActionLogEntry, plans.can_view_log_entry, plans.log_entries_visible_to),
    (SignalBundle, bundles.can_view_bundle, bundles.bundles_visible_to),
    (Call, calls.can_view_call, calls.calls_visible_to),
    (Body, consultation.can_view_body, consultation.bodies_visible_to),
    (Forum, forum.can_view_forum, forum.forums_visible_to),
    (Meeting, consultation.can_view_meeting, consultation.meetings_visible_to),
    (BodyDecision, consultation.can_view_decision, consultation.decisions_visible_to),
    (Report, reporting.can_view_report, reporting.reports_visible_to),
    (MadeDocument, reporting.can_view_document, reporting.documents_visible_to),
]
# Everybody with a role, wherever it is held; who has none is the same everywhere.
WHO = [("own", kind) for kind in VISITORS] + [
    (place, kind) for place in ("parent", "child", "other") for kind in RoleKind
]
FROZEN = {
    "status": "frozen",
    "content": {"partners": {}, "public": {}},
    "frozen": "2027-01-05T12:00Z",
}


def fill(here):
    """Put something public and something hidden of every kind in a partnership."""
    house = make_organisation(here, "CAW")
    for organisation in (house, None):
        make_invitation(
            here, f"kim@{here.slug}.example", kind="lead", organisation=organisation
        )
    for state in ("unproven", "granted"):
        make_access_request(here, house, f"{state}@{here.slug}.example", state=state)
    for state in SignalState:
        make_signal(here, state)
    make_signal(here, SignalState.PARKED, is_public=True)
    make_bundle(here)
    make_call(here)
    make_call(here, state="draft")
    for is_public in (True, False):
        make_meeting(
            here, make_body(here, f"Overleg {is_public}", is_public=is_public),
            is_public=is_public,
        )  # fmt: skip
        make_decision(here, is_public=is_public)
        published = {"published": timezone.now()} if is_public else {}
        make_forum(here, stage="closed", **published)
    make_frozen_bundle(here)
    make_pre_signal(here)
    make_pre_signal(here, organisation=house)
    for year, is_public in ((2026, True), (2027, False)):
        plan = make_plan(here, year, is_public=is_public)
        action = make_action(make_objective(plan))
        make_log_entry(action)
        make_log_entry(action, is_public=False)
    for fields in ({}, FROZEN, FROZEN | {"is_public": True}):
        report = make_report(here, **fields)
        for state in MakingState:
            make_document(report, state=state)
            make_document(report, state=state, is_public=True)
    return house


@pytest.fixture
def family():
    """Ours with its parent and its child, and one beside it, all filled alike."""
    parent = make_partnership("vlaanderen", kind="flemish")
    own = make_partnership("durmeland", parent=parent)
    made = {
        "own": own,
        "parent": parent,
        "child": make_partnership("lokelare", kind="municipal", parent=own),
        "other": make_partnership("scheldekant"),
    }
    return made, {place: fill(here) for place, here in made.items()}


def somebody(place, kind, made, houses):
    """Return a visitor who also works somewhere and raised something there."""
    here = made[place]
    if place == "own":
        user = make_visitor(kind, here, made["other"])
    else:
        user = make_member(here, kind)
    if user.is_authenticated:
        person = user.persons.filter(partnership=here).first()
        person = person or make_person(here, user=user)
        Membership.objects.create(person=person, organisation=houses[place])
        make_pre_signal(here, raiser=user)
    return user


@pytest.mark.parametrize(("place", "kind"), WHO, ids=str)
def test_may_read_this_and_what_may_be_read_are_one_answer(place, kind, family):
    made, houses = family
    user = somebody(place, kind, made, houses)
    home = made["other"] if kind == "outsider" else made[place]

    for model, may, visible in PAIRS:
        seen = set(visible(user))
        assert {one for one in model.objects.all() if may(user, one)} == seen, may
        # A role counts where it is held: not in the parent, the child or elsewhere.
        shared = {one for one in seen if partnership_of(one) != home}
        shared = {one for one in shared if getattr(one, "raiser", None) != user}
        assert shared <= set(visible(make_visitor("anonymous", None, None))), may
    for permission in Permission:
        where = set(partnerships_where(user, permission))
        assert where <= {home}
        everywhere = Partnership.objects.all()
        assert where == {one for one in everywhere if holds(user, permission, one)}


def partnership_of(one):
    if isinstance(one, PlanAction):
        return one.plan.partnership
    if isinstance(one, ActionLogEntry):
        return one.action.plan.partnership
    return one.partnership
