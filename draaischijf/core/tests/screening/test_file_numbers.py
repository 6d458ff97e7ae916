"""Numbers of files."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.file_numbers import file_numbers
from draaischijf.core.screening.findings import Certainty


def found_in(text):
    return [(one.text, one.certainty) for one in file_numbers(text)]


@pytest.mark.parametrize(
    "number",
    [
        "dossiernr 2019/04417",
        "Dossiernummer: 18/00231",
        "dossier nr. 4471",
        "cliëntnummer 88213",
        "patiëntnummer is 0048812",
        "klantnr. 4410 2296",
        "rolnummer 21/455/A",
        "zaaknummer 2018/B/412",
    ],
)
def test_behind_a_word_for_it_is_certain(number):
    assert found_in(f"zie {number} voor meer") == [(number, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    "number", ["dossier 17-3384-B", "dossier 20184512", "onze ref. CL-20331"]
)
def test_behind_dossier_alone_is_doubtful(number):
    assert found_in(f"zie {number} voor meer") == [(number, Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    "text",
    [
        "dossier 2018",
        "dossiernummer 2018",
        "dossier 45 minuten",
        "dossiernummer 12",
        "dossiers 20184512",
        "subsidiedossier 2018/12",
        "subsidiedossiernummer 2018/1234",
        "melding 4512 en signaal nr. 123",
        "factuurnummer 2018-00455",
        "artikel 4512",
        "referentie naar 2017",
        "dossiernummer onbekend",
        "dossier 2500€",
        "per dossier 15000 inwoners",
    ],
)
def test_years_counts_and_other_numbers_are_no_findings(text):
    assert found_in(text) == []
