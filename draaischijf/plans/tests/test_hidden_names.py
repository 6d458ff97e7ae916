"""The public reads no name of a person who is not public, in a plan or a version."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from draaischijf.people.models import Person
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.domain import adopting
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import PlanVersion
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)

pytestmark = pytest.mark.django_db
HIDDEN = ["Wim Windvlaag", "Lea van de balie", "Ans Achterdeur"]
OPEN = ["Dienst Wonen", "Pim Publiek", "CAW Durmeland"]


@pytest.fixture
def plan(partnership, alice):
    """A public plan, adopted twice, with all who can stand in an action."""
    house = make_organisation(partnership, "CAW Durmeland")
    wim = Person.objects.create(partnership=partnership, name="Wim Windvlaag")
    ans = Person.objects.create(partnership=partnership, name="Ans Achterdeur")
    pim = Person.objects.create(
        partnership=partnership, name="Pim Publiek", is_public=True
    )
    made = make_plan(partnership)
    action = make_action(make_objective(made))
    make_party(action, PartyRole.LEAD, "Wim", person=wim)
    make_party(action, PartyRole.LEAD, "Pim", person=pim)
    make_party(action, PartyRole.LEAD, "Dienst Wonen")
    make_party(action, PartyRole.CONTACT, "Lea van de balie")
    make_party(action, PartyRole.PARTNER, "Ans", person=ans, organisation=house)
    make_party(action, PartyRole.PARTNER, "CAW", organisation=house)
    for day in (4, 5):
        adopting.adopt_plan(
            made,
            body="Stuurgroep",
            adopted=datetime.date(2026, 5, day),
            make_public=True,
            note="De stuurgroep las alles",
            actor=alice,
        )
        if day == 4:
            adopting.start_amendment(made, "Een partij erbij", actor=alice)
            make_party(action, PartyRole.CONTACT, "Lea van de balie en haar zus")
    made.refresh_from_db()
    return made


def pages(plan):
    args = [plan.partnership.slug, plan.slug]
    return [
        reverse("plans:plan", args=args),
        reverse("plans:plan", args=args) + "?weergave=tabel",
        reverse("plans:version", args=[*args, 1]),
    ]


def test_nobody_reads_no_hidden_name(client, plan):
    for page in pages(plan):
        shown = client.get(page).content.decode()
        assert [name for name in HIDDEN if name in shown] == [], page
        assert [name for name in OPEN if name not in shown] == [], page


def test_a_partner_reads_them_all(as_user, bob, plan):
    for page in pages(plan)[::2]:
        shown = as_user(bob).get(page).content.decode()
        assert HIDDEN[0] in shown, page
        assert "Pim Publiek" in shown, page


def test_nobody_filters_by_contact(client, plan):
    page = pages(plan)[0]
    assert 'name="contact"' not in client.get(page).content.decode()
    found = client.get(page, {"contact": "tlea van de balie"})
    assert "Lea van de balie" not in found.content.decode()


def test_differences_between_versions_name_nobody(client, as_user, bob, plan):
    args = [plan.partnership.slug, plan.slug, 2, 1]
    page = reverse("plans:version_difference", args=args)
    assert "haar zus" in as_user(bob).get(page).content.decode()
    assert "haar zus" not in client.get(page).content.decode()


def test_what_is_kept_stays_whole(client, plan):
    client.get(pages(plan)[2])
    kept = str(PlanVersion.objects.get(plan=plan, number=1).content)
    assert all(name in kept for name in HIDDEN)
