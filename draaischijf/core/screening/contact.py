"""Ways to reach somebody: phone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_GAP = rf"[{BLANK}./()–-]{{0,3}}+"
_START = r"(?<![\w+])(?<!\d[.,/-])"
_END = r"(?!\d)(?![./-]\d)"
_COUNTRY = rf"(?:\+[{BLANK}]?|00[{BLANK}]?)32"
_PREFIX = rf"(?:{_COUNTRY}{_GAP}(?:0{_GAP})?|\(?0)"
# 045 to 049; the local numbers of Liège start with 042 or 043.
_MOBILE = re.compile(
    rf"{_START}(?:{_PREFIX}|32{_GAP})4{_GAP}[5-9](?:{_GAP}\d){{7}}{_END}"
)
# Without the 0, as people say it: only right behind a word for a phone.
_SAID = re.compile(
    rf"\b(?:gsm|gsm-?n(?:umme)?r|whatsapp|mobiel|tel(?:efoon)?)\.?[{BLANK}:]{{1,2}}"
    rf"(?P<number>4{_GAP}[5-9](?:{_GAP}\d){{7}}){_END}",
    re.IGNORECASE,
)
# Zones of one figure have seven figures after them, zones of two have six. The last
# two figures stay together: a date followed by a count is no number. 070, 078, 0800
# and 090x are no zones, so public lines stay out, as do 107, 112, 1712 and their like.
_FIXED = re.compile(
    rf"{_START}{_PREFIX}(?:"
    rf"(?:[239]|4(?!{_GAP}[5-9])){_GAP}[1-9](?:{_GAP}\d){{5}}\d"
    rf"|(?:1[0-69]|5\d|6[013-57-9]|71|8[0-35-79]){_GAP}[1-9](?:{_GAP}\d){{4}}\d"
    rf"){_END}"
)
_FOREIGN = re.compile(rf"{_START}(?:\+|00)(?!32)[1-9](?:{_GAP}\d){{8,13}}{_END}")

_COMPANY_BEFORE = re.compile(
    r"(?:KBO|BTW|VAT|TVA|BE|ondernemings\w{0,8}|vestigings\w{0,9})"
    r"\W{0,3}(?:(?:nr|nummer|is)\W{0,3})?(?:BE\W{0,2})?$",
    re.IGNORECASE,
)
_COMPANY_SHAPE = re.compile(r"[01]\d{3}\.\d{3}\.\d{3}")

_EMAIL = re.compile(
    r"(?<![\w.%+'-])([\w.%+'-]++)"
    r"(?:@|[^\S\n]?[(\[](?:at|apenstaartje)[)\]][^\S\n]?)"
    r"(\w[\w-]*+(?:\.\w[\w-]*+)++)"
)
_FREE_MAIL = re.compile(
    r"(?:gmail|googlemail|hotmail|live|outlook|msn|yahoo|ymail|icloud|me|telenet|skynet"
    r"|proximus|scarlet|pandora|protonmail|proton|gmx|voo|mail)\.[a-z.]{2,6}",
    re.IGNORECASE,
)
# How an address begins that nobody in particular reads; the short ones as a whole word,
# for a family name may begin with them.
_FUNCTIONS = re.compile(
    r"info|onthaal|contact|secretaria|welzijn|ocmw|gemeente|sociaal|sociale|dienst"
    r"|directie|admin|communicatie|boekhouding|vacature|personeel|redactie"
    r"|nieuwsbrief|helpdesk|support|meldpunt|klacht|vrijwilligers|no-?reply|webmaster"
    r"|(?:cpas|caw|clb|jac|loket|mail|post|zorg|burger|stad|huis|wonen|jeugd|school|hr"
    r"|pers|hulp|signaal|vragen|team|project|privacy|dpo|gdpr)(?![^\W_])",
    re.IGNORECASE,
)


def phone_numbers(text: str) -> Iterable[Finding]:
    """Find Belgian and foreign phone numbers, spaced and prefixed in every way.

    A mobile number is certain. A fixed number is doubtful, for a service has one too;
    so is a foreign number. Company numbers (KBO) and public lines are no findings.
    """
    for pattern, certainty in (
        (_MOBILE, Certainty.CERTAIN),
        (_FIXED, Certainty.DOUBTFUL),
        (_FOREIGN, Certainty.DOUBTFUL),
    ):
        for match in pattern.finditer(text):
            if not _is_company_number(text, match):
                yield finding(Kind.PHONE, text, match.span(), certainty=certainty)
    for match in _SAID.finditer(text):
        yield finding(Kind.PHONE, text, match.span("number"))


def _is_company_number(text: str, match: re.Match[str]) -> bool:
    """Tell a company number by the word before it, or by its dots and check digits."""
    if _COMPANY_BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    if not _COMPANY_SHAPE.fullmatch(match[0]):
        return False
    digits = match[0].replace(".", "")
    return 97 - int(digits[:8]) % 97 == int(digits[8:])


def email_addresses(text: str) -> Iterable[Finding]:
    """Find e-mail addresses, also those written with "(at)".

    Certain, unless the part before the @ names a function ("info", "onthaal") at a
    domain that is not one of the free mail providers: then doubtful.
    """
    for match in _EMAIL.finditer(text):
        local, domain = match.groups()
        shared = _FUNCTIONS.match(local) and not _FREE_MAIL.fullmatch(domain)
        certainty = Certainty.DOUBTFUL if shared else Certainty.CERTAIN
        yield finding(Kind.EMAIL, text, match.span(), certainty=certainty)
