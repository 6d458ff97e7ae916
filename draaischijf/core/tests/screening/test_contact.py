from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.screening.contact import email_addresses, phone_numbers
from draaischijf.core.screening.findings import Certainty


def found_in(rule, text):
    return [(one.text, one.certainty) for one in rule(text)]


@pytest.mark.parametrize(
    "number",
    [
        "0474 12 34 56",
        "0474/12.34.56",
        "0474123456",
        "0474-123-456",
        "0474 123 456",
        "0474.12.34.56",
        "04 74 12 34 56",
        "+32 474 12 34 56",
        "+32474123456",
        "+32(0)474 12 34 56",
        "0032 474 12 34 56",
        "0032474123456",
        "32 474 12 34 56",
        "0474\u00a012\u00a034\u00a056",
    ],
)
def test_mobile_number_is_certain(number):
    assert found_in(phone_numbers, f"Bel {number}, na vier uur.") == [
        (number, Certainty.CERTAIN)
    ]


@pytest.mark.parametrize(
    "number",
    [
        "09 123 45 67",
        "09/123.45.67",
        "(09) 123 45 67",
        "02 123 45 67",
        "052 12 34 56",
        "052/12 34 56",
        "+32 9 123 45 67",
        "+32 (0)9 123 45 67",
        "0032 11 12 34 56",
        "04 223 45 67",
        "+31 6 12 34 56 78",
        "0033 6 12 34 56 78",
    ],
)
def test_fixed_or_foreign_number_is_doubtful(number):
    assert found_in(phone_numbers, f"Bel {number}, na vier uur.") == [
        (number, Certainty.DOUBTFUL)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 107, 112, 1712 of 1722.",
        "Gratis op 0800 12 345 en betalend op 070 12 34 56 of 0900 12 345.",
        "KBO 0456.789.123",
        "ondernemingsnummer: 0474123456",
        "BTW BE 0474.123.456",
        "vestigingseenheid nr. 0474 123 456",
        "0456.123.494",  # the dots and check digits of a company number
        "Op 03/12/2017 om 9 uur, op 09/11/2019 10 mensen.",
        "Van 03.12.2017 tot 15.01.2018",
        "2017 0474",
        "Er waren er 1 234 567 890 in totaal.",
        "Dossier 2009 123 45 67 89",
        "De rij 0,474 123 456",
    ],
)
def test_what_is_no_phone_number_is_not_found(text):
    assert found_in(phone_numbers, text) == []


def test_mobile_number_in_the_shape_of_a_company_number_is_found():
    # The dots of a company number, but not its check digits.
    assert found_in(phone_numbers, "0474.123.456") == [
        ("0474.123.456", Certainty.CERTAIN)
    ]


@given(
    st.integers(4_500_000_00, 4_999_999_99),
    st.sampled_from(["0", "+32", "+32 ", "0032", "0032 ", "+32 (0)"]),
    st.sampled_from(["", " ", ".", "/", "-", " / "]),
)
def test_every_mobile_number_is_found(subscriber, prefix, gap):
    digits = str(subscriber)
    number = prefix + gap.join([digits[:3], digits[3:5], digits[5:7], digits[7:]])

    assert found_in(phone_numbers, f"Gsm: {number} (na 16 u.)") == [
        (number, Certainty.CERTAIN)
    ]


@pytest.mark.parametrize(
    ("address", "certainty"),
    [
        ("lotte.v1987@gmail.com", Certainty.CERTAIN),
        ("an.de-smet@dienst.example", Certainty.CERTAIN),
        ("o'brien+werk@sub.dienst.example", Certainty.CERTAIN),
        ("fatma(at)hotmail.com", Certainty.CERTAIN),
        ("fatma [at] hotmail.com", Certainty.CERTAIN),
        ("huisman@dienst.example", Certainty.CERTAIN),
        ("postma@dienst.example", Certainty.CERTAIN),
        ("info.wonen@gmail.com", Certainty.CERTAIN),
        ("info@dienst.example", Certainty.DOUBTFUL),
        ("onthaal.lokelare@dienst.example", Certainty.DOUBTFUL),
        ("ocmw@lokelare.example", Certainty.DOUBTFUL),
        ("team-wonen@dienst.example", Certainty.DOUBTFUL),
    ],
)
def test_email_address_is_certain_unless_it_names_a_function(address, certainty):
    assert found_in(email_addresses, f"Mail naar {address}.") == [(address, certainty)]


@pytest.mark.parametrize(
    "text",
    ["@lokelare op sociale media", "5 @ 3 euro", "a@b", "www.dienst.example", "x@.be"],
)
def test_what_is_no_email_address_is_not_found(text):
    assert found_in(email_addresses, text) == []
