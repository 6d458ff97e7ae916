"""Freezing a plan as adopted, amending, cancelling and closing it."""

from __future__ import annotations

import datetime

import pgtrigger
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import abandoned
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.domain import adopting, approval_steps, approving, legal
from draaischijf.plans.domain.acting import add_action, change_lifecycle, edit_action
from draaischijf.plans.domain.planning import edit_plan
from draaischijf.plans.enums import (
    LegalPart,
    Lifecycle,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import PlanVersion
from draaischijf.plans.queries.versions import (
    damaged_versions,
    latest_version,
    version_is_intact,
)
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.tests.stages import at_once

DAY = datetime.date(2026, 5, 4)
LATER_DAY = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    made = make_plan(partnership, 2026, status=PlanStatus.SUBMITTED)
    action = make_action(make_objective(made, code="1"), code="1.1")
    make_party(action)
    return made


@pytest.fixture
def approved(plan, alice):
    step = make_approval_step(plan)
    approving.record_result(step, StepResult.APPROVED, DAY, actor=alice)
    return plan


@pytest.fixture
def adopted(approved, alice):
    adopt(approved, alice)
    approved.refresh_from_db()
    return approved


def adopt(plan, actor, **given):
    given = {"adopted": DAY, "body": "Raad van bestuur"} | given
    return adopting.adopt_plan(plan, actor=actor, **given)


@pytest.mark.django_db
def test_an_approved_plan_is_frozen_and_its_words_are_fixed(approved, alice):
    version = adopt(approved, alice, reference="2026/7", make_public=True)

    approved.refresh_from_db()
    action = approved.plan_actions.get()
    content = version.content
    assert (version.number, approved.status, approved.is_public) == (1, "adopted", True)
    assert content["format"] == 1
    assert content["version"]["reference"] == "2026/7"
    [objective] = content["objectives"]
    assert objective["actions"][0]["parties"] == [
        {"role": "lead", "name": "Dienst Wonen", "public_name": "Dienst Wonen"}
    ]
    assert content["approval"]["steps"][0]["body"] == "Raad van bestuur"
    assert version_is_intact(version)
    assert Entry.objects.about(approved).filter(verb="plan_adopted").get().is_public
    with pytest.raises(TransitionDenied, match="was adopted"):
        edit_action(action, actor=alice, title="Iets anders")


@pytest.mark.django_db
def test_sent_twice_is_one_version(approved, alice):
    assert adopt(approved, alice) == adopt(approved, alice)
    with pytest.raises(TransitionDenied, match="cannot become"):
        adopt(approved, alice, body="Een ander")
    assert approved.versions.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": PlanKind.PROGRAMME}, "Put the bodies"),
        ({"status": PlanStatus.CLOSED}, "cannot become"),
    ],
)
def test_without_bodies_only_an_open_annual_plan(plan, alice, change, why):
    for name, value in change.items():
        setattr(plan, name, value)
    plan.save()

    with pytest.raises(TransitionDenied, match=why):
        adopt(plan, alice)
    assert not plan.versions.exists()


@pytest.mark.django_db
def test_an_annual_plan_without_bodies_names_who_adopts_it(plan, alice):
    plan.status = PlanStatus.DRAFT
    plan.save()

    assert (
        adopt(plan, alice, body="Algemene vergadering").body == "Algemene vergadering"
    )


@pytest.mark.django_db
def test_while_a_body_waits_or_days_are_wrong_nothing_is_adopted(plan, alice):
    step = make_approval_step(plan)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(TransitionDenied, match="not approved the plan yet"):
        adopt(plan, alice)
    approving.record_result(step, StepResult.APPROVED, LATER_DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="before Raad van bestuur decided"):
        adopt(plan, alice)
    with pytest.raises(TransitionDenied, match="still has to come"):
        adopt(plan, alice, adopted=tomorrow)
    plan.refresh_from_db()
    plan.status = PlanStatus.DRAFT
    plan.save()
    with pytest.raises(TransitionDenied, match="Submit the plan"):
        adopt(plan, alice, adopted=LATER_DAY)


@pytest.mark.django_db
def test_six_years_need_the_elements_of_the_law(plan, alice):
    plan.kind, plan.status = PlanKind.SIX_YEAR_PLAN, PlanStatus.SUBMITTED
    plan.save()
    make_approval_step(plan, result=StepResult.APPROVED, date=DAY)

    with pytest.raises(TransitionDenied, match="five elements"):
        adopt(plan, alice)


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(RoleKind))
def test_who_may_adopt(approved, partnership, role):
    actor = make_member(partnership, role)

    if role in {RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}:
        adopt(approved, actor)
    else:
        with pytest.raises(TransitionDenied, match="not allowed"):
            adopt(approved, actor)
        with pytest.raises(TransitionDenied, match="not allowed"):
            adopting.start_amendment(approved, "x", actor=actor)


# -- Never changed --------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"sha256": ""},
        {"body": "X"},
        {"adopted": LATER_DAY},
        {"number": 9},
        {"note": "x"},
        {"reference": "x"},
    ],
)
def test_the_database_refuses_to_change_a_version(adopted, change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        adopted.versions.update(**change)

    assert version_is_intact(latest_version(adopted))


@pytest.mark.django_db
def test_a_damaged_version_is_found(adopted):
    version = latest_version(adopted)
    assert list(damaged_versions()) == []

    content = version.content | {"plan": {"title": "Anders"}}
    with pgtrigger.ignore("plans.PlanVersion:adopted_stays"):
        PlanVersion.objects.update(content=content)

    assert list(damaged_versions()) == [version]


@pytest.mark.django_db
def test_a_file_of_a_version_is_kept_when_the_live_one_goes(approved, alice):
    stored = StoredFile.objects.create(
        partnership_id=approved.partnership_id,
        name="analyse.pdf",
        content_type="application/pdf",
        size=4,
        sha256="a" * 64,
        uploaded=timezone.now() - datetime.timedelta(days=9),
    )
    approved.kind = PlanKind.PROGRAMME
    approved.save()
    legal.set_legal_element(
        approved, LegalPart.CONTEXT_ANALYSIS, actor=alice, file=stored
    )
    version = adopt(approved, alice)
    legal.set_legal_element(approved, LegalPart.CONTEXT_ANALYSIS, actor=alice)

    assert not abandoned(timezone.now()).exists()
    assert version.files.get() == stored
    assert version.content["legal"][0]["file"]["sha256"] == "a" * 64


# -- Amending ------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_amendment_opens_the_words_and_asks_the_bodies_again(adopted, alice):
    amended = adopting.start_amendment(adopted, " Nieuwe middelen ", actor=alice)
    adopting.start_amendment(adopted, "Nog eens", actor=alice)

    [step] = approval_steps.steps_now(amended)
    assert (step.round, step.is_pending, amended.status) == (2, True, "amending")
    add_action(amended.objectives.get(), "Babysitdienst", actor=alice)
    with pytest.raises(TransitionDenied, match="not approved the plan yet"):
        adopt(amended, alice)
    approving.record_result(step, StepResult.APPROVED, LATER_DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="before Raad van bestuur"):
        adopt(amended, alice)
    second = adopt(amended, alice, adopted=LATER_DAY)

    assert (second.number, amended.versions.count()) == (2, 2)
    noted = Entry.objects.about(adopted).filter(note="Nieuwe middelen")
    assert noted.count() == 1


@pytest.mark.django_db
def test_an_amendment_says_why_and_what(adopted, alice):
    with pytest.raises(TransitionDenied, match="Say why"):
        adopting.start_amendment(adopted, " ", actor=alice)
    adopting.start_amendment(adopted, "omdat", actor=alice)
    [step] = approval_steps.steps_now(adopted)
    approving.record_result(step, StepResult.APPROVED, LATER_DAY, actor=alice)

    with pytest.raises(TransitionDenied, match="Nothing changed"):
        adopt(adopted, alice, adopted=LATER_DAY)
    assert adopt(adopted, alice, adopted=LATER_DAY, note="Andere bijlage").number == 2


@pytest.mark.django_db
def test_a_version_is_not_adopted_before_the_one_before(plan, alice):
    adopt(plan, alice, adopted=LATER_DAY)
    adopting.start_amendment(plan, "omdat", actor=alice)

    with pytest.raises(TransitionDenied, match="before the version before"):
        adopt(plan, alice, note="x")


@pytest.mark.django_db
def test_an_amendment_that_changed_nothing_is_stopped(adopted, alice):
    told = approval_steps.add_step(
        adopted, StepKind.NOTIFICATION, "Vlaamse Regering", actor=alice
    )
    approving.record_result(told, StepResult.SENT, DAY, actor=alice)
    adopting.start_amendment(adopted, "omdat", actor=alice)
    # What moves while a plan runs is no change of its words.
    change_lifecycle(adopted.plan_actions.get(), Lifecycle.COMPLETED, actor=alice)

    assert adopting.cancel_amendment(adopted, actor=alice).status == "adopted"
    assert adopting.cancel_amendment(adopted, actor=alice).status == "adopted"

    assert [one.result for one in approval_steps.steps_now(adopted)] == [
        "approved",
        "sent",
    ]


@pytest.mark.django_db
def test_an_amendment_that_did_something_is_not_stopped(adopted, alice):
    adopting.start_amendment(adopted, "omdat", actor=alice)
    [step] = approval_steps.steps_now(adopted)
    approving.record_result(step, StepResult.APPROVED, LATER_DAY, actor=alice)

    with pytest.raises(TransitionDenied, match="spoke about it"):
        adopting.cancel_amendment(adopted, actor=alice)
    approving.take_back_result(step, actor=alice)
    edit_plan(adopted, actor=alice, intro="Anders")
    with pytest.raises(TransitionDenied, match="Words of the plan changed"):
        adopting.cancel_amendment(adopted, actor=alice)


@pytest.mark.django_db
def test_only_an_amendment_is_stopped(plan, alice):
    with pytest.raises(TransitionDenied, match="not being amended"):
        adopting.cancel_amendment(plan, actor=alice)


@pytest.mark.django_db
def test_a_plan_is_closed_after_its_period(adopted, alice):
    with pytest.raises(TransitionDenied, match="period is over"):
        adopting.close_plan(adopted, actor=alice)
    adopted.start = datetime.date(2025, 1, 1)
    adopted.end = timezone.localdate() - datetime.timedelta(days=1)
    adopted.save()

    assert adopting.close_plan(adopted, actor=alice).status == PlanStatus.CLOSED
    assert adopting.close_plan(adopted, actor=alice).status == PlanStatus.CLOSED
    with pytest.raises(TransitionDenied, match="cannot become"):
        adopting.start_amendment(adopted, "x", actor=alice)


@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_at_once_make_one_version():
    here = make_partnership()
    pair = [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]
    plan = make_plan(here, 2026)

    answers = at_once(*(lambda who=who: adopt(plan, who) for who in pair))

    assert answers[0] == answers[1]
    assert PlanVersion.objects.count() == 1


def test_a_plan_that_a_document_gave_as_adopted_gets_its_first_version(
    partnership, alice
):
    plan = make_plan(partnership, 2026, status=PlanStatus.ADOPTED)
    day = datetime.date(2025, 12, 4)

    version = adopting.adopt_plan(plan, adopted=day, body="Stuurgroep", actor=alice)

    assert (version.number, version.body, version.adopted) == (1, "Stuurgroep", day)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ADOPTED
    # A second time it has a version: only an amendment makes the next.
    with pytest.raises(TransitionDenied):
        adopting.adopt_plan(plan, adopted=day, body="Raad", actor=alice)
