"""The report of a year: what was planned, and what the log says happened."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.consultation.models import Headcount
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_meeting,
)
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.content import (
    Chart,
    Editors,
    Facts,
    Heading,
    Log,
    Table,
    Text,
    as_json,
    from_json,
)
from draaischijf.reporting.tests.factories import blocks_of, log, subject, words_of
from draaischijf.signals.models import Decision, LogEntry, SignalStep
from draaischijf.signals.tests.factories import make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def built(partnership, plan=None, **rest):
    return build(subject("year_report", partnership, plan, **rest))


def at_noon(year, month, day):
    return datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)


def logs(content):
    """Return heading → lines of the log under it."""
    found, heading = {}, ""
    for block in content.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Log):
            found[heading] = [(one.when, one.text, one.note) for one in block.lines]
    return found


@pytest.fixture
def table(plan):
    return plan.plan_actions.get(title="Huurtafel met het CAW")


@pytest.fixture
def website(plan):
    return plan.plan_actions.get(title="Website bijhouden")


def test_what_happened_stands_in_order_with_attendance_and_undated_last(
    partnership, plan, table
):
    log(table, 6, "Tweede tafel", attendance=50, attendance_is_about=True)
    log(table, 2, "Eerste tafel", attendance=12, meetings=2)
    ActionLogEntry.objects.create(
        action=table, text="Nog te plannen", date_kind="unknown"
    )
    make_log_entry(table, datetime.date(2028, 1, 3), "Volgend jaar")

    assert logs(built(partnership))["Huurtafel met het CAW"] == [
        ("5 February 2027", "Eerste tafel", "2 meetings, 12 present"),
        ("5 June 2027", "Tweede tafel", "about 50 present"),
        ("date unknown", "Nog te plannen", ""),
    ]


@pytest.mark.parametrize(
    ("start", "end", "is_in"),
    [
        (datetime.date(2027, 9, 1), datetime.date(2027, 11, 30), True),
        (datetime.date(2026, 12, 1), datetime.date(2027, 2, 28), True),
        (None, datetime.date(2027, 6, 30), True),
        (datetime.date(2027, 6, 1), None, True),
        (None, datetime.date(2028, 6, 30), False),
        (datetime.date(2028, 6, 1), None, False),
    ],
)
def test_a_vague_date_counts_where_it_lies(partnership, table, start, end, is_in):
    ActionLogEntry.objects.create(
        action=table, text="Vaag", date_kind="period", start=start, end=end,
        date_text="ergens",
    )  # fmt: skip

    assert ("Huurtafel met het CAW" in logs(built(partnership))) is is_in


def test_what_is_about_two_actions_is_told_once_and_referred_to(
    partnership, table, website
):
    entry = log(website, 3, "Samen met de huurtafel")
    entry.also_about.add(table)

    found = logs(built(partnership))

    assert found["Huurtafel met het CAW"][0][1] == "Samen met de huurtafel"
    assert found["Website bijhouden"][0][1] == "See “Huurtafel met het CAW”."


def test_of_each_action_stands_what_was_planned(partnership, plan, table):
    signal = make_signal(partnership, "published")
    table.signals.add(signal)
    content = built(partnership)
    place = content.blocks.index(
        next(b for b in content.blocks if getattr(b, "text", "") == table.title)
    )
    planned = dict(content.blocks[place + 1].items)

    assert planned["Timing"] == "najaar 2027"
    assert planned["Lead"] == "Dienst Wonen"
    assert planned["Now"] == "● new"
    assert planned["Answers"].startswith("signal 1, ")
    assert content.blocks[place + 2].text == "Nothing was noted this year."


def test_what_did_not_go_on_stands_together_with_its_reason(partnership, plan):
    action = plan.plan_actions.get(lifecycle="not_extended")
    PlanAction.objects.filter(pk=action.pk).update(ended=datetime.date(2027, 4, 2))

    content = built(partnership)
    (stopped,) = blocks_of(content, Table)

    told = {action.text: why.text for action, why in stopped.rows}
    assert told["Noodwoning van de politiezone"] == (
        "not extended (2 April 2027): Er is geen pand gevonden."
    )


def test_figures_add_up_and_are_drawn_with_their_tables(partnership, plan, table):
    log(table, 2, attendance=12)
    log(table, 2, attendance=30, attendance_is_about=True, meetings=3)
    ActionLogEntry.objects.create(
        action=table,
        start=datetime.date(2027, 3, 1),
        end=datetime.date(2027, 5, 31),
        date_kind="season",
        date_text="voorjaar",
    )
    content = built(partnership)
    totals = dict(blocks_of(content, Facts)[0].items)
    charts = blocks_of(content, Chart)

    assert totals["Actions"] == "4"
    assert totals["Actions with a log entry"] == "1"
    assert totals["Log entries"] == "3"
    assert totals["Meetings counted"] == "3"
    assert totals["People present, added up"] == "about 42"
    assert [chart.title for chart in charts] == [
        "Actions by lifecycle", "Log entries by month",
    ]  # fmt: skip
    months = {row[0].text: row[1].value for row in charts[1].table.rows}
    assert months["feb"] == 2
    assert months["no month"] == 1
    assert sum(months.values()) == 3


def test_signals_of_the_year_are_told_with_their_follow_up(partnership, plan):
    moved = make_signal(partnership, "published", statement="Wonen is duur.")
    make_signal(partnership, "published", title="Stond stil")
    SignalStep.objects.update(at=at_noon(2025, 5, 5))
    LogEntry.objects.create(
        signal=moved,
        start=datetime.date(2027, 5, 4),
        end=datetime.date(2027, 5, 4),
        text="Besproken",
    )

    content = built(partnership)

    assert logs(content)[moved.title] == [("4 May 2027", "Besproken", "")]
    assert "Wonen is duur." in words_of(content)
    assert "Stond stil" not in words_of(content)
    assert dict(blocks_of(content, Facts)[0].items)["New signals"] == "0"


def test_new_and_closed_signals_are_counted(partnership):
    signal = make_signal(partnership, "closed")
    SignalStep.objects.update(at=at_noon(2027, 1, 5))
    SignalStep.objects.create(
        signal=signal,
        source="in_action",
        target="closed",
        at=at_noon(2027, 12, 5),
    )
    decided = make_signal(partnership, "decided")
    decided.steps.all().delete()
    Decision.objects.create(
        signal=decided, body="Raad", date=datetime.date(2027, 2, 2), route="bilateral"
    )

    totals = dict(blocks_of(built(partnership), Facts)[0].items)

    assert totals["Signals that moved"] == "2"
    assert totals["New signals"] == "1"
    assert totals["Closed signals"] == "1"


def test_the_public_edition_leaves_out_what_is_for_partners(partnership, plan, table):
    log(table, 2, "Intern besproken", is_public=False)
    log(table, 3, "Open tafel")
    hidden = make_signal(partnership, title="Nog in bundeling")
    LogEntry.objects.create(
        signal=hidden, start=datetime.date(2027, 5, 4), end=datetime.date(2027, 5, 4)
    )
    make_plan(partnership, title="Geheim plan", slug="geheim", is_public=False)

    inside = words_of(built(partnership))
    public = words_of(built(partnership, is_public=True))

    for secret in (
        "Intern besproken", "Katrien Contact", "Nog in bundeling", "Geheim plan",
    ):  # fmt: skip
        assert secret not in public
    assert "Intern besproken" in inside
    assert "only for partners" in inside
    assert "Nog in bundeling" in inside
    assert "Geheim plan" in inside
    assert "Open tafel" in public


def test_several_plans_of_a_year_are_chapters_and_one_may_be_chosen(partnership, plan):
    other = make_plan(
        partnership, title="Programma", slug="programma", kind="programme"
    )
    make_objective(other, "Doel")

    both, one = built(partnership), built(partnership, plan)

    chapters = [h.text for h in blocks_of(both, Heading) if h.level == 1]
    assert {"Jaarplan 2027", "Programma"} <= set(chapters)
    assert "Programma" not in words_of(one)
    assert "What was planned and done" in words_of(one)


def test_a_year_without_a_plan_says_so(partnership):
    content = built(partnership, year=1999)

    assert "No plan was kept for 1999." in words_of(content)
    assert "No signal moved this year." in words_of(content)


def test_editors_write_where_the_report_leaves_room(partnership, plan):
    top = plan.objectives.first()
    keys = [block.key for block in blocks_of(built(partnership), Editors)]

    assert keys[0] == "foreword"
    assert keys[-1] == "conclusion"
    assert f"objective-{top.pk}" in keys
    assert {"bodies", "signals"} <= set(keys)


def test_bodies_have_a_heading_only_where_an_editor_wrote(partnership, plan):
    empty = built(partnership)
    filled = built(partnership, texts={"bodies": "De stuurgroep kwam drie keer samen."})

    assert "bodies" not in [h.anchor for h in blocks_of(empty, Heading)]
    assert "bodies" in [h.anchor for h in blocks_of(filled, Heading)]


def test_bodies_are_told_with_what_they_planned_and_held(partnership, plan):
    body = make_body(partnership, "Stuurgroep", per_year=3, since=2020)
    secret = make_body(partnership, "Diensthoofden", is_public=False)
    held = make_meeting(
        partnership, body, datetime.date(2027, 1, 25), state="held", is_public=True
    )
    make_meeting(
        partnership, body, datetime.date(2027, 4, 25), state="cancelled", is_public=True
    )
    make_meeting(partnership, secret, datetime.date(2027, 2, 2), state="held")
    Headcount.objects.create(meeting=held, city=4, ocmw=5, private=11, organisations=9)
    make_decision(
        partnership, "Goedgekeurd.", meeting=held, body=body, is_public=True,
        day=held.day,
    )  # fmt: skip

    inside, public = built(partnership), built(partnership, is_public=True)

    words = words_of(inside)
    rows = next(t for t in inside.tables if "Planned against held" in t.caption).rows
    steering = next(row for row in rows if row[0].text == "Stuurgroep")
    assert [cell.text for cell in steering] == [
        "Stuurgroep", "3", "1", "20", "4 / 5 / 11",
    ]  # fmt: skip
    assert "20 persons, 9 organisations (city 4, OCMW 5, private 11; counted)" in words
    assert "2027/1: Goedgekeurd." in words
    assert "Diensthoofden" in words
    assert "Diensthoofden" not in words_of(public)
    assert "Stuurgroep" in words_of(public)


def test_figures_of_consultation_ask_as_much_for_many_bodies(
    partnership, plan, django_assert_max_num_queries
):
    def fill(number):
        body = make_body(partnership, f"Overleg {number}", per_year=2, since=2020)
        held = make_meeting(partnership, body, datetime.date(2027, 3, 3), state="held")
        make_decision(partnership, meeting=held, body=body, day=held.day)

    for number in range(2):
        fill(number)
    with django_assert_max_num_queries(80) as few:
        built(partnership)
    for number in range(2, 8):
        fill(number)
    with django_assert_max_num_queries(len(few)):
        built(partnership)


def test_an_undated_fact_of_a_long_plan_counts_in_the_year_it_was_written(partnership):
    plan = make_plan(partnership, kind="six_year_plan", end=datetime.date(2032, 12, 31))
    action = make_action(make_objective(plan), "Lang werk")
    ActionLogEntry.objects.create(action=action, text="Ooit", date_kind="unknown")
    ActionLogEntry.objects.update(created=at_noon(2028, 3, 3))

    assert "Lang werk" not in logs(built(partnership, year=2027))
    assert "Lang werk" in logs(built(partnership, year=2028))


def test_what_was_prepared_before_a_plan_counts_in_its_first_year(partnership):
    plan = make_plan(partnership, kind="six_year_plan", end=datetime.date(2032, 12, 31))
    action = make_action(make_objective(plan), "Lang werk")
    day = datetime.date(2026, 11, 27)
    ActionLogEntry.objects.create(
        action=action, text="Voorbereid", date_kind="day", start=day, end=day
    )

    assert "Lang werk" in logs(built(partnership, year=2027))
    assert "Lang werk" not in logs(built(partnership, year=2028))


def test_it_is_read_back_from_json_as_it_was(partnership, plan, table):
    log(table, 2)
    content = built(partnership)

    assert from_json(as_json(content)) == content
    assert content.has_contents_list


def test_more_rows_take_no_more_queries(partnership, plan, table):
    def count():
        with CaptureQueriesContext(connection) as queries:
            built(partnership)
        return len(queries)

    log(table, 2).also_about.add(plan.plan_actions.last())
    first = make_signal(partnership)
    SignalStep.objects.update(at=at_noon(2027, 1, 5))
    few = count()
    for number in range(3):
        action = make_action(table.objective, f"Actie {number}")
        log(action, 4).also_about.add(table)
        signal = make_signal(partnership)
        action.signals.add(signal, first)
        SignalStep.objects.update(at=at_noon(2027, 1, 5))
        LogEntry.objects.create(
            signal=signal,
            start=datetime.date(2027, 5, 4),
            end=datetime.date(2027, 5, 4),
        )

    assert count() == few


def test_200_actions_and_2000_entries_are_all_in_it(partnership):
    plan = make_plan(partnership)
    objectives = [make_objective(plan, f"Doel {n}", code=str(n)) for n in range(10)]
    actions = PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan, objective=objectives[n % 10], number=n + 1, title=f"Actie {n}",
            date_kind="unknown", position=n,
        )
        for n in range(200)
    )  # fmt: skip
    day = datetime.date(2027, 1, 1)
    ActionLogEntry.objects.bulk_create(
        ActionLogEntry(
            action=actions[n % 200], start=day + datetime.timedelta(n % 365),
            end=day + datetime.timedelta(n % 365), text=f"Feit {n}", attendance=1,
        )
        for n in range(2000)
    )  # fmt: skip

    content = built(partnership)

    assert sum(len(block.lines) for block in blocks_of(content, Log)) == 2000
    assert len([h for h in blocks_of(content, Heading) if h.level == 5]) == 200
    assert len(blocks_of(content, Text)) == 1
