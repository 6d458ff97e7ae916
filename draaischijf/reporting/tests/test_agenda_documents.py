"""The page of the agenda of an earlier day gives that agenda as Word and PDF."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.urls import reverse

from draaischijf.signals.models import AgendaPlace, SignalStep
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
DAY = "2026-03-01"


@pytest.fixture
def agenda(partnership):
    for title, is_public in (("Geen studio", True), ("Geen kamer", False)):
        signal = make_signal(partnership, "decided", title=title, is_public=is_public)
        AgendaPlace.objects.create(
            signal=signal,
            route="bilateral",
            since=datetime.date(2026, 2, 1),
            until=datetime.date(2026, 9, 30),
        )
        SignalStep.objects.create(
            signal=signal, target="decided", at="2026-02-01T10:00Z"
        )
    return partnership


def address(partnership, form, day=DAY):
    path = reverse("reporting:agenda_file", args=[partnership.slug, form])
    return f"{path}?op={day}"


def words(response):
    found = docx.Document(io.BytesIO(response.content))
    cells = (cell.text for table in found.tables for cell in table._cells)
    return "\n".join([*(one.text for one in found.paragraphs), *cells])


def test_the_page_of_a_day_leads_to_its_files_and_that_of_today_does_not(
    client, agenda
):
    page = reverse("signals:agenda", args=[agenda.slug])

    then = client.get(page, {"op": DAY}).content.decode()
    for form in ("docx", "pdf"):
        assert address(agenda, form) in then
    assert "agenda/document/" not in client.get(page).content.decode()


def test_the_file_tells_the_agenda_of_that_day(client, agenda):
    then = words(client.get(address(agenda, "docx")))
    later = words(client.get(address(agenda, "docx", "2026-10-01")))

    assert "Zo stond de agenda op 1 maart 2026" in then
    assert "Geen studio" in then
    assert "Geen studio" not in later


def test_only_partners_read_what_is_not_public(client, as_user, agenda, bob):
    path = address(agenda, "docx")

    assert "Geen kamer" not in words(client.get(path))
    assert "Geen kamer" in words(as_user(bob).get(path))


def test_it_comes_as_pdf_and_as_nothing_else(client, agenda):
    assert client.get(address(agenda, "pdf")).content.startswith(b"%PDF")
    assert client.get(address(agenda, "xlsx")).status_code == 404
