"""Code lists hold the words of a list, chosen with care, and none about a person."""

from __future__ import annotations

_LIST = "the words of a code list, the same for everybody"

LEFT = {
    "taxonomy.Scheme.*": _LIST,
    "taxonomy.Term.*": _LIST,
    "taxonomy.Area.*": _LIST,
    "taxonomy.Abbreviation.*": _LIST,
}
