"""The page of an action: what a partner and what the public reads."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from draaischijf.documents.enums import RunState
from draaischijf.documents.models import ImportRow, ImportRun, StoredFile
from draaischijf.history.domain import record
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.models import ActionParty, PlanAction
from draaischijf.plans.queries.action_line import line_of
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Scheme, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, is_public=True)


@pytest.fixture
def objective(plan):
    top = make_objective(plan, "Iedereen woont", code="1")
    return make_objective(plan, "Huren wordt haalbaar", parent=top, code="1.1")


@pytest.fixture
def action(objective):
    return make_action(
        objective,
        code="1.1.1",
        remark="Het overleg loopt.",
        start_year=2021,
        bbc_code="0930-01",
        date_text="najaar 2027",
        date_kind="season",
    )


def page_of(client, action):
    answer = client.get(action.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_partner_reads_what_it_is_and_where_it_stands(as_user, bob, action):
    action.is_pro_memorie, action.decided_by = True, "Gemeenteraad"
    action.needs_step_plan = True
    action.save()
    term = Term.objects.create(
        scheme=Scheme.objects.create(kind=SchemeKind.SOCIAL_RIGHT, code="r"),
        code="wonen",
        label_nl="Behoorlijke huisvesting",
    )
    action.rights.add(term)

    page = page_of(as_user(bob), action)

    for said in (
        "Jaarplan 2027", "SD 1 Iedereen woont", "OD 1.1 Huren wordt haalbaar", "1.1.1",
        "loopt door", "pro memorie: Gemeenteraad beslist", "eerst een stappenplan",
        "Het overleg loopt.", "najaar 2027", "2021", "0930-01", "om de 3 maanden",
        "Behoorlijke huisvesting", "Er is nog niets genoteerd.",
    ):  # fmt: skip
        assert said in page, said
    assert "Noteer iets" not in page
    assert "levensloop" not in page


def test_every_month_is_said_as_people_do(as_user, bob, action):
    action.log_interval = 1
    action.save()

    assert "elke maand" in page_of(as_user(bob), action)


def test_an_action_under_a_section_names_the_section(as_user, bob, plan):
    section = make_objective(plan, "Interne werking", section="internal", code="X")

    page = page_of(as_user(bob), make_action(section))

    assert "X Interne werking" in page
    assert "SD X" not in page


def test_who_edits_finds_the_ways_to_do_so(as_user, alice, action):
    page = page_of(as_user(alice), action)

    for path in ("noteren/", "levensloop/", "wie/", "signalen/"):
        assert f"{action.get_absolute_url()}{path}" in page


def add_parties(action, partnership):
    jan = make_person(partnership, name="Jan Verborgen")
    nele = make_person(partnership, name="Nele Openbaar", is_public=True)
    house = make_organisation(partnership, "CAW Durmeland")
    make_party(action, PartyRole.LEAD, text="Jan Verborgen", person=jan)
    make_party(action, PartyRole.LEAD, text="Nele Openbaar", person=nele)
    make_party(action, PartyRole.CONTACT, text="Piet van het CAW", organisation=house)
    make_party(action, PartyRole.CONTACT, text="Els Aan De Balie")
    make_party(action, PartyRole.PARTNER, text="alle scholen")
    make_party(
        action, PartyRole.PARTNER, text="Jan Verborgen", person=jan, organisation=house
    )
    make_party(action, PartyRole.PARTNER, text="het CAW", organisation=house)
    return house


def test_the_public_reads_no_hidden_person_note_or_private_line(
    client, as_user, bob, action, partnership
):
    house = add_parties(action, partnership)
    make_log_entry(action, text="Openbaar overleg", actor=bob)
    make_log_entry(action, text="Enkel voor ons", is_public=False)
    record(action, "action_edited", actor=bob, note="Een nota")
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name="plan.docx", state=RunState.COMMITTED
    )
    source = ImportRow.objects.create(
        run=run, kind="annual_plan", position=1, place="rij 4", verbatim="Contact: Jan"
    )
    source.thing = action
    source.save()
    hidden = (
        "Jan Verborgen", "Piet van", "Els Aan De Balie", "Enkel voor ons", "Een nota",
        "plan.docx", "Contact: Jan", "Bob", "om de 3 maanden", "Geschiedenis",
    )  # fmt: skip

    public, partner = page_of(client, action), page_of(as_user(bob), action)

    for words in hidden:
        assert words in partner, words
        assert words not in public, words
    for words in ("Nele Openbaar", "alle scholen", "het CAW", "Openbaar overleg"):
        assert words in public, words
    assert f"#organisatie-{house.pk}" in public
    assert "CAW Durmeland" in public


def test_an_unconfirmed_organisation_is_no_link(client, action, partnership):
    house = make_organisation(partnership, "Huis", is_confirmed=False)
    make_party(action, text="Huis", organisation=house)

    assert f"#organisatie-{house.pk}" not in page_of(client, action)


def test_a_plan_that_is_not_public_is_not_there(client, action, plan, as_user, charlie):
    plan.is_public = False
    plan.save()

    assert client.get(action.get_absolute_url()).status_code == 404
    assert as_user(charlie).get(action.get_absolute_url()).status_code == 404


def test_the_signals_it_answers_as_far_as_one_may_see(
    client, as_user, bob, action, partnership
):
    seen = make_signal(partnership, SignalState.PUBLISHED, title="Geen studio's")
    hidden = make_signal(partnership, title="Nog niet openbaar")
    action.signals.set([seen, hidden])

    public = page_of(client, action)

    assert "Geen studio" in public
    assert "Nog niet openbaar" not in public
    assert "Nog niet openbaar" in page_of(as_user(bob), action)


def test_the_log_is_newest_first_with_what_was_noted_elsewhere(client, action):
    other = make_action(action.objective, "Affiche")
    make_log_entry(action, datetime.date(2027, 1, 5), "Eerste")
    shared = make_log_entry(other, datetime.date(2027, 4, 5), "Gedeeld")
    shared.also_about.add(action)
    make_log_entry(other, text="Enkel daar")
    undated = make_log_entry(action, text="Ooit")
    action.log_entries.filter(pk=undated.pk).update(
        start=None, end=None, date_kind="unknown", date_text="ooit"
    )

    page = page_of(client, action)

    assert page.index("Gedeeld") < page.index("Eerste") < page.index("Ooit")
    assert "Enkel daar" not in page
    assert other.get_absolute_url() in page


def test_a_long_log_folds(client, action):
    for number in range(27):
        make_log_entry(action, text=f"Regel {number}")

    page = page_of(client, action)

    assert "En nog 2 regels daarvoor" in page
    assert page.count("Regel ") == 27


def test_a_told_line_says_so(client, action):
    make_log_entry(action, tells_raisers=True)

    assert "de melders kregen bericht" in page_of(client, action)


def test_files_are_given_to_who_may_read_the_line(client, as_user, bob, action):
    file = StoredFile.objects.create(
        partnership_id=action.plan.partnership_id,
        name="verslag.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        file=ContentFile(b"%PDF", name="verslag.pdf"),
    )
    entry = make_log_entry(action)
    entry.files.add(file)
    other = make_action(action.objective, "Affiche")
    place = ["durmeland", action.plan.slug]
    path = reverse("plans:action_file", args=[*place, action.number, file.uuid])
    elsewhere = reverse("plans:action_file", args=[*place, other.number, file.uuid])

    given = client.get(path)
    assert given["Content-Disposition"].startswith("attachment")
    assert b"".join(given.streaming_content) == b"%PDF"
    assert path in page_of(client, action)
    assert client.get(elsewhere).status_code == 404
    entry.also_about.add(other)
    assert client.get(elsewhere).status_code == 200

    entry.is_public = False
    entry.save()
    assert client.get(path).status_code == 404
    assert as_user(bob).get(path).status_code == 200
    file.file.delete(save=False)
    assert as_user(bob).get(path).status_code == 404


def test_parts_and_the_whole_name_each_other(client, action):
    part = make_action(action.objective, "Affiche", parent=action)
    deeper = make_action(action.objective, "Drukwerk", parent=part)

    assert part.get_absolute_url() in page_of(client, action)
    page = page_of(client, part)
    assert action.get_absolute_url() in page
    assert deeper.get_absolute_url() in page


def test_why_it_ended_is_said(client, action):
    action.lifecycle, action.reason = Lifecycle.NOT_EXTENDED, "De subsidie stopt."
    action.ended = datetime.date(2027, 3, 1)
    action.save()

    page = page_of(client, action)

    assert "De subsidie stopt." in page
    assert "1 maart 2027" in page


# -- Over the years -----------------------------------------------------------------


def year_of(partnership, year, **fields):
    plan = make_plan(partnership, year, is_public=fields.pop("is_public", True))
    return make_action(make_objective(plan), **fields)


def test_one_line_from_the_first_plan_to_the_last(client, partnership):
    first = year_of(partnership, 2024, lifecycle="new", title="Praattafel")
    second = year_of(partnership, 2025, continues=first)
    here = year_of(partnership, 2026, continues=second, lifecycle="adapted")
    last = year_of(partnership, 2027, continues=here)
    year_of(partnership, 2028)

    line = line_of(here, client_user())

    assert [one.action for one in line] == [first, second, here, last]
    assert [one.period for one in line] == ["2024", "2025", "2026", "2027"]
    assert [one.is_here for one in line] == [False, False, True, False]
    assert [one.is_reworded for one in line] == [True, False, False, False]
    page = page_of(client, here)
    assert 'aria-current="page">2026</strong>' in page
    assert first.get_absolute_url() in page
    assert "aangepast" in page


def client_user():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_what_was_merged_stands_in_the_line_and_leads_on(client, partnership):
    kept = year_of(partnership, 2025)
    gone = make_action(
        kept.objective,
        lifecycle="not_extended",
        reason="Gaat op in het woonoverleg.",
        merged_into=kept,
    )
    last = year_of(partnership, 2026, continues=kept)
    user = client_user()

    assert [one.action for one in line_of(last, user)] == [kept, gone, last]
    assert [one.action for one in line_of(gone, user)] == [kept, gone, last]
    assert [one.was_merged for one in line_of(last, user)] == [False, True, False]
    assert "samengevoegd met een andere" in page_of(client, last)


def test_two_that_continue_one_do_not_stand_in_each_others_line(partnership):
    first = year_of(partnership, 2025)
    left = year_of(partnership, 2026, continues=first)
    right = make_action(left.objective, "Apart", continues=first)
    user = client_user()

    assert [one.action for one in line_of(first, user)] == [first, left, right]
    assert [one.action for one in line_of(left, user)] == [first, left]


def test_years_one_may_not_see_are_left_out(client, as_user, bob, partnership):
    first = year_of(partnership, 2025, is_public=False)
    here = year_of(partnership, 2026, continues=first)

    assert 'class="years"' not in page_of(client, here)
    assert 'class="years"' in page_of(as_user(bob), here)


def test_a_loop_in_the_data_ends(partnership):
    first = year_of(partnership, 2025)
    here = year_of(partnership, 2026, continues=first)
    PlanAction.objects.filter(pk=first.pk).update(continues=here)

    assert len(line_of(here, client_user())) == 2


def test_a_programme_of_years_names_them(partnership):
    first = year_of(partnership, 2025)
    first.plan.end = datetime.date(2028, 12, 31)
    first.plan.save()
    here = year_of(partnership, 2029, continues=first)

    assert line_of(here, client_user())[0].period == "2025–2028"


# -- How much it asks ---------------------------------------------------------------


def test_more_of_everything_asks_no_more_queries(as_user, alice, action, partnership):
    client = as_user(alice)

    def grow(number):
        entry = make_log_entry(action, text=f"Regel {number}", actor=alice)
        entry.files.add(
            StoredFile.objects.create(
                partnership_id=partnership.pk, name="a.pdf", size=1, sha256=""
            )
        )
        other = make_action(action.objective, f"Ander {number}", parent=action)
        make_log_entry(other).also_about.add(action)
        house = make_organisation(partnership, f"Huis {number}")
        make_party(action, text="", organisation=house)
        make_party(action, text="Jo", person=make_person(partnership))
        action.signals.add(make_signal(partnership))
        year_of(partnership, 2030 + number, continues=action)
        record(action, "action_edited", actor=alice)

    def count():
        with CaptureQueriesContext(connection) as seen:
            page_of(client, action)
        return len(seen)

    grow(1)
    page_of(client, action)
    one = count()
    grow(2)
    grow(3)

    assert count() == one
    assert ActionParty.objects.count() == 6
