"""What goes between the page and the deed is refused in words, and is no fault."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from draaischijf.reporting.domain.reports import write_text
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.tests.factories import address, make_document
from draaischijf.signals.tests.stages import meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def said_in(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_a_report_that_went_is_not_frozen(reading, alice, report):
    where = address("report_freeze", report)

    with meanwhile(Report.objects.all().delete):
        answer = reading(alice).post(where)

    assert answer.status_code == 302
    assert said_in(answer) == ["This report is not there any more."]


def test_a_text_for_what_went_stays_in_its_field(reading, alice, report):
    where = address("report_text", report, "foreword")

    with meanwhile(Report.objects.all().delete):
        answer = reading(alice).post(where, {"text": "Beste lezer"})

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "This report is not there any more." in shown
    assert "Beste lezer" in shown


def test_two_editors_of_one_foreword_lose_nothing(reading, alice, report):
    client, where = reading(alice), address("report_text", report, "foreword")
    shown = marks_in(client.get(where))
    write_text(report, "foreword", "Wat de ander schreef.", actor=alice)

    answer = client.post(where, {"text": "Wat ik schreef.", "seen": shown})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this while you were writing." in page
    assert "Wat de ander schreef." in page
    assert "Wat ik schreef." in page

    again = {"text": "Wat ik schreef.", "seen": marks_in(answer)}
    assert client.post(where, again).status_code == 302
    assert report.texts.get().text == "Wat ik schreef."


def marks_in(answer):
    return re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1]


def test_a_document_that_went_is_not_made_again(reading, bob, report):
    document = make_document(report, state="failed")
    where = reverse(
        "reporting:document_again", args=[document.partnership.slug, document.pk]
    )

    with meanwhile(MadeDocument.objects.all().delete):
        answer = reading(bob).post(where)

    assert answer.url == report.get_absolute_url()
    assert said_in(answer) == ["This document is not there any more."]
