"""Asking for access with an address at work, and the answer."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from draaischijf.access.domain import requests
from draaischijf.access.enums import RequestState
from draaischijf.access.models import AccessRequest, validate_domain
from draaischijf.access.tests.factories import (
    make_access_request,
    make_mail_domain,
    token_of,
)
from draaischijf.accounts.models import User
from draaischijf.core.models import RateCount
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
ASKED = {"name": "Kim", "email": "kim@caw.example", "function": "", "why": ""}


@pytest.fixture
def ask_page(partnership, house):
    make_mail_domain(house)
    return reverse("access:request", args=[partnership.slug])


def proof_page(request):
    return reverse("access:request_proof", args=[token_of(request)])


def answer_page(request):
    return reverse("access:request_answer", args=[request.partnership.slug, request.pk])


def test_an_address_is_proven_before_anybody_reads_the_request(
    client, as_user, ask_page, partnership, edith, house
):
    client.post(ask_page, ASKED | {"why": "Signalen van de straat opvolgen."})
    request = AccessRequest.objects.get()
    mail = Mail.objects.get()
    assert (request.organisation, mail.to) == (house, "kim@caw.example")
    assert proof_page(request) in notifications.filled(mail)[0]
    people = reverse("access:people", args=[partnership.slug])
    assert "kim@caw.example" not in as_user(edith).get(people).content.decode()

    # A mail reader that opens links proves nothing: a person presses.
    client.get(proof_page(request))
    request.refresh_from_db()
    assert request.state == RequestState.UNPROVEN
    client.post(proof_page(request))
    client.post(proof_page(request))

    assert "kim@caw.example" in as_user(edith).get(people).content.decode()
    told = Mail.objects.exclude(pk=mail.pk)
    assert [one.to for one in told] == [edith.email]


def test_without_somebody_of_the_organisation_the_administrators_are_told(
    partnership, dora, house
):
    requests.prove(make_access_request(partnership, house))

    assert [one.to for one in Mail.objects.all()] == [dora.email]


def test_who_asked_gets_in_with_the_role_that_was_given(
    as_user, partnership, edith, house
):
    request = make_access_request(partnership, house, state="waiting")

    answer = as_user(edith).post(
        answer_page(request), {"do": "grant", "kind": "field_worker"}
    )

    assert answer.status_code == 302
    user = User.objects.get(email="kim@caw.example")
    assert holds(user, Permission.SUPPORT, partnership)
    assert user.persons.get().memberships.get().organisation == house
    assert "toegang" in Mail.objects.get().subject
    assert as_user(edith).get(answer_page(request)).status_code == 404
    with pytest.raises(ValidationError):
        requests.grant(request, "field_worker", actor=edith)


def test_who_is_refused_reads_why(as_user, partnership, edith, house):
    request = make_access_request(partnership, house, state="waiting")
    client = as_user(edith)

    without = client.post(answer_page(request), {"do": "refuse", "reason": ""})
    client.post(
        answer_page(request), {"do": "refuse", "reason": "Je werkt hier niet meer."}
    )

    assert without.status_code == 422
    mail = Mail.objects.get()
    assert "Je werkt hier niet meer." in mail.text
    assert not User.objects.filter(email="kim@caw.example").exists()


def test_power_is_not_given_by_an_answer(as_user, partnership, edith, house):
    request = make_access_request(partnership, house, state="waiting")

    answer = as_user(edith).post(
        answer_page(request), {"do": "grant", "kind": "administrator"}
    )

    assert answer.status_code == 422
    with pytest.raises(ValidationError):
        requests.grant(request, "administrator", actor=edith)


def test_of_another_organisation_is_not_found(as_user, partnership, edith):
    other = make_organisation(partnership, "OCMW Lokelare")
    request = make_access_request(partnership, other, state="waiting")

    assert as_user(edith).get(answer_page(request)).status_code == 404


def test_an_unknown_domain_is_told_what_to_do(client, ask_page):
    answer = client.post(ask_page, ASKED | {"email": "kim@elders.example"})

    assert answer.status_code == 422
    assert "kim@elders.example" in answer.content.decode()
    assert not AccessRequest.objects.exists()


def test_a_domain_of_another_partnership_counts_there_only(
    client, ask_page, other_partnership
):
    house = make_organisation(other_partnership, "CAW Scheldekant")
    make_mail_domain(house, "scheldekant.example")

    client.post(ask_page, ASKED | {"email": "kim@scheldekant.example"})

    assert not AccessRequest.objects.exists()


def test_client_data_in_the_reason_is_shown_before_it_is_kept(client, ask_page):
    answer = client.post(ask_page, ASKED | {"why": "Bel Jan op 0475 12 34 56."})

    assert answer.status_code == 422
    assert "0475 12 34 56" in answer.content.decode()
    assert not AccessRequest.objects.exists()


def test_asking_twice_is_one_request(client, ask_page):
    client.post(ask_page, ASKED)
    first = AccessRequest.objects.get()
    client.post(ask_page, ASKED | {"email": "KIM@caw.example", "name": "Kim K."})
    second = AccessRequest.objects.get()
    assert (second.pk, second.name) == (first.pk, "Kim K.")
    assert client.post(proof_page(first)).status_code == 410
    client.post(proof_page(second))

    client.post(ask_page, ASKED)

    assert AccessRequest.objects.get().state == RequestState.WAITING


def test_a_link_that_is_too_old_proves_nothing(client, partnership, house):
    request = make_access_request(partnership, house)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert client.post(proof_page(request)).status_code == 410

    request.refresh_from_db()
    assert request.state == RequestState.UNPROVEN


def test_who_asks_often_has_to_wait(client, ask_page):
    answers = [
        client.post(ask_page, ASKED | {"email": f"kim{n}@caw.example"})
        for n in range(7)
    ]

    assert [one.status_code for one in answers] == [200] * 5 + [429] * 2
    assert 0 < int(answers[6]["Retry-After"]) <= 3600
    assert "kim6@caw.example" in answers[6].content.decode()
    # Counted once, here, and not as what else a visitor sends.
    assert RateCount.objects.count() == 1


def test_without_domains_one_comes_in_by_invitation(client, partnership):
    page = client.get(reverse("access:request", args=[partnership.slug]))

    assert (
        b'<form method="post" action="/durmeland/toegang-vragen/"' not in page.content
    )


@pytest.mark.parametrize(
    "domain", ["gmail.com", "telenet.be", "caw", "caw .be", "@caw.be", "-caw.be", ""]
)
def test_a_domain_of_everybody_or_of_nobody_is_refused(domain):
    with pytest.raises(ValidationError):
        validate_domain(domain)
