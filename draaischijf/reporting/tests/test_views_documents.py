"""Asking for a document, following it, and taking it along."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.reporting.domain.making import ask_document, make
from draaischijf.reporting.domain.reports import freeze_report, publish_report
from draaischijf.reporting.models import MadeDocument
from draaischijf.reporting.tests.factories import (
    address,
    make_document,
    make_report,
    page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def at(name, document):
    return reverse(f"reporting:{name}", args=[document.partnership.slug, document.pk])


@pytest.fixture
def ready(bob, report):
    document = ask_document(report, "pdf", actor=bob)
    make(document.pk)
    document.refresh_from_db()
    return document


def test_without_scripts_asking_leads_to_a_page_to_look_again(reading, bob, report):
    client = reading(bob)

    answer = client.post(address("document_ask", report), {"format": "pdf"})

    document = MadeDocument.objects.get()
    assert answer.url == at("document", document)
    waiting = page(client, answer.url)
    assert "Your document is being made" in waiting
    assert "Look again" in waiting
    make(document.pk)
    assert "Your document is ready" in page(client, answer.url)


def test_with_htmx_it_follows_itself_until_it_is_ready(reading, bob, report):
    client = reading(bob)
    shown = client.post(
        address("document_ask", report), {"format": "pdf"}, headers=HTMX
    ).content.decode()
    document = MadeDocument.objects.get()
    assert 'hx-trigger="load delay:1s"' in shown
    assert "waits for its turn" in shown

    MadeDocument.objects.update(
        state="making", progress=40, doing="Setting", started=timezone.now()
    )
    half = page(client, at("document", document), headers=HTMX)
    assert "40 %" in half
    assert "Setting" in half
    MadeDocument.objects.update(state="waiting")
    make(document.pk)

    done = page(client, at("document", document), headers=HTMX)
    assert at("document_file", document) in done
    assert "hx-trigger" not in done
    assert "jaarplan-2027.pdf is ready." in done


def test_a_failed_one_says_so_and_is_asked_again(reading, bob, report):
    client = reading(bob)
    document = make_document(report, state="failed", problem="Het lukte niet.")

    assert "The document was not made" in page(client, at("document", document))
    assert "Het lukte niet." in page(client, report.get_absolute_url())
    part = client.post(at("document_again", document), headers=HTMX).content.decode()
    assert "hx-trigger" in part
    MadeDocument.objects.update(state="failed")
    assert client.post(at("document_again", document)).url == at("document", document)


def test_a_stuck_one_may_be_asked_again(reading, bob, report):
    make_document(
        report,
        state="making",
        started=timezone.now() - datetime.timedelta(hours=1),
    )

    shown = page(reading(bob), report.get_absolute_url())

    assert "Nobody works on it any more." in shown
    assert "Try again" in shown


def test_the_file_is_saved_and_kept_by_nobody_in_between(reading, bob, ready):
    answer = reading(bob).get(at("document_file", ready))

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="jaarplan-2027.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_not_there_is_not_found(reading, bob, report, ready):
    waiting = make_document(report)
    assert reading(bob).get(at("document_file", waiting)).status_code == 404
    ready.file.file.storage.delete(ready.file.file.name)
    assert reading(bob).get(at("document_file", ready)).status_code == 404


@pytest.mark.parametrize("given", [{}, {"format": "odt"}])
def test_a_format_that_is_none_is_not_found(reading, bob, report, given):
    answer = reading(bob).post(address("document_ask", report), given)

    assert answer.status_code == 404


def test_a_kind_that_is_no_table_is_refused_in_words(reading, bob, partnership):
    report = make_report(partnership, "trajectory")
    dossier = make_report(partnership, "signal_dossier", signal=None)
    client = reading(bob)

    answer = client.post(address("document_ask", dossier), {"format": "xlsx"})

    assert answer.url == dossier.get_absolute_url()
    assert not MadeDocument.objects.exists()
    client.post(address("document_ask", report), {"format": "xlsx"})
    assert MadeDocument.objects.exists()


def test_everybody_takes_along_the_public_edition_and_no_other(
    reading, alice, bob, report, ready
):
    freeze_report(report, actor=alice)
    publish_report(report, actor=alice)
    client = reading(bob)
    client.post(address("document_ask", report), {"format": "pdf", "public": "1"})
    public = MadeDocument.objects.get(is_public=True)
    assert reading().get(at("document_file", public)).status_code == 404
    make(public.pk)

    shown = page(reading(), report.get_absolute_url())

    assert at("document_file", public) in shown
    assert at("document_file", ready) not in shown
    assert reading().get(at("document_file", public)).status_code == 200
    assert reading().get(at("document_file", ready)).status_code == 404
    assert "public edition" in page(client, report.get_absolute_url())


def test_after_freezing_a_new_file_tells_the_same(alice, report, plan):
    import io

    import pdfplumber

    def text(document):
        make(document.pk)
        document.refresh_from_db()
        with pdfplumber.open(io.BytesIO(document.file.file.read())) as pdf:
            return [one.extract_text() for one in pdf.pages]

    freeze_report(report, actor=alice)
    before = text(ask_document(report, "pdf", actor=alice))
    plan.plan_actions.update(title="Heel iets anders")

    assert text(ask_document(report, "pdf", actor=alice)) == before
    assert "Huurtafel met het CAW" in "\n".join(before)
