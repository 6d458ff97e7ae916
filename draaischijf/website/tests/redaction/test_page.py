"""The page: which words, a look at where they stand, and done."""

from __future__ import annotations

import re

import pytest

from draaischijf.core.tests.dump import where_it_stands
from draaischijf.history.models import Entry
from draaischijf.reporting.tests.factories import make_report
from draaischijf.signals.models import PreSignal
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db

PHONE = "0474 12 34 56"
ASKED = {
    "words": PHONE,
    "instead": "[weggehaald]",
    "reason": "er stond een nummer in",
    "reach": "everywhere",
}


@pytest.fixture
def send(written, as_user, alice):
    """Return a function: what alice meets when she sends this to the page."""
    client = as_user(alice)
    address = f"/durmeland/weghalen/melding/{written.report.pk}/"

    def sent(**given):
        if not given:
            return client.get(address)
        return client.post(address, given)

    return sent


def fields_of(answer):
    """What the preview would send when everything stays as it is ticked."""
    html = answer.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', html)[1]
    chosen = re.findall(r'name="chosen" value="([^"]+)"[^>]* checked', html)
    return {**ASKED, "seen": seen, "chosen": chosen}


def test_the_pages_of_things_lead_there_for_who_may(written, as_user, alice, bob):
    for page in (
        f"/durmeland/meldingen/{written.report.number}/",
        f"/durmeland/signalen/{written.signal.number}/",
        written.plan.get_absolute_url(),
        written.action.get_absolute_url(),
        make_report(written.partnership, plan=written.plan).get_absolute_url(),
    ):
        assert "/durmeland/weghalen/" in as_user(alice).get(page).content.decode()
        assert "/weghalen/" not in as_user(bob).get(page).content.decode()


def test_the_page_suggests_what_the_screening_reads(send):
    answer = send()

    html = answer.content.decode()
    assert f"<mark>{PHONE}</mark>" in html
    assert "no-store" in answer["Cache-Control"]
    chosen = send(words=PHONE)
    assert f'value="{PHONE}"' in chosen.content.decode()
    assert not Entry.objects.filter(verb="text_redacted").exists()


def test_the_preview_lists_every_place_and_changes_nothing(send, written):
    before = where_it_stands("474123456")

    answer = send(**ASKED, step="look")

    html = answer.content.decode()
    assert answer.status_code == 200
    for told in (
        "Melding 1", "Elders in dit samenwerkingsverband", "Vastgestelde versie 1",
        "werd al verstuurd", "jaarplan.docx", "agenda.docx", "brief 0474",
        "Regel in de geschiedenis", f"<mark>{PHONE}</mark>",
    ):  # fmt: skip
        assert told in html, told
    assert "no-store" in answer["Cache-Control"]
    assert where_it_stands("474123456") == before


@pytest.mark.django_db(transaction=True)
def test_confirmed_it_is_done_and_said(send, written):
    answer = send(**fields_of(send(**ASKED, step="look")), step="do")

    assert answer.status_code == 302
    assert answer.url == f"/durmeland/meldingen/{written.report.number}/"
    assert where_it_stands("474123456", PHONE) == set()
    line = Entry.objects.get(verb="text_redacted")
    assert (line.actor_name, line.note) == ("Alice", ASKED["reason"])


def test_pressed_twice_it_is_done_once(send):
    given = fields_of(send(**ASKED, step="look"))

    first, second = send(**given, step="do"), send(**given, step="do")

    assert first.status_code == second.status_code == 302
    assert Entry.objects.filter(verb="text_redacted").count() == 1


def test_what_came_after_the_look_is_shown_first(send, partnership):
    given = fields_of(send(**ASKED, step="look"))
    make_signal(partnership, statement=f"Bel {PHONE}")

    answer = send(**given, step="do")

    assert answer.status_code == 409
    assert "Kijk nog eens" in answer.content.decode()
    assert PHONE in PreSignal.objects.get().problem
    assert send(**fields_of(answer), step="do").status_code == 302


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": "ab"}, "ten minste 3 tekens"),
        ({"words": ". . ."}, "minstens drie letters of cijfers"),
        ({"words": ""}, "verplicht"),
        ({"instead": ""}, "verplicht"),
        ({"reason": ""}, "verplicht"),
        ({"words": "studio", "reason": "iets over de studio"}, "moeten staan hierin"),
        ({"words": "studio", "instead": "een Studio"}, "moeten staan hierin"),
        ({"reason": "mevrouw Peeters belde 0499 11 22 33"}, "over één persoon"),
        ({"reach": "nergens"}, "geldige keuze"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(send, change, told):
    answer = send(**{**ASKED, **change}, step="look")

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_words_that_stand_nowhere(send):
    answer = send(**{**ASKED, "words": "Wilhelmina"}, step="look")

    assert "staan nergens" in answer.content.decode()
    assert 'value="do"' not in answer.content.decode()


def test_what_was_asked_is_in_no_address(send):
    answer = send(**ASKED, step="look")

    assert f'method="post" action="{answer.wsgi_request.path}"' in (
        answer.content.decode()
    )
    assert "474" not in answer.wsgi_request.get_full_path()


def test_a_thing_of_another_partnership_is_not_there(
    written, as_user, charlie, other_partnership
):
    client = as_user(charlie)

    for address in (
        f"/scheldekant/weghalen/melding/{written.report.pk}/",
        f"/durmeland/weghalen/melding/{written.report.pk}/",
        f"/scheldekant/weghalen/iets/{written.report.pk}/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {**ASKED, "step": "do"}).status_code == 404
