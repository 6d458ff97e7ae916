"""The pages on which two signals become one, as people meet them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals import links
from draaischijf.signals.domain import merging
from draaischijf.signals.domain.merging import merge_signals, part_signals
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, SignalMerge, SignalSupport
from draaischijf.signals.tests.factories import make_merged, make_signal, make_support
from draaischijf.signals.tests.merging import hang, make_pair, make_report

pytestmark = pytest.mark.django_db
S = SignalState


def at(name, *arguments):
    return reverse(f"signals:{name}", args=["durmeland", *arguments])


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def pair(partnership):
    return make_pair(partnership)


@pytest.fixture
def office(as_user, alice):
    return as_user(alice)


GO = {"stays": "1", "words": "1", "note": "", "step": "go"}


# -- Finding the other one ------------------------------------------------------------


def test_the_other_one_is_found_and_leads_to_the_two_side_by_side(pair, office):
    page = text_of(office.get(at("signal", 1)))
    assert at("signal_merge", 1) in page

    page = text_of(office.get(at("signal_merge", 1), {"q": "kamers", "step": "search"}))
    assert "2. Geen kamers" in page
    assert 'value="1"' not in page
    part = office.get(
        at("signal_merge", 1), {"q": "kamers"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in text_of(part)
    found = office.get(at("signal_merge", 1), {"q": "", "signal": "2"})
    assert found.url == at("signal_merge_with", 1, 2)


def test_what_cannot_be_merged_is_shown_only_to_who_looks_for_it(
    partnership, pair, office
):
    make_signal(partnership, S.CLOSED, title="Geen studio's meer")

    assert "Geen studio&#x27;s meer" not in text_of(office.get(at("signal_merge", 1)))
    page = text_of(office.get(at("signal_merge", 1), {"q": "3", "step": "search"}))
    assert "Neem het eerst weer op" in page
    assert " disabled" in page


def test_without_any_other_it_says_what_to_do(partnership, office):
    make_signal(partnership, S.ANALYSIS)

    page = text_of(office.get(at("signal_merge", 1), {"q": "xyzzy", "step": "search"}))
    assert "Probeer een ander woord, of het nummer" in page


# -- Side by side, what will happen, and doing it -------------------------------------


def test_compare_look_and_merge(pair, office):
    absorbed = pair[1]
    hang(absorbed, "CAW")
    address = at("signal_merge_with", 2, 1)

    page = text_of(office.get(address))
    for words in ("Geen kamers", "Te weinig.", "Te duur.", "1 beslissing", "1 brief"):
        assert words in page
    page = text_of(office.post(address, {"stays": "1", "words": "2", "note": ""}))
    assert "Signaal 2 gaat verder als deel van signaal 1" in page
    assert "De titel en de tekst zijn die van 2" in page
    assert "dat akkoord blijft bij 2" in page
    assert "caw@durmeland.example" not in page
    assert "2 adressen" in page
    assert not SignalMerge.objects.exists()
    answer = office.post(
        address, {"stays": "1", "words": "2", "note": "", "step": "go"}
    )

    assert answer.url == at("signal", 1)
    page = text_of(office.get(answer.url))
    assert "Signaal 2 is nu deel van signaal 1." in page
    assert "Samengevoegd uit 1 en 2" in page
    assert "1. Geen studio" in page
    assert "2. Geen kamers" in page
    assert "Signaal 2 werd deel van dit signaal." in page
    assert "+ signaal 2" in page


def test_what_was_filled_in_comes_back_to_be_changed(pair, office):
    given = {"stays": "1", "words": "2", "note": "Zelfde lijst.", "step": "change"}

    page = text_of(office.post(at("signal_merge_with", 1, 2), given))

    assert "Zelfde lijst." in page
    chosen = re.search(r'<input[^>]*name="words" value="2"[^>]*>', page)
    assert "checked" in chosen[0]


def test_client_data_in_the_note_is_held_back(pair, office):
    note = "Zie ook rijksregisternummer 85.07.30-033.28."

    answer = office.post(at("signal_merge_with", 1, 2), {**GO, "note": note})

    assert answer.status_code == 422
    assert not SignalMerge.objects.exists()


def test_pressed_twice_it_is_as_it_was_meant(pair, office):
    address = at("signal_merge_with", 2, 1)

    answers = [office.post(address, GO) for _time in range(2)]

    assert [one.url for one in answers] == [at("signal", 1)] * 2
    assert SignalMerge.objects.count() == 1
    assert "niet bewaard" not in text_of(office.get(at("signal", 1)))


def test_only_the_number_that_may_stay_is_offered(partnership, office):
    make_pair(partnership, S.PUBLISHED, S.ANALYSIS)

    page = text_of(office.get(at("signal_merge_with", 2, 1)))

    assert "Signaal 1 staat verder dan 2, dus 1 blijft." in page
    assert 'name="stays" value="2"' not in page
    answer = office.post(at("signal_merge_with", 2, 1), {**GO, "stays": "2"})
    assert answer.status_code == 422


def test_two_that_cannot_be_merged_say_why(partnership, pair, office):
    make_signal(partnership, S.CLOSED)

    page = text_of(office.get(at("signal_merge_with", 1, 3)))

    assert "Deze twee kunnen nu niet samengevoegd worden" in page
    assert 'value="preview"' not in page
    itself = office.get(at("signal_merge_with", 1, 1))
    assert itself.url == at("signal_merge", 1)


def test_who_may_not_decide_does_not_take_a_public_signal_away(partnership, as_user):
    make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    weigher = as_user(make_member(partnership, RoleKind.SIGNAL_COORDINATOR))

    page = text_of(weigher.get(at("signal_merge_with", 1, 2)))

    assert "Deze twee kunnen nu niet samengevoegd worden" in page


# -- Taking apart ---------------------------------------------------------------------


def test_taking_apart(pair, office, alice):
    survivor, absorbed = pair
    merge_signals(absorbed, survivor, actor=alice)

    assert at("signal_part", 1, 2) in text_of(office.get(at("signal", 1)))
    page = text_of(office.get(at("signal_part", 1, 2)))
    assert "waar het stond: “in analyse”" in page
    assert "Dit gaat terug: 1 melding." in page
    answer = office.post(at("signal_part", 1, 2), {"note": ""})

    assert answer.url == at("signal", 1)
    assert office.get(at("signal", 2)).status_code == 200
    assert office.get(at("signal_part", 1, 2)).status_code == 404


def test_what_cannot_be_taken_apart_now_says_why(pair, office, alice):
    survivor, absorbed = pair
    merge_signals(absorbed, survivor, actor=alice)
    PolicySignal.objects.filter(pk=survivor.pk).update(
        state=S.NOT_RETAINED, reason="Weg."
    )

    assert at("signal_part", 1, 2) not in text_of(office.get(at("signal", 1)))
    answer = office.post(at("signal_part", 1, 2), {"note": ""})
    assert answer.status_code == 422
    assert "Neem het eerst weer op" in text_of(answer)


# -- The old number -------------------------------------------------------------------


def test_the_old_number_leads_to_where_it_goes_on(pair, office, as_user, bob, alice):
    merge_signals(pair[1], pair[0], actor=alice)

    for client in (office, as_user(bob)):
        answer = client.get(at("signal", 2))
        # Not for ever: it may come back.
        assert (answer.status_code, answer.url) == (302, at("signal", 1))
    assert office.get(at("signal_edit", 2)).url == at("signal", 1)
    htmx = office.get(at("signal_log", 2), headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == at("signal", 1)


def test_what_was_sent_to_the_old_number_is_not_lost_in_silence(pair, office, alice):
    merge_signals(pair[1], pair[0], actor=alice)

    answer = office.post(at("signal_log", 2), {"when": "mei", "text": "Gebeld."})

    assert answer.url == at("signal", 1)
    assert "Wat je stuurde, is niet bewaard" in text_of(office.get(answer.url))


def test_who_may_not_know_meets_nothing(partnership, client, as_user, charlie):
    public = make_signal(partnership, S.PUBLISHED, title="Publiek")
    make_merged(public, title="Verborgen kamers")
    shown = make_merged(public, title="Gekende kamers", is_public=True)
    make_merged(make_signal(partnership, S.ANALYSIS), is_public=True)

    for visitor in (client, as_user(charlie)):
        assert visitor.get(at("signal", 2)).status_code == 404
        assert visitor.get(at("signal", 3)).url == at("signal", 1)
        # Where it went on is not public any more: nor is that it did.
        assert visitor.get(at("signal", 5)).status_code == 404
        page = text_of(visitor.get(at("signal", 1)))
        assert "Verborgen kamers" not in page
        assert "Signaal 2, dat niet openbaar was" in page
        assert shown.title in page


def test_lists_and_searches_show_the_one_that_stays(partnership, client, office, alice):
    survivor, absorbed = make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    merge_signals(absorbed, survivor, actor=alice)

    for visitor in (client, office):
        page = text_of(visitor.get(at("signals")))
        assert "Geen studio" in page
        assert "Geen kamers" not in page
        # Who only knows the old number finds where it goes on.
        page = text_of(visitor.get(at("signals"), {"q": "2"}))
        assert "Geen studio" in page
        page = text_of(visitor.get(reverse("website:search"), {"q": "kamers"}))
        assert "Geen kamers" not in page
    sheet = b"".join(office.get(at("signals_export", "csv"))).decode()
    assert "1 + 2" in sheet
    assert "Geen kamers" not in sheet


def test_support_for_the_old_number_is_support_for_the_other(
    partnership, client, alice
):
    survivor, absorbed = make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    page = text_of(client.get(at("support", 2)))
    merge_signals(absorbed, survivor, actor=alice)
    key = page.partition('name="submission_key" value="')[2].partition('"')[0]

    assert client.get(at("support", 2)).url == at("support", 1)
    given = {"submission_key": key, "key": key, "whole_area": "on", "people": "unknown"}
    client.post(at("support", 2), given)

    assert SignalSupport.objects.get().signal == survivor


# -- The follow page ------------------------------------------------------------------


def test_who_raised_the_old_one_reads_it_on_the_follow_page(
    partnership, pair, client, alice
):
    survivor, absorbed = pair
    came, own = (signal.pre_signals.get() for signal in (absorbed, survivor))
    support = make_support(absorbed)
    merge = merge_signals(absorbed, survivor, actor=alice)
    told = "Signaal 2, dat mee van jou komt, hoort sinds"

    for raised in (came, support):
        page = text_of(client.get(links.follow_path(raised)))
        assert told in page
        assert "Geen studio" in page
    assert told not in text_of(client.get(links.follow_path(own)))

    merging.tell(merge, parted=False)
    part_signals(merge, actor=alice)
    for raised in (came, support):
        page = text_of(client.get(links.follow_path(raised)))
        assert "gaat het weer apart verder" in page
        assert "Geen kamers" in page


# -- How many queries -----------------------------------------------------------------


def merged(partnership, alice, amount):
    survivor = make_signal(partnership, S.ANALYSIS)
    for number in range(amount):
        absorbed = make_signal(partnership, S.ANALYSIS)
        make_report(partnership, absorbed)
        hang(absorbed, f"CAW {number}")
        merge_signals(absorbed, survivor, actor=alice)
    return survivor


@pytest.mark.parametrize("amount", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    partnership, office, alice, amount, django_assert_num_queries
):
    merged(partnership, alice, amount)
    office.get(at("signal", 1))

    with django_assert_num_queries(38):
        office.get(at("signal", 1))


@pytest.mark.parametrize("amount", [1, 3])
def test_the_comparison_takes_as_many_queries_for_one_as_for_three(
    partnership, pair, office, amount, django_assert_num_queries
):
    for signal in pair:
        for number in range(amount):
            hang(signal, f"{signal.number} {number}")
            make_report(partnership, signal)
    office.get(at("signal_merge_with", 1, 2))

    with django_assert_num_queries(55):
        office.get(at("signal_merge_with", 1, 2))
