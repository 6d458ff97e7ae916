"""Meetings: planning, the agenda, notes by two at once, decisions that move things."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import agenda, deciding, noting, tasking
from draaischijf.consultation.domain import meetings as domain
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.deciding import (
    ActionLife,
    SignalWay,
    StepSaid,
    Verdict,
)
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.enums import (
    DecisionResult,
    MeetingState,
    Presence,
    TaskState,
    Treatment,
)
from draaischijf.consultation.models import BodyDecision, Meeting
from draaischijf.consultation.tests.factories import (
    make_item,
    make_meeting,
    make_seat,
    make_task,
)
from draaischijf.people.tests.factories import make_person
from draaischijf.plans.enums import Lifecycle, StepResult
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_plan,
)
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def positions(meeting):
    return [one.title for one in meeting.items.all()]


def test_who_sits_in_the_body_is_asked(partnership, body, house, alice):
    make_seat(body, person=make_person(partnership, name="Jef"), organisation=house)
    make_seat(body, organisation=house, until=datetime.date(2020, 1, 1))
    day = timezone.localdate() + datetime.timedelta(days=9)

    meeting = domain.plan_meeting(
        partnership, MeetingFacts("Stuurgroep", day), body=body, actor=alice
    )
    again = domain.plan_meeting(
        partnership, MeetingFacts("Stuurgroep", day), body=body, actor=alice
    )

    assert again == meeting
    assert [one.name for one in meeting.participants.all()] == ["Jef"]


def test_another_day_counts_up_the_sequence(meeting, alice):
    facts = MeetingFacts(meeting.title, meeting.day + datetime.timedelta(days=1))
    assert domain.edit_meeting(meeting, facts, actor=alice).sequence == 1
    assert domain.edit_meeting(meeting, facts, actor=alice).sequence == 1


def test_a_meeting_to_come_was_not_held(partnership, body, alice):
    meeting = make_meeting(partnership, body)
    with pytest.raises(TransitionDenied):
        domain.change_meeting_state(meeting, MeetingState.HELD, actor=alice)


def test_what_is_cancelled_keeps_its_reason_and_takes_nothing_more(meeting, alice):
    with pytest.raises(TransitionDenied):
        domain.change_meeting_state(meeting, MeetingState.CANCELLED, actor=alice)
    gone = domain.change_meeting_state(
        meeting, MeetingState.CANCELLED, actor=alice, reason="Te weinig volk."
    )
    assert gone.state == "cancelled"
    with pytest.raises(TransitionDenied):
        agenda.add_item(meeting, ItemFacts("Wonen"), actor=alice)


def test_items_move_and_the_others_close_up(meeting, alice):
    for title in ("a", "b", "c"):
        agenda.add_item(meeting, ItemFacts(title), actor=alice)
    agenda.move_item(meeting.items.get(title="c"), 1, actor=alice)
    assert positions(meeting) == ["c", "a", "b"]
    agenda.move_item(meeting.items.get(title="c"), 99, actor=alice)
    assert positions(meeting) == ["a", "b", "c"]


def test_one_question_takes_an_item_out_of_consent(meeting, bob, charlie):
    item = make_item(meeting, treatment=Treatment.CONSENT)
    with pytest.raises(TransitionDenied):
        agenda.ask_to_discuss(item, actor=charlie)

    asked = agenda.ask_to_discuss(item, actor=bob)

    assert (asked.treatment, asked.asked_by) == (Treatment.DISCUSSION, bob)
    assert agenda.ask_to_discuss(item, actor=bob) == asked


def test_older_notes_do_not_overwrite_newer_ones(meeting, alice, dora, reading):
    item = make_item(meeting)
    noting.keep_notes(item, "Van Alice.", version=0, actor=alice)

    with pytest.raises(noting.NotesMovedOnError):
        noting.keep_notes(item, "Van Dora.", version=0, actor=dora)
    shown = reading(dora).post(
        address("item_notes", meeting.pk, item.pk),
        {"text": "Van Dora.", "version": "0"},
    )

    text = shown.content.decode()
    assert shown.status_code == 409
    assert "Van Alice." in text
    assert "Van Dora." in text
    assert noting.keep_notes(item, "Samen.", version=1, actor=dora).notes == "Samen."


@time_machine.travel(datetime.datetime(2027, 6, 15, 9, tzinfo=datetime.UTC))
def test_the_list_tells_what_comes_first_and_the_nearest_of_that(
    partnership, body, bob, reading
):
    today = timezone.localdate()
    for title, days in (("Vorige", -1), ("Verder", 2), ("Straks", 0)):
        make_meeting(partnership, body, today + datetime.timedelta(days), title=title)
    make_meeting(partnership, body, title="Zoekt", state="proposed")
    Meeting.objects.filter(title="Zoekt").update(day=None)

    page = reading(bob).get(f"{address('meetings')}?jaar={today.year}")

    text = page.content.decode()
    titles = ("Zoekt", "Straks", "Verder", "Vorige")
    places = [text.index(f">{title}<") for title in titles]
    assert places == sorted(places)


def test_a_decision_moves_a_signal_to_decided(partnership, meeting, house, alice):
    signal = make_signal(partnership, SignalState.PUBLISHED, title="Wonen is te duur")
    item = make_item(meeting, signal=signal)
    way = SignalWay(Route.CHALLENGE, lead=house)

    made = deciding.decide(item, Verdict("We maken er werk van."), way=way, actor=alice)
    again = deciding.decide(
        item, Verdict("We maken er werk van."), way=way, actor=alice
    )

    signal.refresh_from_db()
    assert again == made
    assert signal.state == SignalState.DECIDED
    assert signal.decisions.get() == made.signal_decision
    assert signal.decisions.get().body == "Stuurgroep"
    assert signal.decisions.get().date == meeting.day


def test_what_cannot_move_leaves_no_decision(partnership, meeting, house, alice):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    item = make_item(meeting, signal=signal)
    way = SignalWay(Route.CHALLENGE, lead=house)
    with pytest.raises(TransitionDenied):
        deciding.decide(item, Verdict("Ja."), way=way, actor=alice)
    assert not BodyDecision.objects.exists()


def test_a_decision_gives_an_action_its_place_in_life(partnership, meeting, alice):
    action = make_action(make_objective(make_plan(partnership, 2027)))
    item = make_item(meeting, plan_action=action)
    life = ActionLife(Lifecycle.NOT_EXTENDED, "Het net is klaar.")

    deciding.decide(item, Verdict("Niet verlengen."), life=life, actor=alice)

    action.refresh_from_db()
    assert action.lifecycle == Lifecycle.NOT_EXTENDED


def test_a_decision_is_the_result_of_a_step_of_approval(partnership, meeting, alice):
    plan = make_plan(partnership, 2027, status="submitted")
    step = make_approval_step(plan, "Stuurgroep", position=1, kind="approval")
    item = make_item(meeting, plan=plan)

    made = deciding.decide(
        item, Verdict("Goedgekeurd."), step=StepSaid(step), actor=alice
    )

    step.refresh_from_db()
    assert step.result == StepResult.APPROVED
    assert step.reference == str(made) == f"{meeting.day.year}/1"


def test_a_rejection_moves_no_signal(partnership, meeting, house, alice):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    item = make_item(meeting, signal=signal)
    verdict = Verdict("Nu niet.", DecisionResult.REJECTED)

    deciding.decide(item, verdict, way=SignalWay(Route.BILATERAL, house), actor=alice)

    signal.refresh_from_db()
    assert signal.state == SignalState.PUBLISHED


def test_who_owns_a_task_may_say_it_is_done(partnership, meeting, bob, alice):
    own = partnership.persons.get(user=bob)
    task = tasking.give_task(meeting, "Bellen", owner=own, actor=alice)
    other = make_task(meeting)

    assert tasking.close_task(task, actor=bob).state == TaskState.DONE
    with pytest.raises(TransitionDenied):
        tasking.close_task(other, actor=bob)


def test_presence_is_noted(meeting, partnership, house, alice, reading):
    row = domain.add_participant(meeting, name="Mia", organisation=house, actor=alice)
    reading(alice).post(
        address("participant_note", meeting.pk, row.pk), {"presence": "present"}
    )
    row.refresh_from_db()
    assert row.presence == Presence.PRESENT


def test_a_whole_meeting_by_its_pages(partnership, body, house, alice, reading):
    signal = make_signal(partnership, SignalState.PUBLISHED, title="Wonen is te duur")
    office = reading(alice)
    day = timezone.localdate()

    planned = office.post(
        address("meeting_new"),
        {
            "title": "Stuurgroep mei",
            "body": body.pk,
            "kind": "regular",
            "day": day.isoformat(),
            "starts": "09:30",
            "ends": "11:00",
            "place": "Sociaal Huis",
        },
    )
    meeting = body.meetings.get()
    assert planned.url == meeting.get_absolute_url()
    office.post(
        address("item_new", meeting.pk),
        {"title": "Betaalbaar wonen", "treatment": "decision", "minutes": "20",
         "signal": str(signal.number)},
    )  # fmt: skip
    item = meeting.items.get()
    office.post(
        address("item_decide", meeting.pk, item.pk),
        {"text": "We maken er werk van.", "result": "adopted", "route": "challenge",
         "lead": "CAW Durmeland"},
    )  # fmt: skip
    office.post(
        address("task_new", meeting.pk) + f"?punt={item.pk}",
        {"what": "Verhuurders bellen", "owner_name": "Mia"},
    )
    office.post(address("meeting_hold", meeting.pk))

    text = office.get(meeting.get_absolute_url()).content.decode()
    assert "We maken er werk van." in text
    assert "Verhuurders bellen" in text
    signal.refresh_from_db()
    assert signal.state == SignalState.DECIDED
    found = office.get(BodyDecision.objects.get().get_absolute_url()).content.decode()
    assert "Wonen is te duur" in found
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_hours_out_of_order_are_refused_in_place(partnership, alice, reading):
    answer = reading(alice).post(
        address("meeting_new"),
        {"title": "Overleg", "kind": "regular", "day": "2027-03-01", "starts": "11:00",
         "ends": "09:00"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "The meeting ends before it starts." in answer.content.decode()


def test_partners_read_the_notes_and_the_public_does_not(
    partnership, body, bob, reading, yesterday
):
    meeting = make_meeting(partnership, body, yesterday, is_public=True)
    make_item(meeting, notes="Wat gezegd werd.")

    assert (
        "Wat gezegd werd."
        in reading(bob).get(meeting.get_absolute_url()).content.decode()
    )
    outside = reading().get(meeting.get_absolute_url())
    assert outside.status_code == 200
    assert "Wat gezegd werd." not in outside.content.decode()
