"""From a rubric "Recht op ..." to the code of the social right.

The codes are those of the ten rights that split articles 23 and 24 of the Belgian
Constitution; a rubric names them in its own words.
"""

from __future__ import annotations

import re

from draaischijf.documents.spelling import plain

_RIGHT = re.compile(r"(?:het )?recht op\b")
# In this order: the more particular words first.
_CODES = (
    ("medical_assistance", ("geneeskundige bijstand", "medische bijstand")),
    (
        "legal_assistance",
        ("juridische", "rechtsbijstand", "rechtshulp", "rechtsbedeling"),
    ),
    ("social_security", ("sociale zekerheid", "inkomen")),
    ("social_assistance", ("sociale bijstand", "maatschappelijke dienstverlening")),
    ("environment", ("leefmilieu", "leefomgeving", "milieu")),
    ("development", ("ontplooiing", "cultuur", "culturele", "vrije tijd", "vrijetijd")),
    ("education", ("onderwijs", "leren", "vorming")),
    ("housing", ("huisvesting", "wonen", "woning")),
    ("health", ("gezondheid", "zorg")),
    ("work", ("arbeid", "werk", "tewerkstelling")),
)


def is_right(text: str) -> bool:
    """Tell whether a line is a rubric of a social right."""
    return bool(_RIGHT.match(plain(text))) and len(text) <= 100


def right_code(text: str) -> str:
    """Return the code of the right that a rubric names, or "" when none is known."""
    shown = plain(text)
    for code, words in _CODES:
        if any(word in shown for word in words):
            return code
    return ""
