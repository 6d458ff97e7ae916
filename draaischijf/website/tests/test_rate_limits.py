"""Nobody asks for more than an office does, through the real views."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from draaischijf.core.models import RateCount
from draaischijf.core.rates import Limit, address_of
from draaischijf.people.tests.factories import make_user
from draaischijf.signals import http, links
from draaischijf.signals.tests.factories import make_pre_signal
from draaischijf.website import rate_limits
from draaischijf.website.rate_limits import IN_THE_VIEW, RULES, Rule

pytestmark = pytest.mark.django_db
# 14.20 in Brussels
NOON = datetime.datetime(2026, 11, 26, 13, 20, 5, tzinfo=datetime.UTC)
MATRIX = Path(__file__).parents[3] / "tests" / "permissions" / "matrix.py"


@pytest.fixture(autouse=True)
def at_noon():
    cache.clear()  # django-allauth counts there what is counted a process
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def only(monkeypatch):
    """Return a function that allows so many of what is limited at an address."""

    def allow(name, most):
        rules = [
            Rule(Limit(one.limit.what, most, one.limit.minutes), one.who, one.methods)
            for one in RULES[name]
        ]
        monkeypatch.setitem(RULES, name, tuple(rules))

    return allow


def ask_code(client, mail="bo@durmeland.example", **extra):
    return client.post(reverse("account_login"), {"email": mail}, **extra)


def test_who_asks_too_much_reads_when_to_try_again(client, partnership, only):
    only("website:search", 2)
    where = reverse("website:search")

    answers = [client.get(where, {"q": "wonen"}) for _ in "abc"]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "595"
    assert answers[2]["Cache-Control"] == "private, no-store"
    assert "Je kan opnieuw proberen na 14:30" in answers[2].content.decode()


def test_a_new_window_opens(client, partnership, only):
    only("website:search", 1)
    where = reverse("website:search")
    client.get(where)
    assert client.get(where).status_code == 429

    with time_machine.travel(NOON + datetime.timedelta(seconds=595), tick=False):
        assert client.get(where).status_code == 200


def test_codes_are_sent_to_one_address_a_few_times_only(client):
    make_user("Bo", email="bo@durmeland.example")

    # each from another connection
    answers = [ask_code(client, REMOTE_ADDR=f"198.51.100.{n}") for n in range(6)]
    spelled = ask_code(client, " BO@durmeland.example", REMOTE_ADDR="198.51.100.77")

    assert [one.status_code for one in answers[:3]] == [302] * 3
    assert answers[5].status_code == spelled.status_code == 429


def test_an_address_that_is_not_known_is_limited_just_so(client):
    make_user("Bo", email="bo@durmeland.example")

    def codes(mail, net):
        return [
            ask_code(client, mail, REMOTE_ADDR=f"{net}.{n}").status_code
            for n in range(7)
        ]

    assert codes("niemand@durmeland.example", "192.0.2") == codes(
        "bo@durmeland.example", "198.51.100"
    )


def test_one_connection_asks_codes_for_so_many_addresses(client, only):
    only("account_login", 3)

    answers = [ask_code(client, f"a{n}@durmeland.example") for n in range(4)]

    assert [one.status_code for one in answers] == [302, 302, 302, 429]


def test_codes_for_one_address_are_tried_a_few_times_from_anywhere(only):
    only("account_confirm_login_code", 4)
    make_user("Bo", email="bo@durmeland.example")
    seen = []
    for n in range(3):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        ask_code(client)
        for _ in range(2):
            answer = client.post(
                reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"}
            )
            seen.append(answer.status_code)

    assert seen == [200, 200, 200, 200, 429, 429]


def test_a_link_is_not_guessed(client, partnership, monkeypatch):
    monkeypatch.setattr(http, "MISSED", Limit("signals-missed", 3))
    report = make_pre_signal(partnership)
    good = reverse("signals:follow", args=[links.token_of(report)])
    wrong = [reverse("signals:follow", args=["x" * 31 + str(n)]) for n in range(9)]
    assert client.get(good).status_code == 200

    answers = [client.get(one).status_code for one in wrong[:5]]

    assert answers == [404, 404, 404, 429, 429]
    # The right one is not told from a wrong one any more, for who guesses.
    assert client.get(good).status_code == 429
    assert client.get(good, REMOTE_ADDR="198.51.100.4").status_code == 200


def test_a_file_behind_a_link_is_not_guessed_either(client, partnership, monkeypatch):
    monkeypatch.setattr(http, "MISSED", Limit("signals-missed", 1))
    uid = "00000000-0000-4000-8000-000000000000"
    where = reverse("signals:follow_attachment", args=["x" * 32, uid])

    assert [client.get(where).status_code for _ in "ab"] == [404, 429]


def test_the_data_behind_a_link_are_not_guessed_either(
    client, partnership, monkeypatch
):
    monkeypatch.setattr(http, "MISSED", Limit("signals-missed", 1))
    where = reverse("privacy:link_data", args=["x" * 32])
    good = links.token_of(make_pre_signal(partnership))

    answers = [client.get(where), client.post(where, {"do": "copy"})]

    assert [one.status_code for one in answers] == [404, 429]
    assert client.get(reverse("privacy:link_data", args=[good])).status_code == 429


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("signals:signals_export", ["csv"]),
        ("signals:signals_export", ["xlsx"]),
        ("signals:agenda_export", ["csv"]),
        ("signals:inbox_csv", []),
        ("signals:inbox_xlsx", []),
        ("reporting:house_style_docx", []),
        ("website:history_csv", []),
        ("website:history_xlsx", []),
        ("privacy:register_export", ["csv"]),
        ("privacy:register_export", ["xlsx"]),
    ],
)
def test_lists_are_taken_along_so_many_times(
    name, arguments, dora, as_user, partnership, only
):
    only(name, 1)
    client = as_user(dora)
    where = reverse(name, args=[partnership.slug, *arguments])

    assert [client.get(where).status_code for _ in "ab"] == [200, 429]


@pytest.mark.parametrize("name", ["website:imports", "reporting:house_style"])
def test_files_are_sent_so_many_times(name, alice, as_user, partnership, only):
    only(name, 1)
    client = as_user(alice)
    where = reverse(name, args=[partnership.slug])

    assert [client.post(where).status_code for _ in "ab"] == [200, 429]
    assert client.get(where).status_code == 200


@pytest.mark.parametrize("name", ["own_data", "link_data", "requests"])
def test_copies_of_personal_data_are_made_so_many_times(
    name, dora, as_user, client, partnership, only
):
    only(f"privacy:{name}", 1)
    token = links.token_of(make_pre_signal(partnership))
    given = {"own_data": [], "link_data": [token], "requests": [partnership.slug]}
    where = reverse(f"privacy:{name}", args=given[name])
    asker = client if name == "link_data" else as_user(dora)
    asked = {"do": "copy", "email": "bo@durmeland.example"}

    answers = [asker.post(where, asked) for _ in "ab"]

    assert [one.status_code for one in answers] == [200, 429]
    assert answers[0]["Content-Type"] == "application/zip"
    assert asker.get(where).status_code == 200


def test_whoever_is_signed_in_counts_as_a_person(
    alice, bob, as_user, partnership, only
):
    only("signals:signals_export", 1)
    where = reverse("signals:signals_export", args=[partnership.slug, "csv"])
    colleague, one = as_user(bob), as_user(alice)

    assert one.get(where).status_code == 200
    assert colleague.get(where).status_code == 200
    assert one.get(where).status_code == 429


def test_a_form_without_a_limit_of_its_own_has_one(client, monkeypatch):
    monkeypatch.setattr(
        rate_limits,
        "ANYTHING_ELSE",
        (Rule(Limit("anonymous-post", 1), address_of),),
    )
    where = reverse("set_language")

    assert [client.post(where, {"language": "en"}).status_code for _ in "ab"] == [
        302,
        429,
    ]


def test_a_form_behind_a_page_that_is_counted_has_one_too(client, monkeypatch):
    """Opening an invitation is counted; saying yes to it was counted nowhere."""
    monkeypatch.setattr(
        rate_limits, "ANYTHING_ELSE", (Rule(Limit("anonymous-post", 1), address_of),)
    )
    where = reverse("access:invitation", args=["x" * 32])

    assert [client.post(where).status_code for _ in "ab"] == [410, 429]


def test_a_page_for_everybody_asks_not_who_it_is(
    alice, as_user, django_assert_num_queries
):
    client = as_user(alice)

    with django_assert_num_queries(0):
        answer = client.get(reverse("website:alive"))

    assert answer.status_code == 200
    assert "Cookie" not in answer.get("Vary", "")


def test_a_forwarded_address_is_not_believed(client, only):
    only("account_login", 1)

    answers = [
        ask_code(
            client, f"a{n}@durmeland.example",
            headers={"X-Forwarded-For": f"198.51.100.{n}", "X-Real-IP": f"10.0.0.{n}"},
        )
        for n in range(2)
    ]  # fmt: skip

    assert [one.status_code for one in answers] == [302, 429]


def test_a_network_of_ipv6_is_one_visitor(client, only):
    only("account_login", 1)

    def seen(last, remote):
        return ask_code(client, f"{last}@durmeland.example", REMOTE_ADDR=remote)

    answers = [
        seen("a", "2001:db8:1:2::1"),
        seen("b", "2001:db8:1:2:ffff::9"),
        seen("c", "2001:db8:1:3::1"),
    ]

    assert [one.status_code for one in answers] == [302, 429, 302]


def test_no_address_and_no_mail_lies_in_the_table(client):
    ask_code(client)

    assert RateCount.objects.count() == 2
    assert all(len(one.key) == 64 for one in RateCount.objects.all())


def test_every_form_for_somebody_without_an_account_is_limited():
    """What may be sent without signing in is in the table, in its view, or both."""
    spec = importlib.util.spec_from_file_location("matrix_of_addresses", MATRIX)
    matrix = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["matrix_of_addresses"] = matrix
    spec.loader.exec_module(matrix)
    names = set(matrix.URLS)

    assert set(RULES) <= names
    assert names >= IN_THE_VIEW
    assert not IN_THE_VIEW & {
        name for name, rules in RULES.items() if any("POST" in r.methods for r in rules)
    }
