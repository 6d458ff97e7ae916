"""The list to sign at the door of a gathering."""

from __future__ import annotations

import datetime
import io
import itertools

import pdfplumber
import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from draaischijf.consultation.domain import gathering, registering
from draaischijf.consultation.domain.gathering import Registrant
from draaischijf.consultation.enums import Reply
from draaischijf.consultation.tests.factories import make_meeting, make_participant
from draaischijf.people.tests.factories import make_organisation
from draaischijf.reporting.builders.sign_in_sheet import (
    EMPTY_LINES,
    build_sign_in_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def training(partnership, alice):
    found = make_meeting(
        partnership, kind="training", title="Vorming armoede", is_public=True,
        starts=datetime.time(9), ends=datetime.time(12, 30), place="Lokelare",
    )  # fmt: skip
    gathering.open_gathering(found, actor=alice, places=3)
    return found


@pytest.fixture
def full(training, alice):
    """Three with a place, one of them by phone, and one who waits."""
    gathering.register(
        training, name="Wim Zeeman", email="wim@x.example", organisation_name="CAW"
    )
    caller = Registrant("an Peeters", organisation_name="Huurdersgroep")
    registering.register_for(training, caller, actor=alice)
    gathering.register(training, name="Els Maes", email="els@x.example")
    gathering.register(training, name="Jo Wacht", email="jo@x.example")
    return training


def address(meeting, form):
    return reverse("reporting:sign_in_sheet", args=["durmeland", meeting.pk, form])


def test_it_holds_who_has_a_place_by_name_and_lines_for_others(full):
    (table,) = build_sign_in_sheet(full).blocks

    assert [row[1].text for row in table.rows[:3]] == [
        "an Peeters", "Els Maes", "Wim Zeeman",
    ]  # fmt: skip
    assert [row[2].text for row in table.rows[:3]] == ["Huurdersgroep", "", "CAW"]
    assert len(table.rows) == 3 + EMPTY_LINES
    assert {row[3].text for row in table.rows} == {""}
    assert [row[0].text for row in table.rows] == [str(n) for n in range(1, 10)]


def test_who_was_asked_is_on_it_and_who_does_not_come_is_not(full, partnership):
    house = make_organisation(partnership, "OCMW Lokelare")
    make_participant(full, "Spreker", organisation=house)
    make_participant(full, "OCMW Lokelare", organisation=house)
    make_participant(full, "Komt Niet", reply=Reply.NOT_COMING)

    (table,) = build_sign_in_sheet(full).blocks

    named = {row[1].text: row[2].text for row in table.rows if row[1].text}
    assert named["Spreker"] == "OCMW Lokelare"
    assert named["OCMW Lokelare"] == ""
    assert "Komt Niet" not in named
    assert len(named) == 5


def test_pdf_and_word_have_names_room_to_sign_and_no_address(full, as_user, alice):
    client = as_user(alice)
    page = client.get(
        reverse("consultation:gathering_open", args=["durmeland", full.pk])
    ).content.decode()
    assert address(full, "pdf") in page
    assert address(full, "docx") in page

    pdf = client.get(address(full, "pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(pdf.content)) as read:
        text = " ".join(one.extract_text() for one in read.pages)
        tops = sorted(
            word["top"]
            for one in read.pages
            for word in one.extract_words()
            if word["text"] in {"Zeeman", "Maes", "Peeters"}
        )
    for words in ("Vorming armoede", "an Peeters", "Huurdersgroep", "Handtekening"):
        assert words in text
    assert "Wacht" not in text
    assert "x.example" not in text
    # Ten millimetres a row at least, for a pen.
    assert min(b - a for a, b in itertools.pairwise(tops)) > 28

    word = Document(io.BytesIO(client.get(address(full, "docx")).content))
    table = word.tables[-1]
    assert [one.text for one in table.rows[1].cells] == [
        "1", "an Peeters", "Huurdersgroep", "",
    ]  # fmt: skip
    heights = [one._tr.trPr.find(qn("w:trHeight")) for one in table.rows]
    assert heights[0] is None
    assert {one.get(qn("w:val")) for one in heights[1:]} == {"624"}


def test_it_is_for_who_convenes_an_open_gathering(
    full, partnership, as_user, bob, alice
):
    assert as_user(bob).get(address(full, "pdf")).status_code == 404
    assert as_user(alice).get(address(full, "html")).status_code == 404
    regular = make_meeting(partnership)
    assert as_user(alice).get(address(regular, "pdf")).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_it_asks_as_much_however_many_come(
    training, alice, count, django_assert_num_queries
):
    gathering.open_gathering(training, actor=alice)
    for number in range(count):
        gathering.register(training, name=f"N{number}", email=f"{number}@x.example")

    with django_assert_num_queries(1):
        build_sign_in_sheet(training)
