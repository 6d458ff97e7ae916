"""Signals beside each other: which, in which order, and what stands in a column."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import SignalState
from draaischijf.signals.filters.side_by_side import asked_of
from draaischijf.signals.models import Agreement
from draaischijf.signals.tests.factories import (
    make_link,
    make_merged,
    make_pre_signal,
    make_signal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_user):
    def show(user, query):
        client = as_user(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client.get(reverse("signals:side_by_side", args=["durmeland"]) + query)

    return show


@pytest.fixture
def signals(partnership):
    return [
        make_signal(partnership, SignalState.ANALYSIS, title=f"Titel {number}")
        for number in range(1, 8)
    ]


def query_of(signals, **more):
    parts = [f"signal={one.number}" for one in signals]
    return "?" + "&".join([*parts, *(f"{key}={said}" for key, said in more.items())])


def shown(answer):
    return [column.signal.number for column in answer.context["columns"]]


def test_two_signals_stand_in_the_order_of_the_address(page, bob, signals):
    answer = page(bob, query_of([signals[2], signals[0]]))

    assert shown(answer) == [signals[2].number, signals[0].number]


def test_one_signal_is_too_few_and_seven_are_cut_to_six(page, bob, signals):
    one = page(bob, query_of(signals[:1]))
    seven = page(bob, query_of(signals))

    assert shown(one) == []
    assert "Choose at least two signals." in one.content.decode()
    assert len(shown(seven)) == 6
    assert "At most 6 signals" in seven.content.decode()


def test_nonsense_in_the_address_is_left_out(rf):
    address = rf.get(
        "/?signal=2&signal=x&signal=-1&signal=2&signal=1&signal=99999999999"
    )

    assert asked_of(address.GET).numbers == (2, 1)


def test_signals_of_elsewhere_and_merged_ones_do_not_show(
    page, bob, signals, other_partnership
):
    foreign = make_signal(other_partnership, SignalState.PUBLISHED, title="Elders")
    foreign.number = 900
    foreign.save()
    merged = make_merged(signals[0])

    answer = page(bob, query_of([signals[0], signals[1], foreign, merged]))

    assert shown(answer) == [signals[0].number, signals[1].number]


def test_a_column_says_what_each_organisation_answered(page, bob, signals, partnership):
    house = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    make_organisation(partnership, "OCMW Lokelare", in_working_group=True)
    Agreement.objects.create(
        signal=signals[0], organisation=house, result="object", remark="Te smal."
    )

    text = page(bob, query_of(signals[:2])).content.decode()

    assert "Te smal." in text
    assert "Not answered yet: OCMW Lokelare" in text
    assert "Not answered yet: CAW Durmeland, OCMW Lokelare" in text


def test_reports_show_below_for_who_reads_all_of_them(
    page, alice, bob, signals, partnership
):
    for _number in range(7):
        make_link(make_pre_signal(partnership, problem="Geen studio."), signals[0])
    query = query_of(signals[:2], reports="yes")

    read = page(alice, query)
    hidden = page(bob, query)

    assert read.content.decode().count("Geen studio.") == 5
    assert "and 2 more" in read.content.decode()
    assert "Geen studio." not in hidden.content.decode()


def test_as_many_queries_for_two_as_for_six(
    page, alice, signals, partnership, django_assert_max_num_queries
):
    for one in signals:
        make_link(make_pre_signal(partnership), one)
    page(alice, query_of(signals[:2], reports="yes"))
    with django_assert_max_num_queries(60) as two:
        page(alice, query_of(signals[:2], reports="yes"))

    with django_assert_max_num_queries(len(two.captured_queries)):
        page(alice, query_of(signals[:6], reports="yes"))
