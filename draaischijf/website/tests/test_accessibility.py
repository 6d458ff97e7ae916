"""The accessibility statement, and telling what does not work."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.urls import reverse

from draaischijf.core.models import RateCount
from draaischijf.notifications import domain
from draaischijf.notifications.models import Mail
from draaischijf.website.accessibility import STATEMENT

pytestmark = pytest.mark.django_db
HERE = "/durmeland/toegankelijkheid/"
TOLD = {
    "text": "De knop Verstuur is niet te bereiken met het toetsenbord.",
    "page": "/durmeland/signaleren/",
    "device": "alleen toetsenbord",
    "email": "bo@durmeland.example",
}


@pytest.mark.parametrize("address", ["/toegankelijkheid/", HERE])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_statement_has_the_parts_the_law_asks(
    client, partnership, address, language
):
    """Decision (EU) 2018/1523: status, exceptions, method, date, feedback, redress."""
    client.cookies.load({"django_language": language})

    page = client.get(address).content.decode()

    assert "EN 301 549" in page
    assert "2016/2102" in page
    assert "axe" in page
    assert "vlaamseombudsdienst.be" in page
    assert str(STATEMENT.made.year) in page
    for one in STATEMENT.shortfalls:
        assert one.rule in page


def test_an_obstacle_reaches_the_office_which_can_reply(
    client, partnership, mailoutbox
):
    partnership.contact_email = "overleg@durmeland.example"
    partnership.save()

    answer = client.post(HERE, TOLD)

    assert answer.url == HERE
    domain.send(Mail.objects.get().pk)
    (message,) = mailoutbox
    assert message.to == ["overleg@durmeland.example"]
    assert message.reply_to == ["bo@durmeland.example"]
    for part in (TOLD["text"], TOLD["page"], TOLD["device"]):
        assert part in message.body
    assert "List-Unsubscribe" not in message.extra_headers


@pytest.mark.parametrize(
    ("contact", "expected"),
    [("site@example.be", "site@example.be"), ("", "draaischijf@localhost")],
)
def test_without_an_office_it_reaches_who_runs_the_site(
    client, partnership, contact, expected
):
    with override_settings(CONTACT_EMAIL=contact):
        client.post(HERE, {"text": "De letters zijn te klein."})

    assert Mail.objects.get().to == expected


def test_client_data_does_not_go_along(client, partnership):
    text = "Mevrouw Verdonck, 0474 12 34 56, kan de knop niet vinden."

    answer = client.post(HERE, {"text": text})

    assert answer.status_code == 422
    assert text in answer.context["form"]["text"].value()
    assert not Mail.objects.exists()


def test_a_program_that_fills_in_everything_sends_nothing(client, partnership):
    answer = client.post(HERE, {**TOLD, "website": "https://spam.example"})

    assert answer.status_code == 302
    assert not Mail.objects.exists()


def test_more_than_ten_in_an_hour_have_to_wait_and_lose_nothing(client, partnership):
    for _number in range(10):
        client.post(HERE, TOLD)

    answer = client.post(HERE, TOLD)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert TOLD["text"] in answer.content.decode()
    assert Mail.objects.count() == 10
    # Counted once, here, and not as what else a visitor sends.
    assert RateCount.objects.count() == 1


def test_a_line_break_makes_no_header(client, partnership):
    answer = client.post(HERE, {**TOLD, "email": "bo@d.example\r\nBcc: x@d.example"})

    assert answer.status_code == 422
    assert not Mail.objects.exists()


def test_the_statement_of_the_site_leads_to_each_form(client, partnership):
    page = client.get(reverse("website:accessibility")).content.decode()

    assert f"{HERE}#tell" in page
