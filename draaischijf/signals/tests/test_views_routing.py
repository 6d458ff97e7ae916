"""The pages of the rules, the trial, and whose a report is."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_working_group,
)
from draaischijf.signals.domain import routing_rules
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PreSignal, RoutingRule
from draaischijf.signals.tests.factories import make_pre_signal
from draaischijf.signals.tests.routing import make_rule
from draaischijf.signals.tests.stages import at_once

pytestmark = pytest.mark.django_db
TYPED = "Onze zeventien bijzondere woorden over de wachtlijst"


@pytest.fixture
def nina(partnership):
    return make_member(partnership, RoleKind.SIGNAL_COORDINATOR, name="Nina")


@pytest.fixture
def at(partnership):
    return lambda name, *rest: reverse(
        f"signals:{name}", args=[partnership.slug, *rest]
    )


@pytest.fixture
def office(as_user, alice):
    return as_user(alice)


def page(response):
    return response.content.decode()


def keys(partnership):
    rules = RoutingRule.objects.filter(partnership=partnership)
    return list(rules.values_list("pk", flat=True))


# -- The rules ----------------------------------------------------------------------


def test_a_rule_is_made_changed_and_read_back(office, at, partnership, alice, nina):
    area = partnership.area.members.get(name="Lokelare")
    sent = {
        "taker": f"person-{nina.persons.get().pk}",
        "areas": [area.pk],
        "words": "Wachtlijst\nhuur, sociale  huur",
    }

    assert office.post(at("routing_add"), sent).status_code == 302

    [rule] = RoutingRule.objects.filter(partnership=partnership)
    assert rule.words == ["wachtlijst", "huur", "sociale huur"]
    assert list(rule.areas.all()) == [area]
    text = page(office.get(at("routing")))
    assert "Nina" in text
    assert "“wachtlijst”, “huur” of “sociale huur”" in text

    office.post(at("routing_edit", rule.pk), {**sent, "areas": [], "words": ""})

    rule.refresh_from_db()
    assert (rule.words, rule.areas.count()) == ([], 0)
    assert "waarover ze ook gaat" in page(office.get(at("routing")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "de"}, "vind je geen enkele tekst"),
        ({"words": "x" * 61}, "Hoogstens"),
        ({"words": "Jan Peeters, 0478 12 34 56"}, "telefoonnummer"),
        ({"taker": ""}, "verplicht"),
        ({"taker": "person-0"}, "geldige"),
    ],
)
def test_what_makes_no_rule_is_said_and_kept(office, at, nina, change, said):
    sent = {"taker": f"person-{nina.persons.get().pk}", "words": "huur", **change}

    response = office.post(at("routing_add"), sent)

    assert response.status_code == 422
    assert said in page(response)
    assert not RoutingRule.objects.exists()


def test_rules_move_by_buttons_switch_off_and_go(office, at, partnership, alice):
    first, second, third = [make_rule(partnership, to=alice).pk for _one in range(3)]

    office.post(at("routing_move", third), {"where": "up"})
    office.post(at("routing_move", first), {"where": "up"})
    assert keys(partnership) == [first, third, second]

    office.post(at("routing_switch", first), {"on": "0"})
    assert "staat uit" in page(office.get(at("routing")))
    office.post(at("routing_remove", third))
    office.post(at("routing_remove", first))

    assert list(RoutingRule.objects.values_list("pk", "position")) == [(second, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_move_at_once_and_each_place_is_one(partnership, alice, dora):
    rules = [make_rule(partnership, to=alice) for _one in range(4)]

    answers = at_once(
        *[
            lambda r=rule, u=user: routing_rules.move_rule(r, "down", actor=u)
            for rule, user in zip(rules[:3], [alice, dora, alice], strict=True)
        ]
    )

    assert not [one for one in answers if isinstance(one, Exception)]
    places = RoutingRule.objects.values_list("position", flat=True)
    assert list(places) == [1, 2, 3, 4]


def test_a_broken_rule_says_why(office, at, partnership):
    make_rule(partnership, to=make_organisation(partnership, "CAW Durmeland"))
    make_rule(partnership)

    text = page(office.get(at("routing")))

    assert text.count("stuk, wordt overgeslagen") == 2
    assert "Bij CAW Durmeland mag niemand meldingen opnemen." in text


def test_a_signal_coordinator_reads_the_rules_without_buttons(as_user, at, nina, alice):
    text = page(as_user(nina).get(at("routing")))

    assert at("routing_add") not in text
    assert at("routing_try") in text


@pytest.mark.parametrize("count", [1, 4])
def test_the_table_takes_as_many_queries_however_many_rules(
    office, at, partnership, alice, count, django_assert_num_queries
):
    for _one in range(count):
        make_rule(partnership, to=alice, areas=partnership.area.members.all())
    office.get(at("routing"))

    with django_assert_num_queries(13):
        office.get(at("routing"))


# -- Trying a text ------------------------------------------------------------------


def test_a_trial_says_which_rule_fires_and_why_the_others_do_not(
    office, at, partnership, alice, nina
):
    make_rule(partnership, to=alice, words=["vervoer"])
    make_rule(partnership, to=nina, words=["wachtlijsten"])
    make_rule(partnership, to=alice, is_on=False)

    text = page(office.post(at("routing_try"), {"text": TYPED}))

    assert "Ze gaat naar Nina" in text
    assert "Deze regel past, omdat in de tekst “wachtlijsten” staat." in text
    assert "Past niet: in de tekst staat niet “vervoer”." in text
    assert "Deze regel staat uit." in text


def test_what_no_rule_catches_is_said(office, at, partnership, alice):
    make_rule(partnership, to=alice, areas=partnership.area.members.all()[:1])

    text = page(office.post(at("routing_try"), {"text": TYPED, "area": ""}))

    assert "Ze is nog van niemand" in text


def test_nothing_tried_is_stored_or_logged(office, at, partnership, alice, caplog):
    make_rule(partnership, to=alice, words=["wachtlijst"])
    caplog.set_level(logging.DEBUG)

    with CaptureQueriesContext(connection) as asked:
        response = office.post(at("routing_try"), {"text": TYPED})

    assert response["Cache-Control"] == "no-store"
    writes = ("insert", "update", "delete")
    assert not [
        one["sql"] for one in asked if one["sql"].lower().startswith(writes)
        and "session" not in one["sql"]
    ]  # fmt: skip
    assert not PreSignal.objects.exists()
    # The query itself is logged by nobody but the debug logger of this test.
    kept = [one for one in caplog.records if one.name != "django.db.backends"]
    assert not [one for one in kept if "zeventien" in one.getMessage()]


# -- Whose a report is --------------------------------------------------------------


def test_a_report_is_taken_and_handed_over(office, at, partnership, alice, nina):
    report = make_pre_signal(partnership)
    here = at("pre_signal", report.number)
    assert "Nog van niemand" in page(office.get(here))

    office.post(at("pre_signal_take", report.number), {"whose": ""})

    report.refresh_from_db()
    assert report.assignee.user == alice
    sent = {
        "whose": f"person-{report.assignee_id}",
        "taker": f"person-{nina.persons.get().pk}",
        "note": "Jij kent de wachtlijsten.",
    }
    office.post(at("pre_signal_hand_over", report.number), sent)

    text = page(office.get(here))
    assert "De melding is doorgegeven aan Nina." in text
    assert "Jij kent de wachtlijsten." in text
    assert Mail.objects.get(kind="report_assigned").to == nina.email


def test_who_hands_over_what_went_elsewhere_reads_where(
    office, at, partnership, alice, nina
):
    report = make_pre_signal(partnership, assignee=nina.persons.get())
    sent = {"whose": "", "taker": f"person-{alice.persons.get().pk}"}

    response = office.post(at("pre_signal_hand_over", report.number), sent)

    assert response.status_code == 422
    assert "Intussen ging de melding naar Nina." in page(response)


def test_the_raiser_does_not_read_whose_it_is(as_user, at, partnership, bob, nina):
    report = make_pre_signal(
        partnership,
        raiser=bob,
        assignee=nina.persons.get(),
        routed_because={"words": ["x"]},
    )

    text = page(as_user(bob).get(at("pre_signal", report.number)))

    assert "Nina" not in text


# -- The inbox ----------------------------------------------------------------------


def test_the_inbox_counts_mine_and_nobodys(office, at, partnership, alice, nina):
    make_pre_signal(partnership, assignee=alice.persons.get())
    make_pre_signal(partnership, assignee=nina.persons.get())
    make_pre_signal(partnership)
    settled = PreSignalState.HANDLED_INTERNALLY
    make_pre_signal(partnership, state=settled)

    everything = office.get(at("inbox")).context
    mine = office.get(at("inbox"), {"whose": "mine"}).context
    nobodys = office.get(at("inbox"), {"whose": "nobody", "state": "all"}).context

    assert everything["page"].whose == {"mine": 1, "nobody": 1}
    assert [row.report.number for row in mine["rows"]] == [1]
    assert [row.report.number for row in nobodys["rows"]] == [3]
    assert {row.whose for row in everything["rows"]} == {"Alice", "Nina", ""}


@pytest.mark.parametrize("in_group", [True, False])
def test_mine_is_also_of_my_organisation_or_the_working_group(
    as_user, at, partnership, in_group
):
    caw = make_organisation(partnership, "CAW", in_working_group=in_group)
    user = make_member(partnership, RoleKind.SIGNAL_COORDINATOR, organisation=caw)
    make_pre_signal(partnership, assigned_organisation=caw)
    group = make_working_group(partnership, is_standard=True)
    make_pre_signal(partnership, assigned_group=group)

    found = as_user(user).get(at("inbox"), {"whose": "mine"}).context

    assert len(found["rows"]) == (2 if in_group else 1)


def test_who_reads_only_the_own_house_sees_no_such_tabs(as_user, at, partnership, bob):
    make_pre_signal(partnership, raiser=bob)

    response = as_user(bob).get(at("inbox"), {"whose": "nobody"})

    assert len(response.context["rows"]) == 1
    assert not response.context["whose_tabs"]


def test_a_director_finds_what_came_on_the_work_page(as_user, partnership):
    karim = make_member(partnership, RoleKind.THEME_DIRECTOR, name="Karim")
    make_pre_signal(partnership, assignee=karim.persons.get())

    text = page(as_user(karim).get(reverse("website:work", args=[partnership.slug])))

    assert "Meldingen die voor jou zijn" in text


def test_a_megabyte_to_try_gets_a_message_and_stays_in_its_field(office, at):
    long = "wacht " * 170_000

    answer = office.post(at("routing_try"), {"text": long})

    assert answer.status_code == 422
    assert "niet meer dan 8000 tekens" in page(answer)
    assert long.strip() in page(answer)
