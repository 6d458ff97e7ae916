"""`draaischijf report`: the same documents, without the page."""

from __future__ import annotations

import datetime
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from draaischijf.cli import _parser
from draaischijf.plans.tests.factories import make_plan
from draaischijf.reporting.domain.reports import write_text
from draaischijf.reporting.tests.factories import make_report
from draaischijf.signals.models import AgendaPlace, SignalStep
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


def run(*words, **options):
    call_command("make_report", *words, partnership="durmeland", **options)


def test_it_writes_the_file_and_tells_what_it_made(plan, tmp_path, capsys):
    target = tmp_path / "plan.pdf"

    run("year_plan", year=2027, output=target)

    assert target.read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out.startswith(f"{target}: Jaarplan 2027 (")


def test_with_json_a_machine_reads_it(plan, tmp_path, capsys):
    target = tmp_path / "report.pdf"

    run("year-report", year=2027, output=target, json=True)

    made = json.loads(capsys.readouterr().out)
    data = target.read_bytes()
    assert made == {
        "file": str(target),
        "kind": "year_report",
        "format": "pdf",
        "title": made["title"],
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def test_the_work_agenda_is_made_as_it_stood_on_a_day(partnership, tmp_path, capsys):
    place = AgendaPlace.objects.create(
        signal=make_signal(partnership, "decided", title="Geen studio"),
        route="bilateral",
        since=datetime.date(2026, 2, 1),
        until=datetime.date(2026, 9, 30),
    )
    SignalStep.objects.create(
        signal=place.signal, target="decided", at="2026-02-01T10:00Z"
    )
    for day, is_there in (("2026-03-01", True), ("2026-10-01", False)):
        target = tmp_path / f"{day}.html"
        as_of = datetime.date.fromisoformat(day)
        run("work_agenda", date=as_of, output=target)

        page = target.read_text()
        assert ("Geen studio" in page) == is_there
        assert "Zo stond de agenda op" in page


def test_without_a_name_the_document_names_itself(plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run("year_plan", plan=plan.slug)

    assert (tmp_path / "jaarplan-2027.pdf").exists()


def test_what_editors_wrote_comes_along(plan, alice, tmp_path):
    report = make_report(plan.partnership, plan=plan, year=2027)
    write_text(report, "foreword", "Beste lezer van Durmeland", actor=alice)
    target = tmp_path / "plan.html"

    run("year_plan", plan=plan.slug, output=target)

    assert "Beste lezer van Durmeland" in target.read_text()
    assert "Katrien Contact" in target.read_text()


def test_there_is_no_public_edition_of_what_is_for_partners(plan, tmp_path):
    type(plan).objects.update(is_public=False)
    target = tmp_path / "plan.html"

    with pytest.raises(CommandError, match="for partners only"):
        run("year_plan", plan=plan.slug, output=target, public=True)

    assert not target.exists()


def test_the_public_edition_names_no_person(plan, tmp_path):
    target = tmp_path / "plan.html"

    run("year_plan", plan=plan.slug, output=target, public=True)

    assert "Huurtafel met het CAW" in target.read_text()
    assert "Katrien Contact" not in target.read_text()


def test_a_dossier_is_asked_by_the_number_of_its_signal(partnership, tmp_path):
    signal = make_signal(partnership)
    target = tmp_path / "dossier.html"

    run("signal_dossier", signal=signal.number, output=target)

    assert signal.title in target.read_text().replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        (["jaarplan"], {}, "There is no kind “jaarplan”. Known ones: year_plan, "),
        (["year_plan"], {"year": 1999}, "no plan of 1999. Known ones: jaarplan-2027"),
        (["year_plan"], {"plan": "x"}, "no plan called “x”. Known ones: jaarplan-2027"),
        (["year_plan"], {"year": 2027, "format": "odt"}, "not come as “odt”, but as"),
        (["signal_dossier"], {}, "add --signal NUMBER"),
        (["signal_dossier"], {"signal": 9}, "no signal 9. Known ones: none yet"),
        (["signal_dossier"], {"signal": 9, "format": "csv"}, "no signal 9"),
    ],
)
def test_a_slip_is_told_with_what_there_is(plan, words, options, said):
    with pytest.raises(CommandError) as error:
        run(*words, **options)

    assert said in str(error.value)


def test_of_several_plans_one_is_asked_for(plan, tmp_path):
    make_plan(plan.partnership, slug="ander", title="Ander plan")

    with pytest.raises(CommandError, match="add --plan with one of"):
        run("year_plan", year=2027)


def test_an_unknown_partnership_and_signal_are_named_with_the_known_ones(partnership):
    make_signal(partnership)
    with pytest.raises(CommandError, match="Known ones: durmeland"):
        call_command("make_report", "year_plan", partnership="nergens")
    with pytest.raises(CommandError, match="Known ones: 1 to 1"):
        run("signal_dossier", signal=7)


def test_a_place_that_cannot_be_written_is_told(plan, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("year_plan", year=2027, output=tmp_path / "nowhere" / "plan.pdf")


def test_a_person_who_looks_on_sees_how_far_it_is(plan, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    run("year_plan", year=2027, output=tmp_path / "plan.pdf")

    assert "100 %" in capsys.readouterr().err


def test_the_command_line_knows_the_word():
    assert "report" in _parser().format_help()
