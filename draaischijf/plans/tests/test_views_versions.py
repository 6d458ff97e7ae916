"""A version is shown from what was kept alone; what differs between two."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Organisation
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.domain import adopting, legal
from draaischijf.plans.domain.acting import (
    add_action,
    change_lifecycle,
    edit_action,
    link_signal,
)
from draaischijf.plans.domain.planning import add_objective, edit_objective
from draaischijf.plans.enums import LegalPart, Lifecycle, PartyRole
from draaischijf.plans.models import ActionLogEntry, Objective, PlanAction, PlanVersion
from draaischijf.plans.queries.version_content import canonical, plan_content
from draaischijf.plans.queries.version_differences import difference
from draaischijf.plans.queries.version_readers import public_content
from draaischijf.plans.queries.versions import read_content
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership, alice):
    """A plan with something of everything a version keeps."""
    house = make_organisation(partnership, "CAW Durmeland")
    made = make_plan(partnership, 2026, intro="Samen met het OCMW", owner=house)
    top = make_objective(made, code="1", deadline=datetime.date(2026, 12, 31))
    under = make_objective(
        made, "Sneller een woonst", code="1.1", parent=top, explanation="Omdat"
    )
    action = make_action(
        under,
        code="1.1.1",
        date_text="najaar 2026",
        start_year=2019,
        is_pro_memorie=True,
        decided_by="Provincie",
        bbc_code="AC-7",
        remark="Reglement ligt voor",
    )
    make_party(action, organisation=house, text="")
    make_party(action, PartyRole.PARTNER, text="Huisvestingsmaatschappij")
    make_action(
        under, "Noodwoningen", lifecycle=Lifecycle.NOT_EXTENDED, reason="Weinig vraag"
    )
    make_objective(made, "Interne werking", section="internal")
    link_signal(action, make_signal(partnership), actor=alice)
    return made


@pytest.fixture
def version(plan, alice):
    return adopting.adopt_plan(
        plan, adopted=DAY, body="Raad", actor=alice, reference="7"
    )


def page(plan, name, *more):
    return reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug, *more])


def test_a_version_reads_the_same_whatever_becomes_of_the_rows(
    as_user, bob, plan, version
):
    reader = as_user(bob)
    reader.cookies["django_language"] = "en"
    address = page(plan, "version", 1)
    before = reader.get(address).content.decode()
    said = [
        "Jaarplan 2026", "SD 1", "OD 1.1", "Sneller een woonst", "Omdat", "1.1.1",
        "najaar 2026", "since 2019", "Provincie decides", "CAW Durmeland", "lead",
        "Huisvestingsmaatschappij", "AC-7", "Reglement ligt voor", "Weinig vraag",
        "answers signal", "31 December 2026", "4 May 2026", version.sha256,
    ]  # fmt: skip
    assert [one for one in said if one not in before] == []

    ActionLogEntry.objects.all().delete()
    PlanAction.objects.all().delete()
    Objective.objects.all().delete()
    Organisation.objects.update(name="Een andere naam")
    type(plan).objects.update(title="Iets anders", intro="", owner=None, level_names=[])
    after = reader.get(address).content.decode()

    def main(text):
        return text.split("<main")[1].split("</main>")[0]

    assert main(after) == main(before)


def test_a_damaged_version_says_so(as_user, bob, plan, version):
    reader = as_user(bob)
    reader.cookies["django_language"] = "en"
    PlanVersion.objects.create(
        plan=plan,
        number=2,
        adopted=DAY,
        body="Raad",
        content=version.content,
        sha256="0",
    )

    assert (
        "checksum does not match"
        not in reader.get(page(plan, "version", 1)).content.decode()
    )
    assert (
        "checksum does not match"
        in reader.get(page(plan, "version", 2)).content.decode()
    )


def test_the_public_reads_versions_of_public_plans_only(client, plan, version):
    addresses = [page(plan, "versions"), page(plan, "version", 1)]

    assert [client.get(one).status_code for one in addresses] == [404, 404]
    plan.is_public = True
    plan.save(update_fields=["is_public"])
    assert [client.get(one).status_code for one in addresses] == [200, 200]
    assert client.get(page(plan, "version", 9)).status_code == 404


def test_a_file_of_a_version_is_handed_over_after_the_live_one_went(
    as_user, alice, bob, plan
):
    stored = StoredFile.objects.create(
        partnership_id=plan.partnership_id,
        name="analyse.pdf",
        content_type="application/pdf",
        size=4,
        sha256="a" * 64,
        file=ContentFile(b"%PDF", name="analyse.pdf"),
    )
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice, file=stored)
    adopting.adopt_plan(plan, adopted=DAY, body="Raad", actor=alice)
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice)
    reader = as_user(bob)

    answer = reader.get(page(plan, "version_file", 1, stored.uuid))

    assert "analyse.pdf" in reader.get(page(plan, "version", 1)).content.decode()
    assert b"".join(answer.streaming_content) == b"%PDF"
    other = "00000000-0000-4000-8000-000000000000"
    assert reader.get(page(plan, "version_file", 1, other)).status_code == 404


def test_what_changed_between_two_versions_is_said(as_user, bob, plan, version, alice):
    adopting.start_amendment(plan, "omdat", actor=alice)
    first, second = plan.plan_actions.all()
    edit_action(first, actor=alice, title="Woonoverleg met alle verhuurders")
    change_lifecycle(second, Lifecycle.COMPLETED, actor=alice)
    added = add_objective(plan, "Kinderopvang", actor=alice)
    add_action(added, "Babysitdienst", actor=alice)
    edit_objective(plan.objectives.first(), actor=alice, title="Een dak voor iedereen")
    plan.objectives.filter(section="internal").delete()
    adopting.adopt_plan(
        plan, adopted=DAY, body="Raad", actor=alice, note="Opvang erbij"
    )
    contents = [one.content for one in plan.versions.all()]

    found = difference(*contents)

    assert [one.title for one in found.new] == ["Kinderopvang", "Babysitdienst"]
    assert [one.title for one in found.gone] == ["Interne werking"]
    assert [(one.title, one.is_words) for one in found.changed] == [
        ("1 Een dak voor iedereen", True),
        ("1.1.1 Woonoverleg met alle verhuurders", True),
        ("Noodwoningen", False),
    ]
    assert found.in_words == "2 new, 1 gone, 3 changed"
    reader = as_user(bob)
    reader.cookies["django_language"] = "en"
    text = reader.get(page(plan, "version_difference", 2, 1)).content.decode()
    assert "<del>" in text
    assert "Opvang erbij" in text
    assert "Babysitdienst" in text
    same = reader.get(page(plan, "version_difference", 1, 1)).content.decode()
    assert "Nothing changed between these two" in same
    listed = reader.get(page(plan, "versions")).content.decode()
    assert page(plan, "version_difference", 2, 1) in listed
    assert listed.index("Version 2") < listed.index("Version 1")


def test_elements_of_the_law_are_part_of_the_difference(plan, alice):
    before = plan_content(plan)
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice, note="Deel 2")

    found = difference(before, plan_content(plan))

    assert [one.what for one in found.changed] == ["the elements the law asks"]
    assert difference(before, before).in_words == "nothing changed"
    assert not difference(before, before).touches_words


def test_a_plan_that_says_nothing_is_read_too():
    kept = read_content({})

    assert (kept.kind, kept.start, kept.headings, kept.steps) == ("", None, [], [])
    old = {"plan": {"kind": "vijfjarenplan"}, "approval": {"steps": [{"result": "x"}]}}
    assert read_content(old).kind == "vijfjarenplan"


def test_equal_content_has_equal_bytes():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1})


@pytest.fixture
def named(plan, partnership, alice):
    """The plan, public, with persons and a signal that everybody may not read."""
    plan.is_public = True
    plan.save(update_fields=["is_public"])
    house = partnership.organisations.get(name="CAW Durmeland")
    hidden = make_person(partnership, name="Noor Verborgen", is_public=False)
    alone = make_person(partnership, name="Wim Verborgen", is_public=False)
    known = make_person(partnership, name="Lotte Bekend", is_public=True)
    action = plan.plan_actions.last()
    for role in (PartyRole.LEAD, PartyRole.CONTACT):
        make_party(action, role, "Noor V.", person=hidden, organisation=house)
        make_party(action, role, "Wim V.", person=alone)
        make_party(action, role, "Lotte B.", person=known)
    make_party(action, PartyRole.CONTACT, "Karin Getypt")
    for number, is_public in ((4711, False), (4712, True)):
        signal = make_signal(partnership, is_public=is_public)
        signal.number = number
        signal.save(update_fields=["number"])
        link_signal(action, signal, actor=alice)
    return plan


SECRETS = ("Verborgen", "Noor V.", "Wim V.", "Getypt", "4711")


def found_in(text, words):
    main = text.split("<main")[1].split("</main>")[0]
    return [one for one in words if one in main]


def test_the_public_reads_no_hidden_person_or_signal_in_a_version(
    as_user, bob, charlie, client, alice, named
):
    adopting.adopt_plan(named, adopted=DAY, body="Raad", actor=alice, make_public=True)
    address = page(named, "version", 1)

    inside = as_user(bob).get(address).content.decode()
    assert found_in(inside, ("Noor Verborgen", "Wim Verborgen", "Getypt", "4711")) == [
        "Noor Verborgen", "Wim Verborgen", "Getypt", "4711",
    ]  # fmt: skip
    kept = ["Lotte Bekend", "CAW Durmeland", "Huisvestingsmaatschappij", "4712"]
    for reader in (client, as_user(charlie)):
        text = reader.get(address).content.decode()
        assert found_in(text, SECRETS) == []
        assert found_in(text, kept) == kept
        assert "checksum does not match" not in text


def test_an_older_version_names_nobody_to_the_public(client, as_user, bob, named):
    content = plan_content(named)
    for objective in content["objectives"][0]["objectives"]:
        for action in objective["actions"]:
            for party in action["parties"]:
                del party["public_name"]
    PlanVersion.objects.create(
        plan=named, number=1, adopted=DAY, body="Raad", content=content, sha256="0"
    )
    address = page(named, "version", 1)
    people = ("Lotte Bekend", "Noor Verborgen", "Huisvestingsmaatschappij")

    assert found_in(as_user(bob).get(address).content.decode(), people) == [*people]
    assert found_in(client.get(address).content.decode(), people) == []
    # The same plan adopted again is the same, though it now says what is public.
    assert difference(content, plan_content(named)).changes == []


def test_the_public_reads_no_names_in_what_changed_between_versions(
    as_user, bob, charlie, client, alice, named
):
    later = plan_content(named)
    earlier = plan_content(named)
    inside = earlier["objectives"][0]["objectives"][0]["actions"]
    inside[0]["title"] = "Zoals het heette"
    inside[1] |= {"parties": [], "signals": []}
    for number, content in enumerate((earlier, later), 1):
        PlanVersion.objects.create(
            plan=named, number=number, adopted=DAY, body="Raad",
            content=content, sha256="0",
        )  # fmt: skip
    address = page(named, "version_difference", 2, 1)

    text = as_user(bob).get(address).content.decode()
    assert found_in(text, ("Noor Verborgen", "Getypt", "4711")) != []
    assert found_in(text, ("4711", "4712")) == ["4711", "4712"]
    for reader in (client, as_user(charlie)):
        text = reader.get(address).content.decode()
        assert found_in(text, (*SECRETS, "Lotte")) == []
        assert found_in(text, ("4712", "Zoals het heette")) != []


def test_public_content_of_nothing_is_nothing():
    assert public_content({}, set()) == {"objectives": []}


@pytest.mark.parametrize("more", [1, 3])
def test_a_plan_is_kept_with_as_many_questions_however_long(partnership, alice, more):
    plan = make_plan(partnership, 2026)
    for number in range(more):
        objective = make_objective(plan, f"Doel {number}")
        for _action in range(more):
            action = make_action(objective)
            make_party(action)
            link_signal(action, make_signal(partnership), actor=alice)

    with CaptureQueriesContext(connection) as asked:
        plan_content(plan)

    assert len(asked) <= 9
