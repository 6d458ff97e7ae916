from __future__ import annotations

import uuid

import pytest

from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals import links
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import SignalSupport
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.views import limits

pytestmark = pytest.mark.django_db

CERTAIN = "Dat was mevrouw Verdonck."


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED, title="Geen bus na zes uur")


def at(signal):
    return f"/durmeland/signalen/{signal.number}/ook-bij-ons/"


def filled(**changes):
    return {"submission_key": str(uuid.uuid4()), **changes}


def test_the_form_says_what_it_is_about(visitor, signal):
    html = visitor.get(at(signal)).content.decode()

    assert "Do you see this too?" in html
    assert "Geen bus na zes uur" in html
    assert f'data-draft="support-durmeland-{signal.number}"' in html
    assert " required" not in html


def test_somebody_sees_it_too(visitor, partnership, signal):
    zeverdonk = partnership.area.members.get(name="Zeverdonk")

    response = visitor.post(
        at(signal),
        filled(
            areas=[str(zeverdonk.pk)],
            people="5-9",
            since="sinds mei",
            note="Hier zijn het vooral jongeren.",
            organisation_name="JAC",
            email="Lo@Durmeland.example",
        ),
        follow=True,
    )

    support = SignalSupport.objects.get()
    assert response.redirect_chain == [(f"{links.follow_path(support)}?nieuw", 302)]
    assert support.signal == signal
    assert list(support.areas.all()) == [zeverdonk]
    assert (support.people, support.since) == ("5-9", "sinds mei")
    assert support.note == "Hier zijn het vooral jongeren."
    assert (support.organisation_name, support.email) == ("JAC", "lo@durmeland.example")
    assert Mail.objects.get().kind == "support"
    assert f'data-draft-clear="support-durmeland-{signal.number}"' in (
        response.content.decode()
    )


def test_nothing_at_all_is_enough(visitor, signal):
    assert visitor.post(at(signal), filled()).status_code == 302
    assert SignalSupport.objects.count() == 1


def test_a_double_submit_is_one_support(visitor, signal):
    form = filled(note="Ook hier.")

    first, second = (visitor.post(at(signal), form) for _time in range(2))

    assert SignalSupport.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_member_supports_in_the_name_of_the_own_organisation(
    as_user, partnership, signal
):
    caw = make_organisation(partnership, "CAW Durmeland")
    bo = make_member(partnership, RoleKind.FIELD_WORKER, name="Bo", organisation=caw)

    as_user(bo).post(at(signal), filled(organisation_name="CAW Durmeland"))

    support = SignalSupport.objects.get()
    assert (support.raiser, support.organisation) == (bo, caw)


def test_the_text_is_screened_in_place(visitor, signal):
    response = visitor.post(at(signal), filled(note=CERTAIN, since="sinds mei"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "<mark>mevrouw Verdonck</mark>" in html
    assert 'value="sinds mei"' in html
    assert not SignalSupport.objects.exists()


def test_before_it_is_public_only_partners_support(
    visitor, as_user, partnership, bob, charlie
):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    reader = make_member(partnership, RoleKind.BOARD_READER, name="Rik")

    assert as_user(bob).get(at(signal)).status_code == 200
    assert as_user(bob).post(at(signal), filled()).status_code == 302
    for client in (visitor, as_user(charlie), as_user(reader)):
        assert client.get(at(signal)).status_code == 404
        assert client.post(at(signal), filled()).status_code == 404
    assert SignalSupport.objects.count() == 1


def test_a_signal_that_does_not_exist_is_not_found(visitor, partnership):
    assert visitor.get("/durmeland/signalen/99/ook-bij-ons/").status_code == 404


def test_a_signal_of_elsewhere_is_not_found(visitor, partnership, other_partnership):
    signal = make_signal(other_partnership, SignalState.PUBLISHED)

    assert visitor.get(at(signal)).status_code == 404


@pytest.mark.parametrize("state", [SignalState.CLOSED, SignalState.NOT_RETAINED])
def test_a_signal_that_is_over_leads_to_a_new_report(state, visitor, partnership):
    signal = make_signal(partnership, state, is_public=True)

    page = visitor.get(at(signal)).content.decode()
    response = visitor.post(at(signal), filled(note="Toch weer."))

    assert "<textarea" not in page
    assert 'href="/durmeland/signaleren/"' in page
    assert response.status_code == 422
    assert "Toch weer." in response.content.decode()
    assert "This signal is closed." in response.content.decode()
    assert not SignalSupport.objects.exists()


def test_after_too_many_one_has_to_wait_and_loses_nothing(visitor, signal, monkeypatch):
    monkeypatch.setattr(limits, "SUPPORT", limits.Limit("support", 1))
    visitor.post(at(signal), filled())

    response = visitor.post(at(signal), filled(note="Nog een."))

    assert response.status_code == 429
    assert "Nog een." in response.content.decode()
    assert SignalSupport.objects.count() == 1


def test_a_program_is_stopped(visitor, signal):
    response = visitor.post(at(signal), filled(website="https://reclame.example"))

    assert response.status_code == 422
    assert not SignalSupport.objects.exists()
