"""Numbers that belong to one person: national number, bis number, account number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from django.utils import timezone

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Finding, Kind, finding

# At most one mark between two digits, with a little space around it. Possessive, so
# that a run of blanks is never divided in more than one way.
_GAP = rf"(?>[{BLANK}]{{0,2}}+(?:[,:;_·|]|[-‐‑‒–—/.]?+[{BLANK}]{{0,2}}+))"
# Eleven digits wherever a group of digits starts; the tens of month and day are
# limited here so that long tables of figures cost next to nothing.
_ELEVEN_DIGITS = re.compile(
    rf"(?<!\d)(?=(\d{_GAP}\d{_GAP}[0-7]{_GAP}\d{_GAP}[0-3](?:{_GAP}\d){{6}})(?!\d))"
)
_IBAN_HEAD = re.compile(rf"(?<![^\W_])([A-Za-z]{{2}})[{BLANK}]?\d{{2}}(?!\W{{3}})")
_IBAN_GAP = re.compile(rf"[{BLANK}.-]{{1,2}}")

# Length of the whole account number per country, from the register of ISO 13616.
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip


def national_numbers(text: str) -> Iterable[Finding]:
    """Find national and bis numbers, dotted, spaced or loose, of both centuries.

    Both the check digits and a possible date are asked: of eleven loose digits two in
    97 pass the check by chance. Always certain.
    """
    for match in _ELEVEN_DIGITS.finditer(text):
        digits = "".join(str(int(c)) for c in match[1] if c.isdecimal())
        kind = kind_of_number(digits)
        if kind:
            yield finding(kind, text, match.span(1))


def kind_of_number(digits: str) -> Kind | None:
    """Tell whether eleven digits are a national number, a bis number or neither.

    YYMMDD-SSS-CC: CC is 97 less the first nine digits modulo 97, with a 2 in front
    for who was born from 2000 on. The month of a bis number is raised by 20 or 40,
    or by both. Month and day may be 00 (not known); a sequence 000 is never given.
    """
    check, base = int(digits[9:]), int(digits[:9])
    year, month, day = (int(digits[n : n + 2]) for n in (0, 2, 4))
    if digits[6:9] == "000" or digits[:6] == "000000":
        return None
    centuries = [
        century
        for century, number in ((1900, base), (2000, 2_000_000_000 + base))
        if 97 - number % 97 == check
    ]
    raised, month = month >= 20, month % 20
    if not any(_is_possible(century + year, month, day) for century in centuries):
        return None
    return Kind.BIS_NUMBER if raised else Kind.NATIONAL_NUMBER


def _is_possible(year: int, month: int, day: int) -> bool:
    today = timezone.localdate()
    if month > 12 or day > 31 or year > today.year:
        return False
    if not month or not day:
        return True
    try:
        return datetime.date(year, month, day) <= today
    except ValueError:
        return False


def account_numbers(text: str) -> Iterable[Finding]:
    """Find IBANs of any country by modulo 97, written together or in groups.

    The length of the country decides where one ends; a country that is not listed is
    only read up to the first gap. Letters are rare in an account number: twelve
    digits at least keep "de 12 gezinnen" from being a German one. Always certain.
    """
    for head in _IBAN_HEAD.finditer(text):
        span = _account_span(text, head)
        if span:
            yield finding(Kind.IBAN, text, span)


def _account_span(text: str, head: re.Match[str]) -> tuple[int, int] | None:
    length = _IBAN_LENGTHS.get(head[1].upper())
    place, signs = head.start(), ""
    while place < len(text) and len(signs) < (length or 34):
        char = text[place]
        if char.isascii() and char.isalnum():
            signs += char
            place += 1
            continue
        gap = _IBAN_GAP.match(text, place)
        if not gap or (not length and len(signs) > 4):
            break
        place = gap.end()
    digits = sum(c.isdecimal() for c in signs)
    cut_in_a_word = place < len(text) and text[place].isalnum()
    if len(signs) < (length or 15) or digits < 12 or cut_in_a_word:
        return None
    if int("".join(str(int(c, 36)) for c in signs[4:] + signs[:4])) % 97 != 1:
        return None
    return head.start(), place
