"""Addresses: a street with a number, or the street somebody is said to live in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.known import municipality_names

# Endings that are a street in small letters too, and those that ask for a capital.
_STREETS = (
    "straat", "straatje", "laan", "steenweg", "dreef", "singel", "steeg", "wegel",
    "kaai", "kade", "plein", "pleintje", "boulevard",
)  # fmt: skip
_CAPITAL_STREETS = (
    "weg", "baan", "pad", "park", "hof", "markt", "lei", "vest", "berg", "veld",
    "dijk", "hoek", "heide", "bos", "poort", "rei", "kouter", "dries", "wijk",
    "gaarde", "akker", "meers", "warande", "erf", "square",
)  # fmt: skip
_ENDINGS = (*_STREETS, *_CAPITAL_STREETS)
_ENDING = re.compile(rf"(?:{'|'.join(_ENDINGS)})$", re.IGNORECASE)
_LAST_PART = re.compile(r"\w++(?!['’-])")
_WORD_BEFORE = re.compile(r"[\w'’\-‐‑.]{1,40}$")
# Words with such an ending that are no streets.
_NO_STREETS = frozenset(
    """
    milaan onderweg halfweg uitweg terugweg heenweg snelweg autoweg fietsweg loopbaan
    autosnelweg spoorweg luchtweg renbaan rijbaan werkbaan busbaan fietspad voetpad
    wandelpad speelplein speelpleintje pretpark recreatiepark bedrijvenpark autopark
    wagenpark woningpark huizenpark arbeidsmarkt woningmarkt huurmarkt woonmarkt
    rommelmarkt kerstmarkt jobmarkt vlooienmarkt supermarkt allerlei velerlei
    generlei hoofdweg gerechtshof invest woonwijk volkswijk tuinwijk probleemwijk
    volkswijk werkveld speelveld welzijnsveld sportveld voetbalveld middenveld
    jeugdwelzijnsveld leefhoek leeshoek speelhoek invalshoek schrijfhoek rechthoek
    winkelstraat achterstraat zijstraat woonstraat hoofdstraat fietsstraat speelstraat
    leefstraat dwarsstraat winkelwandelstraat schuldenberg afvalberg papierberg
    zoekpad leerpad groeipad traject-weg
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
# The first words of a street that is written in several ("Oude Gentsebaan").
_OPENING = re.compile(
    r"(?<!\w)(?:(?:[Oo]ude|[Nn]ieuwe|[Gg]rote|[Kk]leine|[Ll]ange|[Kk]orte|[Hh]oge"
    r"|Lage|Eerste|Tweede"
    r"|Koning(?:in)?|Prins(?:es)?|Graaf|Keizer|Burgemeester|Dokter|Pastoor|Pater"
    r"|Kardinaal|Generaal|Karel|Jan|Frans|Albert|Leopold|[A-Z]\.)\s){1,3}"
    r"(?:(?:van|de|der|den)\s){0,2}$"
)
_CLOSED = re.compile(r"[,;.)]|\s?$")
_NUMBER = re.compile(
    rf",?[{BLANK}]{{1,3}}(?:(?:nr|nummer|n°|huisnummer)\.?[{BLANK}]{{0,2}})?"
    r"(?P<number>\d{1,4})(?:[A-Ha-h]|\s[A-H]|\s[b-h](?=[,.;)]))?(?![\w%€°])(?![.,:]\d)"
    r"(?!\s?[/.-]\d{1,2}\s?[/.-]\d)"
    rf"(?:[{BLANK}]?[/+–-][{BLANK}]?\d{{1,4}}[A-Ha-h]?(?!\w))?"
    rf"(?P<box>,?[{BLANK}]{{0,2}}(?:bus|bte|box|app?t?|appartement)\.?[{BLANK}]{{0,2}}"
    r"(?=\w{0,3}\d|[A-Z]\b)\w{1,5})?"
    rf"(?:,?[{BLANK}]{{1,2}}(?:te[{BLANK}])?(?:B-)?\d{{4}}[{BLANK}][A-Z][\w-]{{1,30}})?"
)
# "In de Stationsstraat 12 gezinnen": a count, not a house.
COUNTED = re.compile(
    r"\s(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|minuten|keer|maal"
    r"|inwoners|euro|eur|procent|km|kilometer|meter|m²|gezinnen|gezin|huishoudens|kinderen"
    r"|mensen|personen|jongeren|ouderen|ouders|vrouwen|mannen|bewoners|huurders"
    r"|huizen|woningen|studio['’]s|studio|kamers|appartementen|panden|flats|meldingen"
    r"|aanvragen|klachten|vragen|signalen|cliënten|klanten|leerlingen|plaatsen"
    r"|leegstaande|lege|nieuwe|extra|sociale|andere|alleenstaande|van\sde|op\sde"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|handelaars|winkels|deelnemers|vrijwilligers|organisaties)\b",
    re.IGNORECASE,
)
_DWELLING = re.compile(
    r"\b(?:woont|woonde|wonend|wonende|woonachtig|verblijft|verbleef|logeert"
    r"|gedomicilieerd|domicilie|thuisadres|(?:haar|zijn|hun)\sadres|huisbezoek"
    r"|(?:bij\s(?:haar|hem|hen)\s)thuis)\b[^.!?;\n]{0,30}$",
    re.IGNORECASE,
)
# Read closely, for there is no number to lean on: not "een gezin woont in een straat".
_LIVES_IN = re.compile(
    r"\b(?:woont|woonde|verblijft|verbleef|logeert|gedomicilieerd)\s"
    r"(?:[\w'’-]{1,20}\s){0,2}(?:in|op|aan)\s(?:de|het)\s$",
    re.IGNORECASE,
)
# A place with a number that does not end like a street: only where somebody lives.
_LIVES_AT = re.compile(
    r"\b(?:woont|woonde|wonend|wonende|woonachtig|verblijft|verbleef|logeert|logeerde"
    r"|huurt|huurde|gedomicilieerd|domicilie|(?:haar|zijn|hun)\sadres|adres)"
    r"(?:\s(?:nu|ook|nog|alleen|thans|is))?:?"
    r"(?:\s(?:in|op|te|aan))?(?:\s(?:de|het))?\s"
    r"(?P<place>[A-Z][\w'’-]{1,30}(?:\s(?:van|de|den|der|ten|ter|[A-Z][\w'’-]{1,30})){0,3})"
    rf"(?=,?[{BLANK}]{{1,3}}(?:nr|nummer|n°|huisnummer|\d))"
)
_NO_PLACES = frozenset(
    """
    blok kamer groep unit zone fase lokaal leefgroep afdeling woning flat studio gang
    verdieping verdiep nummer januari februari maart april mei juni juli augustus
    september oktober november december artikel samen sinds vanaf
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
_FRENCH = re.compile(
    r"\b(?:rue|avenue|chaussée|boulevard|allée|place)"
    rf"(?:[{BLANK}](?:d['’]|l['’])?\w[\w'’-]{{0,24}}+){{1,5}},?[{BLANK}]\d{{1,4}}(?!\w)",
    re.IGNORECASE,
)


def street_addresses(text: str) -> Iterable[Finding]:
    """Find streets with a house number, with or without a box and a municipality.

    Certain with a box, or where somebody is said to live there; else doubtful, for an
    office has an address too. A street without number is only seen, and doubted,
    behind "woont in de" and its like. Years and counts are no house numbers.
    """
    for part in _LAST_PART.finditer(text):
        # Far quicker than one pattern over the whole text.
        if part[0].casefold().endswith(_ENDINGS):
            ending = _ENDING.search(text, part.start(), part.end())
            found = _address(text, ending) if ending else None
            if found:
                yield found
    for match in _FRENCH.finditer(text):
        yield finding(Kind.ADDRESS, text, match.span(), certainty=Certainty.DOUBTFUL)
    yield from _named_places(text)


def _named_places(text: str) -> Iterable[Finding]:
    """Find "woont op Zavelput 5": certain with a box, else doubtful."""
    for dwelling in _LIVES_AT.finditer(text):
        number = _NUMBER.match(text, dwelling.end())
        place = dwelling["place"].casefold()
        if (
            not number
            or not _is_house(text, number)
            or place.split()[0] in _NO_PLACES
            or place.endswith(_ENDINGS)  # read as a street already
            or place in municipality_names()
        ):
            continue
        span = (dwelling.start("place"), number.end())
        certainty = Certainty.CERTAIN if number["box"] else Certainty.DOUBTFUL
        yield finding(Kind.ADDRESS, text, span, certainty=certainty)


def street_end(address: str) -> int:
    """Return where in a found address the name of the street ends."""
    match = re.search(r",?\s(?:nr|nummer|n°|huisnummer|\d)", address)
    return match.start() if match else len(address)


def _address(text: str, ending: re.Match[str]) -> Finding | None:
    window = max(0, ending.start() - 40)
    head = _WORD_BEFORE.search(text, window, ending.start())
    start = head.start() if head else ending.start()
    word = text[start : ending.end()].strip("'’-.")
    start = ending.end() - len(word)
    opening = _OPENING.search(text, max(0, start - 40), start)
    if not _is_street(word, ending[0].casefold()) and not (
        opening and len(word) == len(ending[0])
    ):
        return None
    start = opening.start() if opening else start
    before = text[max(0, start - 60) : start]
    capital = text[start].isupper()
    number = _NUMBER.match(text, ending.end())
    lives = _DWELLING.search(before)
    # "oude baan 112, geen isolatie"; not "de oude baan 112 keer".
    small_opening = opening and number and _CLOSED.match(text, number.end())
    if number and _is_house(text, number):
        if not (capital or lives or ending[0].casefold() in _STREETS or small_opening):
            return None
        certain = number["box"] or lives
        certainty = Certainty.CERTAIN if certain else Certainty.DOUBTFUL
        span = (start, number.end())
        return finding(Kind.ADDRESS, text, span, certainty=certainty)
    if ending[0].casefold() in _STREETS and _LIVES_IN.search(before):
        span = (start, ending.end())
        return finding(Kind.ADDRESS, text, span, certainty=Certainty.DOUBTFUL)
    return None


def _is_street(word: str, ending: str) -> bool:
    """Tell a street from the plain words and municipalities that end like one."""
    small = word.casefold()
    if small == ending:
        return word in {"Markt", "Steenweg"}
    return small not in _NO_STREETS and small not in municipality_names()


def _is_house(text: str, number: re.Match[str]) -> bool:
    figure = int(number["number"])
    is_year = 1900 <= figure <= 2100
    plain = number.end() == number.end("number")
    return figure > 0 and not (plain and (is_year or COUNTED.match(text, number.end())))
