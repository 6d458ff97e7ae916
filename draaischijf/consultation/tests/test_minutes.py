"""Minutes: sent with a link, remarked on, answered, approved and then kept for ever."""

from __future__ import annotations

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation import minutes_links
from draaischijf.consultation.domain import agenda, deciding, noting, proposing
from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.deciding import Verdict
from draaischijf.consultation.enums import (
    MeetingKind,
    MeetingState,
    MinutesState,
    Presence,
    RemarkOutcome,
)
from draaischijf.consultation.minutes import as_json, from_json
from draaischijf.consultation.models import Gathering, Minutes
from draaischijf.consultation.queries.minutes import minutes_now, unnamed_of
from draaischijf.consultation.queries.proposals import proposals_for
from draaischijf.consultation.tests.factories import (
    make_item,
    make_meeting,
    make_minutes,
    make_participant,
    make_reader,
    make_registration,
    make_remark,
    make_task,
)
from draaischijf.notifications.models import Mail
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


@pytest.fixture
def until():
    return timezone.localdate() + datetime.timedelta(days=9)


def let_days_pass():
    """Let the last day for remarks be over."""
    Minutes.objects.update(remarks_until=timezone.localdate() - datetime.timedelta(1))


@pytest.fixture
def told(meeting, house, alice):
    """The meeting with all that minutes can hold."""
    make_participant(
        meeting, "Jef", email="jef@x.example", presence=Presence.PRESENT,
        organisation=house,
    )  # fmt: skip
    make_participant(meeting, "Mia", email="JEF@x.example", presence=Presence.EXCUSED)
    make_participant(meeting, "Rik", presence=Presence.PRESENT, is_guest=True)
    item = make_item(meeting, "Wonen", notes="Het is te duur.")
    deciding.decide(item, Verdict("We schrijven een brief."), actor=alice)
    make_task(meeting, "De brief schrijven", item=item)
    return meeting


def test_minutes_are_kept_as_they_are_and_read_back(told):
    made = minutes_now(told)

    assert from_json(as_json(made)) == made
    assert [one.name for one in made.members] == ["Jef"]
    assert [one.name for one in made.guests] == ["Rik"]
    assert [one.name for one in made.excused] == ["Mia"]
    assert made.items[0].notes == "Het is te duur."
    assert made.items[0].decisions[0].text == "We schrijven een brief."
    assert made.items[0].tasks[0].who == "Jef"


def test_everybody_with_an_address_gets_one_mail(told, until, alice):
    minutes = domain.send_minutes(told, until, actor=alice)
    again = domain.send_minutes(told, until, actor=alice)

    told.refresh_from_db()
    assert again == minutes
    assert [one.email for one in minutes.readers.all()] == ["jef@x.example"]
    assert Mail.objects.filter(kind="minutes_sent").count() == 1
    assert told.state == MeetingState.HELD


def test_minutes_count_who_registered_and_name_them_nowhere(told):
    before = minutes_now(told)
    told.kind = MeetingKind.TRAINING
    make_participant(told, "Zoë", presence=Presence.EXCUSED, is_guest=True)
    assert len(minutes_now(told).guests) == 1

    Gathering.objects.create(meeting=told)
    now = minutes_now(told)

    assert (now.members, now.guests, now.unnamed) == (before.members, [], 1)
    assert [one.name for one in now.excused] == ["Mia"]
    assert from_json(as_json(now)) == now
    assert unnamed_of(now) == "1 persoon die zich inschreef of uitgenodigd werd"


def test_who_only_registered_gets_no_minutes(told, until, alice):
    stranger = make_participant(told, "Kim", email="kim@x.example", is_guest=True)
    make_registration(told, participant=stranger)
    make_participant(told, "Lou", email="lou@x.example", is_guest=True)

    minutes = domain.send_minutes(told, until, actor=alice)

    readers = minutes.readers.values_list("email", flat=True)
    assert set(readers) == {"jef@x.example", "lou@x.example"}
    assert not Mail.objects.filter(kind="minutes_sent", to="kim@x.example").exists()


def test_minutes_wait_for_the_last_day_for_remarks(told, until, alice, reading):
    domain.send_minutes(told, until, actor=alice)
    office = reading(alice)
    shown = office.get(address("minutes", told.pk)).content.decode()

    office.post(address("minutes_approve", told.pk))
    refused = office.get(address("minutes", told.pk)).content.decode()

    assert "They are approved" not in shown
    assert "The members can still remark until" in refused
    assert not Minutes.objects.get().is_approved
    let_days_pass()
    assert (
        "They are approved" in office.get(address("minutes", told.pk)).content.decode()
    )
    office.post(address("minutes_approve", told.pk))
    assert Minutes.objects.get().is_approved


def test_minutes_of_a_meeting_that_was_put_off_are_not_sent(meeting, until, alice):
    meeting.state = MeetingState.POSTPONED
    meeting.save()

    with pytest.raises(TransitionDenied):
        domain.send_minutes(meeting, until, actor=alice)


def test_minutes_of_a_meeting_to_come_are_not_sent(partnership, body, until, alice):
    with pytest.raises(TransitionDenied):
        domain.send_minutes(make_meeting(partnership, body), until, actor=alice)


def test_a_member_remarks_by_link_until_the_last_day(told, client, alice):
    reader = make_reader(make_minutes(told))
    url = reverse("consultation:minutes_read", args=[minutes_links.token_of(reader)])

    shown = client.get(url)
    client.post(url, {"item": "1", "text": "Ik zei iets anders."})
    client.post(url, {"item": "1", "text": "Ik zei iets anders."})
    blocked = client.post(url, {"text": "Rijksregister 85.07.30-033.28."})

    assert "Het is te duur." in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    remark = reader.remarks.get()
    assert (remark.item_number, remark.name) == (1, "Jef")
    assert blocked.status_code == 422
    let_days_pass()
    late = client.post(url, {"text": "Nog iets."})
    assert late.status_code == 422
    assert "Nog iets." in late.content.decode()
    assert reader.remarks.count() == 1


def test_a_remark_waits_for_an_answer_before_approval(told, until, alice, reading):
    minutes = domain.send_minutes(told, until, actor=alice)
    remark = make_remark(minutes)
    office = reading(alice)
    with pytest.raises(TransitionDenied):
        domain.approve_minutes(minutes, actor=alice)
    where = address("remark_answer", told.pk, remark.pk)

    silent = office.post(where, {"outcome": "answered", "answer": ""})
    office.post(where, {"outcome": "answered", "answer": "Dat was een ander punt."})

    assert silent.status_code == 422
    remark.refresh_from_db()
    assert remark.outcome == RemarkOutcome.ANSWERED
    let_days_pass()
    assert domain.approve_minutes(minutes, actor=alice).is_approved
    text = office.get(address("minutes", told.pk)).content.decode()
    assert "Dat was een ander punt." in text


def test_approved_minutes_never_change(told, until, alice):
    minutes = domain.send_minutes(told, until, actor=alice)
    item = told.items.get()
    noting.keep_notes(item, "Het is veel te duur.", version=0, actor=alice)

    let_days_pass()
    kept = domain.approve_minutes(minutes, actor=alice)

    assert kept.state == MinutesState.APPROVED
    assert len(kept.sha256) == 64
    assert from_json(kept.content).items[0].notes == "Het is veel te duur."
    assert from_json(kept.as_sent).items[0].notes == "Het is te duur."
    item.refresh_from_db()
    with pytest.raises(TransitionDenied):
        noting.keep_notes(item, "Anders.", version=item.notes_version, actor=alice)
    with pytest.raises(TransitionDenied):
        agenda.add_item(told, agenda.ItemFacts("Nog iets"), actor=alice)
    with pytest.raises(ProgrammingError, match="never change"), transaction.atomic():
        Minutes.objects.update(content={})


def test_what_changed_since_they_were_sent_is_shown(told, until, alice, reading):
    domain.send_minutes(told, until, actor=alice)
    noting.keep_notes(told.items.get(), "Het is veel te duur.", version=0, actor=alice)

    text = reading(alice).get(address("minutes", told.pk)).content.decode()

    assert "<ins>veel</ins>" in text


def test_the_next_meeting_approves_them_with_the_consent_items(
    told, partnership, body, until, alice
):
    minutes = domain.send_minutes(told, until, actor=alice)
    following = make_meeting(partnership, body, timezone.localdate())
    proposed = [one for one in proposals_for(following) if one.kind == "minutes"]
    assert [one.key for one in proposed] == [minutes.pk]

    item = proposing.take_up(following, "minutes", minutes.pk, actor=alice)
    made = pass_by_consent(following, actor=alice)

    minutes.refresh_from_db()
    assert [one.item for one in made] == [item]
    assert minutes.is_approved
    assert minutes.approved_in == following
    assert pass_by_consent(following, actor=alice) == []


def test_the_public_reads_minutes_only_when_they_are_published(
    told, until, alice, reading, bob
):
    told.is_public = True
    told.save()
    minutes = domain.send_minutes(told, until, actor=alice)
    where = address("minutes", told.pk)
    file = reverse("reporting:minutes_file", args=["durmeland", told.pk, "pdf"])

    assert reading().get(where).status_code == 404
    assert reading().get(file).status_code == 404
    assert reading(bob).get(where).status_code == 200
    with pytest.raises(TransitionDenied):
        domain.publish_minutes(minutes, actor=alice, is_public=True)
    let_days_pass()
    domain.approve_minutes(minutes, actor=alice)
    reading(alice).post(address("minutes_publish", told.pk), {"public": "1"})

    text = reading().get(where).content.decode()
    assert "Het is te duur." in text
    assert "CAW Durmeland" in text
    assert "Jef" not in text
    assert "De brief schrijven" not in text
    assert "Rik" not in text
    assert reading().get(file).status_code == 200


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_minutes_go_along_as_word_and_pdf(told, bob, reading, form):
    url = reverse("reporting:minutes_file", args=["durmeland", told.pk, form])

    answer = reading(bob).get(url)

    assert answer.status_code == 200
    assert answer.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[form]


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_ask_as_much_for_one_item_as_for_many(
    meeting, alice, reading, django_assert_num_queries, count
):
    for number in range(count):
        item = make_item(meeting, f"Punt {number}", notes="Gezegd.")
        make_task(meeting, f"Taak {number}", item=item)
        make_participant(meeting, f"Lid {number}", presence=Presence.PRESENT)
    office = reading(alice)
    office.get(address("minutes", meeting.pk))

    with django_assert_num_queries(12):
        office.get(address("minutes", meeting.pk))
