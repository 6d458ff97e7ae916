"""How a plan came about: the steps, their order, the counts, and the page."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from draaischijf.core.fuzzy import FuzzyDate, parse_fuzzy
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.domain import trajectory
from draaischijf.plans.models import TrajectoryStep
from draaischijf.plans.queries.trajectory import trajectory_of
from draaischijf.plans.tests.factories import make_plan, make_trajectory_step
from draaischijf.plans.workflow import TransitionDenied

pytestmark = pytest.mark.django_db

EDITORS = {RoleKind.THEME_DIRECTOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}
WHENS = [
    "december 2025", "7 februari 2026", "voorjaar 2026", "april - mei 2026",
    "17,19 en 31 mei 2026", "voor eind januari 2026",
    "25 juni 2026 en 7 september 2026", "",
]  # fmt: skip


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, is_public=True)


def page(plan, name="trajectory", *more, query=""):
    address = reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug, *more])
    return address + query


def add(plan, actor, title, when="", **fields):
    date = parse_fuzzy(when, year=2026) if when else None
    return trajectory.add_step(plan, title, actor=actor, when=date, **fields)


def test_steps_stand_by_date_then_as_they_came_and_undated_last(plan, alice):
    for title, when in [
        ("Woonmonitor", ""),
        ("Startmoment", "31 maart 2026"),
        ("Vraag om reactie", "voor eind januari 2026"),
        ("Trekkersgroep", "31 maart 2026"),
        ("Stappenplan", "december 2025"),
        ("Ronde tafels", "april - mei 2026"),
    ]:
        add(plan, alice, title, when)

    found = trajectory_of(plan)

    assert [row.step.title for row in found.rows] == [
        "Stappenplan", "Vraag om reactie", "Startmoment", "Trekkersgroep",
        "Ronde tafels", "Woonmonitor",
    ]  # fmt: skip
    assert [one.year for one in found.chapters] == [2025, 2026, 0]
    assert [row.machine_date for row in found.rows][2] == "2026-03-31"
    assert found.rows[0].machine_date == ""
    assert found.rows[-1].when == ""


def test_the_same_twice_is_once_but_an_import_may_repeat(plan, alice):
    first = add(plan, alice, "Overleg", "juni 2026")

    assert add(plan, alice, " Overleg ", "juni 2026") == first
    add(plan, None, "Overleg", "juni 2026", source="traject.docx")
    assert plan.trajectory.count() == 2


def test_a_step_is_changed_and_taken_out_with_its_history(plan, alice):
    step = add(plan, alice, "Overleg", "juni 2026", with_city=True)

    changed = trajectory.edit_step(
        step, actor=alice, title="Startmoment", aim="Kiezen", when=FuzzyDate("")
    )
    trajectory.edit_step(step, actor=alice, title="Startmoment")
    trajectory.remove_step(step, actor=alice)
    trajectory.remove_step(step, actor=alice)

    assert (changed.date_text, changed.start, changed.with_city) == ("", None, True)
    verbs = list(Entry.objects.about(plan).values_list("verb", flat=True))
    assert verbs == [
        "trajectory_step_added", "trajectory_step_edited", "trajectory_step_removed",
    ]  # fmt: skip
    with pytest.raises(TransitionDenied, match="weg"), translation.override("nl"):
        trajectory.edit_step(step, actor=alice, title="X")


def test_a_step_says_something_and_has_no_other_fields(plan, alice):
    with pytest.raises(TransitionDenied):
        add(plan, alice, "  ")
    with pytest.raises(ValueError, match="position"):
        add(plan, alice, "Overleg", position=3)


@pytest.mark.parametrize("role", list(RoleKind))
def test_who_may_tell(plan, partnership, role):
    actor = make_member(partnership, role)
    step = make_trajectory_step(plan)
    deeds = [
        lambda: add(plan, actor, "Overleg"),
        lambda: trajectory.edit_step(step, actor=actor, aim="x"),
        lambda: trajectory.remove_step(step, actor=actor),
    ]

    for deed in deeds:
        if role in EDITORS:
            deed()
        else:
            with pytest.raises(TransitionDenied):
                deed()


@pytest.fixture
def long(plan):
    """Forty-seven steps, as a real plan has."""
    for number in range(47):
        when = WHENS[number % len(WHENS)]
        add(
            plan,
            None,
            f"Stap {number}",
            when,
            source="traject.docx",
            with_city=number < 41,
            with_ocmw=number >= 3,
            with_private=number % 3 == 0,
            is_in_preparation=not when,
        )
    return plan


def test_forty_seven_steps_are_told_counted_and_filtered(client, long):
    client.cookies["django_language"] = "en"
    text = client.get(page(long)).content.decode()

    assert text.count('id="stap-') == 47
    assert "47 steps: 41 with the city, 44 with the OCMW, 16 with private" in text
    assert "17,19 en 31 mei 2026" in text
    assert text.count("in preparation") == 5
    assert "edit" not in text.lower().split("<main")[1].split("</main>")[0]

    narrowed = client.get(page(long, query="?partij=stad")).content.decode()
    assert narrowed.count('id="stap-') == 41
    assert "Stap 46<" not in narrowed
    unknown = client.get(page(long, query="?partij=x&weergave=y")).content.decode()
    assert unknown.count('id="stap-') == 47


def test_the_table_is_that_of_the_paper_form(client, long):
    client.cookies["django_language"] = "nl"

    text = client.get(page(long, query="?weergave=tabel")).content.decode()

    head = text.split("<thead>")[1].split("</thead>")[0]
    words = ["Wat", "Stad", "OCMW", "Particulier", "Wanneer", "Doel", "Opmerkingen"]
    assert [head.index(word) for word in words] == sorted(
        head.index(word) for word in words
    )
    foot = text.split("<tfoot>")[1].split("</tfoot>")[0]
    assert [f">{count}<" in foot for count in (41, 44, 16)] == [True] * 3


@pytest.mark.parametrize("query", ["", "?weergave=tabel"])
def test_the_page_asks_as_much_for_three_steps_as_for_one(client, plan, query):
    counts = []
    for more in (1, 2):
        for number in range(more):
            make_trajectory_step(plan, f"Stap {more}{number}", with_city=True)
        client.get(page(plan, query=query))  # what is kept for all pages is read once
        with CaptureQueriesContext(connection) as asked:
            client.get(page(plan, query=query))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_an_empty_trajectory_says_what_to_do(as_user, plan, alice, bob):
    assert (
        page(plan, "trajectory_add") in as_user(alice).get(page(plan)).content.decode()
    )
    assert (
        page(plan, "trajectory_add")
        not in as_user(bob).get(page(plan)).content.decode()
    )


def test_a_step_is_added_changed_and_taken_out_on_the_page(as_user, plan, alice):
    desk = as_user(alice)
    desk.cookies["django_language"] = "en"
    given = {"title": "Startmoment", "when": "voorjaar 2026", "parties": ["with_ocmw"]}

    answer = desk.post(page(plan, "trajectory_add"), given, follow=True)
    step = plan.trajectory.get()

    assert "Read as" in answer.content.decode()
    assert (step.date_text, step.with_ocmw, step.with_city) == (
        "voorjaar 2026",
        True,
        False,
    )
    form = desk.get(page(plan, "trajectory_step", step.pk)).content.decode()
    assert 'value="with_ocmw" checked' in form.replace(' id="id_parties_1"', "")
    desk.post(
        page(plan, "trajectory_step", step.pk),
        given | {"title": "Start", "when": "", "parties": ["with_city"]},
    )
    step.refresh_from_db()
    assert (step.title, step.date_text, step.with_ocmw) == ("Start", "", False)
    assert (
        "Read as"
        in desk.get(
            page(plan, "trajectory_date", query="?when=3 mei 2026")
        ).content.decode()
    )
    desk.post(page(plan, "trajectory_remove", step.pk))
    assert not TrajectoryStep.objects.exists()


def test_what_is_wrong_comes_back_with_what_was_typed(as_user, plan, alice):
    desk = as_user(alice)
    address = page(plan, "trajectory_add")

    unread = desk.post(address, {"title": "Overleg", "when": "ooit eens"})
    person = desk.post(
        address, {"title": "Overleg over rijksregisternummer 85.07.30-033.28"}
    )
    kept = desk.post(
        address, {"title": "Overleg", "when": "ooit eens", "keep_words": "on"}
    )

    assert (unread.status_code, person.status_code, kept.status_code) == (422, 422, 302)
    assert "ooit eens" in unread.content.decode()
    assert plan.trajectory.get().date_text == "ooit eens"


def test_a_step_that_another_took_out_meanwhile(as_user, plan, alice, monkeypatch):
    step = make_trajectory_step(plan, day=datetime.date(2026, 3, 5))
    desk = as_user(alice)
    address = page(plan, "trajectory_step", step.pk)
    step.delete()

    assert desk.get(address).status_code == 404
    assert desk.post(address, {"title": "X"}).status_code == 404
