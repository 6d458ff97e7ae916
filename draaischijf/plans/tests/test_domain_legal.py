"""The five elements of the law, and the mid-term evaluation."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone, translation

from draaischijf.documents.models import StoredFile
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.domain import evaluating, legal
from draaischijf.plans.enums import LegalPart, PlanKind, PlanStatus
from draaischijf.plans.queries.approval import evaluation_deadline, legal_missing
from draaischijf.plans.tests.factories import make_plan
from draaischijf.plans.workflow import TransitionDenied

EDITORS = {RoleKind.THEME_DIRECTOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(
        partnership,
        2020,
        kind=PlanKind.SIX_YEAR_PLAN,
        end=datetime.date(2025, 12, 31),
    )


def stored_file(partnership_id):
    return StoredFile.objects.create(
        partnership_id=partnership_id,
        name="analyse.pdf",
        content_type="application/pdf",
        size=4,
        sha256="a" * 64,
    )


@pytest.mark.django_db
def test_words_a_link_or_a_file_are_enough(plan, alice):
    stored = stored_file(plan.partnership_id)
    assert len(legal_missing(plan)) == 5

    legal.set_legal_element(plan, LegalPart.VISION, actor=alice, note=" Deel 2 ")
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice, note="Deel 2")
    legal.set_legal_element(
        plan, LegalPart.TASKS, actor=alice, link="https://a.example"
    )
    legal.set_legal_element(plan, LegalPart.INVOLVEMENT, actor=alice, file=stored)
    kept = legal.set_legal_element(
        plan, LegalPart.INVOLVEMENT, actor=alice, note="x", keeps_file=True
    )

    assert legal_missing(plan) == ["context_analysis", "multi_year_plan"]
    assert kept.file == stored
    assert Entry.objects.filter(verb="legal_element_set").count() == 4
    emptied = legal.set_legal_element(plan, LegalPart.INVOLVEMENT, actor=alice)
    assert not emptied.is_there


@pytest.mark.django_db
def test_a_file_of_another_partnership_is_refused(plan, alice, other_partnership):
    stored = stored_file(other_partnership.pk)

    with pytest.raises(TransitionDenied, match="another partnership"):
        legal.set_legal_element(plan, LegalPart.TASKS, actor=alice, file=stored)
    assert not plan.legal_elements.exists()


@pytest.mark.django_db
def test_a_programme_may_keep_the_checklist_and_a_year_plan_not(plan, alice):
    plan.kind = PlanKind.PROGRAMME
    plan.save()
    legal.add_legal_elements(plan, actor=alice)
    legal.add_legal_elements(plan, actor=alice)
    assert plan.legal_elements.count() == 5

    plan.kind = PlanKind.ANNUAL_PLAN
    plan.save()
    with pytest.raises(TransitionDenied, match="several years"):
        legal.add_legal_elements(plan, actor=alice)


@pytest.mark.django_db
def test_a_closed_plan_stays_as_it_is(plan, alice):
    plan.status = PlanStatus.CLOSED
    plan.save()

    with pytest.raises(TransitionDenied, match="closed"):
        legal.set_legal_element(plan, LegalPart.TASKS, actor=alice, note="x")


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(RoleKind))
def test_who_may_fill_in_and_evaluate(plan, partnership, role):
    actor = make_member(partnership, role)
    deeds = [
        lambda: legal.set_legal_element(plan, LegalPart.TASKS, actor=actor, note="x"),
        lambda: evaluating.note_evaluation(plan, plan.start, "Goed", actor=actor),
    ]

    for deed in deeds:
        if role in EDITORS:
            deed()
        else:
            with pytest.raises(TransitionDenied, match="not allowed"):
                deed()


@pytest.mark.django_db
def test_the_evaluation_is_due_after_half_of_the_period(plan, alice):
    day = datetime.date

    assert plan.evaluation_due == day(2023, 1, 1)
    assert evaluation_deadline(plan, day(2022, 1, 1)).urgency == ""
    assert evaluation_deadline(plan, day(2022, 12, 1)).urgency == "soon"
    assert evaluation_deadline(plan, day(2022, 12, 1)).label == "before 1 January 2023"
    late = evaluation_deadline(plan, day(2023, 1, 3))
    assert (late.label, late.urgency) == ("2 days late", "late")
    evaluating.note_evaluation(plan, day(2023, 2, 1), " Bijsturen ", actor=alice)
    evaluating.note_evaluation(plan, day(2023, 2, 1), "Bijsturen", actor=alice)
    plan.refresh_from_db()
    assert (plan.evaluation, evaluation_deadline(plan, day(2024, 1, 1))) == (
        "Bijsturen",
        None,
    )
    assert Entry.objects.filter(verb="plan_evaluated").count() == 1


@pytest.mark.django_db
def test_an_evaluation_that_cannot_be_is_refused(plan, alice):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    for day, text, why in [
        (datetime.date(2019, 1, 1), "x", "not started"),
        (tomorrow, "x", "still has to come"),
        (plan.start, " ", "few sentences"),
    ]:
        with pytest.raises(TransitionDenied, match=why):
            evaluating.note_evaluation(plan, day, text, actor=alice)
    plan.kind = PlanKind.ANNUAL_PLAN
    plan.save()
    with pytest.raises(TransitionDenied, match="one year"):
        evaluating.note_evaluation(plan, plan.start, "x", actor=alice)
    assert evaluation_deadline(plan, plan.start) is None
