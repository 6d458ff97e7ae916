from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import challenges
from draaischijf.signals.domain.following import carry_by_challenge, place_on_agenda
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import AgendaPlace, Challenge, SignalStep
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
AGENDA = "/durmeland/agenda/"
YEAR = f"{AGENDA}uitdagingen/2026/"
SAID = {"title": "Wonen", "reason": "Te duur.", "success_criterion": "Acht studio's."}


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def alice(here):
    return make_member(here, "coordinator", name="Alice")


@pytest.fixture
def signal(here):
    return make_signal(here, SignalState.DECIDED, title="Geen studio")


@pytest.fixture
def wonen(here, alice):
    return challenges.add_challenge(here, 2026, actor=alice, **SAID)


def one_of(challenge):
    return f"{AGENDA}uitdaging/{challenge.pk}/"


def test_a_challenge_is_added_edited_and_shown(client, here, alice):
    client.force_login(alice)
    sent = {**SAID, "points": "- Studio's\n\nKamers", "state": "running"}

    client.post(YEAR, sent)
    client.post(YEAR, sent)

    made = Challenge.objects.get()
    assert (made.points, made.position) == (["Studio's", "Kamers"], 1)
    done = {**sent, "state": "done"}
    assert client.post(one_of(made), done).status_code == 422
    client.post(one_of(made), {**done, "result": "Zes van de acht."})
    made.refresh_from_db()
    assert (made.state, made.result) == ("done", "Zes van de acht.")
    assert "Zes van de acht." in client.get(f"{AGENDA}?year=2026").content.decode()


def test_a_sixth_challenge_is_warned_about(client, here, alice):
    client.force_login(alice)
    for number in range(5):
        challenges.add_challenge(here, 2026, actor=alice, title=f"Thema {number}")
    assert "Vijf is genoeg" not in client.get(YEAR).content.decode()

    challenges.add_challenge(here, 2026, actor=alice, title="Thema zes")

    assert "Vijf is genoeg" in client.get(YEAR).content.decode()


def test_challenges_change_places_and_the_ends_stay(client, here, alice):
    client.force_login(alice)
    made = [
        challenges.add_challenge(here, 2026, actor=alice, title=name) for name in "abc"
    ]

    client.post(f"{one_of(made[2])}plaats/", {"to": "up"})
    client.post(f"{one_of(made[0])}plaats/", {"to": "up"})
    client.post(f"{one_of(made[1])}plaats/", {"to": "down"})

    rows = Challenge.objects.order_by("position")
    assert list(rows.values_list("title", flat=True)) == ["a", "c", "b"]


def test_a_challenge_carries_a_signal_by_its_number_and_lets_it_go(
    client, alice, wonen, signal
):
    client.force_login(alice)

    wrong = client.post(f"{one_of(wonen)}draagt/", {"number": 99})
    client.post(f"{one_of(wonen)}draagt/", {"number": signal.number})

    assert wrong.status_code == 422
    place = AgendaPlace.objects.get()
    assert (place.challenge, place.until) == (wonen, None)
    client.post(f"{one_of(wonen)}draagt/{place.pk}/weg/")
    place.refresh_from_db()
    assert place.until == timezone.localdate() - datetime.timedelta(days=1)


def test_a_challenge_goes_on_in_the_next_year_with_its_signals_once(
    alice, wonen, signal
):
    with time_machine.travel("2026-05-01T10:00Z"):
        carry_by_challenge(signal, wonen, actor=alice)
    with time_machine.travel("2026-11-27T10:00Z"):
        for _time in range(2):
            again = challenges.carry_to_next_year(wonen, actor=alice)

    assert (again.year, again.title, again.reason) == (2027, "Wonen", "Te duur.")
    spans = AgendaPlace.objects.order_by("since").values_list("since", "until")
    assert list(spans) == [
        (datetime.date(2026, 5, 1), datetime.date(2026, 12, 31)),
        (datetime.date(2027, 1, 1), None),
    ]


def test_only_who_decides_manages_challenges(here, wonen):
    bob = make_member(here, "field_worker")
    for change in (
        lambda: challenges.add_challenge(here, 2026, actor=bob, title="x"),
        lambda: challenges.edit_challenge(wonen, actor=bob, title="x"),
        lambda: challenges.move_challenge(wonen, up=True, actor=bob),
        lambda: challenges.carry_to_next_year(wonen, actor=bob),
        lambda: challenges.remove_challenge(wonen, actor=bob),
    ):
        with pytest.raises(TransitionDenied):
            change()


def test_a_challenge_that_carries_signals_is_not_removed(alice, wonen, signal):
    carry_by_challenge(signal, wonen, actor=alice)
    with pytest.raises(TransitionDenied):
        challenges.remove_challenge(wonen, actor=alice)

    AgendaPlace.objects.all().delete()
    challenges.remove_challenge(wonen, actor=alice)
    assert not Challenge.objects.exists()


def page_on(client, day, **more):
    return client.get(AGENDA, {"op": day, **more}).content.decode()


def test_the_agenda_of_any_day_is_told_as_it_stood_then(client, here, alice):
    client.force_login(alice)
    signal = make_signal(here, SignalState.CLOSED, title="Geen studio")
    place = place_on_agenda(
        signal, Route.EXISTING_SERVICE, since=datetime.date(2026, 2, 1)
    )
    for day, state in (("2026-02-01", "decided"), ("2026-06-01", "closed")):
        SignalStep.objects.create(signal=signal, target=state, at=f"{day}T10:00Z")

    assert "Geen studio" not in page_on(client, "2026-01-31")
    then = page_on(client, "2026-03-01")
    assert "Zo stond de agenda op 1 maart 2026" in then
    assert "Geen studio" in then
    assert "beslist" in then.partition('id="results"')[2] or "beslist" in then
    closed = client.get(AGENDA, {"op": "2026-03-01", "state": "closed"})
    assert "Geen studio" not in closed.content.decode()
    place.until = datetime.date(2026, 9, 30)
    place.save()
    assert "Geen studio" in page_on(client, "2026-09-30")
    assert "Geen studio" not in page_on(client, "2026-10-01")
    export = client.get(f"{AGENDA}export/csv/", {"op": "2026-03-01"})
    assert "Geen studio" in b"".join(export.streaming_content).decode()


def test_challenges_of_their_year_stand_on_the_agenda_of_its_days(
    client, alice, wonen, signal
):
    client.force_login(alice)
    with time_machine.travel("2026-05-01T10:00Z"):
        carry_by_challenge(signal, wonen, actor=alice)
        challenges.carry_to_next_year(wonen, actor=alice)

    challenges.edit_challenge(wonen, actor=alice, state="done", result="Geslaagd.")

    assert "Uitdagingen van 2026" in page_on(client, "2026-08-01")
    # How far a challenge was on that day nobody wrote down.
    assert "Geslaagd." not in page_on(client, "2026-08-01")
    assert "Uitdagingen van 2027" in page_on(client, "2027-08-01")


def test_a_day_that_is_none_shows_the_agenda_of_today(client, here):
    page = page_on(client, "ooit")

    assert "Zo stond" not in page


def test_a_challenge_that_never_carried_anything_has_a_button_to_remove_it(
    client, alice, wonen, signal
):
    client.force_login(alice)
    page = reverse("signals:challenge", args=[wonen.partnership.slug, wonen.pk])
    remove = reverse(
        "signals:challenge_remove", args=[wonen.partnership.slug, wonen.pk]
    )
    assert remove in client.get(page).content.decode()

    carry_by_challenge(signal, wonen, actor=alice)
    assert remove not in client.get(page).content.decode()
    client.post(remove)
    assert Challenge.objects.exists()

    AgendaPlace.objects.all().delete()
    client.post(remove)
    assert not Challenge.objects.exists()
