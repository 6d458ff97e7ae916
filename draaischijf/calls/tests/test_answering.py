"""The page behind the link: keeping, sending once, screening, and when it is over."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from draaischijf.calls import links
from draaischijf.calls.models import CallPoint
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.notifications.models import Mail
from draaischijf.signals.models import PreSignal

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reading):
    return reading()


def address(invited):
    return reverse("calls:answer", args=[links.token_of(invited)])


def sent(call, *points, do="send", keys=None):
    """What the browser sends: under each question its points and the keys of them."""
    data = {"do": do}
    for question, texts in zip(call.questions.all(), points, strict=True):
        for number, text in enumerate(texts):
            end = f"{question.pk}_{number}"
            data[f"key_{end}"] = str((keys or {}).get(text, uuid.uuid4()))
            data[f"text_{end}"] = text
            data[f"people_{end}"] = "10-24"
    return data


def test_the_page_and_the_receipt_speak_the_language_of_who_answers(
    call, invited, reading
):
    invited.language = "en"
    invited.save()
    fresh = Client()

    page = fresh.get(address(invited))
    assert "What do you notice?" in page.content.decode()
    assert page.headers["Content-Language"] == "en"

    fresh.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    assert "Wat merk je op?" in fresh.get(address(invited)).content.decode()
    fresh.post(address(invited), sent(call, ["Geen studio's."], [""]))

    invited.refresh_from_db()
    assert (invited.language, PreSignal.objects.get().language) == ("nl", "nl")
    assert Mail.objects.get().language == "nl"


def test_each_point_becomes_a_report_and_one_mail_tells_so(
    client, call, invited, house
):
    data = sent(call, ["Geen studio's.", "Lange wachtlijst."], ["Geen tandarts.", ""])

    answer = client.post(address(invited), data, follow=True)

    assert "Thank you. 3 points were sent." in answer.content.decode()
    reports = PreSignal.objects.order_by("pk")
    assert [one.problem for one in reports] == [
        "Geen studio's.",
        "Lange wachtlijst.",
        "Geen tandarts.",
    ]
    assert {one.organisation for one in reports} == {house}
    assert {(one.email, one.people) for one in reports} == {(invited.email, "10-24")}
    assert [one.kind for one in Mail.objects.all()] == ["call_received"]
    assert not CallPoint.objects.exclude(text="").exists()
    invited.refresh_from_db()
    assert invited.answered


def test_the_same_form_twice_makes_nothing_twice(client, call, invited):
    data = sent(call, ["Geen studio's."], [""])

    client.post(address(invited), data)
    again = client.post(address(invited), data, follow=True)

    assert PreSignal.objects.count() == 1
    assert Mail.objects.count() == 1
    assert "sent already" in again.content.decode()


def test_what_was_kept_comes_back_and_may_be_emptied(client, call, invited):
    key = {"Geen studio's.": uuid.uuid4()}
    client.post(
        address(invited), sent(call, ["Geen studio's."], [""], do="keep", keys=key)
    )

    shown = client.get(address(invited)).content.decode()
    assert "Geen studio&#x27;s." in shown
    assert str(key["Geen studio's."]) in shown
    assert not PreSignal.objects.exists()

    client.post(
        address(invited),
        sent(call, [""], [""], do="keep", keys={"": key["Geen studio's."]}),
    )
    assert not CallPoint.objects.exists()


def test_more_can_be_sent_later(client, call, invited):
    client.post(address(invited), sent(call, ["Eerst."], [""]))
    client.post(address(invited), sent(call, [""], ["Later."]))

    assert PreSignal.objects.count() == 2
    shown = client.get(address(invited)).content.decode()
    assert "Eerst." in shown
    assert "Later." in shown
    assert Mail.objects.filter(kind="call_received").count() == 2


def test_client_data_is_shown_before_anything_is_kept(client, call, invited):
    words = "Bel mevrouw op 0474 12 34 56."
    for do in ("keep", "send"):
        answer = client.post(address(invited), sent(call, [words], ["Goed."], do=do))

        assert answer.status_code == 422
        assert "This is about one person." in answer.content.decode()
    assert not CallPoint.objects.exists()


def test_nothing_written_is_said(client, call, invited):
    answer = client.post(address(invited), sent(call, [""], [""]))

    assert answer.status_code == 422
    assert "at least one point" in answer.content.decode()


@pytest.mark.parametrize(
    "change", [{"state": "closed", "closed": timezone.now()}, {"days": -1}]
)
def test_over_is_told_kindly_with_whom_to_write_to(client, call, invited, change):
    days = change.pop("days", 30)
    call.partnership.contact_email = "signalen@durmeland.example"
    call.partnership.save()
    call.deadline = timezone.localdate() + datetime.timedelta(days=days)
    for name, value in change.items():
        setattr(call, name, value)
    call.save()

    page = client.get(address(invited))
    late = client.post(address(invited), sent(call, ["Te laat."], [""]))

    assert page.status_code == 200
    assert "signalen@durmeland.example" in page.content.decode()
    assert late.status_code == 422
    assert "Te laat." in late.content.decode()
    assert not PreSignal.objects.exists()


def test_a_link_opens_nothing_of_a_draft_of_long_ago_or_that_never_was(
    client, partnership
):
    draft = make_invited(make_call(partnership, state="draft"))
    past = timezone.localdate() - datetime.timedelta(days=400)
    old = make_invited(make_call(partnership, deadline=past))

    for one in (draft, old):
        assert client.get(address(one)).status_code == 404
    assert client.get(reverse("calls:answer", args=["x" * 32])).status_code == 404


def test_a_key_of_somebody_else_takes_nothing_over(client, call, invited):
    other = make_invited(call, "an@jac.example")
    keys = {"Van mij.": uuid.uuid4(), "Van jou.": None}
    keys["Van jou."] = keys["Van mij."]
    client.post(address(invited), sent(call, ["Van mij."], [""], keys=keys))
    client.post(address(other), sent(call, ["Van jou."], [""], keys=keys))

    assert [one.email for one in PreSignal.objects.order_by("pk")] == [
        invited.email,
        other.email,
    ]


def test_a_connection_that_sends_too_much_waits_and_keeps_its_text(
    client, call, invited, monkeypatch
):
    monkeypatch.setattr(
        "draaischijf.calls.views.answering.ANSWER.__class__.is_over",
        lambda *given: True,
    )
    answer = client.post(address(invited), sent(call, ["Mijn tekst."], [""]))

    assert answer.status_code == 429
    assert "Mijn tekst." in answer.content.decode()


def test_the_page_reads_a_fixed_number_of_rows(
    client, call, invited, django_assert_max_num_queries
):
    client.post(address(invited), sent(call, ["a b c"] * 3, ["d e f"] * 3))

    with django_assert_max_num_queries(14):
        client.get(address(invited))


def test_a_megabyte_gets_a_message_at_its_field_and_nothing_is_lost(
    client, call, invited
):
    long = "wacht " * 170_000
    data = sent(call, [long], ["Geen tandarts."])

    for do in ("send", "keep"):
        answer = client.post(address(invited), {**data, "do": do})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "at most 4000 characters" in page
        assert "1019999" in page
        assert long.strip() in page
        assert "Geen tandarts." in page
    assert not PreSignal.objects.exists()
    assert not CallPoint.objects.exists()
