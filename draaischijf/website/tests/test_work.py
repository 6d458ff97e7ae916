from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.tests.factories import make_user
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.website.views.work import greeting

DAY = datetime.timedelta(days=1)


@pytest.fixture
def work(partnership):
    return reverse("website:work", args=[partnership.slug])


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("bob", 200), ("charlie", 404), ("dora", 200)]
)
def test_partners_have_a_start_page_and_others_find_nothing(
    request, as_user, partnership, work, who, status
):
    make_pre_signal(partnership)

    response = as_user(request.getfixturevalue(who)).get(work)

    assert response.status_code == status


def test_nobody_has_one_without_signing_in(client, work):
    assert client.get(work).status_code == 302


def test_who_reported_something_finds_the_question_here(as_user, partnership, work):
    raiser = make_user("Mia")
    report = make_pre_signal(partnership, raiser=raiser, state=PreSignalState.QUESTION)

    response = as_user(raiser).get(work)

    page = reverse("signals:pre_signal", args=[partnership.slug, report.number])
    assert page in response.text
    assert "<table" not in response.text


def test_it_only_reads(as_user, alice, work):
    assert as_user(alice).post(work).status_code == 405


def test_a_coordinator_reads_what_waits_and_how_the_path_stands(
    as_user, alice, partnership, work
):
    late = timezone.localdate() - DAY
    report = make_pre_signal(partnership, answer_due=late)
    make_signal(partnership, SignalState.ANALYSIS)

    response = as_user(alice).get(work)

    assert report.headline in response.text
    assert response.context["page"].late == 1
    assert 'class="deadline late"' in response.text
    assert response.text.count("<tr>") == 7


def test_an_empty_page_is_a_friendly_one(as_user, bob, work):
    assert 'class="empty"' in as_user(bob).get(work).text


@pytest.mark.parametrize(
    ("moment", "index"),
    [
        ("2026-11-24 05:00", 0),
        ("2026-11-24 11:59", 0),
        ("2026-11-24 12:00", 1),
        ("2026-11-24 17:59", 1),
        ("2026-11-24 18:00", 2),
        ("2026-11-24 04:59", 2),
    ],
)
def test_it_greets_by_the_time_of_day_here(as_user, bob, work, moment, index):
    words = [greeting(hour) for hour in (9, 15, 21)]
    here = datetime.datetime.fromisoformat(moment).replace(
        tzinfo=timezone.get_current_timezone()
    )

    with time_machine.travel(here, tick=False):
        response = as_user(bob).get(work)

    assert len(set(words)) == 3
    assert f"<h1>{words[index]}</h1>" in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    as_user, alice, partnership, work, count, django_assert_num_queries
):
    for _ in range(count):
        make_pre_signal(partnership)
        make_signal(partnership)
    coordinator = as_user(alice)
    coordinator.get(work)

    with django_assert_num_queries(44):
        coordinator.get(work)
