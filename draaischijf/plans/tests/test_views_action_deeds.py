"""Lifecycle, parties and signals of an action: pages, clicks, refusals."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.domain import acting
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def action(partnership):
    return make_action(make_objective(make_plan(partnership)), lifecycle="new")


def address(action, name, *more):
    place = ["durmeland", action.plan.slug, action.number, *more]
    return reverse(f"plans:{name}", args=place)


@pytest.fixture
def client_of_alice(as_user, alice):
    return as_user(alice)


def lifecycle_of(action):
    action.refresh_from_db()
    return action.lifecycle


# -- Lifecycle ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason", "status"),
    [
        ("adapted", "", 302),
        ("completed", "", 302),
        ("phasing_out", "", 302),
        ("postponed", "Geen subsidie", 302),
        ("not_extended", "Geen subsidie", 302),
        ("postponed", " ", 422),
        ("not_extended", "", 422),
        ("unknown", "", 422),
        ("iets", "", 422),
    ],
)
def test_a_choice_is_kept_with_its_reason(
    client_of_alice, action, state, reason, status
):
    answer = client_of_alice.post(
        address(action, "action_lifecycle"), {"lifecycle": state, "reason": reason}
    )

    assert answer.status_code == status
    assert lifecycle_of(action) == (state if status == 302 else "new")
    assert action.reason == (reason if status == 302 else "")
    assert Entry.objects.about(action).exists() == (status == 302)


def test_the_form_opens_in_place(client_of_alice, action):
    form = client_of_alice.get(address(action, "action_lifecycle"), **HTMX)
    assert b"<html" not in form.content

    done = client_of_alice.post(
        address(action, "action_lifecycle"), {"lifecycle": "adapted"}, **HTMX
    )

    assert "De actie is nu: aangepast." in done.content.decode()


def test_the_proposal_of_an_import_is_confirmed_in_one_click(client_of_alice, action):
    action.lifecycle, action.proposed = Lifecycle.UNKNOWN, Lifecycle.PERMANENT
    action.save()
    page = client_of_alice.get(action.get_absolute_url()).content.decode()
    assert "Dat klopt" in page
    assert 'value="permanent"' in page

    client_of_alice.post(
        address(action, "action_lifecycle"), {"lifecycle": "permanent"}
    )

    assert lifecycle_of(action) == Lifecycle.PERMANENT
    assert action.proposed == ""
    assert b"Dat klopt" not in client_of_alice.get(action.get_absolute_url()).content


@pytest.mark.parametrize("proposed", ["", "not_extended"])
def test_without_a_proposal_one_click_can_take_the_form_is_there(
    client_of_alice, action, proposed
):
    action.lifecycle, action.proposed = Lifecycle.UNKNOWN, proposed
    action.save()

    page = client_of_alice.get(action.get_absolute_url()).content.decode()

    assert "Dat klopt" not in page
    assert "levensloop/" in page


def to_confirm(action):
    return reverse("plans:to_confirm", args=["durmeland", action.plan.slug])


def test_a_whole_plan_is_confirmed_click_by_click(client_of_alice, action):
    unknown = [
        make_action(
            action.objective, f"Actie {n}", lifecycle="unknown", proposed=proposed,
            start_year=2021,
        )
        for n, proposed in enumerate(["new", "", "permanent"])
    ]  # fmt: skip
    path = to_confirm(action)
    page = client_of_alice.get(path).content.decode()
    assert "Van 3 acties" in page
    assert "sinds 2021" in page
    assert page.count('class="button small"') == 2

    for one in unknown:
        answer = client_of_alice.post(
            path, {"lifecycle": "continued", "number": one.number}
        )
        assert answer.url == path

    assert {lifecycle_of(one) for one in unknown} == {Lifecycle.CONTINUED}
    assert "Alles is bevestigd" in client_of_alice.get(path).content.decode()


def test_a_click_that_says_nothing_changes_nothing(client_of_alice, action):
    path = to_confirm(action)

    assert client_of_alice.post(path, {"number": action.number}).status_code == 422
    given = {"lifecycle": "not_extended", "number": action.number}
    assert client_of_alice.post(path, given).status_code == 422
    given = {"lifecycle": "adapted", "number": 999}
    assert client_of_alice.post(path, given).status_code == 404
    assert lifecycle_of(action) == "new"


def test_more_to_confirm_asks_no_more_queries(client_of_alice, action):
    def count():
        with CaptureQueriesContext(connection) as seen:
            client_of_alice.get(to_confirm(action))
        return len(seen)

    make_action(action.objective, lifecycle="unknown")
    count()
    one = count()
    for number in range(2):
        make_action(make_objective(action.plan, f"{number}"), lifecycle="unknown")

    assert count() == one


# -- Parties ------------------------------------------------------------------------


def name(client, action, **given):
    return client.post(address(action, "action_parties"), given)


def test_a_known_name_is_the_organisation_and_another_stays_text(
    client_of_alice, action, partnership
):
    house = make_organisation(partnership, "CAW Durmeland")
    page = client_of_alice.get(address(action, "action_parties")).content.decode()
    assert '<option value="CAW Durmeland">' in page
    assert "nog niemand genoemd" in page

    name(client_of_alice, action, role="partner", name="caw durmeland")
    name(client_of_alice, action, role="partner", name="alle scholen")

    known, text = action.parties.all()
    assert (known.organisation, known.text) == (house, "caw durmeland")
    assert (text.organisation, text.text) == (None, "alle scholen")
    page = client_of_alice.get(address(action, "action_parties")).content.decode()
    assert "niet in de lijst van organisaties" in page
    assert "geschreven als “caw durmeland”" in page


@pytest.mark.parametrize("role", ["lead", "contact"])
def test_a_person_can_lead_or_be_a_contact(client_of_alice, action, partnership, role):
    lena = make_person(partnership, name="Lena")

    answer = name(client_of_alice, action, role=role, person=lena.pk)

    assert answer.status_code == 302
    party = action.parties.get()
    assert (party.person, party.role) == (lena, role)


def test_what_cannot_be_is_refused(client_of_alice, action, partnership):
    lena = make_person(partnership, name="Lena")
    for given in (
        {"role": "partner", "person": lena.pk},
        {"role": "lead"},
        {"role": "lead", "name": "  "},
        {"role": "baas", "name": "CAW"},
    ):
        assert name(client_of_alice, action, **given).status_code == 422

    assert not action.parties.exists()


def test_somebody_of_another_partnership_cannot_be_chosen(
    client_of_alice, action, other_partnership, alice
):
    stranger = make_person(other_partnership, name="Charlie")
    house = make_organisation(other_partnership, "Vreemd Huis")

    answer = name(client_of_alice, action, role="lead", person=stranger.pk)
    assert answer.status_code == 422
    name(client_of_alice, action, role="lead", name="Vreemd Huis")
    assert action.parties.get().organisation is None
    with pytest.raises(TransitionDenied):
        acting.name_party(action, PartyRole.LEAD, actor=alice, organisation=house)


def test_somebody_is_taken_out_with_history(client_of_alice, action):
    party = make_party(action, text="alle scholen")
    other = make_party(make_action(action.objective), text="elders")

    client_of_alice.post(address(action, "party_remove", party.pk))

    assert not action.parties.exists()
    assert Entry.objects.about(action).last().verb == "action_party_removed"
    answer = client_of_alice.post(address(action, "party_remove", other.pk))
    assert answer.status_code == 404


# -- Signals ------------------------------------------------------------------------


@pytest.fixture
def signals(partnership, other_partnership):
    make_signal(partnership, SignalState.PUBLISHED, title="Geen studio's te vinden")
    make_signal(partnership, title="Bussen rijden niet", statement="Over studio en bus")
    make_signal(
        other_partnership, SignalState.PUBLISHED, title="Geen studio's in Scheldekant"
    )
    return list(partnership.signals.order_by("number"))


def found(client, action, words):
    answer = client.get(address(action, "action_signals"), {"q": words}, **HTMX)
    assert b"<html" not in answer.content
    offered = re.findall(r'name="signal" value="(\d+)"', answer.content.decode())
    return [int(number) for number in offered]


def test_a_signal_is_found_by_number_and_by_words(client_of_alice, action, signals):
    first, second = signals

    assert found(client_of_alice, action, str(second.number)) == [second.number]
    assert found(client_of_alice, action, "Bussen") == [second.number]
    assert set(found(client_of_alice, action, "studio")) == {
        first.number,
        second.number,
    }
    assert found(client_of_alice, action, "") == []
    assert found(client_of_alice, action, "zwembad") == []


def test_a_signal_is_linked_and_taken_out_again(client_of_alice, action, signals):
    first, _second = signals
    path = address(action, "action_signals")

    client_of_alice.post(path, {"signal": first.number})
    client_of_alice.post(path, {"signal": first.number})

    assert list(action.signals.all()) == [first]
    assert found(client_of_alice, action, str(first.number)) == []
    assert Entry.objects.about(first).last().verb == "signal_answered_by_action"
    assert first.title.split("'")[0] in client_of_alice.get(path).content.decode()

    client_of_alice.post(address(action, "signal_unlink", first.number))
    assert not action.signals.exists()


def test_a_signal_is_found_by_what_means_the_same(client_of_alice, action):
    signal = make_signal(
        action.plan.partnership,
        title="Het sociaal huis is enkel in de voormiddag open",
    )

    assert found(client_of_alice, action, "OCMW") == [signal.number]


def test_a_number_that_is_none_links_nothing(client_of_alice, action, signals):
    path = address(action, "action_signals")

    assert client_of_alice.post(path, {"signal": "x"}).status_code == 200
    assert client_of_alice.post(path, {"signal": 99}).status_code == 404
    assert not action.signals.exists()


def test_a_signal_of_another_partnership_is_not_linked(
    action, alice, other_partnership
):
    stranger = make_signal(other_partnership, SignalState.PUBLISHED)

    with pytest.raises(TransitionDenied):
        acting.link_signal(action, stranger, actor=alice)

    assert not action.signals.exists()
