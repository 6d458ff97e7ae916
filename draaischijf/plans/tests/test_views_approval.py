"""The page of the approval, the forms around it, and the panel on the plan page."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from draaischijf.plans.domain import adopting, approval_steps, approving, legal
from draaischijf.plans.enums import (
    LegalPart,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.plans.tests.factories import (
    make_approval_step,
    make_plan,
    make_trajectory_step,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 4)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def plan(partnership):
    return make_plan(
        partnership,
        2026,
        kind=PlanKind.SIX_YEAR_PLAN,
        title="Beleidsplan",
        slug="beleidsplan",
        end=datetime.date(2031, 12, 31),
    )


def page(plan, name="approval", *more):
    return reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug, *more])


@pytest.fixture
def desk(as_user, alice):
    client = as_user(alice)
    client.cookies["django_language"] = "en"
    return client


def read(client, address):
    return client.get(address).content.decode()


def complete(plan, actor):
    for part in LegalPart:
        legal.set_legal_element(plan, part, actor=actor, note="Deel 2")


def test_the_whole_way_on_the_pages(desk, plan, alice):
    assert "Put the usual bodies" in read(desk, page(plan))
    desk.post(page(plan, "approval_usual"))
    complete(plan, alice)
    assert "Submit for approval" in read(desk, page(plan))
    desk.post(page(plan, "plan_submit"))
    answers = [
        ("with_remarks", "Meer aandacht voor jongeren"),
        ("approved", ""),
        ("approved", ""),
    ]
    for step, (result, remark) in zip(
        approval_steps.steps_now(plan), answers, strict=False
    ):
        assert f"Note the answer of {step.body}" in read(desk, page(plan))
        given = {"result": result, "date": "2026-05-04", "remark": remark}
        assert (
            desk.post(page(plan, "approval_result", step.pk), given).status_code == 302
        )
    assert "Adopt the plan" in read(desk, page(plan))
    form = read(desk, page(plan, "plan_adopt"))
    assert 'value="Municipal council"' in form
    given = {"body": "Gemeenteraad", "adopted": "2026-05-04", "make_public": "on"}
    assert desk.post(page(plan, "plan_adopt"), given).status_code == 302

    plan.refresh_from_db()
    text = read(desk, page(plan))
    assert (plan.status, plan.is_public) == ("adopted", True)
    assert "Note that it was sent to Flemish government" in text
    assert "Amend the plan" in text
    last = approval_steps.steps_now(plan)[3]
    desk.post(
        page(plan, "approval_result", last.pk), {"result": "sent", "date": "2026-05-05"}
    )
    assert "Note that it was sent" not in read(desk, page(plan))
    desk.post(page(plan, "plan_amend"), {"reason": "Nieuwe middelen"})
    assert "Stop this amendment" in read(desk, page(plan))
    desk.post(page(plan, "plan_amend_cancel"))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ADOPTED


def test_a_refusal_is_shown_with_its_remark_and_can_be_tried_again(
    desk, client, plan, alice
):
    plan.kind, plan.status, plan.is_public = "programme", PlanStatus.SUBMITTED, True
    plan.save()
    make_approval_step(plan, "Stuurgroep", result=StepResult.APPROVED, date=DAY)
    step = make_approval_step(plan, "Gemeenteraad")
    given = {"result": "refused", "date": "2026-05-04"}

    wrong = desk.post(page(plan, "approval_result", step.pk), given)
    desk.post(page(plan, "approval_result", step.pk), given | {"remark": "Geen raming"})
    text, public = read(desk, page(plan)), read(client, page(plan))

    assert wrong.status_code == 422
    assert "Write in a few words" in wrong.content.decode()
    assert "Geen raming" in text
    assert "Submit again" in text
    # The public reads that it was refused, and not why.
    assert "Gemeenteraad" in public
    assert "Geen raming" not in public
    assert "Every body, for the text changed" in read(desk, page(plan, "plan_submit"))
    desk.post(page(plan, "plan_submit"), {"all_again": "yes"})
    assert "Time 1" in read(desk, page(plan))
    assert [one.is_pending for one in approval_steps.steps_now(plan)] == [True, True]


def test_advice_that_did_not_come_is_passed_over_knowingly(desk, plan, alice):
    plan.status = PlanStatus.SUBMITTED
    plan.save()
    complete(plan, alice)
    make_approval_step(plan, "Ouderenraad", kind=StepKind.ADVICE)
    step = make_approval_step(plan, "Gemeenteraad")
    address = page(plan, "approval_result", step.pk)
    given = {"result": "approved", "date": "2026-05-04"}

    form = read(desk, address)
    refused = desk.post(address, given)
    gone_on = desk.post(address, given | {"without_advice": "on"})

    assert "There is no advice yet of: Ouderenraad." in form
    assert (refused.status_code, gone_on.status_code) == (422, 302)
    assert "skipped" in read(desk, page(plan))


def test_bodies_are_put_changed_moved_and_taken_out(desk, plan):
    add = {"kind": "approval", "body": "Gemeenteraad", "planned": "2027-01-05"}
    desk.post(page(plan, "approval_step_add"), add)
    desk.post(
        page(plan, "approval_step_add"), {"kind": "advice", "body": "Ouderenraad"}
    )
    first, second = approval_steps.steps_now(plan)

    desk.post(page(plan, "approval_step_move", second.pk), {"where": "earlier"})
    nonsense = desk.post(page(plan, "approval_step_move", second.pk), {"where": "up"})
    assert nonsense.status_code == 404
    desk.post(page(plan, "approval_step", first.pk), add | {"body": "RMW"})
    text = read(desk, page(plan))
    assert text.index("Ouderenraad") < text.index("RMW")
    assert "planned" in text
    assert desk.post(page(plan, "approval_step", first.pk), {}).status_code == 422
    desk.post(page(plan, "approval_step_remove", second.pk))
    assert [one.body for one in approval_steps.steps_now(plan)] == ["RMW"]


def test_what_is_refused_is_said_where_the_button_was(desk, plan, alice):
    step = make_approval_step(plan, result=StepResult.APPROVED, date=DAY)

    answer = desk.post(page(plan, "approval_step_remove", step.pk), follow=True)

    assert "noted already" in answer.content.decode()
    assert plan.approval_steps.exists()


def test_a_result_is_taken_back_on_the_page(desk, plan, alice):
    plan.status = PlanStatus.SUBMITTED
    plan.save()
    step = make_approval_step(plan, kind=StepKind.ADVICE)
    approving.record_result(step, StepResult.APPROVED, DAY, actor=alice)

    assert "take it back" in read(desk, page(plan))
    desk.post(page(plan, "approval_take_back", step.pk))
    desk.post(page(plan, "plan_take_back"))

    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_client_data_is_not_kept(desk, plan, alice):
    plan.status = PlanStatus.SUBMITTED
    plan.save()
    step = make_approval_step(plan, kind=StepKind.ADVICE)
    given = {
        "result": "with_remarks",
        "date": "2026-05-04",
        "remark": "Zie rijksregisternummer 85.07.30-033.28",
    }

    answer = desk.post(page(plan, "approval_result", step.pk), given)

    step.refresh_from_db()
    assert answer.status_code == 422
    assert "This is about one person." in answer.content.decode()
    assert step.is_pending


def test_a_closed_plan_is_read_only(desk, plan, alice):
    plan.kind, plan.status = "annual_plan", PlanStatus.ADOPTED
    plan.start, plan.end = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
    plan.save()

    assert "Close the plan" in read(desk, page(plan))
    desk.post(page(plan, "plan_close"))
    text = read(desk, page(plan))

    assert "Close the plan" not in text
    assert "One more body" not in text
    assert "Put the usual bodies" not in text


# -- The elements of the law ----------------------------------------------------------


def test_an_element_holds_words_a_link_and_a_file(desk, client, plan, bob, as_user):
    address = page(plan, "legal_element", "context_analysis")
    upload = SimpleUploadedFile("analyse.pdf", PDF, "application/pdf")
    given = {"note": "Deel 2", "link": "https://durmeland.example/plan.pdf"}

    answer = desk.post(address, given | {"file": upload})

    element = plan.legal_elements.get()
    assert answer.status_code == 302
    assert (element.note, element.file.name) == ("Deel 2", "analyse.pdf")
    text = read(desk, page(plan))
    assert "1 of 5 are there" in text
    assert "https://durmeland.example/plan.pdf" in text
    file_page = page(plan, "legal_file", "context_analysis")
    download = as_user(bob).get(file_page)
    assert b"".join(download.streaming_content) == PDF
    assert download["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in download["Content-Disposition"]
    assert client.get(file_page).status_code == 404
    plan.is_public = True
    plan.save()
    assert client.get(file_page).status_code == 200
    assert client.get(page(plan, "legal_file", "vision")).status_code == 404
    # Kept when only the words change, gone when that is asked.
    desk.post(address, {"note": "Deel 3"})
    element.refresh_from_db()
    assert element.file is not None
    desk.post(address, {"note": "Deel 3", "drop_file": "on"})
    element.refresh_from_db()
    assert element.file is None


def test_a_file_that_is_not_what_it_says_is_refused(desk, plan):
    upload = SimpleUploadedFile(
        "analyse.pdf", b"MZ\x90\x00 not a pdf", "application/pdf"
    )

    answer = desk.post(page(plan, "legal_element", "tasks"), {"file": upload})
    links = [
        desk.post(page(plan, "legal_element", "tasks"), {"link": link})
        for link in ("ftp://x.example", "javascript:alert(1)", "data:text/html,x")
    ]

    assert {one.status_code for one in (answer, *links)} == {422}
    assert not plan.legal_elements.exists()
    assert desk.get(page(plan, "legal_element", "niets")).status_code == 404


def test_a_file_that_is_lost_answers_404(desk, plan):
    upload = SimpleUploadedFile("analyse.pdf", PDF, "application/pdf")
    desk.post(page(plan, "legal_element", "tasks"), {"file": upload})
    stored = plan.legal_elements.get().file
    stored.file.storage.delete(stored.file.name)

    assert desk.get(page(plan, "legal_file", "tasks")).status_code == 404


def test_a_programme_asks_for_its_checklist(desk, plan):
    plan.kind = PlanKind.PROGRAMME
    plan.save()

    assert "Put the checklist here" in read(desk, page(plan))
    desk.post(page(plan, "legal_add"))

    assert "0 of 5 are there" in read(desk, page(plan))


def test_the_evaluation_is_noted_and_read(desk, plan):
    plan.start = timezone.localdate() - datetime.timedelta(days=2000)
    plan.end = timezone.localdate() + datetime.timedelta(days=100)
    plan.save()

    assert "days late" in read(desk, page(plan))
    address = page(plan, "plan_evaluate")
    assert (
        desk.post(address, {"evaluated": "1999-01-01", "text": "x"}).status_code == 422
    )
    assert (
        desk.post(address, {"evaluated": "2000-01-01", "text": "x"}).status_code == 422
    )
    desk.post(address, {"evaluated": str(timezone.localdate()), "text": "Bijsturen"})

    text = read(desk, page(plan))
    assert "Bijsturen" in text
    assert "days late" not in text


# -- The panel, and how much is asked --------------------------------------------------


def test_the_panel_shows_one_next_thing_to_who_may(desk, as_user, bob, client, plan):
    plan.status, plan.is_public = PlanStatus.SUBMITTED, True
    plan.save()
    make_approval_step(
        plan, "Ouderenraad", kind=StepKind.ADVICE, result=StepResult.APPROVED,
        date=DAY, remark="Niet voor iedereen", reference="OR/3",
    )  # fmt: skip
    make_approval_step(plan, "Gemeenteraad", planned=datetime.date(2027, 1, 5))
    make_trajectory_step(plan)
    address = plan.get_absolute_url()
    client.cookies["django_language"] = "en"

    mine, others, public = (read(one, address) for one in (desk, as_user(bob), client))

    assert "Complete the elements the law asks" in mine
    assert mine.count('class="button "') == 1
    assert "Complete the elements" not in others + public
    assert "Ouderenraad" in public
    assert "favourable" in public
    assert "planned" in public
    assert "How it came about: 1 step" in public
    assert "Niet voor iedereen" not in public
    assert "OR/3" not in public


def test_the_panel_is_silent_where_there_is_nothing_to_tell(client, as_user, bob, plan):
    plan.is_public = True
    plan.save()
    heading = 'id="approval-head"'

    assert heading not in read(client, plan.get_absolute_url())
    assert heading in read(as_user(bob), plan.get_absolute_url())


def add_step(plan, number):
    make_approval_step(plan, f"Raad {number}", result="approved", date=DAY)


def add_element(plan, number):
    plan.legal_elements.create(part=LegalPart.values[number], note="x")


def add_version(plan, number):
    plan.versions.create(
        number=number + 1, adopted=DAY, body="R", content={}, sha256=""
    )


@pytest.mark.parametrize("add", [add_step, add_element, add_version])
@pytest.mark.parametrize("where", ["approval", "plan", "versions"])
def test_pages_ask_as_much_for_three_as_for_one(desk, plan, add, where):
    counts = []
    for numbers in ([0], [1, 2]):
        for number in numbers:
            add(plan, number)
        desk.get(page(plan, where))
        with CaptureQueriesContext(connection) as asked:
            desk.get(page(plan, where))
        counts.append(len(asked))

    assert counts[-2] == counts[-1]


def test_adopting_asks_as_much_for_three_bodies_as_for_one(partnership, alice):
    counts = []
    # The first time some things are asked that are remembered.
    for place, number in enumerate((1, 1, 3)):
        plan = make_plan(
            partnership, 2026, slug=f"plan-{place}", status=PlanStatus.SUBMITTED
        )
        for _one in range(number):
            make_approval_step(plan, result=StepResult.APPROVED, date=DAY)
        with CaptureQueriesContext(connection) as asked:
            adopting.adopt_plan(plan, adopted=DAY, body="Raad", actor=alice)
        counts.append(len(asked))

    assert counts[-2] == counts[-1]
