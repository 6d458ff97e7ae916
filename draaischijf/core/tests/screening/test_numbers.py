"""National, bis and account numbers; the values of the field's own check digits."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis, nn

from draaischijf.core.screening.findings import Certainty, Kind
from draaischijf.core.screening.numbers import (
    account_numbers,
    kind_of_number,
    national_numbers,
)

SEPARATORS = ["", " ", ".", "-", "/", "  ", " - ", ". ", "–", "\u00a0", "·", ","]


def spelled(digits, separators):
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:9], digits[9:]]
    return "".join(
        part + separator
        for part, separator in zip(parts, [*separators, ""], strict=True)
    )


@st.composite
def numbers(draw, raise_by=(0,)):
    day = draw(st.dates(datetime.date(1900, 1, 2), datetime.date(2024, 12, 31)))
    month = day.month + draw(st.sampled_from(raise_by))
    sequence = draw(st.integers(1, 998))
    base = f"{day.year % 100:02}{month:02}{day.day:02}{sequence:03}"
    number = int(base) + (2_000_000_000 if day.year >= 2000 else 0)
    return f"{base}{97 - number % 97:02}"


@pytest.mark.parametrize(
    "number",
    ["85.07.30-033.28", "17.07.30-033.84", "93.05.18-223.61", "40.00.01-001.33"],
)
def test_national_number_of_the_field_is_found(number):
    found = list(national_numbers(f"Nummer: {number}."))

    assert [(one.kind, one.text, one.certainty) for one in found] == [
        (Kind.NATIONAL_NUMBER, number, Certainty.CERTAIN)
    ]


def test_bis_number_of_the_field_is_found():
    [found] = national_numbers("Zij kreeg 66.64.10-666.92 toegekend.")

    assert (found.kind, found.text) == (Kind.BIS_NUMBER, "66.64.10-666.92")


@pytest.mark.parametrize(
    "number",
    [
        "66.04.10-666.01",  # check digits that do not fit
        "66.04.10-666.00",
        "00000000097",  # fits, but is no date
        "85.13.30-033.63",  # month 13
        "85.07.32-033.05",  # day 32
        "72.02.30-100.41",  # 30 February
        "85.07.30-000.61",  # a sequence that is never given
        "985073003328",  # one figure too many
        "8507300332",  # one too few
        "85.07.30-033.28.5"[:-4],  # cut short
    ],
)
def test_number_that_does_not_fit_is_not_found(number):
    assert list(national_numbers(f"Nummer {number} hier")) == []


def test_number_is_found_between_other_figures():
    [found] = national_numbers("12 85.07.30-033.28 3 kinderen")

    assert found.text == "85.07.30-033.28"


def test_number_glued_to_a_word_is_found():
    [found] = national_numbers("RR85073003328")

    assert found.start == 2


def test_number_of_somebody_not_yet_born_is_not_found():
    year = datetime.date.today().year % 100 + 2  # noqa: DTZ011 only the year counts
    base = f"{year:02}0101001"
    of_2000 = 97 - int(f"2{base}") % 97

    assert kind_of_number(f"{base}{of_2000:02}") is None


@given(numbers(), st.lists(st.sampled_from(SEPARATORS), min_size=4, max_size=4))
def test_every_national_number_is_found_in_any_punctuation(digits, separators):
    number = spelled(digits, separators)

    found = list(national_numbers(f"Het nummer is {number} zegt men"))

    assert nn.is_valid(digits)
    assert [(one.kind, one.text) for one in found] == [(Kind.NATIONAL_NUMBER, number)]


@given(
    numbers(raise_by=(20, 40)),
    st.lists(st.sampled_from(SEPARATORS), min_size=4, max_size=4),
)
def test_every_bis_number_is_found_in_any_punctuation(digits, separators):
    number = spelled(digits, separators)

    found = list(national_numbers(f"Het nummer is {number} zegt men"))

    assert bis.is_valid(digits)
    assert [(one.kind, one.text) for one in found] == [(Kind.BIS_NUMBER, number)]


@given(
    st.integers(0, 99),
    st.sampled_from([13, 19, 33, 39, 53, 59, 73, 80, 99]),
    st.integers(1, 31),
    st.integers(1, 998),
)
def test_eleven_digits_with_an_impossible_month_are_never_found(
    year, month, day, sequence
):
    base = f"{year:02}{month:02}{day:02}{sequence:03}"
    for century in ("", "2"):
        check = 97 - int(century + base) % 97
        assert list(national_numbers(f"nr {base}{check:02}")) == []


@given(st.integers(0, 99), st.integers(1, 12), st.integers(32, 99), st.integers(1, 998))
def test_eleven_digits_with_an_impossible_day_are_never_found(
    year, month, day, sequence
):
    base = f"{year:02}{month:02}{day:02}{sequence:03}"
    for century in ("", "2"):
        check = 97 - int(century + base) % 97
        assert list(national_numbers(f"nr {base}{check:02}")) == []


@pytest.mark.parametrize(
    "account",
    [
        "BE68 5390 0754 7034",
        "be68539007547034",
        "BE68-5390-0754-7034",
        "BE 68 5390 0754 7034",
        "NL91 ABNA 0417 1643 00",
        "DE89370400440532013000",
        "FR76 3000 6000 0112 3456 7890 189",
        "BE07 0000 0000 1234",  # a bank that is not listed anywhere
    ],
)
def test_account_number_is_found(account):
    [found] = account_numbers(f"Stort op {account}, dank u.")

    assert (found.kind, found.text, found.certainty) == (
        Kind.IBAN,
        account,
        Certainty.CERTAIN,
    )


def test_account_number_of_an_unlisted_country_is_found_written_together():
    check = 98 - int("123456789012345" + "3535" + "00") % 97  # ZZ is 35 35

    [found] = account_numbers(f"Op ZZ{check:02}123456789012345 graag")

    assert found.text == f"ZZ{check:02}123456789012345"


@pytest.mark.parametrize(
    "text",
    [
        "BE69 5390 0754 7034 bestaat niet",  # wrong check digits
        "BE68 5390 0754 703",  # too short
        "BE68 5390 0754 70345",  # too long
        "de 12 gezinnen die geen woning vinden in de regio",
        "BTW BE 0478.112.208",
        "XBE68539007547034",  # in the middle of a word
        "ZZ12 3456",
    ],
)
def test_what_is_no_account_number_is_not_found(text):
    assert list(account_numbers(text)) == []


def test_account_number_behind_another_is_found():
    found = list(account_numbers("BE68 5390 0754 7034 BE71 0961 2345 6769"))

    assert [one.text for one in found] == ["BE68 5390 0754 7034", "BE71 0961 2345 6769"]


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", " ", "-", "."]))
def test_every_belgian_account_number_is_found(base, gap):
    check = 98 - int(f"{base:012}" + "1114" + "00") % 97
    signs = f"BE{check:02}{base:012}"
    account = gap.join(signs[n : n + 4] for n in range(0, 16, 4))

    assert [one.text for one in account_numbers(f"Op {account} dus")] == [account]
