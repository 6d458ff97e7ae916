"""Two people with the same form open: nothing of either is lost, nothing comes back."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from draaischijf.documents.models import StoredFile
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
    make_trajectory_step,
)

pytestmark = pytest.mark.django_db


def shown_in(client, address):
    """Return what a browser would send back of the form at this address."""
    page = client.get(address).content.decode()
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, is_public=True, intro="Een begin.")


def cover(plan):
    return {
        "title": plan.title, "start": "2027", "end": "2027", "log_interval": "3",
        "intro": plan.intro,
    }  # fmt: skip


def test_a_stale_cover_does_not_make_a_plan_public_again(as_user, alice, plan):
    client = as_user(alice)
    address = reverse("plans:plan_edit", args=["durmeland", plan.slug])
    sent = {**cover(plan), **shown_in(client, address), "is_public": "on"}
    plan.is_public = False
    plan.save()

    answer = client.post(address, sent | {"intro": "Een beter begin."})

    assert answer.status_code == 302
    plan.refresh_from_db()
    assert (plan.is_public, plan.intro) == (False, "Een beter begin.")


def test_what_both_changed_is_told_and_sent_again_it_is_kept(as_user, alice, plan):
    client = as_user(alice)
    address = reverse("plans:plan_edit", args=["durmeland", plan.slug])
    sent = {**cover(plan), **shown_in(client, address), "is_public": "on"}
    plan.intro = "Wat de ander schreef."
    plan.save()

    answer = client.post(address, sent | {"intro": "Wat ik schreef."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wat de ander schreef." in page
    assert "Wat ik schreef." in page
    plan.refresh_from_db()
    assert plan.intro == "Wat de ander schreef."

    marks = {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}
    again = client.post(address, sent | {"intro": "Wat ik schreef."} | marks)
    assert again.status_code == 302
    plan.refresh_from_db()
    assert plan.intro == "Wat ik schreef."


@pytest.fixture
def entry(plan):
    return make_log_entry(make_action(make_objective(plan)))


def address_of(entry):
    action = entry.action
    names = ["durmeland", action.plan.slug, action.number, entry.pk]
    return reverse("plans:action_log_edit", args=names)


def test_a_stale_line_does_not_come_back_on_the_public_page(as_user, alice, entry):
    client = as_user(alice)
    sent = shown_in(client, address_of(entry))
    entry.is_public = False
    entry.save()

    answer = client.post(
        address_of(entry), {"when": entry.date_text, "text": "Overleg!"} | sent
    )

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.is_public) == ("Overleg!", False)


def test_a_file_a_colleague_attached_meanwhile_stays(
    as_user, alice, partnership, entry
):
    ours, theirs = (
        StoredFile.objects.create(
            partnership_id=partnership.pk, name=name, size=1, sha256=""
        )
        for name in ("ons.pdf", "hun.pdf")
    )
    entry.files.add(ours)
    client = as_user(alice)
    page = client.get(address_of(entry)).content.decode()
    sent = {
        "when": entry.date_text,
        "text": "Overleg!",
        "shown": re.findall(r'name="shown" value="([^"]*)"', page),
        **shown_in(client, address_of(entry)),
    }
    assert sent["shown"] == [str(ours.uuid)]
    entry.files.add(theirs)

    # Our own file is unticked, theirs was not there to untick.
    assert client.post(address_of(entry), sent).status_code == 302

    assert list(entry.files.all()) == [theirs]


def test_every_form_about_what_is_there_carries_its_marks(as_user, alice, plan):
    objective = make_objective(plan)
    place = ["durmeland", plan.slug]
    step = make_trajectory_step(plan)
    asked = [
        ("plan_edit", place),
        ("objective_details", [*place, objective.pk]),
        ("trajectory_step", [*place, step.pk]),
        ("legal_element", [*place, "tasks"]),
    ]

    for name, args in asked:
        marks = shown_in(as_user(alice), reverse(f"plans:{name}", args=args))
        assert ":" in marks["seen"], name
