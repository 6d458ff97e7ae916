"""Calendars one subscribes to: what is in them, who reads them, what 304 saves."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation import links
from draaischijf.consultation.domain import feeds as domain
from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import CalendarFeed
from draaischijf.consultation.tests.calendars import read_by_both
from draaischijf.consultation.tests.factories import (
    make_body,
    make_meeting,
    make_participant,
    make_seat,
)
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import make_partnership, make_person
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address_of(feed):
    return reverse("consultation:calendar", args=[links.feed_token_of(feed)])


def titles(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [str(event["summary"]) for event, _other in read_by_both(answer.text)]


@pytest.fixture
def mine(partnership, alice):
    return domain.make_feed(partnership, actor=alice)


def test_everybody_reads_what_is_public(client, partnership, body):
    make_meeting(
        partnership,
        body,
        title="Open",
        is_public=True,
        video_link="https://v.example/1",
    )
    make_meeting(partnership, body, title="Dicht")
    make_meeting(partnership, title="Dag", is_public=True)

    whole = client.get("/durmeland/overleg/kalender.ics")
    of_body = client.get(f"/durmeland/overleg/{body.pk}/kalender.ics")

    assert sorted(titles(whole)) == ["Dag", "Open"]
    assert titles(of_body) == ["Open"]
    assert "v.example" not in whole.text


def test_a_body_that_is_not_public_has_no_plain_address(client, partnership):
    body = make_body(partnership, "Dicht", is_public=False)

    assert client.get(f"/durmeland/overleg/{body.pk}/kalender.ics").status_code == 404


def test_my_calendar_has_what_concerns_me(client, partnership, body, alice, mine):
    person = (
        make_person(partnership, user=alice)
        if not alice.persons.exists()
        else alice.persons.get()
    )
    make_participant(make_meeting(partnership, title="Gevraagd"), person=person)
    seated = make_body(partnership, "Werkgroep")
    make_seat(seated, person=person)
    both = make_meeting(
        partnership, seated, title="Zetel", video_link="https://v.example/1"
    )
    make_participant(both, person=person)
    make_meeting(partnership, body, title="Van anderen")

    answer = client.get(address_of(mine))

    assert sorted(titles(answer)) == ["Gevraagd", "Zetel"]
    assert "v.example" in answer.text
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_the_calendar_of_a_body_has_all_of_it(client, partnership, body, alice):
    feed = domain.make_feed(partnership, actor=alice, body=body)
    make_meeting(partnership, body, title="Dicht")
    make_meeting(partnership, title="Elders")

    assert titles(client.get(address_of(feed))) == ["Dicht"]


@pytest.fixture
def all_of_it(partnership, bob):
    """The calendar of the whole partnership, of a partner who convenes nothing."""
    return domain.make_feed(partnership, actor=bob, is_whole=True)


def test_the_calendar_of_the_partnership_has_every_meeting(
    client, partnership, body, all_of_it
):
    make_meeting(partnership, body, title="Dicht")
    make_meeting(
        partnership, make_body(partnership, "Raad", is_public=False), title="Raad"
    )
    make_meeting(partnership, title="Open", is_public=True)
    make_meeting(make_partnership("lokelare"), title="Elders")

    answer = client.get(address_of(all_of_it))

    assert sorted(titles(answer)) == ["Dicht", "Open", "Raad"]
    assert answer["Cache-Control"] == "private, no-cache"


def test_who_may_read_no_more_reads_not_all_of_it(client, partnership, all_of_it, bob):
    make_meeting(partnership, title="Dicht")
    assert titles(client.get(address_of(all_of_it))) == ["Dicht"]

    Role.objects.filter(person__user=bob).delete()

    assert client.get(address_of(all_of_it)).status_code == 404
    anew = type(bob).objects.get(pk=bob.pk)
    with pytest.raises(TransitionDenied):
        domain.make_feed(partnership, actor=anew, is_whole=True)


def test_each_kind_of_calendar_is_made_once_on_the_page(
    partnership, body, reading, alice, client
):
    make = reverse("consultation:calendar_make", args=["durmeland"])
    user = reading(alice)

    for sent in ({}, {"whole": "1"}, {"body": body.pk}) * 2:
        user.post(make, sent)
    page = reverse("consultation:calendars", args=["durmeland"])

    feeds = CalendarFeed.objects.order_by("pk")
    assert [(one.body, one.is_whole) for one in feeds] == [
        (None, False), (None, True), (body, False),
    ]  # fmt: skip
    html = user.get(page).content.decode()
    for feed in feeds:
        assert address_of(feed) in html
    assert 'name="whole"' not in html
    assert b"Of the whole partnership" not in reading().get(page).content


def test_what_was_cancelled_stays_in_it_as_such(client, partnership, body, alice):
    feed = domain.make_feed(partnership, actor=alice, body=body)
    for state in MeetingState:
        if state != MeetingState.PROPOSED:
            make_meeting(partnership, body, state=state)

    pairs = read_by_both(client.get(address_of(feed)).text)

    assert sorted(str(one["status"]) for one, _other in pairs) == [
        "CANCELLED", "CANCELLED", "CONFIRMED", "CONFIRMED",
    ]  # fmt: skip


def test_a_program_that_has_it_is_told_so(client, partnership, body, alice):
    feed = domain.make_feed(partnership, actor=alice, body=body)
    meeting = make_meeting(partnership, body)
    first = client.get(address_of(feed))

    again = client.get(address_of(feed), headers={"If-None-Match": first["ETag"]})
    meeting.title = "Anders"
    meeting.save()
    changed = client.get(address_of(feed), headers={"If-None-Match": first["ETag"]})

    assert "Last-Modified" in first
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert titles(changed) == ["Anders"]


def test_an_address_is_renewed_and_withdrawn(client, partnership, mine, alice):
    old = address_of(mine)
    renewed = domain.renew_feed(mine, actor=alice)

    assert client.get(old).status_code == 404
    assert client.get(address_of(renewed)).status_code == 200

    domain.withdraw_feed(renewed, actor=alice)
    assert client.get(address_of(renewed)).status_code == 404


def test_only_the_hash_is_kept(mine):
    token = links.feed_token_of(mine)

    row = CalendarFeed.objects.filter(pk=mine.pk).values().get()

    assert token not in map(str, row.values())


def test_who_left_reads_nothing_any_more(client, partnership, mine, alice):
    Role.objects.filter(person__user=alice).delete()

    assert client.get(address_of(mine)).status_code == 404


def test_somebody_elses_is_not_touched(partnership, mine, bob, as_user):
    with pytest.raises(TransitionDenied):
        domain.renew_feed(mine, actor=bob)
    for name in ("calendar_renew", "calendar_withdraw"):
        path = reverse(f"consultation:{name}", args=["durmeland", mine.pk])
        assert as_user(bob).post(path).status_code == 404


def test_the_page_leads_to_them(partnership, body, reading, alice, client):
    page = reverse("consultation:calendars", args=["durmeland"])
    user = reading(alice)

    user.post(reverse("consultation:calendar_make", args=["durmeland"]))
    user.post(
        reverse("consultation:calendar_make", args=["durmeland"]), {"body": body.pk}
    )
    html = user.get(page).content.decode()

    assert CalendarFeed.objects.count() == 2
    for feed in CalendarFeed.objects.all():
        assert address_of(feed) in html
    assert "webcal://" in html
    other = client.get(page).content.decode()
    assert "/durmeland/overleg/kalender.ics" in other
    assert "/kalender/" not in other.replace("/overleg/kalender/", "")


def test_as_many_queries_for_many(
    client, partnership, body, alice, django_assert_num_queries
):
    feed = domain.make_feed(partnership, actor=alice, body=body)
    make_meeting(partnership, body)
    client.get(address_of(feed))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(address_of(feed))
    for days in range(1, 5):
        make_meeting(
            partnership, body, timezone.localdate() + datetime.timedelta(days=days)
        )

    with django_assert_num_queries(len(one)):
        client.get(address_of(feed))


def test_what_lies_far_back_is_left_out(client, partnership, body, alice):
    feed = domain.make_feed(partnership, actor=alice, body=body)
    make_meeting(partnership, body, datetime.date(2020, 1, 6))

    assert titles(client.get(address_of(feed))) == []
