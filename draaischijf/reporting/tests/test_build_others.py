"""The work agenda, the dossier of a signal, and a plan with its trajectory."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.plans.models import TrajectoryStep
from draaischijf.plans.tests.factories import make_objective, make_plan
from draaischijf.reporting.builders.building import build, title_of
from draaischijf.reporting.content import (
    Facts,
    Heading,
    Path,
    Table,
    as_json,
    from_json,
)
from draaischijf.reporting.tests.factories import (
    blocks_of,
    log,
    make_full_plan,
    subject,
    words_of,
)
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Agreement,
    Challenge,
    Decision,
    Letter,
    LogEntry,
    SignalActor,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = datetime.date(2027, 5, 4)


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


# -- The work agenda ----------------------------------------------------------------


def put(signal, route="bilateral", **fields):
    return AgendaPlace.objects.create(signal=signal, route=route, **fields)


@pytest.fixture
def agenda(partnership):
    challenge = Challenge.objects.create(
        partnership=partnership,
        year=2027,
        position=1,
        title="Betaalbaar wonen",
        reason="Elke dag gehoord.",
        points=["studio's", "huurprijs"],
    )
    Challenge.objects.create(
        partnership=partnership, year=2026, position=1, title="Van vorig jaar"
    )
    first = make_signal(partnership, "decided", title="Studio's")
    put(first, "challenge", challenge=challenge)
    right = make_term("Recht op wonen")
    second = make_signal(partnership, "decided", title="Energiearmoede")
    put(second, "existing_service", right=right, rubric="energie")
    SignalActor.objects.create(signal=second, role="lead", text="OCMW Lokelare")
    up = make_signal(partnership, "decided", title="Wachttijden")
    put(up, "higher_authority")
    SignalActor.objects.create(signal=up, role="raised_by", text="CAW")
    SignalActor.objects.create(signal=up, role="addressee", text="Vlaamse overheid")
    put(make_signal(partnership, title="Nog niet openbaar"), "bilateral")
    return partnership


def test_the_agenda_has_the_challenges_of_its_year_then_every_route(agenda):
    content = build(subject("work_agenda", agenda))
    headings = [(one.level, one.text) for one in blocks_of(content, Heading)]

    assert headings == [
        (1, "Challenges of 2027"),
        (2, "Betaalbaar wonen"),
        (1, "By an existing service or network"),
        (2, "Recht op wonen"),
        (1, "In bilateral consultation"),
        (1, "Signal to a higher authority"),
    ]
    assert "- studio's\n- huurprijs" in words_of(content)
    assert "Van vorig jaar" not in words_of(content)


def test_a_row_names_who_leads_or_for_a_higher_authority_who_is_asked(agenda):
    tables = blocks_of(build(subject("work_agenda", agenda)), Table)
    taken_up, upwards = tables[1], tables[3]

    assert [cell.text for cell in taken_up.rows[0]] == [
        "2", "Energiearmoede", "OCMW Lokelare", "", "decided",
    ]  # fmt: skip
    assert taken_up.rows[0][1].note == "energie"
    assert [one.label for one in upwards.columns][2:4] == ["Raised by", "Addressed to"]
    assert [cell.text for cell in upwards.rows[0]][2:4] == ["CAW", "Vlaamse overheid"]


def test_everybody_reads_only_what_is_public_on_the_agenda(agenda):
    inside = build(subject("work_agenda", agenda))
    public = build(subject("work_agenda", agenda, is_public=True))

    assert "Nog niet openbaar" in words_of(inside)
    assert "Nog niet openbaar" not in words_of(public)
    assert dict(public.facts)["On the agenda"] == "3 places"


def test_an_empty_agenda_says_so(partnership):
    content = build(subject("work_agenda", partnership))

    assert "The agenda is still empty." in words_of(content)


def test_a_longer_agenda_takes_no_more_queries(agenda):
    few = queries_of(lambda: build(subject("work_agenda", agenda)))
    for number in range(3):
        signal = make_signal(agenda, "decided", title=f"Nood {number}")
        put(signal, right=make_term(f"Recht {number}"))
        SignalActor.objects.create(signal=signal, role="lead", text="CAW")

    assert queries_of(lambda: build(subject("work_agenda", agenda))) == few


# -- The dossier --------------------------------------------------------------------


@pytest.fixture
def signal(partnership):
    made = make_signal(
        partnership,
        "in_action",
        statement="Wie alleen woont, vindt geen studio.",
        examples="Acht keer per week aan het loket.",
        route="bilateral",
        feedback="Acht studio's erbij.",
    )
    report = make_pre_signal(
        partnership,
        problem="Mevrouw aan de Kerkstraat zoekt al een jaar.",
        email="rita@durmeland.example",
    )
    make_link(report, made)
    make_support(made, email="sofie@durmeland.example")
    house = make_organisation(partnership, "CAW Durmeland")
    made.rights.add(make_term("Recht op wonen"))
    SignalActor.objects.create(signal=made, role="raised_by", organisation=house)
    Agreement.objects.create(
        signal=made, organisation=house, result="agree_with_remark", remark="Met spoed."
    )
    Decision.objects.create(
        signal=made, body="Raad", date=DAY, route="bilateral", reference="R/27/4"
    )
    Letter.objects.create(
        signal=made, addressee="Minister", sent=DAY, answered=DAY, answer="Bekeken."
    )
    AgreedAction.objects.create(signal=made, what="Bellen", who="CAW", by=DAY, done=DAY)
    AgreedAction.objects.create(signal=made, what="Schrijven", who="OCMW")
    LogEntry.objects.create(signal=made, start=DAY, end=DAY, text="Overlegd")
    LogEntry.objects.create(
        signal=made, start=DAY, end=DAY, text="Onder ons", is_public=False
    )
    return made


def dossier(signal, **rest):
    return build(subject("signal_dossier", signal.partnership, signal=signal, **rest))


def test_a_dossier_tells_the_whole_path(signal):
    content = dossier(signal)
    words = words_of(content)
    (path,) = blocks_of(content, Path)

    assert [step.state for step in path.steps].count("current") == 1
    assert len(path.steps) == 8
    for said in (
        "Wie alleen woont, vindt geen studio.",
        "Acht keer per week aan het loket.",
        "Recht op wonen",
        "CAW Durmeland",
        "Met spoed.",
        "R/27/4",
        "Letter to Minister.",
        "Minister answered: Bekeken.",
        "by 4 May 2027, done on 4 May 2027",
        "Overlegd",
        "Acht studio's erbij.",
    ):
        assert said in words, said
    assert from_json(as_json(content)) == content


def test_of_its_raisers_a_dossier_knows_only_how_many(signal):
    content = dossier(signal)
    counted = dict(blocks_of(content, Facts)[0].items)

    assert counted["Raisers"] == "2"
    for secret in ("rita@", "Kerkstraat", "sofie@"):
        assert secret not in words_of(content)


def test_everybody_reads_no_agreement_and_no_lines_for_partners(signal):
    inside, public = (
        words_of(dossier(signal)),
        words_of(dossier(signal, is_public=True)),
    )

    assert "Onder ons" in inside
    assert "Onder ons" not in public
    assert "Met spoed." not in public


def test_actions_of_plans_that_answer_it_come_with_their_log(signal):
    plan = make_full_plan(signal.partnership)
    draft = make_plan(signal.partnership, 2028, title="Ontwerp 2028")
    action = plan.plan_actions.get(title="Huurtafel met het CAW")
    action.signals.add(signal)
    log(action, 4, "Huurtafel gehouden")
    from draaischijf.plans.tests.factories import make_action

    later = make_action(make_objective(draft), "Pas in 2028")
    later.signals.add(signal)

    inside, public = (
        words_of(dossier(signal)),
        words_of(dossier(signal, is_public=True)),
    )

    for said in ("Huurtafel gehouden", "Dienst Wonen", "● new"):
        assert said in inside
    assert "Pas in 2028" in inside
    assert "Pas in 2028" not in public


def test_a_bare_signal_has_a_dossier_too(partnership):
    content = dossier(make_signal(partnership))
    anchors = {one.anchor for one in blocks_of(content, Heading)}

    assert "Not worded yet." in words_of(content)
    assert dict(blocks_of(content, Facts)[0].items)["Raisers"] == "not counted"
    assert anchors == {"problem", "facts"}


def test_the_timeline_tells_what_happened_without_who_did_it(signal):
    from draaischijf.history.domain import record

    actor = make_member(signal.partnership, "coordinator", name="Alice Actor")
    record(
        signal, "signal_moved", actor=actor, note="onder ons gezegd",
        before="decided", after="in_action",
    )  # fmt: skip

    content = dossier(signal)

    assert "The signal went from “decided” to “in action”." in words_of(content)
    assert "Alice" not in words_of(content)
    assert "onder ons gezegd" not in words_of(content)


def test_more_about_a_signal_takes_no_more_queries(signal):
    plan = make_full_plan(signal.partnership)
    first, *others = plan.plan_actions.all()
    first.signals.add(signal)
    log(first, 4)
    few = queries_of(lambda: dossier(signal))
    for action in others:
        action.signals.add(signal)
        log(action, 5).also_about.add(first)
        LogEntry.objects.create(signal=signal, start=DAY, end=DAY, text="Nog eens")
        SignalActor.objects.create(signal=signal, role="partner", text="Wijk")

    assert queries_of(lambda: dossier(signal)) == few


# -- A plan with its trajectory -----------------------------------------------------


@pytest.fixture
def steps(partnership):
    plan = make_full_plan(partnership, kind="programme", owner=None)
    late = {"start": datetime.date(2026, 11, 13), "end": datetime.date(2026, 11, 13)}
    TrajectoryStep.objects.create(
        plan=plan, position=1, title="Besluit van de raad", with_city=True, **late
    )
    TrajectoryStep.objects.create(
        plan=plan,
        position=2,
        title="Rondvraag",
        with_city=True,
        with_ocmw=True,
        with_private=True,
        date_text="voorjaar 2026",
        date_kind="season",
        start=datetime.date(2026, 3, 1),
        end=datetime.date(2026, 5, 31),
        aim="Noden kennen",
        remark="Per mail",
        participants="50 organisaties",
    )
    TrajectoryStep.objects.create(
        plan=plan,
        position=3,
        title="Voor eind mei",
        date_kind="before",
        date_text="voor eind mei 2026",
        end=datetime.date(2026, 5, 31),
    )
    TrajectoryStep.objects.create(
        plan=plan,
        position=4,
        title="Woonmonitor",
        date_kind="unknown",
        is_in_preparation=True,
        participants="studiedienst",
    )
    return plan


def test_steps_stand_in_order_of_time_with_their_totals(steps):
    content = build(subject("trajectory", steps.partnership, steps))
    table = blocks_of(content, Table)[0]

    assert [row[0].text for row in table.rows] == [
        "Rondvraag", "Voor eind mei", "Besluit van de raad", "Woonmonitor",
        "Total: 4 steps",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[0]] == [
        "Rondvraag", "x", "x", "x", "voorjaar 2026", "Noden kennen", "Per mail",
    ]  # fmt: skip
    assert table.rows[0][6].note == "50 organisaties"
    assert [cell.text for cell in table.rows[-1][1:4]] == ["2", "1", "1"]
    assert table.rows[3][0].mark == "in preparation"
    assert table.rows[3][6].text == "studiedienst"
    assert dict(content.facts)["Trajectory"] == (
        "4 steps: voorjaar 2026 – 13 November 2026"
    )


def test_objectives_follow_with_how_many_actions_they_hold(steps):
    table = blocks_of(build(subject("trajectory", steps.partnership, steps)), Table)[1]

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "Iedereen woont betaalbaar", "", "3"],
        ["1.1", "Meer huizen voor wie weinig verdient", "31 December 2027", "3"],
        ["", "Interne werking", "", "1"],
    ]


def test_a_plan_without_steps_or_objectives_says_so(partnership):
    content = build(subject("trajectory", partnership, make_plan(partnership)))

    assert "No steps were written down." in words_of(content)
    assert "No objectives yet." in words_of(content)
    assert "Trajectory" not in dict(content.facts)


@pytest.mark.parametrize("kind", ["trajectory", "signal_dossier"])
def test_they_ask_for_what_they_are_about(partnership, kind):
    with pytest.raises(ValueError, match=r"that of a plan|about a signal"):
        build(subject(kind, partnership))


# -- Titles -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("year_plan", "Jaarplan 2027"),
        ("year_report", "Year report 2027: Jaarplan 2027"),
        ("difference", "Jaarplan 2027: what changes"),
        ("work_agenda", "Work agenda 2027"),
        ("signal_dossier", "Te weinig betaalbare studio's voor alleenstaanden"),
        ("trajectory", "Jaarplan 2027: the plan and its trajectory"),
    ],
)
def test_each_kind_has_a_title_of_its_own(plan, kind, title):
    signal = make_signal(plan.partnership)

    assert title_of(subject(kind, plan.partnership, plan, signal)) == title
    assert title_of(subject(kind, plan.partnership)) != "" or kind in {
        "year_plan", "signal_dossier",
    }  # fmt: skip
