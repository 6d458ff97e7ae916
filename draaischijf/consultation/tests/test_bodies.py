"""Bodies: planned against held, seats, and what the public reads."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import bodies as domain
from draaischijf.consultation.domain.bodies import BodyFacts
from draaischijf.consultation.enums import MemberFunction
from draaischijf.consultation.models import Body
from draaischijf.consultation.queries.bodies import BodyYear, body_years
from draaischijf.consultation.tests.factories import make_body, make_meeting, make_seat
from draaischijf.people.tests.factories import make_person
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def of_year(user, partnership, year):
    return {row.body.name: row for row in body_years(user, partnership, year)}


def test_planned_against_held_counts_each_year_by_itself(partnership, alice):
    body = make_body(partnership, per_year=3, since=2020)
    domain.set_frequency(body, 5, since=2026, actor=alice)
    for day in (datetime.date(2025, 1, 25), datetime.date(2025, 4, 25)):
        make_meeting(partnership, body, day, state="held")
    make_meeting(partnership, body, datetime.date(2025, 6, 1), state="cancelled")

    row = of_year(alice, partnership, 2025)["Stuurgroep"]

    assert (row.planned, row.held, row.lacking) == (3, 2, 1)
    assert row.slips
    assert of_year(alice, partnership, 2026)["Stuurgroep"].planned == 5


def test_what_falls_behind_shows_long_before_december(monkeypatch):
    july = datetime.date(2026, 7, 10)
    monkeypatch.setattr(timezone, "localdate", lambda: july)

    def year(held, coming=0):
        return BodyYear(Body(), 2026, 4, held, coming, None, None)

    assert year(held=1).slips
    assert not year(held=2).slips
    # What is planned later does not make up for what was not held, but is not lacking.
    assert year(held=1, coming=3).slips
    assert year(held=1, coming=3).lacking == 0


def test_the_overview_asks_as_much_for_many_bodies(
    partnership, alice, reading, django_assert_max_num_queries
):
    def fill(number):
        body = make_body(partnership, f"Overleg {number}", per_year=2)
        make_meeting(partnership, body, state="planned")

    office = reading(alice)
    for number in range(2):
        fill(number)
    with django_assert_max_num_queries(50) as few:
        office.get(address("bodies"))
    for number in range(2, 12):
        fill(number)
    with django_assert_max_num_queries(len(few)):
        office.get(address("bodies"))


def test_a_seat_is_given_once_and_ends(body, house, alice):
    first = domain.seat_member(body, organisation=house, actor=alice)
    assert domain.seat_member(body, organisation=house, actor=alice) == first

    domain.end_seat(first, datetime.date(2026, 1, 31), actor=alice)

    assert not body.members.current().exists()
    assert body.members.current(datetime.date(2026, 1, 31)).exists()


def test_nobody_of_elsewhere_gets_a_seat(body, alice, other_partnership):
    stranger = make_person(other_partnership)
    with pytest.raises(TransitionDenied):
        domain.seat_member(body, person=stranger, actor=alice)
    with pytest.raises(TransitionDenied):
        domain.seat_member(body, actor=alice)


def test_a_body_is_no_part_of_its_own_part(partnership, body, alice):
    part = domain.found_body(
        partnership, BodyFacts("Werkgroep", parent=body), actor=alice
    )
    with pytest.raises(TransitionDenied):
        domain.edit_body(body, BodyFacts("Stuurgroep", parent=part), actor=alice)


def test_a_field_worker_makes_no_body(partnership, bob):
    with pytest.raises(TransitionDenied):
        domain.found_body(partnership, BodyFacts("Werkgroep"), actor=bob)


def test_the_public_reads_organisations_and_no_names(
    body, house, partnership, bob, reading
):
    who = make_person(partnership, name="Jef Peeters")
    make_seat(body, person=who, organisation=house, function=MemberFunction.CHAIR)

    outside = reading().get(body.get_absolute_url()).content.decode()
    inside = reading(bob).get(body.get_absolute_url()).content.decode()

    assert "CAW Durmeland" in outside
    assert "Jef Peeters" not in outside
    assert "Jef Peeters" in inside


def test_an_office_makes_a_body_with_its_frequency(partnership, alice, reading):
    made = reading(alice).post(
        address("body_new"),
        {"name": "Woonoverleg", "kind": "network", "per_year": "4", "is_public": "on"},
    )
    body = Body.objects.get()
    assert made.url == body.get_absolute_url()
    assert body.frequencies.get().per_year == 4


def test_a_refused_seat_keeps_the_page(body, alice, reading):
    answer = reading(alice).post(
        address("member_seat", body.pk), {"function": "member"}
    )
    assert answer.status_code == 422
    assert "Name an organisation, a person, or both." in answer.content.decode()
