"""Words for one person that several rules share: an age, a sex."""

from __future__ import annotations

import re

from draaischijf.core.screening.characters import BLANK

OLDEST = 110

TITLE = re.compile(
    r"(?<!\w)(?:mevrouw(?:tje)?|mevr|mvr|mvw|mw|mej(?:uffrouw)?|juffrouw|madame|mme"
    rf"|meneer|mijnheer|menheer|mr|dhr|(?-i:[hH]r)|de[{BLANK}]{{1,2}}heer)(?!\w)\.?",
    re.IGNORECASE,
)

FEMALE = (
    "vrouw|meisje|dame|mevrouw|mevr|mvr|mw|moeder|mama|dochter(?:tje)?|zus(?:je)?"
    "|oma|weduwe|madame|mme|mvw|mej(?:uffrouw)?|juffrouw|mevrouwtje|echtgenote|cliënte|bewoonster|v"
)
MALE = (
    "man|jongen|heer|meneer|mijnheer|dhr|vader|papa|zoon(?:tje)?|broer(?:tje)?"
    "|opa|weduwnaar|echtgenoot|m"
)
# "34 jaar", "34j.", "34-jarige": a number that can hardly be anything but an age or a
# time of waiting.
YEARS = rf"[{BLANK}-]?(?:jarige?|jaar|jr|j)(?!\w)\.?"
# What makes years a time: "CAW (13 jaar actief)", "3 jaar wachten".
NO_AGE = re.compile(
    rf"[{BLANK}]{{0,2}}(?:lang\b|later|geleden|gewacht|wacht(?:en|tijd|lijst)\b|actief"
    r"|ervaring|werking|bezig|na\b|garantie|vertraging|subsidie|contract|per\b"
    r"|op\sde\swachtlijst)",
    re.IGNORECASE,
)

_AGE = re.compile(
    rf"(?<![\d.,/])(?:(?P<years>\d{{1,3}}){YEARS}"
    r"|\((?P<braced>\d{1,3})\)"
    r"|(?:van|is)\s(?P<plain>\d{1,3})(?!\d|[.,/]\d))",
    re.IGNORECASE,
)
_FEMALE = re.compile(rf"(?<!\w)(?:{FEMALE})(?!\w)", re.IGNORECASE)
_MALE = re.compile(rf"(?<!\w)(?:{MALE})(?!\w)", re.IGNORECASE)


def age_in(text: str) -> int | None:
    """Return the age that a few words about one person hold, if they hold one."""
    match = _AGE.search(text) or re.search(
        r"(?<![\d.,/])(?P<plain>\d{1,3})(?![\d.,/])", text
    )
    if not match:
        return None
    age = int(next(figures for figures in match.groupdict().values() if figures))
    return age if 0 < age <= OLDEST else None


def is_female(text: str) -> bool | None:
    """Tell the sex that a few words about one person name; None if they name none."""
    female, male = _FEMALE.search(text), _MALE.search(text)
    if not female and not male:
        return None
    if female and male:
        return female.start() < male.start()
    return female is not None
