"""The pages around other words for a signal."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import WordingProposal
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(partnership):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def signal(partnership, house):
    return make_signal(
        partnership, SignalState.ANALYSIS, title="Na zes uur geen bus", statement="Ver."
    )


@pytest.fixture
def reading(as_user):
    def sign_in(user):
        client = as_user(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return sign_in


def address(name, signal, *rest):
    return reverse(f"signals:{name}", args=["durmeland", signal.number, *rest])


def propose(client, signal, house, **words):
    words = {"title": "Na zeven uur geen bus", "statement": "Ver.", **words}
    given = {"organisation": house.pk, "reason": "De laatste rijdt later.", **words}
    return client.post(address("signal_reword", signal), given)


def test_a_proposal_shows_word_by_word_to_every_partner(
    signal, house, bob, partnership, reading
):
    member = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Mo", organisation=house
    )

    answer = propose(reading(member), signal, house)
    text = reading(bob).get(signal.get_absolute_url()).content.decode()

    assert answer.status_code == 302
    assert "<del>zes</del>" in text
    assert "<ins>zeven</ins>" in text
    assert "De laatste rijdt later." in text
    assert "Accept or decline" not in text


def test_the_editor_accepts(signal, house, alice, reading):
    client = reading(alice)
    propose(client, signal, house)
    page = address("wording_settle", signal, WordingProposal.objects.get().pk)
    assert "<ins>zeven</ins>" in client.get(page).content.decode()

    client.post(
        page,
        {"title": "Na zeven uur geen bus", "statement": "Ver.", "decision": "accept"},
    )

    signal.refresh_from_db()
    assert signal.title == "Na zeven uur geen bus"
    assert client.get(page).status_code == 302


def test_declining_without_a_word_comes_back(signal, house, alice, reading):
    client = reading(alice)
    propose(client, signal, house)
    page = address("wording_settle", signal, WordingProposal.objects.get().pk)
    words = {"title": "Na zeven uur geen bus", "statement": "Ver."}

    refused = client.post(page, {**words, "decision": "decline"})
    assert refused.status_code == 422

    client.post(page, {**words, "decision": "decline", "answer": "Blijft zo."})
    assert WordingProposal.objects.get().state == "declined"


def test_client_data_in_a_reason_is_shown_first(signal, house, alice, reading):
    answer = propose(reading(alice), signal, house, reason="Bel 0474 12 34 56.")

    assert answer.status_code == 422
    assert not WordingProposal.objects.exists()


def test_a_proposal_about_another_signal_is_not_there(
    signal, house, alice, partnership, reading
):
    client = reading(alice)
    propose(client, signal, house)
    other = make_signal(partnership, SignalState.ANALYSIS)

    page = address("wording_settle", other, WordingProposal.objects.get().pk)

    assert client.get(page).status_code == 404
