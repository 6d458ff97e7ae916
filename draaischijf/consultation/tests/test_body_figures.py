"""Figures of bodies: the overview in its order, who is asked too often, who came."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import attending, meetings
from draaischijf.consultation.domain import bodies as domain
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.attendance import (
    Attendance,
    Source,
    attendances_of,
    sum_of,
)
from draaischijf.consultation.queries.body_years import years_beside
from draaischijf.consultation.queries.sitting import loads_of, own_consultation
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_meeting,
    make_participant,
    make_seat,
)
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def long_ago(partnership, body, *days):
    for day in days:
        make_meeting(partnership, body, day, state="held")


def test_five_years_stand_beside_each_other_each_with_its_own_plan(partnership, alice):
    body = make_body(partnership, per_year=3, since=2014)
    domain.set_frequency(body, 5, since=2017, actor=alice)
    long_ago(partnership, body, datetime.date(2016, 1, 25), datetime.date(2016, 4, 25))
    long_ago(partnership, body, datetime.date(2018, 3, 5))

    found = [(one.year, one.planned, one.held) for one in years_beside(body, 2018)]

    assert found == [
        (2014, 3, 0), (2015, 3, 0), (2016, 3, 2), (2017, 5, 0), (2018, 5, 1),
    ]  # fmt: skip


def test_the_overview_is_narrowed_and_ordered_by_the_address(
    partnership, alice, reading
):
    make_body(partnership, "Aanwezig", kind="network")
    late = make_body(partnership, "Te laat", kind="steering_group", per_year=12)
    office = reading(alice)

    def names(query):
        rows = office.get(address("bodies") + query).context["rows"]
        return [row.body.name for row in rows]

    assert names("") == ["Aanwezig", "Te laat"]
    assert names("?volgorde=achter")[0] == late.name or timezone.localdate().month == 1
    assert names("?soort=network") == ["Aanwezig"]
    assert names("?soort=network&gebied=999999999") == []
    assert names("?soort=geen&gebied=x&volgorde=y") == ["Aanwezig", "Te laat"]


def test_the_files_hold_what_the_overview_shows(partnership, alice, reading):
    body = make_body(partnership, "Woonoverleg", per_year=4, kind="network")
    make_body(partnership, "Geheim", is_public=False)
    year = timezone.localdate().year
    make_meeting(partnership, body, datetime.date(year, 1, 5), state="held")

    def csv(user=None, query=""):
        answer = reading(user).get(address("bodies_export", "csv") + query)
        return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    line = next(one for one in csv(alice) if one.startswith("Woonoverleg"))
    assert f";{year};4;1;0;" in line
    assert not any("Geheim" in one for one in csv())
    assert len(csv(alice, "?soort=board")) == 1
    assert reading(alice).get(address("bodies_export", "xlsx")).status_code == 200
    assert reading(alice).get(address("bodies_export", "pdf")).status_code == 404


def test_a_proposed_day_stands_in_the_form(partnership, alice, body, reading):
    page = reading(alice).get(address("meeting_new") + f"?overleg={body.pk}&dag=x")
    assert page.status_code == 200
    page = reading(alice).get(
        address("meeting_new") + f"?overleg={body.pk}&dag=2027-03-02"
    )
    assert 'value="2027-03-02"' in page.content.decode()


def test_recognised_by_one_of_ours_leads_to_the_register(
    partnership, body, alice, bob, reading
):
    decision = make_decision(partnership, "Erkend.", is_public=False)
    facts = domain.BodyFacts(body.name, recognised_in=decision)
    domain.edit_body(body, facts, actor=alice)

    assert decision.get_absolute_url() in (
        reading(bob).get(body.get_absolute_url()).content.decode()
    )
    # Who may not read the decision is not led there.
    assert decision.get_absolute_url() not in (
        reading().get(body.get_absolute_url()).content.decode()
    )


def test_no_decision_of_elsewhere_recognises_a_body(body, alice, other_partnership):
    decision = make_decision(other_partnership)
    with pytest.raises(TransitionDenied):
        domain.edit_body(
            body, domain.BodyFacts(body.name, recognised_in=decision), actor=alice
        )


# -- Who is asked too often ----------------------------------------------------------


def test_two_of_one_house_at_a_meeting_are_one_time(partnership, body, house):
    make_seat(body, organisation=house)
    day = datetime.date(2026, 3, 3)
    held = make_meeting(partnership, body, day, state="held")
    for name in ("Jef", "Mia"):
        make_participant(held, name, organisation=house, presence="present")
    off = make_meeting(partnership, body, day, state="cancelled")
    make_participant(off, organisation=house)
    away = make_meeting(partnership, body, datetime.date(2026, 4, 3), state="held")
    make_participant(away, organisation=house, presence="excused")

    load = loads_of(partnership, 2026)[0]

    assert (load.organisation, load.seats, load.asked, load.came) == (house, 1, 2, 1)


def test_partners_read_where_a_house_sits_and_others_do_not(
    partnership, body, house, bob, charlie, reading
):
    make_seat(body, organisation=house)
    page = reading(bob).get(address("organisation", house.pk))
    assert body.name in page.content.decode()
    assert reading(charlie).get(address("organisation", house.pk)).status_code == 404
    assert reading(bob).get(address("organisation", 999999)).status_code == 404


def test_a_person_finds_own_bodies_and_what_comes(partnership, body, bob, alice):
    person = partnership.persons.get(user=bob)
    make_seat(body, person=person)
    coming = make_meeting(partnership, body)
    make_participant(coming, person=person)
    make_participant(make_meeting(partnership, body, state="cancelled"), person=person)
    today = timezone.localdate()

    own = own_consultation(bob, partnership, today)

    assert [one.body for one in own.seats] == [body]
    assert list(own.coming) == [coming]
    assert own_consultation(alice, partnership, today) is None


# -- Who came ------------------------------------------------------------------------


def test_names_are_split_by_party_and_a_count_holds_above_them(partnership, alice):
    day = datetime.date(2026, 2, 2)
    named, counted = (
        make_meeting(partnership, None, day, state="held") for _ in range(2)
    )
    houses = {
        party: make_organisation(partnership, party, party=party)
        for party in ("city", "ocmw", "private", "higher")
    }
    for meeting in (named, counted):
        for party, house in houses.items():
            make_participant(meeting, party, organisation=house, presence="present")
        make_participant(meeting, "Gast", is_guest=True, presence="present")
        make_participant(meeting, "Weg", presence="excused")
    meetings.count_heads(counted, actor=alice, city=18, private=52, organisations=42)

    found = attendances_of([named, counted])

    assert found[named.pk] == Attendance(Source.NAMED, 1, 1, 1, 2, 4)
    assert found[counted.pk] == Attendance(Source.COUNTED, 18, 0, 52, 0, 42)
    total = sum_of([named, counted], found)
    assert (total.persons, total.known, total.counted, total.average) == (75, 2, 1, 38)


def test_who_convenes_counts_heads_on_the_page(meeting, alice, bob, reading):
    Meeting.objects.update(state="held")
    where = address("heads_count", meeting.pk)
    office = reading(alice)
    assert office.post(where, {"city": "-1"}).status_code == 422
    office.post(where, {"city": "3", "private": "9", "organisations": "7"})

    page = reading(bob).get(meeting.get_absolute_url()).content.decode()
    assert "12 persons" in page
    assert "7 organisations" in page
    assert "city 3, OCMW 0, private 9" in page
    assert (
        "12 persons" not in reading().get(meeting.get_absolute_url()).content.decode()
    )


def test_everybody_is_noted_at_once(meeting, alice, bob):
    here, away = make_participant(meeting, "Jef"), make_participant(meeting, "Mia")
    said = {here.pk: Presence.PRESENT, away.pk: Presence.EXCUSED, 999999: "present"}

    assert attending.note_everybody(meeting, said, actor=alice) == 2
    assert attending.note_everybody(meeting, said, actor=alice) == 0
    away.refresh_from_db()
    assert away.presence == Presence.EXCUSED
    with pytest.raises(TransitionDenied):
        attending.note_everybody(meeting, said, actor=bob)


def test_the_page_of_a_body_asks_as_much_for_many_meetings(
    partnership, body, alice, reading, django_assert_max_num_queries
):
    def fill(count):
        for number in range(count):
            day = timezone.localdate() - datetime.timedelta(days=30 * number)
            held = make_meeting(partnership, body, day, state="held")
            make_participant(held, person=make_person(partnership), presence="present")

    office = reading(alice)
    fill(2)
    with django_assert_max_num_queries(60) as few:
        office.get(body.get_absolute_url())
    fill(12)
    with django_assert_max_num_queries(len(few)):
        office.get(body.get_absolute_url())


@pytest.mark.parametrize("page", ["loads", "meetings"])
def test_lists_ask_as_much_for_many_rows(
    page, partnership, body, alice, reading, django_assert_max_num_queries
):
    def fill(start, stop):
        for number in range(start, stop):
            house = make_organisation(partnership, f"Organisatie {number}")
            make_seat(body, organisation=house)
            day = timezone.localdate() - datetime.timedelta(days=number)
            held = make_meeting(partnership, body, day, state="held")
            make_participant(held, organisation=house, presence="present")

    office = reading(alice)
    fill(0, 2)
    with django_assert_max_num_queries(50) as few:
        office.get(address(page))
    fill(2, 12)
    with django_assert_max_num_queries(len(few)):
        office.get(address(page))
