"""After the meeting: tasks that are followed, the register, who said to be there."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation import minutes_links
from draaischijf.consultation.domain import presence, reminding
from draaischijf.consultation.enums import MeetingState, Presence
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_item,
    make_meeting,
    make_participant,
    make_task,
)
from draaischijf.core.templatetags.core import day
from draaischijf.notifications.models import Notice
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def days(count):
    return timezone.localdate() + datetime.timedelta(days=count)


def test_owners_hear_once_before_and_once_after_the_day(partnership, meeting, bob):
    own = partnership.persons.get(user=bob)
    make_task(meeting, "Nog lang", owner=own, due=days(30))
    make_task(meeting, "Bijna", owner=own, due=days(3))
    make_task(meeting, "Te laat", owner=own, due=days(-3))
    make_task(meeting, "Klaar", owner=own, due=days(-3), state="done")
    make_task(meeting, "Van buiten", due=days(3))

    reminding.remind_owners(timezone.localdate())
    reminding.remind_owners(timezone.localdate())

    kinds = (
        Notice.objects.filter(user=bob).order_by("pk").values_list("kind", flat=True)
    )
    assert sorted(kinds) == ["task_late", "task_soon"]


def test_the_start_page_shows_tasks_late_first_and_meetings(
    partnership, meeting, body, bob, reading
):
    own = partnership.persons.get(user=bob)
    make_task(meeting, "Nog lang", owner=own, due=days(30))
    make_task(meeting, "Te laat", owner=own, due=days(-3))
    make_task(meeting, "Van een ander")
    coming = make_meeting(partnership, body, title="Stuurgroep juni")
    make_participant(coming, "Bob", person=own)

    text = (
        reading(bob).get(reverse("website:work", args=["durmeland"])).content.decode()
    )

    assert text.index("Te laat") < text.index("Nog lang")
    assert "Van een ander" not in text
    assert "Stuurgroep juni" in text


def test_the_register_is_found_by_words_and_filters(partnership, body, bob, reading):
    signal = make_signal(partnership, SignalState.DECIDED, title="Wonen is te duur")
    other = make_body(partnership, "Bestuur")
    make_decision(partnership, "Meer huurwoningen bouwen.", body=body, signal=signal)
    make_decision(
        partnership, "De kalender ligt vast.", body=other, result="noted",
        reference="https://besluit.example/12",
    )  # fmt: skip
    office = reading(bob)

    def found(**filters):
        text = office.get(address("decisions"), filters).content.decode()
        return ("huurwoningen" in text, "kalender ligt" in text)

    assert found() == (True, True)
    assert found(q="huurwoning") == (True, False)
    assert found(q="2026/2") == (False, True)
    assert found(overleg=other.pk) == (False, True)
    assert found(resultaat="noted") == (False, True)
    assert found(over="signaal") == (True, False)
    assert found(jaar="2026") == (True, True)
    assert found(jaar="1950", overleg="x", q="\x00") == (True, True)
    text = office.get(address("decisions")).content.decode()
    assert "Wonen is te duur" in text
    assert 'href="https://besluit.example/12"' in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_register_goes_along_under_its_filters(partnership, bob, reading, kind):
    make_decision(partnership, "Meer huurwoningen bouwen.")
    make_decision(partnership, "=1+1", result="noted")

    answer = reading(bob).get(address("decisions_export", kind), {"resultaat": "noted"})

    content = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    if kind == "csv":
        assert "huurwoningen" not in content.decode()
        assert "'=1+1" in content.decode()


def test_the_public_finds_public_decisions_only(partnership, reading):
    make_decision(partnership, "Voor iedereen.", is_public=True)
    make_decision(partnership, "Voor de leden.")

    text = reading().get(address("decisions")).content.decode()
    file = reading().get(address("decisions_export", "csv"))

    assert "Voor iedereen." in text
    assert "Voor de leden." not in text
    assert b"Voor de leden." not in b"".join(file.streaming_content)


def test_the_public_reads_no_name_of_a_body_it_may_not_know(
    partnership, bob, reading, meeting
):
    meeting.title = "Stille dag"
    meeting.save()
    hidden = make_body(partnership, "Stil overleg", is_public=False)
    made = make_decision(
        partnership, "Voor iedereen.", is_public=True, body=hidden, meeting=meeting
    )
    addresses = [
        address("decisions"),
        address("decisions_export", "csv"),
        made.get_absolute_url(),
    ]

    def read(reader, at):
        answer = reader.get(at)
        parts = answer.streaming_content if answer.streaming else [answer.content]
        return b"".join(parts).decode()

    for at in addresses:
        assert "Stil overleg" in read(reading(bob), at)
        for name in ("Stil overleg", meeting.title):
            assert name not in read(reading(), at)
    by_body = f"{address('decisions')}?overleg={hidden.pk}"
    assert "Stil overleg" not in read(reading(), by_body)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_much_for_one_as_for_many(
    partnership, body, bob, reading, django_assert_num_queries, count
):
    for number in range(count):
        signal = make_signal(partnership, SignalState.DECIDED, title=f"S {number}")
        make_decision(partnership, f"Besluit {number}", body=body, signal=signal)
    office = reading(bob)
    office.get(address("decisions"))

    with django_assert_num_queries(8):
        office.get(address("decisions"))


def test_who_scans_the_code_is_here(partnership, body, alice, client, reading):
    meeting = make_meeting(partnership, body, timezone.localdate())
    member = make_participant(meeting, "Jef Peeters")
    shown = reading(alice).get(address("presence_code", meeting.pk)).content.decode()
    url = minutes_links.presence_url(presence.make_code(meeting, actor=alice))
    path = "/" + url.split("/", 3)[3]

    page = client.get(path).content.decode()
    client.post(path, {"name": " jef  peeters "})
    client.post(path, {"name": "Rik Gast"})
    empty = client.post(path, {"name": ""})

    assert "<svg" in shown
    assert "Jef Peeters" not in page
    member.refresh_from_db()
    assert member.presence == Presence.PRESENT
    guest = meeting.participants.get(is_guest=True)
    assert (guest.name, guest.presence) == ("Rik Gast", Presence.PRESENT)
    assert empty.status_code == 422
    assert "It works today only." in shown


def path_of_code(meeting, actor):
    url = minutes_links.presence_url(presence.make_code(meeting, actor=actor))
    return "/" + url.split("/", 3)[3]


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (3, "On the day itself you say here that you are there:"),
        (-1, "This meeting is over."),
        (-90, "This meeting is over."),
    ],
)
def test_on_another_day_the_code_says_when_the_meeting_is(
    partnership, body, alice, reading, away, said
):
    meeting = make_meeting(
        partnership,
        body,
        days(away),
        place="Zaal 2",
        video_link="https://zien.example/1",
    )
    make_participant(meeting, "Jef Peeters")
    make_item(meeting, "Wonen is te duur")
    path = path_of_code(meeting, alice)

    page = reading().get(path)
    late = reading().post(path, {"name": "Rik Gast"})

    assert page.status_code == 200
    assert late.status_code == 409
    for answer in (page, late):
        text = answer.content.decode()
        assert said in text
        assert f'<time datetime="{days(away)}"' in text
        # What the page tells on the day itself, and no more than that.
        assert "Zaal 2" in text
        for hidden in ("Jef Peeters", "Wonen is te duur", "zien.example", "<form"):
            assert hidden not in text.partition("<main")[2]
        assert "no-store" in answer["Cache-Control"]
    assert [one.name for one in meeting.participants.all()] == ["Jef Peeters"]


def test_a_code_of_long_ago_or_of_nothing_is_not_found(
    partnership, body, alice, reading
):
    meeting = make_meeting(partnership, body, days(-91))
    path = path_of_code(meeting, alice)

    assert reading().get(path).status_code == 404
    assert reading().get(f"{path[:-4]}xyz/").status_code == 404


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (MeetingState.CANCELLED, "This meeting does not take place."),
        (MeetingState.POSTPONED, "This meeting has no date yet."),
    ],
)
def test_the_code_of_what_does_not_go_on_says_so(
    partnership, body, alice, reading, state, said
):
    meeting = make_meeting(partnership, body, timezone.localdate())
    path = path_of_code(meeting, alice)
    type(meeting).objects.update(state=state)

    text = reading().get(path).content.decode()

    assert said in text
    assert "<form" not in text.partition("<main")[2]


def test_the_code_on_the_screen_says_on_which_day_it_works(
    partnership, body, alice, reading, in_english
):
    meeting = make_meeting(partnership, body, days(3))
    office, where = reading(alice), address("presence_code", meeting.pk)

    dated = office.get(where).content.decode()
    type(meeting).objects.update(state=MeetingState.PROPOSED, day=None)
    loose = office.get(where).content.decode()

    assert f"It works on {day(days(3))} only." in dated
    assert "It works on the day of the meeting only." in loose
    assert "It works today only." not in dated + loose
