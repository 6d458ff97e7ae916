from __future__ import annotations

import json
from io import StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def signals(partnership):
    return [
        make_signal(partnership, SignalState.PUBLISHED, title="Wachttijd schuldhulp"),
        make_signal(partnership, SignalState.CLOSED, title="Geen bus na acht uur"),
        make_signal(partnership, SignalState.BUNDLING, title="Nog niet openbaar"),
    ]


def export(*words, **options):
    said = StringIO()
    call_command("export_signals", *map(str, words), stdout=said, **options)
    return said.getvalue().strip()


def titles(path):
    sheet = openpyxl.load_workbook(path).active
    return sorted(row[1] for row in sheet.iter_rows(min_row=2, values_only=True))


def test_everybody_s_list_holds_what_is_public(signals, tmp_path):
    path = tmp_path / "signalen.xlsx"

    said = export(path, partnership="durmeland")

    assert said == f"{path}: 2 rows"
    assert titles(path) == ["Geen bus na acht uur", "Wachttijd schuldhulp"]


def test_a_reader_s_list_holds_what_that_reader_sees(signals, alice, tmp_path):
    path = tmp_path / "signalen.xlsx"

    export(path, partnership="durmeland", reader=alice.email.upper())

    assert "Nog niet openbaar" in titles(path)


def test_the_filters_of_the_page_hold(signals, tmp_path):
    path = tmp_path / "signalen.csv"

    said = export(path, "--json", partnership="durmeland", filter="state=closed")

    text = path.read_text(encoding="utf-8-sig")
    assert json.loads(said) == {"file": str(path), "rows": 1}
    assert text.startswith("Number;Title;Phase")
    assert "Geen bus na acht uur" in text
    assert "Wachttijd" not in text


def test_the_work_agenda_is_a_list_too(signals, tmp_path):
    path = tmp_path / "agenda.csv"

    export(path, partnership="durmeland", what="agenda")

    assert path.read_text(encoding="utf-8-sig").startswith("Year;Route;Challenge")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("list.pdf", {}, r"must end in \.csv or \.xlsx"),
        ("list.csv", {"partnership": "elders"}, "“elders”. Known ones: durmeland"),
        ("list.csv", {"reader": "x@example.org"}, "no account of x@example"),
        ("nowhere/list.csv", {}, "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_is_told(partnership, tmp_path, name, options, message):
    with pytest.raises(CommandError, match=message):
        export(tmp_path / name, **{"partnership": "durmeland", **options})
