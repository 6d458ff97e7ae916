"""Words to take out, found however they are spelled.

"Els  Peeters" is found with other spaces, capitals or accents made in another way; a
number is found with other signs between its figures, and a phone number also with the
country before it. Only whole words: "Jan" is not taken out of "januari".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from draaischijf.core.screening.marking import Mark

SHORTEST = 3
LONGEST = 200
_GAP = r"(?:[\s./()\-–]|&nbsp;){0,3}"
_SIGNS = re.compile(r"[\s./()\-–+]")
_ESCAPED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "(?:&quot;|&#34;)",
    "'": "(?:&#x27;|&#39;)",
}


@dataclass(frozen=True)
class Edit:
    """One replacement in a text: from where to where, and how long it is now."""

    start: int
    end: int
    length: int


class Words:
    """The words to take out. Raises ValueError when they are too short or too long."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(unicodedata.normalize("NFC", text).split())
        self._number = _figures_of(self.text)
        self._squashed = self._number or squash(self.text)
        if len(self._squashed) < SHORTEST or len(self.text) > LONGEST:
            raise ValueError("Too short or too long to look for.")
        self._pattern = re.compile(
            _number_pattern(self._number) if self._number else _word_pattern(self.text),
            re.IGNORECASE,
        )

    @property
    def lookup(self) -> str:
        """A pattern for the database that finds at least what `count` finds."""
        if self._number:
            return "(&nbsp;|[^[:alnum:]]){0,6}".join(self._number)
        runs = re.findall(r"[^\W_]+", self.text)
        loose = ["".join(c if c.isascii() else ".{1,3}" for c in run) for run in runs]
        return ".{0,12}".join(loose)

    def count(self, value: Any) -> int:
        """Return how often the words stand in a text, or in the texts of some JSON."""
        return sum(
            sum(1 for _ in self._pattern.finditer(text)) for text in texts_in(value)
        )

    def replaced(self, value: Any, by: str) -> Any:
        """Return a text, or JSON, with the words replaced."""
        if isinstance(value, str):
            return self._pattern.sub(lambda _: by, value)
        if isinstance(value, list):
            return [self.replaced(one, by) for one in value]
        if isinstance(value, dict):
            return {
                self.replaced(name, by): self.replaced(one, by)
                for name, one in value.items()
            }
        return value

    def edits(self, text: str, by: str) -> list[Edit]:
        """Return what `replaced` changes in a text, place by place."""
        return [
            Edit(found.start(), found.end(), len(by))
            for found in self._pattern.finditer(text)
        ]

    def around(self, value: Any, reach: int = 60) -> tuple[str, str, str]:
        """Return what stands before the first find, the find, and what comes after."""
        for text in texts_in(value):
            found = self._pattern.search(text)
            if found:
                start, end = found.span()
                return (
                    _cut_before(text[:start], reach),
                    found[0],
                    _cut_after(text[end:], reach),
                )
        return ("", "", "")

    def in_file(self, text: str) -> bool:
        """Tell whether the words stand in the text of a file.

        Broken lines, hyphens and odd spaces of a print do not hide them.
        """
        return self._squashed in squash(text)


def texts_in(value: Any) -> list[str]:
    """Return every text in some JSON, the names of its parts included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    if isinstance(value, dict):
        return [text for name, one in value.items() for text in [name, *texts_in(one)]]
    return []


def squash(text: str) -> str:
    """Return the letters and figures of a text, without case, accents and all else."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalnum())


def moved(marks: list[Mark], field: str, edits: list[Edit]) -> list[Mark]:
    """Return the marks of the screening as they stand after the edits of one field.

    A mark on what was taken out goes with it.
    """
    kept: list[Mark] = []
    for mark in marks:
        if mark.get("field") != field:
            kept.append(mark)
            continue
        start, end = mark["start"], mark["end"]
        if any(start < edit.end and edit.start < end for edit in edits):
            continue
        shift = sum(
            edit.length - (edit.end - edit.start) for edit in edits if edit.end <= start
        )
        kept.append({**mark, "start": start + shift, "end": end + shift})
    return kept


def _figures_of(text: str) -> str:
    """Return the figures of a number, without the country of a phone; else nothing."""
    figures = _SIGNS.sub("", text)
    if not figures.isdigit() or not figures.isascii() or len(figures) < 6:
        return ""
    for country in ("0032", "32"):
        rest = figures.removeprefix(country)
        is_said = country == "0032" or text.startswith("+")
        if is_said and rest != figures and len(rest.removeprefix("0")) in {8, 9}:
            return rest.removeprefix("0")
    if figures.startswith("0") and len(figures) in {9, 10}:
        return figures[1:]
    return figures


def _number_pattern(figures: str) -> str:
    country = rf"(?:(?:\+|00)32{_GAP}(?:\(?0\)?{_GAP})?|\(?0{_GAP})?"
    return rf"(?<![\w+]){country}{_GAP.join(figures)}(?!\w)"


def _word_pattern(text: str) -> str:
    body = r"(?:\s|&nbsp;)+".join(
        "".join(_letter(one) for one in word) for word in text.split()
    )
    start = r"(?<!\w)" if text[0].isalnum() else ""
    end = r"(?!\w)" if text[-1].isalnum() else ""
    return f"{start}{body}{end}"


def _letter(one: str) -> str:
    if one in _ESCAPED:
        return f"(?:{re.escape(one)}|{_ESCAPED[one]})"
    apart = unicodedata.normalize("NFD", one)
    if apart != one:
        return f"(?:{re.escape(one)}|{re.escape(apart)})"
    return re.escape(one)


def _cut_before(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text
    return "…" + text[-reach:].partition(" ")[2]


def _cut_after(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text
    return text[:reach].rpartition(" ")[0] + "…"
