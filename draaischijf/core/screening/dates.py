"""Birth dates: a date with something around it that says somebody was born then."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from django.utils import timezone

from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_MONTHS = (
    "januari|jan", "februari|feb", "maart|mrt", "april|apr", "mei", "juni|jun",
    "juli|jul", "augustus|aug", "september|sept|sep", "oktober|okt",
    "november|nov", "december|dec",
)  # fmt: skip
_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split("|")
}
_DATE = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<d>\d{1,2})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<y>\d{4}|\d{2})"
    r"|(?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})-(?P<iso_d>\d{1,2})"
    r"|(?P<word_d>\d{1,2})(?:d?e|ste)?[\s-](?P<word_m>" + "|".join(_MONTHS) + r")"
    r"\.?[\s-]{1,2}['’]?(?P<word_y>\d{4}|\d{2})"
    r")(?!\d)",
    re.IGNORECASE,
)
# Read on the sixty characters before a date, hence "$". The only fillers are a place,
# "op" and a weekday: "geboren vóór", "na" or "op of na" a date is about a group.
_BORN_BEFORE = re.compile(
    r"(?:\b(?:geboren|geb(?:oorte)?\.?[\s-]?(?:datum|dat\b\.?|dag)|geb(?:\.|\b)"
    r"|gbd(?:atum)?\b\.?|gebdat(?:um)?\b\.?|verjaardag|d\.?o\.?b\b\.?|né|née|verjaart)|(?<!\d)°)"
    r"\s{0,2}[:(=,]?\s{0,2}(?:(?:is|was)\s)?"
    r"(?:(?:te|in)\s[\w'’ -]{2,30}?,?\s)?(?:op\s)?"
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s)?$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    r"\s?(?:\(geb(?:oren|oortedatum|\.)?\)|(?:te\s\w{2,30}\s)?geboren\b)", re.IGNORECASE
)
_SEVERAL_PEOPLE = re.compile(
    r"\b(?:kinderen|baby['’]s|kleuters|peuters|jongeren|mensen|personen|ouderen|wie"
    r"|iedereen|leerlingen|studenten|inwoners|cliënten|al(?:le|wie))\b[^.!?]*$",
    re.IGNORECASE,
)


def birth_dates(text: str) -> Iterable[Finding]:
    """Find full dates that are said to be somebody's birth date ("geb.", "°").

    A plain date is no finding, nor is a bare year. Certain, but doubtful where the
    sentence is about several people ("kinderen geboren op 1 januari 2019").
    """
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        after = _BORN_AFTER.match(text, match.end())
        born = _BORN_BEFORE.search(before)
        if not (born or after) or not _is_past(match):
            continue
        start = match.start() - len(born[0]) if born else match.start()
        end = after.end() if after and not born else match.end()
        group = _SEVERAL_PEOPLE.search(text[max(0, start - 60) : start])
        certainty = Certainty.DOUBTFUL if group else Certainty.CERTAIN
        yield finding(Kind.BIRTH_DATE, text, (start, end), certainty=certainty)


def _is_past(match: re.Match[str]) -> bool:
    """Tell whether these figures are a day that has been, and not before 1900."""
    part = match.groupdict()
    year = int(part["y"] or part["iso_y"] or part["word_y"])
    word = part["word_m"]
    month = _MONTH_NUMBERS[word.casefold()] if word else int(part["m"] or part["iso_m"])
    day = int(part["d"] or part["iso_d"] or part["word_d"])
    today = timezone.localdate()
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    try:
        return datetime.date(1900, 1, 1) <= datetime.date(year, month, day) <= today
    except ValueError:
        return False
