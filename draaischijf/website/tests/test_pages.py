from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import SignalStep
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["home", "search", "accessibility", "privacy", "alive", "ready"]
)
def test_public_pages_answer_everybody(client, name):
    assert client.get(reverse(f"website:{name}")).status_code == 200


def make_moved_signal(partnership, state, **fields):
    signal = make_signal(partnership, state, **fields)
    SignalStep.objects.create(
        signal=signal, source=SignalState.BUNDLING, target=SignalState.ANALYSIS
    )
    return signal


def test_home_shows_public_movements_only(client, partnership):
    make_moved_signal(
        partnership, SignalState.PUBLISHED, title="Wachtlijst bij de tandarts"
    )
    make_moved_signal(partnership, SignalState.ANALYSIS, title="Nog niet voor iedereen")

    page = client.get("/").content.decode()

    assert "Wachtlijst bij de tandarts" in page
    assert "Nog niet voor iedereen" not in page


def test_home_does_not_show_what_was_only_taken_over(client, partnership):
    make_signal(partnership, SignalState.DECIDED, title="Uit een oud document")

    assert "Uit een oud document" not in client.get("/").content.decode()
    assert "Uit een oud document" in client.get("/durmeland/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_home_query_count(client, partnership, count, django_assert_num_queries):
    for number in range(count):
        make_moved_signal(partnership, SignalState.PUBLISHED, title=f"Signaal {number}")

    # The partnerships, the movements, the abbreviations in them.
    with django_assert_num_queries(3):
        client.get("/")


def test_front_page_of_a_partnership_shows_partners_more(
    client, as_user, partnership, bob, charlie
):
    make_signal(partnership, SignalState.ANALYSIS, title="Nog niet voor iedereen")
    address = reverse("website:partnership", args=["durmeland"])

    assert "Nog niet voor" not in client.get(address).content.decode()
    assert "Nog niet voor" not in as_user(charlie).get(address).content.decode()
    assert "Nog niet voor" in as_user(bob).get(address).content.decode()


def test_an_unknown_partnership_is_not_found(client, db):
    answer = client.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert b"<h1>" in answer.content


def test_search_finds_another_form_of_the_word(client, partnership):
    make_signal(
        partnership,
        SignalState.PUBLISHED,
        title="Te weinig woningen",
        statement="Er is één betaalbare woning op honderd kandidaten.",
    )

    page = client.get(reverse("website:search"), {"q": "betaalbaar"}).content.decode()

    assert "Te weinig woningen" in page
    assert "<mark>betaalbare</mark>" in page


def test_search_does_not_show_what_a_visitor_may_not_see(
    client, as_user, partnership, bob
):
    make_signal(partnership, SignalState.ANALYSIS, title="Taaldrempel aan het loket")
    address = reverse("website:search")

    assert "Taaldrempel aan" not in client.get(address, {"q": "loket"}).content.decode()
    seen = as_user(bob).get(address, {"q": "loket"}).content.decode()
    assert "Taaldrempel aan" in seen


@pytest.mark.parametrize("words", ["'", '"', "!", "& |", "a" * 200, "\\", "%%"])
def test_search_survives_odd_input(client, partnership, words):
    answer = client.get(reverse("website:search"), {"q": words})

    assert answer.status_code == 200


def test_after_sign_in_one_goes_to_the_only_partnership(as_user, bob):
    answer = as_user(bob).get(reverse("website:after_sign_in"))

    assert answer.url == "/durmeland/werk/"


def test_after_sign_in_with_two_partnerships_one_chooses(
    as_user, partnership, other_partnership, bob
):
    from draaischijf.people.domain import add_person, give_role

    person = add_person(other_partnership, "Bob", user=bob)
    give_role(person, RoleKind.FIELD_WORKER, actor=None)

    answer = as_user(bob).get(reverse("website:after_sign_in"), follow=True)

    page = answer.content.decode()
    assert partnership.name in page
    assert other_partnership.name in page


def test_who_is_nowhere_hears_whom_to_ask(as_user, partnership):
    from draaischijf.people.tests.factories import make_user

    answer = as_user(make_user("Nieuw")).get(reverse("website:mine"))

    assert answer.status_code == 200
    assert partnership.name not in answer.content.decode()


def test_style_guide_is_for_staff(as_user, alice):
    address = reverse("website:style_guide")
    assert as_user(alice).get(address).status_code == 404

    alice.is_superuser = True
    alice.save()

    assert as_user(alice).get(address).status_code == 200


@pytest.mark.parametrize("name", ["demo", "demo_sign_in"])
def test_there_is_no_demo_door_outside_the_demo(client, settings, alice, name):
    settings.DEMO = False
    address = reverse(f"website:{name}")

    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {"user": alice.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_signs_one_in_as_anybody_of_the_list(client, settings, alice):
    settings.DEMO = True

    page = client.get(reverse("website:demo")).content.decode()
    answer = client.post(reverse("website:demo_sign_in"), {"user": alice.pk})

    assert "Alice" in page
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_the_demo_refuses_a_user_that_is_not_there(client, settings, db):
    settings.DEMO = True

    assert client.post(reverse("website:demo_sign_in"), {"user": 9}).status_code == 404


def test_the_demo_shows_mail_with_its_link_in_place(client, settings, db):
    settings.DEMO = True
    mail = Mail.objects.create(
        key="k",
        kind="x",
        to="bo@durmeland.example",
        subject="Dag Bo",
        text="Volg het hier: {link}",
        link_path="draaischijf.signals.links.follow_url",
        link_arguments={"nonce": "abc"},
    )

    page = client.get(reverse("website:demo_mail", args=[mail.pk])).content.decode()

    assert "/volg/" in page
    assert "{link}" not in page


def test_the_language_switch_comes_back_to_the_page(client, db):
    answer = client.post(
        reverse("set_language"), {"language": "en", "next": "/privacy/"}
    )

    assert answer.url == "/privacy/"
    assert '<html lang="en"' in client.get("/privacy/").content.decode()


def test_the_language_switch_never_leaves_the_site(client, db):
    answer = client.post(
        reverse("set_language"), {"language": "en", "next": "https://elders.example/"}
    )

    assert answer.url == "/"


def test_a_fault_shows_a_number_and_no_trace(client, partnership, settings):
    from django.test import RequestFactory

    from draaischijf.website.views.errors import server_error

    answer = server_error(RequestFactory().get("/x/"))

    assert answer.status_code == 500
    assert b"Traceback" not in answer.content


def test_parent_and_children_stand_on_the_front_page(client, partnership):
    make_partnership("lokelare", name="Lokaal Sociaal Beleid", parent=partnership)

    assert "Lokaal Sociaal Beleid" in client.get("/durmeland/").content.decode()
    assert partnership.name in client.get("/lokelare/").content.decode()


def test_a_request_id_is_sent_back_and_a_hostile_one_is_replaced(client, db):
    good = client.get("/gezond/", headers={"X-Request-Id": "abcdef-123456"})
    bad = client.get("/gezond/", headers={"X-Request-Id": "x\nSet-Cookie: a=b"})

    assert good["X-Request-Id"] == "abcdef-123456"
    assert "Set-Cookie" not in bad["X-Request-Id"]


def test_member_of_nothing_sees_no_inbox_in_the_frame(client, as_user, partnership):
    field_worker = make_member(partnership, RoleKind.FIELD_WORKER)

    assert "/durmeland/werk/" not in client.get("/durmeland/").content.decode()
    seen = as_user(field_worker).get("/durmeland/").content.decode()
    assert "/durmeland/werk/" in seen
