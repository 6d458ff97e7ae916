"""What to write instead, made to fit what was found: "someone of about 35"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from draaischijf.core.screening.people import TITLE, age_in, is_female
from draaischijf.core.screening.relation_words import POSSESSIVE, relation_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from draaischijf.core.screening.findings import Kind

_ARTICLE_BEFORE = re.compile(r"\b(?:de|het|een|die|dat|deze|dit)\s$", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"(?:een|a|an)\s")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?]\s|\n)\s*$")
_YEAR = re.compile(r"(?P<year>\d{4})(?!\d)|[\d.\s][./-]?['’]?(?P<short>\d{2})$")
_KIN_BEHIND = re.compile(rf",\s(?P<kin>{POSSESSIVE}\s\w+)$", re.IGNORECASE)


def fitted(kind: Kind, text: str) -> str | None:
    """Return the proposal that fits the words found, or None for the general one."""
    fit = _FITS.get(kind.value)
    return fit(text) if fit else None


def in_its_place(proposal: str, whole: str, start: int) -> str:
    """Return a proposal as it reads at `start`: no second article, a capital to begin.

    "in de Kerkstraat 12" becomes "in de straat …", not "in de een straat …".
    """
    before = whole[max(0, start - 20) : start]
    if _ARTICLE_BEFORE.search(before):
        proposal = _OWN_ARTICLE.sub("", proposal, count=1)
    if _SENTENCE_BEFORE.search(before) and whole[start : start + 1].isupper():
        proposal = proposal[:1].upper() + proposal[1:]
    return proposal


def _rounded(age: int) -> int:
    """Return an age to the nearest five; somebody of 2 is about 2."""
    return age if age < 5 else 5 * round(age / 5)


def _person(text: str, *, female: bool | None = None) -> str | None:
    """Return "a woman of about 35" and its like."""
    age = age_in(text)
    if age is None:
        return None
    about = {"age": _rounded(age)}
    if age < 12:
        return _("a child of about %(age)s") % about
    if age < 18:
        return _("a young person of about %(age)s") % about
    if female is None:
        return _("someone of about %(age)s") % about
    if female:
        return _("a woman of about %(age)s") % about
    return _("a man of about %(age)s") % about


def _combination(text: str) -> str | None:
    # The figures of the postcode are no age.
    words = re.sub(r"(?<!\d)\d{4}(?!\d)", "", text)
    person = _person(words, female=is_female(words))
    return _("%(person)s from the region") % {"person": person} if person else None


def _birth(text: str) -> str | None:
    match = _YEAR.search(text)
    if not match:
        return None
    today = timezone.localdate().year
    year = int(match["year"] or 2000 + int(match["short"]))
    year -= 100 if year > today else 0
    age = today - year
    return _("about %(age)s years old") % {"age": _rounded(age)} if age >= 0 else None


def _name(text: str) -> str | None:
    """Return the relation without the name, an age, or the sex that a title tells."""
    relation = text[: relation_end(text)].strip()
    if relation:
        return relation
    behind = _KIN_BEHIND.search(text)
    if behind:
        return behind["kin"]
    title = TITLE.match(text)
    if title:
        female = is_female(title[0])
        return _("a woman we support") if female else _("a man we support")
    return _person(text)


_FITS: dict[str, Callable[[str], str | None]] = {
    "name": _name,
    "initials": _person,
    "combination": _combination,
    "birth_date": _birth,
}
