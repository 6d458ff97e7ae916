"""Actions on the page of a signal, on the start page and in the search."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
)
from draaischijf.plans.enums import PartyRole, PlanStatus
from draaischijf.plans.models import PlanAction
from draaischijf.plans.panels.answering import signal_actions
from draaischijf.plans.panels.working import my_actions
from draaischijf.plans.queries.answering import answers_to
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED)


def running_plan(partnership, **fields):
    return make_plan(
        partnership, timezone.localdate().year, status=PlanStatus.ADOPTED, **fields
    )


def answering(signal, objective, title="Woonoverleg", **fields):
    made = make_action(objective, title, **fields)
    made.signals.add(signal)
    return made


def page_of(client, signal):
    return client.get(signal.get_absolute_url()).content.decode()


def test_a_signal_shows_what_answers_it_with_lead_and_last_line(
    client, partnership, signal
):
    objective = make_objective(make_plan(partnership, is_public=True))
    ended = answering(signal, objective, "Voorbij", lifecycle="completed")
    action = answering(signal, objective)
    make_party(action, text="Dienst Wonen")
    make_party(action, PartyRole.PARTNER, text="alle scholen")
    make_log_entry(action, datetime.date(2027, 3, 5), "Tweede overleg")
    make_log_entry(action, datetime.date(2027, 1, 5), "Eerste overleg")
    make_log_entry(action, datetime.date(2027, 5, 5), "Intern", is_public=False)

    page = page_of(client, signal)

    panel = page.split('id="plan-actions"')[1].split("</section>")[0]
    for words in ("Dienst Wonen", "5 maart 2027: Tweede overleg", "Jaarplan 2027"):
        assert words in panel
    assert "Eerste overleg" not in panel
    for words in ("alle scholen", "Intern"):
        assert words not in page
    assert page.index(action.title) < page.index(ended.title)


def test_who_may_not_see_the_plan_sees_nothing_of_it(
    client, as_user, bob, charlie, partnership, signal
):
    answering(signal, make_objective(make_plan(partnership)), "Geheim overleg")

    assert "Geheim overleg" in page_of(as_user(bob), signal)
    for other in (client, as_user(charlie)):
        page = page_of(other, signal)
        assert "Geheim overleg" not in page
        assert 'id="plan-actions"' not in page
    assert signal_actions(signal, AnonymousUser()) is None


def test_the_public_reads_no_hidden_lead(client, as_user, bob, partnership, signal):
    action = answering(signal, make_objective(make_plan(partnership, is_public=True)))
    make_party(
        action,
        text="Jan Verborgen",
        person=make_person(partnership, name="Jan Verborgen"),
    )

    assert "Jan Verborgen" in page_of(as_user(bob), signal)
    assert "Jan Verborgen" not in page_of(client, signal)


def test_a_panel_about_another_thing_is_none(partnership, bob):
    assert signal_actions(partnership, bob) is None
    assert my_actions(bob, bob) is None


def count(call):
    with CaptureQueriesContext(connection) as seen:
        call()
    return len(seen)


def test_more_answers_ask_no_more_queries(partnership, bob, signal):
    objective = make_objective(make_plan(partnership))

    def look():
        [one.leads for one in answers_to(signal, bob)]

    answering(signal, objective)
    grow_one(objective, signal, partnership, 0)
    look()
    one = count(look)
    for number in (1, 2):
        grow_one(objective, signal, partnership, number)

    assert count(look) == one


def grow_one(objective, signal, partnership, number):
    action = answering(signal, objective, f"Actie {number}")
    make_party(action, organisation=make_organisation(partnership, f"Huis {number}"))
    make_party(action, person=make_person(partnership))
    make_log_entry(action)


# -- My work ------------------------------------------------------------------------


def led_by(user, objective, title, *, silent=True):
    made = make_action(objective, title)
    make_party(made, person=user.persons.get(), text=str(user))
    long_ago = timezone.now() - datetime.timedelta(days=400)
    if silent:
        PlanAction.objects.filter(pk=made.pk).update(created=long_ago, log_interval=1)
    return made


@pytest.fixture
def lead(partnership):
    return make_member(partnership, RoleKind.LEAD, name="Lena")


@pytest.fixture
def objective(partnership):
    plan = running_plan(partnership)
    plan.start = timezone.localdate() - datetime.timedelta(days=200)
    plan.end = timezone.localdate() + datetime.timedelta(days=200)
    plan.save()
    return make_objective(plan)


def work(client):
    return client.get("/durmeland/werk/").content.decode()


def test_my_work_shows_the_actions_i_lead_with_the_silent_first(
    as_user, lead, objective
):
    led_by(lead, objective, "Net gestart", silent=False)
    silent = led_by(lead, objective, "Stil sinds lang")

    page = work(as_user(lead))

    assert page.index("Stil sinds lang") < page.index("Net gestart")
    assert f"{silent.get_absolute_url()}noteren/" in page
    assert page.count("al een tijd niets genoteerd") == 1


def test_who_leads_nothing_sees_no_panel(as_user, bob, lead, objective):
    led_by(lead, objective, "Van Lena")

    assert "Acties die ik trek" not in work(as_user(bob))
    assert my_actions(objective.plan.partnership, AnonymousUser()) is None


def test_who_may_not_note_is_offered_no_note(as_user, bob, objective):
    led_by(bob, objective, "Van Bob")

    page = work(as_user(bob))

    assert "Van Bob" in page
    assert "noteren/" not in page


def test_the_rest_stands_on_its_own_page(as_user, lead, objective):
    for number in range(8):
        led_by(lead, objective, f"Actie {number}")
    client = as_user(lead)
    path = reverse("plans:my_actions", args=["durmeland"])

    assert path in work(client)
    assert "en nog 2" in work(client)
    page = client.get(path).content.decode()
    assert page.count("row-title") == 8
    assert "Over 8 acties is al een tijd niets genoteerd." in page


def test_the_page_says_what_is_up_to_date_and_what_is_empty(
    as_user, bob, lead, objective
):
    path = reverse("plans:my_actions", args=["durmeland"])
    led_by(lead, objective, "Vers", silent=False)

    assert "onlangs nog iets genoteerd" in as_user(lead).get(path).content.decode()
    assert "Je trekt nu geen enkele actie" in as_user(bob).get(path).content.decode()


def test_more_actions_ask_no_more_queries(as_user, lead, objective):
    client = as_user(lead)
    led_by(lead, objective, "Eerste")
    work(client)
    one = count(lambda: work(client))
    for number in range(2):
        led_by(lead, objective, f"Nog {number}")

    assert count(lambda: work(client)) == one


# -- Search -------------------------------------------------------------------------


def search(client, words):
    return client.get("/zoeken/", {"q": words}).content.decode()


def test_the_search_finds_actions_one_may_see(client, as_user, bob, partnership):
    public = make_objective(make_plan(partnership, 2026, is_public=True))
    make_action(public, "Fietsen herstellen", remark="De fietsen staan klaar.")
    hidden = make_objective(make_plan(partnership, 2027))
    make_action(hidden, "Fietsen uitlenen")

    page = search(client, "fietsen")
    assert "1 actie gevonden" in page
    assert "<mark>fietsen</mark> staan klaar" in page
    assert "Jaarplan 2026" in page
    assert "Fietsen uitlenen" not in page

    assert "2 acties gevonden" in search(as_user(bob), "fietsen")
    assert "acties gevonden" not in search(client, "zwembad")
    assert "acties gevonden" not in search(client, "")


def test_more_found_actions_ask_no_more_queries(client, partnership):
    objective = make_objective(make_plan(partnership, is_public=True))
    make_action(objective, "Fietsen herstellen")
    search(client, "fietsen")
    one = count(lambda: search(client, "fietsen"))
    for _time in range(2):
        make_action(objective, "Fietsen herstellen")

    assert count(lambda: search(client, "fietsen")) == one
