"""Every number in every spelling is found; what only looks like one is not."""

from __future__ import annotations

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.screening.findings import Kind
from draaischijf.core.screening.screen import screen

TODAY = datetime.date(2024, 6, 1)
gaps = st.sampled_from(["", " ", ".", "-", "/", "\u00a0"])
digits = st.sampled_from(string.digits)


def kinds(text):
    return {(one.kind, one.text) for one in screen(text)}


@st.composite
def national_numbers(draw, *, raised=0):
    born = draw(st.dates(datetime.date(1905, 1, 1), TODAY))
    order = draw(st.integers(1, 998))
    base = f"{born.year % 100:02}{born.month + raised:02}{born.day:02}{order:03}"
    check = 97 - int(base if born.year < 2000 else "2" + base) % 97
    return base, f"{check:02}"


def spelt(draw, base, check):
    first, second, third = draw(gaps), draw(gaps), draw(gaps)
    date = first.join((base[:2], base[2:4], base[4:6]))
    return f"{date}{second}{base[6:]}{third}{check}"


@given(st.data())
def test_national_number_in_every_spelling(data):
    number = spelt(data.draw, *data.draw(national_numbers()))

    assert (Kind.NATIONAL_NUMBER, number) in kinds(f"nr {number} wacht")


@given(st.data(), st.sampled_from([20, 40, 60]))
def test_bis_number_in_every_spelling(data, raised):
    number = spelt(data.draw, *data.draw(national_numbers(raised=raised)))

    assert (Kind.BIS_NUMBER, number) in kinds(f"nr {number} wacht")


@given(st.data())
def test_account_number_in_every_spelling(data):
    base = data.draw(st.text(digits, min_size=10, max_size=10))
    account = base + f"{int(base) % 97 or 97:02}"
    whole = f"BE{98 - int(account + '111400') % 97:02}{account}"
    gap = data.draw(st.sampled_from(["", " ", "-", "."]))
    written = gap.join(whole[at : at + 4] for at in range(0, 16, 4))
    written = data.draw(st.sampled_from([written, written.lower()]))

    assert (Kind.IBAN, written) in kinds(f"op {written} storten")


@given(st.data())
def test_mobile_number_in_every_spelling(data):
    prefix = data.draw(
        st.sampled_from(
            ["0", "+32 ", "+32", "0032", "0032 ", "+32 (0)", "00 32 ", "+32/"]
        )
    )
    rest = data.draw(st.sampled_from("5678")) + data.draw(
        st.text(digits, min_size=7, max_size=7)
    )
    written, left = prefix + "4", rest
    while left:
        size = data.draw(st.integers(1, 3))
        written += left[:size]
        left = left[size:]
        written += data.draw(gaps) if left else ""

    assert (Kind.PHONE, written) in kinds(f"bel {written} op")


@given(
    st.sampled_from(["02", "03", "09", "011", "014", "050", "052", "056", "089"]),
    st.data(),
)
def test_fixed_number_in_every_spelling(zone, data):
    local = data.draw(st.sampled_from("23456789")) + data.draw(
        st.text(digits, min_size=8 - len(zone), max_size=8 - len(zone))
    )
    gap = data.draw(gaps)
    pairs = gap.join([local[:-4], local[-4:-2], local[-2:]])
    opening = data.draw(
        st.sampled_from([zone, f"({zone})", f"+32 {zone[1:]}", f"0032 {zone[1:]}"])
    )
    written = f"{opening}{data.draw(st.sampled_from([' ', '/', '.', '']))}{pairs}"

    found = kinds(f"thuis {written} bellen")
    assert any(
        kind == Kind.PHONE and len(text) * 2 > len(written) for kind, text in found
    )


@given(st.data())
def test_number_plate_in_every_spelling(data):
    letters = data.draw(st.text(string.ascii_uppercase, min_size=3, max_size=3))
    figures = data.draw(st.text(digits, min_size=3, max_size=3))
    gap = data.draw(st.sampled_from(["-", "", " ", "."]))
    plate = gap.join([data.draw(st.sampled_from("129")), letters, figures])
    plate = data.draw(st.sampled_from([plate, plate.lower()]))

    assert (Kind.NUMBER_PLATE, plate) in kinds(f"auto met nummerplaat {plate} daar")


@given(st.integers(2_000_000, 9_999_999), st.sampled_from(["", ".", " "]))
def test_company_number_is_never_found(base, gap):
    number = f"0{base}{97 - base % 97:02}"
    written = gap.join((number[:4], number[4:7], number[7:]))

    assert kinds(f"KBO-nummer {written} van de vzw") == set()
    assert kinds(f"btw BE {written} van de vzw") == set()


@pytest.mark.parametrize(
    "unit", ["euro", "%", "procent", "gezinnen", "aanvragen", "km", "uur", "dagen"]
)
@given(amount=st.integers(0, 10_000_000), form=st.sampled_from(["{}", "{:,}", "{:_}"]))
def test_amount_is_never_found(unit, amount, form):
    written = form.format(amount).replace(",", ".").replace("_", " ")

    assert kinds(f"het gaat over {written} {unit} per jaar") == set()


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28))
def test_year_and_plain_day_are_never_found(year, month, day):
    assert kinds(f"in {year} en van {year} tot {year + 1}, dossier {year}") == set()
    assert kinds(f"het overleg van {day}/{month}/{year} ging door") == set()
    assert kinds(f"het overleg van {day:02}.{month:02}.{year} ging door") == set()
