"""A report is started once, written in, frozen for ever, and made public."""

from __future__ import annotations

import copy
import dataclasses
import threading

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import translation

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.tests.factories import make_plan
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.reporting.content import from_json
from draaischijf.reporting.domain.reports import (
    fingerprint,
    freeze_report,
    publish_report,
    start_report,
    write_text,
)
from draaischijf.reporting.models import Report, ReportText
from draaischijf.reporting.queries.editions import content_of
from draaischijf.reporting.tests.factories import (
    log,
    make_full_plan,
    make_report,
    words_of,
)
from draaischijf.signals.tests.factories import make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def verbs_about(thing):
    return [entry.verb for entry in Entry.objects.about(thing)]


# -- Starting -----------------------------------------------------------------------


def test_a_report_of_a_plan_takes_its_title_and_year(alice, plan):
    report = start_report(plan.partnership, "year_plan", actor=alice, plan=plan)

    assert (report.title, report.year, report.plan) == ("Jaarplan 2027", 2027, plan)
    assert verbs_about(report) == ["report_started"]


def test_starting_twice_gives_the_same_draft(alice, plan):
    about = {"actor": alice, "plan": plan}
    first = start_report(plan.partnership, "year_plan", **about)
    # What the kind does not need makes no second draft.
    again = start_report(
        plan.partnership, "year_plan", **about, year=1999,
        signal=make_signal(plan.partnership),
    )  # fmt: skip

    assert again == first
    assert verbs_about(first) == ["report_started"]


def test_after_freezing_a_new_draft_may_be_started(alice, report):
    freeze_report(report, actor=alice)

    fresh = start_report(report.partnership, "year_plan", actor=alice, plan=report.plan)

    assert fresh != report
    assert not fresh.is_frozen


@pytest.mark.parametrize(
    ("kind", "about", "asked"),
    [
        ("year_plan", {}, "Choose the plan it is about."),
        ("difference", {"year": 2027}, "Choose the plan it is about."),
        ("signal_dossier", {"year": 2027}, "Choose the signal it is about."),
        ("year_report", {}, "Choose the year it is about."),
        ("work_agenda", {}, "Choose the year it is about."),
    ],
)
def test_each_kind_says_what_it_needs(alice, partnership, kind, about, asked):
    with pytest.raises(TransitionDenied) as denied:
        start_report(partnership, kind, actor=alice, **about)

    assert denied.value.reasons == [asked]
    assert not Report.objects.exists()


def test_a_year_report_may_be_about_one_plan_or_all(alice, plan):
    one = start_report(
        plan.partnership, "year_report", actor=alice, year=2027, plan=plan
    )
    every = start_report(plan.partnership, "year_report", actor=alice, year=2027)
    agenda = start_report(
        plan.partnership, "work_agenda", actor=alice, year=2027, plan=plan
    )
    signal = make_signal(plan.partnership)
    dossier = start_report(
        plan.partnership, "signal_dossier", actor=alice, signal=signal
    )

    assert (one.plan, every.plan, agenda.plan) == (plan, None, None)
    assert (dossier.signal, dossier.year, dossier.title) == (signal, None, signal.title)


@pytest.mark.parametrize(
    "role", sorted(set(RoleKind) - {RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR})
)
def test_only_who_writes_reports_starts_writes_and_freezes(plan, report, role):
    user = make_member(plan.partnership, role)

    with pytest.raises(TransitionDenied):
        start_report(plan.partnership, "year_plan", actor=user, plan=plan)
    with pytest.raises(TransitionDenied):
        write_text(report, "foreword", "Beste lezer", actor=user)
    with pytest.raises(TransitionDenied):
        freeze_report(report, actor=user)
    with pytest.raises(TransitionDenied):
        publish_report(report, actor=user)
    report.refresh_from_db()
    assert not report.is_frozen


def test_nothing_of_another_partnership_is_told(alice, partnership):
    elsewhere = make_partnership("scheldekant")

    with pytest.raises(TransitionDenied):
        start_report(partnership, "year_plan", actor=alice, plan=make_plan(elsewhere))
    with pytest.raises(TransitionDenied):
        start_report(
            partnership, "signal_dossier", actor=alice, signal=make_signal(elsewhere)
        )


# -- Writing ------------------------------------------------------------------------


def test_what_an_editor_writes_stands_in_the_document(alice, report):
    write_text(report, "foreword", "  Beste lezer  ", actor=alice)
    write_text(report, "foreword", "Beste lezer", actor=alice)

    assert "Beste lezer" in words_of(content_of(report))
    assert verbs_about(report) == ["report_text_written"]
    assert ReportText.objects.get().actor == alice


def test_a_section_that_is_not_there_is_refused(alice, report):
    with pytest.raises(TransitionDenied, match="out of the report meanwhile"):
        write_text(report, "nowhere", "Woorden", actor=alice)

    assert not ReportText.objects.exists()


def test_nobody_writes_in_a_frozen_report(alice, report):
    freeze_report(report, actor=alice)

    with pytest.raises(TransitionDenied, match="frozen"):
        write_text(report, "foreword", "Te laat", actor=alice)


# -- Freezing -----------------------------------------------------------------------


def change_everything(plan, report):
    """Change what a report is made from, past every check."""
    plan.title, plan.intro = "Anders", "Anders."
    plan.save()
    plan.plan_actions.update(title="Heel iets anders", remark="Anders")
    plan.objectives.update(title="Ander doel")
    log(plan.plan_actions.first(), 7, "Achteraf toegevoegd")
    ReportText.objects.filter(report=report).update(text="Achteraf geschreven")


def test_a_frozen_report_stays_as_it_was(alice, partnership, plan):
    report = make_report(partnership, "year_report", year=2027, plan=plan)
    log(plan.plan_actions.first(), 3, "Eerst")
    write_text(report, "foreword", "Beste lezer", actor=alice)
    before = content_of(report)
    frozen = freeze_report(report, actor=alice)

    change_everything(plan, report)
    fresh = Report.objects.get(pk=report.pk)
    after = content_of(fresh)

    assert after == dataclasses.replace(before, status=after.status)
    assert after.status.startswith("Final version of")
    assert "Achteraf" not in words_of(after)
    assert fresh.sha256 == fingerprint(fresh.content) == frozen.sha256
    assert verbs_about(report)[-1] == "report_frozen"


def test_freezing_twice_is_once(alice, dora, report):
    first = freeze_report(report, actor=alice)
    again = freeze_report(report, actor=dora)

    assert (again.frozen, again.frozen_by) == (first.frozen, alice)
    assert verbs_about(report) == ["report_frozen"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Anders"},
        {"content": {"partners": {}, "public": {}}},
        {"sha256": "0" * 64},
        {"status": "draft"},
        {"year": 1999},
        {"kind": "trajectory"},
    ],
)
def test_the_database_refuses_to_change_a_frozen_report(alice, report, change):
    freeze_report(report, actor=alice)

    with pytest.raises(ProgrammingError, match="never changes"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)


def test_the_fingerprint_does_not_depend_on_the_order_of_keys(report):
    one, other = {"a": 1, "b": {"c": "é", "d": 2}}, {"b": {"d": 2, "c": "é"}, "a": 1}

    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint({"a": 2})


def test_it_stays_in_the_language_it_was_frozen_in(alice, report):
    with translation.override("nl"):
        freeze_report(report, actor=alice)

    assert content_of(Report.objects.get()).language == "nl"


# -- For everybody ------------------------------------------------------------------


def test_both_editions_are_kept_and_the_public_one_has_no_persons(alice, report):
    frozen = freeze_report(report, actor=alice)
    kept = copy.deepcopy(frozen.content)

    assert "Katrien Contact" in words_of(from_json(kept["partners"]))
    assert "Katrien Contact" not in words_of(from_json(kept["public"]))
    assert content_of(frozen, is_public=True) == from_json(kept["public"])


def test_a_frozen_report_is_made_public_and_taken_back(alice, report):
    freeze_report(report, actor=alice)

    assert publish_report(report, actor=alice).is_public
    assert publish_report(report, actor=alice).is_public
    assert not publish_report(report, actor=alice, is_public=False).is_public
    assert verbs_about(report)[1:] == ["report_published", "report_withdrawn"]


def test_what_is_being_written_is_not_made_public(alice, report):
    with pytest.raises(TransitionDenied, match="Freeze"):
        publish_report(report, actor=alice)


def test_what_was_not_public_when_it_was_frozen_stays_with_partners(alice, partnership):
    plan = make_full_plan(partnership, is_public=False)
    report = make_report(partnership, plan=plan, year=2027)
    freeze_report(report, actor=alice)
    plan.is_public = True
    plan.save()

    with pytest.raises(TransitionDenied, match="was not public"):
        publish_report(report, actor=alice)


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_get_the_same_draft(alice, plan):
    go, made = threading.Barrier(2), []

    def start():
        go.wait()
        made.append(
            start_report(plan.partnership, "year_plan", actor=alice, plan=plan).pk
        )
        connection.close()

    both = [threading.Thread(target=start) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(made) == 2
    assert len(set(made)) == 1
