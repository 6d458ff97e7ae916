"""Inviting, replying by link, moving and cancelling; what arrives in a real mailbox."""

from __future__ import annotations

import datetime
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone, translation

from draaischijf.consultation import links, tasks
from draaischijf.consultation.domain import inviting, meetings, moving
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.models import Invitation, Participant
from draaischijf.consultation.queries.inviting import GettingThere
from draaischijf.consultation.queries.minutes import minutes_now
from draaischijf.consultation.queries.room import Room
from draaischijf.consultation.tests.calendars import read_one
from draaischijf.consultation.tests.factories import (
    make_item,
    make_meeting,
    make_participant,
)
from draaischijf.documents.models import StoredFile
from draaischijf.history.models import Entry
from draaischijf.notifications import domain as outbox
from draaischijf.notifications.calendars import calendar_of
from draaischijf.notifications.models import Mail, MailState
from draaischijf.people.tests.factories import make_person, make_user
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
HOURS = {"starts": datetime.time(14), "ends": datetime.time(16)}


class Letterbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 aiosmtpd's name
        self.mails.append(
            email.message_from_bytes(envelope.content, policy=email.policy.default)
        )
        return "250 OK"


@pytest.fixture
def letterbox(settings):
    """A real mail server on loopback, and a way to let all waiting mail go there."""
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop(no_assert=True)


def delivered(box):
    """Send all that waits, and return the mails that arrived by it."""
    before = len(box.mails)
    waiting = Mail.objects.filter(state=MailState.WAITING).order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        outbox.send(pk)
    return box.mails[before:]


@pytest.fixture
def coming(partnership, body):
    """A meeting to come, with Bo and Jef; Bo has an address."""
    partnership.contact_email = "info@durmeland.example"
    partnership.save()
    day = timezone.localdate() + datetime.timedelta(days=20)
    found = make_meeting(partnership, body, day, place="Zaal 2", **HOURS)
    make_participant(found, "Bo", email="bo@durmeland.example")
    make_participant(found, "CAW Durmeland")
    return found


def part(mail, kind):
    (found,) = [one for one in mail.walk() if one.get_content_type() == kind]
    return found


def invited(meeting, alice):
    inviting.invite(meeting, actor=alice)
    return Invitation.objects.get()


def reply_address(invitation):
    return reverse("consultation:reply", args=[links.token_of(invitation)])


def test_each_mail_is_in_the_language_of_who_gets_it(coming, partnership, alice):
    english = make_user("Kate", email="kate@durmeland.example", language="en")
    kate = make_person(partnership, user=english, name="Kate")
    make_participant(coming, "Kate", person=kate, email="kate@durmeland.example")

    inviting.invite(coming, actor=alice)

    subjects = dict(Mail.objects.values_list("to", "subject"))
    assert subjects["bo@durmeland.example"].startswith("Uitnodiging: ")
    assert subjects["kate@durmeland.example"].startswith("Invitation: ")


def test_the_invitation_arrives_with_its_calendar(letterbox, coming, alice):
    make_item(coming, "De wachtlijsten")

    assert inviting.invite(coming, actor=alice) == 1
    assert inviting.invite(coming, actor=alice) == 0

    (mail,) = delivered(letterbox)
    assert mail["To"] == "bo@durmeland.example"
    assert mail["Reply-To"] == "info@durmeland.example"
    text = part(mail, "text/plain").get_content()
    assert "De wachtlijsten" in text
    assert reply_address(Invitation.objects.get()) in text
    calendar = part(mail, "text/calendar")
    assert calendar["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    file = part(mail, "application/ics")
    assert file.get_filename() == "uitnodiging.ics"
    assert file.get_content().decode() == calendar.get_content().replace(
        "\r\n", "\n"
    ).replace("\n", "\r\n")
    event, other = read_one(file.get_content().decode())
    assert str(event["attendee"]) == "mailto:bo@durmeland.example"
    assert str(event["organizer"]) == "mailto:info@durmeland.example"
    assert other.location.value == "Zaal 2"


def test_invite_update_postpone_and_plan_again_are_one_event(letterbox, coming, alice):
    inviting.invite(coming, actor=alice)
    mails = delivered(letterbox)
    facts = MeetingFacts(coming.title, coming.day, place="Zaal 3", **HOURS)
    meetings.edit_meeting(coming, facts, actor=alice)
    mails += delivered(letterbox)
    meetings.change_meeting_state(
        coming, MeetingState.POSTPONED, actor=alice, reason="De zaal is dicht."
    )
    mails += delivered(letterbox)
    later = coming.day + datetime.timedelta(days=7)
    moving.move_meeting(coming, Moment(later, **HOURS), actor=alice)
    mails += delivered(letterbox)
    meetings.change_meeting_state(
        coming, MeetingState.CANCELLED, actor=alice, reason="Toch niet."
    )
    mails += delivered(letterbox)

    files = [part(one, "application/ics").get_content().decode() for one in mails]
    events = [read_one(one)[0] for one in files]
    assert {str(one["uid"]) for one in events} == {f"{coming.uid}@draaischijf"}
    assert [one["sequence"] for one in events] == [0, 1, 2, 3, 4]
    methods = [part(one, "text/calendar")["Content-Type"] for one in mails]
    assert [one.params["method"] for one in methods] == [
        "REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL",
    ]  # fmt: skip
    assert events[3]["dtstart"].dt.date() == later
    assert "De zaal is dicht." in part(mails[2], "text/plain").get_content()


def test_another_title_is_told_once(coming, alice):
    invitation = invited(coming, alice)
    inviting.take_reply(invitation, Reply.COMING)

    facts = MeetingFacts("Anders", coming.day, place="Zaal 2", **HOURS)
    meetings.edit_meeting(coming, facts, actor=alice)
    meetings.edit_meeting(coming, facts, actor=alice)

    mail = Mail.objects.latest("pk")
    assert Mail.objects.count() == 2
    assert mail.subject.startswith("Gewijzigd: Anders")
    coming.refresh_from_db()
    event, other = read_one(calendar_of(mail).text)
    assert str(event["summary"]) == other.summary.value == "Anders"
    assert event["sequence"] == coming.sequence == 1
    invitation.participant.refresh_from_db()
    assert invitation.participant.reply == Reply.COMING


def test_what_it_is_about_is_no_news(coming, alice):
    inviting.invite(coming, actor=alice)

    facts = MeetingFacts(
        coming.title, coming.day, place="Zaal 2", about="Wonen.", **HOURS
    )
    meetings.edit_meeting(coming, facts, actor=alice)

    assert Mail.objects.count() == 1


def asked_more(meeting, partnership, count):
    """Ask that many more to a meeting, half of them with an account."""
    for number in range(count):
        key = f"{meeting.pk}-{number}"
        email = f"lid{key}@durmeland.example"
        user = make_user(f"Lid {key}", email=email) if number % 2 else None
        person = make_person(partnership, name=f"Lid {key}", user=user)
        make_participant(meeting, f"Lid {key}", person=person, email=email)


# What it takes to put one mail in the outbox, once each: six of them are savepoints.
QUERIES_OF_A_MAIL = 10


@pytest.mark.parametrize("act", ["invite", "move", "stop"])
def test_one_more_to_mail_costs_no_more_than_the_mail(
    partnership, alice, django_assert_max_num_queries, act
):
    spent = {}
    for count in (2, 12):
        day = timezone.localdate() + datetime.timedelta(days=20 + count)
        found = make_meeting(partnership, None, day, **HOURS)
        for number in range(3):
            make_item(found, f"Punt {number}")
        asked_more(found, partnership, count)
        if act != "invite":
            inviting.invite(found, actor=alice)
        before = Mail.objects.count()
        with django_assert_max_num_queries(10_000) as queries:
            DOES[act](found, alice)
        assert Mail.objects.count() == before + count
        spent[count] = len(queries)

    assert (spent[12] - spent[2]) / 10 <= QUERIES_OF_A_MAIL
    assert spent[2] <= 2 * QUERIES_OF_A_MAIL + 15


DOES = {
    "invite": lambda found, alice: inviting.invite(found, actor=alice),
    "move": lambda found, alice: moving.move_meeting(
        found, Moment(found.day + datetime.timedelta(days=1), **HOURS), actor=alice
    ),
    "stop": lambda found, alice: meetings.change_meeting_state(
        found, MeetingState.CANCELLED, actor=alice, reason="Toch niet."
    ),
}


def test_who_was_not_invited_hears_nothing(coming, alice):
    meetings.change_meeting_state(
        coming, MeetingState.CANCELLED, actor=alice, reason="Toch niet."
    )

    assert not Mail.objects.exists()


def test_a_seat_without_a_person_gets_an_address_of_the_office(coming, reading, alice):
    seat = coming.participants.get(name="CAW Durmeland")
    address = reverse("consultation:meeting_invite", args=["durmeland", coming.pk])

    reading(alice).post(address, {f"email_{seat.pk}": "caw@durmeland.example"})

    assert set(Mail.objects.values_list("to", flat=True)) == {
        "bo@durmeland.example", "caw@durmeland.example",
    }  # fmt: skip


def test_a_day_that_changed_asks_anew(coming, alice):
    invitation = invited(coming, alice)
    inviting.take_reply(invitation, Reply.COMING, "Ik neem koffie mee.")

    later = Moment(coming.day + datetime.timedelta(days=1), **HOURS)
    moving.move_meeting(coming, later, actor=alice, reason="Zaal bezet.")

    invitation.refresh_from_db()
    assert (invitation.participant.reply, invitation.word) == (Reply.NONE, "")
    (move,) = coming.moves.all()
    assert (move.from_day, move.to_day, move.reason) == (
        coming.day, later.day, "Zaal bezet.",
    )  # fmt: skip


def test_one_replies_by_link_and_changes_it(reading, coming, alice):
    invitation = invited(coming, alice)
    client, address = reading(), reply_address(invitation)

    assert client.get(address).status_code == 200
    client.post(address, {"reply": "coming"})
    client.post(address, {"reply": "not_coming", "word": "Met vakantie."})

    invitation.refresh_from_db()
    assert invitation.participant.reply == Reply.NOT_COMING
    assert invitation.word == "Met vakantie."
    page = reading(alice).get(coming.get_absolute_url()).content.decode()
    assert "<strong>1</strong> cannot come" in page
    assert "Met vakantie." in page


def test_the_page_behind_a_link_names_nobody_else(reading, coming, alice):
    make_participant(coming, "Zoë", email="zoe@durmeland.example")
    inviting.invite(coming, actor=alice)
    invitation = Invitation.objects.get(participant__name="Bo")

    page = reading().get(reply_address(invitation))

    assert b"Zo\xc3\xab" not in page.content
    assert b"@durmeland.example" not in page.content
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]


def test_a_word_about_a_client_is_shown_before_it_is_kept(reading, coming, alice):
    invitation = invited(coming, alice)

    answer = reading().post(
        reply_address(invitation),
        {"reply": "coming", "word": "Mijn cliënt Jan Peeters, 85.07.30-033.28, komt."},
    )

    invitation.refresh_from_db()
    assert (answer.status_code, invitation.word) == (422, "")


@pytest.mark.parametrize("token", ["weg", "a" * 32])
def test_another_link_opens_nothing(reading, coming, alice, token):
    invited(coming, alice)

    assert reading().get(f"/vergadering/{token}/").status_code == 404


def test_a_link_opens_nothing_long_after(reading, coming, alice):
    invitation = invited(coming, alice)
    coming.day = timezone.localdate() - links.LINK_LASTS - datetime.timedelta(days=1)
    coming.year = coming.day.year
    coming.save()

    assert reading().get(reply_address(invitation)).status_code == 404


@pytest.mark.parametrize("state", ["cancelled", "postponed", "held"])
def test_what_is_not_planned_takes_no_reply(reading, coming, alice, state):
    invitation = invited(coming, alice)
    coming.state = state
    coming.save()

    page = reading().get(reply_address(invitation))

    assert page.status_code == 200
    assert b'name="reply"' not in page.content
    with pytest.raises(TransitionDenied):
        inviting.take_reply(invitation, Reply.COMING)


def test_a_document_is_read_with_the_link(reading, coming, alice):
    stored, other = (
        StoredFile.objects.create(
            partnership_id=coming.partnership_id, name="nota.pdf", size=3, sha256="",
            content_type="application/pdf", file=ContentFile(b"%PD", "nota.pdf"),
        )
        for _file in range(2)
    )  # fmt: skip
    make_item(coming, "De nota", files=[stored])
    make_item(make_meeting(coming.partnership), "Elders", files=[other])
    token = links.token_of(invited(coming, alice))

    text, _html = outbox.filled(Mail.objects.get())
    assert f"/vergadering/{token}/stuk/{stored.uuid}/" in text
    found = reading().get(f"/vergadering/{token}/stuk/{stored.uuid}/")

    mail = Mail.objects.get()
    for text in (mail.text, mail.html):
        assert f"stuk/{stored.uuid}/" in text
    assert b"".join(found.streaming_content) == b"%PD"
    assert reading().get(f"/vergadering/{token}/stuk/{other.uuid}/").status_code == 404


def test_page_room_mail_and_minutes_number_the_agenda_alike(coming, alice, reading):
    make_item(coming, "Energie")
    make_item(coming, "Vorig verslag", treatment="consent")
    invitation = invited(coming, alice)

    mail = Mail.objects.get().text
    asked = reading().get(reply_address(invitation)).content.decode()
    room = Room(coming, alice).ordered

    expected = [(1, "Vorig verslag"), (2, "Energie")]
    assert [(one.number, one.title) for one in room] == expected
    assert [(one.number, one.title) for one in minutes_now(coming).items] == expected
    assert "1. Vorig verslag" in mail
    assert "2. Energie" in mail
    assert asked.index("Vorig verslag") < asked.index("Energie")


def test_the_agenda_is_mailed_once_to_who_was_invited_and_comes(
    letterbox, coming, alice, reading
):
    make_participant(coming, "Zoë", email="zoe@durmeland.example", reply="not_coming")
    inviting.invite(coming, actor=alice)
    delivered(letterbox)
    office = reading(alice)
    at = reverse("consultation:agenda_send", args=["durmeland", coming.pk])
    office.post(at)
    assert delivered(letterbox) == []

    make_item(coming, "De wachtlijsten")
    assert inviting.send_agenda(coming, actor=alice) == 1
    office.post(at)
    (mail,) = delivered(letterbox)
    make_item(coming, "De begroting")
    office.post(at)

    assert mail["To"] == "bo@durmeland.example"
    assert mail["Subject"].startswith("Agenda: ")
    text = part(mail, "text/plain").get_content()
    assert "De wachtlijsten" in text
    assert "What you replied still stands" not in text
    assert len(delivered(letterbox)) == 1
    assert Participant.objects.get(name="Bo").reply == Reply.NONE


def test_who_is_invited_takes_an_item_out_of_consent_by_the_link(
    reading, coming, alice
):
    item = make_item(coming, "Vorig verslag", treatment="consent")
    elsewhere = make_item(make_meeting(coming.partnership), "Elders")
    at = reply_address(invited(coming, alice))
    client = reading()

    shown = client.get(at).content.decode()
    answer = client.post(f"{at}bespreken/{item.pk}/", follow=True)
    client.post(f"{at}bespreken/{item.pk}/")

    assert f'action="bespreken/{item.pk}/"' in shown
    assert "This item is talked about in the meeting." in answer.content.decode()
    item.refresh_from_db()
    assert (item.treatment, item.was_asked, item.asked_by) == ("discussion", True, None)
    assert Entry.objects.filter(verb="item_asked").count() == 1
    assert client.post(f"{at}bespreken/{elsewhere.pk}/").status_code == 404


def test_who_did_not_reply_is_reminded_once(coming, alice):
    make_participant(coming, "Zoë", email="zoe@durmeland.example")
    inviting.invite(coming, actor=alice)
    inviting.take_reply(
        Invitation.objects.get(participant__name="Zoë"), Reply.NOT_COMING
    )
    Mail.objects.all().delete()

    for days in (9, 4, 3, 2, 1, 0, -1):
        today = coming.day - datetime.timedelta(days=days)
        inviting.remind_due(today)
        inviting.remind_due(today)

    assert list(Mail.objects.values_list("kind", "to")) == [
        ("meeting_reminder", "bo@durmeland.example")
    ]
    tasks.remind_meetings(0)


def test_the_page_tells_what_became_of_it(reading, coming, alice):
    meetings.change_meeting_state(
        coming, MeetingState.POSTPONED, actor=alice, reason="De zaal is dicht."
    )
    moving.move_meeting(
        coming, Moment(coming.day + datetime.timedelta(days=7)), actor=alice
    )

    page = reading(alice).get(coming.get_absolute_url()).content.decode()

    assert "De zaal is dicht." in page
    assert [one.became for one in coming.moves.all()] == ["postponed", "planned"]


def test_how_many_come_is_said_in_dutch(coming, alice):
    for name, reply in (
        ("Kim", Reply.COMING), ("Lou", Reply.NOT_COMING), ("Zoë", Reply.NOT_COMING),
    ):  # fmt: skip
        make_participant(coming, name, email=f"{name}@x.example", reply=reply)
    inviting.invite(coming, actor=alice)

    with translation.override("nl"):
        counts = [str(one.label) for one in GettingThere(coming).counts]

    assert counts == ["komt", "kunnen niet komen", "antwoordde nog niet"]


def test_what_was_held_is_not_moved(coming, alice):
    coming.state = MeetingState.HELD
    coming.save()

    with pytest.raises(TransitionDenied):
        moving.move_meeting(coming, Moment(coming.day), actor=alice)


def test_a_date_that_is_put_right_is_no_move(meeting, alice):
    meeting.state = MeetingState.HELD
    meeting.save()
    earlier = meeting.day - datetime.timedelta(days=1)

    meetings.edit_meeting(meeting, MeetingFacts(meeting.title, earlier), actor=alice)

    assert not meeting.moves.exists()
