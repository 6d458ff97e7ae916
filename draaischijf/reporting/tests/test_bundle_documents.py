"""An edition of signals as Word, PDF and Excel, for partners and for everybody."""

from __future__ import annotations

import io

import docx
import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.signals.tests.stages import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(partnership, alice):
    house = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    signal = make_signal(
        partnership,
        SignalState.ANALYSIS,
        title="Na zes uur rijdt er geen bus",
        statement="Wie laat werkt, geraakt niet meer thuis.",
        is_recurring=True,
    )
    Agreement.objects.create(
        signal=signal,
        organisation=house,
        result="agree_with_remark",
        remark="Noem ook zondag.",
    )
    for number in range(3):
        make_support(signal, email=f"{number}@x.example")
    made = make_bundle(partnership, signal, introduction="Voor het nieuwe bestuur.")
    return freeze_bundle(made, actor=alice)


def fetched(client, bundle, form):
    address = reverse("reporting:bundle_file", args=["durmeland", bundle.edition, form])
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def text_of(form, data):
    file = io.BytesIO(data)
    if form == "docx":
        document = docx.Document(file)
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if form == "pdf":
        with pdfplumber.open(file) as pdf:
            return " ".join(" ".join(p.extract_text() for p in pdf.pages).split())
    sheets = openpyxl.load_workbook(file).worksheets
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.values for cell in row if cell
    )


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_everybody_takes_a_frozen_edition_along(bundle, reading, bob, form):
    public = text_of(form, fetched(reading(), bundle, form).content)
    partner = text_of(form, fetched(reading(bob), bundle, form).content)

    for text in (public, partner):
        assert "Na zes uur rijdt er geen bus" in text
        assert "®" in text
        assert "comes back" in text
    assert "fewer than 5" in public
    assert "Noem ook zondag." not in public
    assert "Noem ook zondag." in partner


def test_the_pdf_is_tagged(bundle, reading):
    data = fetched(reading(), bundle, "pdf").content

    assert b"/StructTreeRoot" in data
    assert b"/MarkInfo" in data


def test_the_document_says_the_words_of_then(bundle, reading):
    change(bundle.places.get().signal, title="Heel anders")

    assert "Heel anders" not in text_of(
        "docx", fetched(reading(), bundle, "docx").content
    )


def test_another_format_and_a_hidden_draft_are_not_there(
    bundle, partnership, reading, bob
):
    draft = make_bundle(partnership)
    for reader, edition, form in (
        (bob, bundle.edition, "csv"),
        (None, draft.edition, "pdf"),
    ):
        address = reverse("reporting:bundle_file", args=["durmeland", edition, form])
        assert reading(reader).get(address).status_code == 404


def test_the_page_offers_the_files(bundle, reading):
    page = reading().get(SignalBundle.objects.get().get_absolute_url())

    for form in ("pdf", "docx", "xlsx"):
        assert f"/document/{form}/" in page.content.decode()
