"""The head of a table of actions: ACTIE, OPMERKING, CONTACT, ACTOREN, OPGESTART."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from draaischijf.documents.spelling import alike, plain

Columns = Mapping[str, int]

_WORDS: dict[str, tuple[str, ...]] = {
    "title": ("actie", "acties", "aktie", "akties", "actiepunt", "actiepunten"),
    "remark": ("opmerking", "opmerkingen", "stand van zaken", "verloop"),
    "contacts": ("contact", "contacten", "contactpersoon", "contactpersonen"),
    "actors": ("actor", "actoren", "partner", "partners"),
    "started": ("opgestart", "opgestart in", "gestart", "startjaar", "sinds"),
}
# So many of the five tell that a row is this head.
ENOUGH = 3
_LONGEST_HEAD = 40
_PLURAL = re.compile(r"\((?:s|en|n)\)")


def plan_columns(texts: Sequence[str]) -> Columns | None:
    """Return which column holds what when the row is the head of a plan, or None.

    Heads may be misspelled by a letter. One that says "action" in other words, or too
    badly to be read, is the first column that is left.
    """
    found: dict[str, int] = {}
    for number, text in enumerate(texts):
        name = _column(text)
        if name and name not in found:
            found[name] = number
    if len(found) < ENOUGH or not {"contacts", "started", "remark"} & found.keys():
        return None
    if "title" not in found:
        left = [n for n in range(len(texts)) if n not in found.values()]
        if not left or left[0] > min(found.values()):
            return None
        found["title"] = left[0]
    return found


# Every cell of a document is asked, and most are asked again: a name, a year.
@lru_cache(maxsize=4096)
def _column(text: str) -> str | None:
    if not text or len(text) > _LONGEST_HEAD:
        return None
    shown = plain(_PLURAL.sub("", text))
    for name, words in _WORDS.items():
        if any(alike(shown, word) for word in words):
            return name
    return None
