"""The agenda: what is proposed, what passes together, order, hours and documents."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.consultation.domain import agenda, deciding, proposing
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.deciding import Verdict
from draaischijf.consultation.enums import DecisionResult, MeetingKind, Treatment
from draaischijf.consultation.models import AgendaItem
from draaischijf.consultation.queries.meetings import MeetingPage
from draaischijf.consultation.queries.proposals import proposals_for
from draaischijf.consultation.tests.factories import (
    make_item,
    make_meeting,
    make_task,
)
from draaischijf.documents.uploads import store_upload
from draaischijf.history.models import Entry
from draaischijf.plans.enums import StepResult
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


@pytest.fixture
def coming(partnership, body):
    return make_meeting(
        partnership, body, starts=datetime.time(9, 30), ends=datetime.time(10, 0)
    )


def kinds(meeting):
    return [(one.kind, one.key) for one in proposals_for(meeting)]


def test_what_waits_is_proposed_and_taken_up_once(coming, partnership, meeting, alice):
    today = timezone.localdate()
    late = make_signal(
        partnership, SignalState.ANALYSIS, phase_due=today - datetime.timedelta(days=3)
    )
    task = make_task(meeting, "Bellen")
    item = make_item(meeting, "Uitgesteld")
    deciding.decide(item, Verdict("Later.", DecisionResult.DEFERRED), actor=alice)
    plan = make_plan(partnership, 2027, status="submitted")
    make_approval_step(plan, "stuurgroep", position=1, kind="approval")
    wanted = [("item", item.pk), ("task", task.pk), ("signal", late.pk)]
    wanted.append(("plan", plan.pk))
    assert [one for one in kinds(coming) if one in wanted] == wanted

    made = [proposing.take_up(coming, *one, actor=alice) for one in wanted]
    again = proposing.take_up(coming, "signal", late.pk, actor=alice)

    assert again == made[2]
    assert (made[0].continues, made[1].task) == (item, task)
    assert (made[2].signal, made[3].plan) == (late, plan)
    assert [one for one in kinds(coming) if one in wanted] == []


def test_a_plan_waits_for_one_body_at_a_time(coming, partnership):
    plan = make_plan(partnership, 2027, status="submitted")
    make_approval_step(plan, "Bestuur", position=1, kind="advice")
    make_approval_step(plan, "Stuurgroep", position=2, kind="approval")

    assert ("plan", plan.pk) not in kinds(coming)


def test_nothing_is_proposed_for_a_training_or_a_forum(coming, meeting):
    make_task(meeting, "Bellen")

    for kind in (MeetingKind.TRAINING, MeetingKind.FORUM):
        coming.kind = kind
        assert kinds(coming) == []


def test_nothing_of_elsewhere_is_taken_up(coming, other_partnership, alice):
    signal = make_signal(other_partnership, SignalState.PUBLISHED)
    for kind, key in (("signal", signal.pk), ("task", 1), ("", 1)):
        with pytest.raises(TransitionDenied):
            proposing.take_up(coming, kind, key, actor=alice)


def test_one_press_takes_a_proposal(coming, meeting, alice, reading):
    task = make_task(meeting, "Bellen")
    office = reading(alice)
    shown = office.get(coming.get_absolute_url()).content.decode()

    office.post(address("proposal_take", coming.pk), {"proposal": f"task-{task.pk}"})
    office.post(address("proposal_take", coming.pk), {"proposal": "task-²"})

    assert f'value="task-{task.pk}"' in shown
    assert coming.items.get().task == task


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_ask_as_much_for_one_thing_as_for_many(
    coming, partnership, meeting, alice, django_assert_num_queries, count
):
    today = timezone.localdate()
    objective = make_objective(make_plan(partnership, today.year, status="adopted"))
    for number in range(count):
        make_signal(
            partnership, SignalState.PUBLISHED, phase_due=today,
            title=f"Signaal {number}",
        )  # fmt: skip
        make_task(meeting, f"Taak {number}")
        make_action(objective, f"Actie {number}")
    with django_assert_num_queries(11):
        proposals_for(coming)


def test_each_consent_item_gets_a_decision_of_its_own(partnership, body, alice):
    coming = make_meeting(partnership, body, timezone.localdate())
    plan = make_plan(partnership, 2027, status="submitted")
    step = make_approval_step(plan, "Stuurgroep", position=1, kind="approval")
    make_item(coming, "Jaarplan", plan=plan, treatment=Treatment.CONSENT)
    make_item(coming, "Kalender", treatment=Treatment.CONSENT)
    make_item(coming, "Wonen")

    made = pass_by_consent(coming, actor=alice)

    step.refresh_from_db()
    assert [one.number for one in made] == [1, 2]
    assert step.result == StepResult.APPROVED
    assert step.reference == str(made[0])


def test_items_close_up_and_say_at_what_hour_they_begin(coming, alice):
    first = make_item(coming, "Eerst", minutes=20)
    make_item(coming, "Weg")
    make_item(coming, "Tweede", minutes=15)
    make_item(coming, "Kalender", treatment=Treatment.CONSENT)
    agenda.remove_item(coming.items.get(title="Weg"), actor=alice)

    page = MeetingPage(coming, alice)

    assert [(one.title, one.position) for one in page.items] == [
        ("Eerst", 1), ("Tweede", 2), ("Kalender", 3),
    ]  # fmt: skip
    hours = {one.title: one.clock for one in page.items}
    assert hours == {
        "Kalender": datetime.time(9, 30),
        "Eerst": datetime.time(9, 30),
        "Tweede": datetime.time(9, 50),
    }
    assert page.runs_over
    agenda.move_item(first, page.items[0].later, actor=alice)
    assert [one.title for one in coming.items.all()] == ["Tweede", "Eerst", "Kalender"]


def pdf(name, content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def names(item):
    return [one.name for one in item.files.order_by("pk")]


def test_an_item_carries_documents_until_they_are_unticked(coming, alice, bob, reading):
    office = reading(alice)
    words = {"title": "Nota", "treatment": "discussion", "key": str(uuid4())}
    office.post(
        address("item_new", coming.pk),
        words | {"documents": [pdf("nota.pdf"), pdf("bijlage.pdf")]},
    )
    item = AgendaItem.objects.get()
    note, annex = item.files.order_by("pk")
    edit = address("item_edit", coming.pk, item.pk)

    shown = office.get(edit).content.decode()
    assert f'value="{note.uuid}" checked' in shown
    note_at = address("item_file", coming.pk, note.uuid)
    assert reading(bob).get(note_at).status_code == 200

    office.post(
        edit, words | {"kept": [str(annex.uuid)], "documents": [pdf("later.pdf")]}
    )

    assert names(item) == ["bijlage.pdf", "later.pdf"]
    entry = Entry.objects.filter(verb="item_edited").get()
    assert entry.data["after"]["files"] == "bijlage.pdf, later.pdf"
    assert reading(bob).get(note_at).status_code == 404
    assert reading(bob).get(address("item_file", coming.pk, annex.uuid)).streaming


def test_documents_are_kept_while_the_form_is_put_right(coming, alice, reading):
    office = reading(alice)
    new = address("item_new", coming.pk)
    words = {"title": "", "treatment": "discussion", "key": str(uuid4())}

    back = office.post(new, words | {"documents": [pdf("nota.pdf")]})
    (token,) = [one for one, _file in back.context["form"].kept_rows]
    office.post(new, words | {"title": "Nota", "kept": [token]})

    assert back.status_code == 422
    assert names(AgendaItem.objects.get()) == ["nota.pdf"]


def test_an_item_that_goes_on_takes_its_documents_along(
    partnership, body, coming, alice
):
    later = make_meeting(partnership, body, coming.day + datetime.timedelta(days=30))
    stored = store_upload(pdf("nota.pdf"), partnership_id=partnership.pk)
    old = make_item(coming, "Nota", files=[stored])

    proposing.take_up(later, "item", old.pk, actor=alice)

    assert names(later.items.get()) == ["nota.pdf"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([pdf("nota.pdf", b"<html>")], "nota.pdf"),
        ([pdf(f"{number}.pdf") for number in range(6)], "At most 5"),
    ],
)
def test_files_that_may_not_come_along_are_refused_in_place(
    coming, alice, reading, files, said
):
    for file in files:
        file.seek(0)
    answer = reading(alice).post(
        address("item_new", coming.pk),
        {"title": "Nota", "treatment": "discussion", "documents": files},
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AgendaItem.objects.exists()


def test_who_asks_again_is_heard_again(coming, bob, alice):
    item = make_item(coming, treatment=Treatment.CONSENT)
    agenda.ask_to_discuss(item, actor=bob)
    back = ItemFacts(item.title, treatment=Treatment.CONSENT)
    agenda.edit_item(item, back, actor=alice)
    item.refresh_from_db()
    assert (item.treatment, item.asked_by) == (Treatment.CONSENT, None)

    agenda.ask_to_discuss(item, actor=alice)

    item.refresh_from_db()
    assert (item.treatment, item.asked_by) == (Treatment.DISCUSSION, alice)


@pytest.mark.parametrize("about", ["plan", "plan_action", "bundle"])
def test_an_item_keeps_what_it_is_about_however_old(
    coming, partnership, alice, reading, about
):
    old = make_plan(partnership, 2020)
    things = {
        "plan": old,
        "plan_action": make_action(make_objective(old)),
        "bundle": make_bundle(partnership),
    }
    item = make_item(coming, **{about: things[about]})
    other = make_item(coming, "Iets anders")
    office = reading(alice)
    where = address("item_edit", coming.pk, item.pk)

    page = office.get(where)
    shown = page.context["form"]
    given = {
        one.html_name: one.value()
        for one in shown
        if one.value() not in (None, "", []) and one.name != "documents"
    }
    answer = office.post(where, given | {"title": "Beter gezegd"})

    assert f'<option value="{things[about].pk}" selected>' in page.content.decode()
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title, getattr(item, about)) == ("Beter gezegd", things[about])
    if about != "bundle":
        apart = address("item_edit", coming.pk, other.pk)
        fields = office.get(apart).context["form"].fields
        assert things[about] not in fields[about].queryset
