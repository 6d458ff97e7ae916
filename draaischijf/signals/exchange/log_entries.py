"""A column of follow-up, taken apart into dated entries and plans.

An entry begins where a line begins with a date ("27/06/2026 – overleg ...", "Op 3 mei
..."), or where a date in bold stands in the line. What follows belongs to it until the
next date. A line that looks ahead without a day ("Begin januari zal ...") is a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from draaischijf.core.fuzzy import (
    FuzzyDate,
    FuzzyKind,
    leading_date,
    leading_vague_date,
    parse_fuzzy,
)
from draaischijf.documents.blocks import Cell
from draaischijf.signals.exchange.rows import Problem, one_line

_LIST_MARK = re.compile(r"\s*(?:[-•●▪◦‣⇒✓*]\s+|\d{1,2}[.)]\s+(?!\d))?")
_LEAD_IN = re.compile(r"(?:op|vanaf)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[-–—:]+\s*")
_AHEAD = re.compile(
    r"\b(?:zal|zullen|wordt|worden|volgt|volgen|volgende?|gepland|voorzien|plannen|"
    r"komt er)\b",
    re.IGNORECASE,
)
_EXACT = frozenset({FuzzyKind.DAY, FuzzyKind.DAYS, FuzzyKind.PERIOD})
_ABOUT = r"(?P<about>zo['’`]?n|ongeveer|ca\.?|circa|±|ruim|meer dan|minstens|bijna|een)"
_NUMBER = rf"(?:{_ABOUT}\s+)?(?P<number>\d{{1,5}})(?P<round>\s?-?\s?tal)?\s+"
_PRESENT = re.compile(rf"{_NUMBER}(?:deelnemers|aanwezigen)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    rf"{_NUMBER}(?:personen|mensen|medewerkers|hulpverleners)\b", re.IGNORECASE
)
_MEETINGS = re.compile(
    r"\b(?P<number>\d{1,3})\s+(?:\w+\s+)?(?:bijeenkomsten|vergaderingen|samenkomsten|"
    r"overlegmomenten|werkvergaderingen|sessies)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One dated fact or one plan of the follow-up."""

    when: FuzzyDate
    text: str
    verbatim: str
    attendance: int | None = None
    attendance_is_about: bool = False
    meetings: int | None = None
    is_plan: bool = False


def parse_log(cell: Cell, *, year: int | None) -> tuple[ParsedEntry, ...]:
    """Return the entries and plans of one cell in their order.

    `year` is the year of the document, for dates that name none. A plan without a year
    stays undated: it may lie in the next one.
    """
    text = cell.text
    starts = sorted(set(_starts(cell, year)))
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    ends = [*starts[1:], len(text)]
    pieces = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    entries: list[ParsedEntry] = []
    for piece in filter(None, pieces):
        entry = _entry(piece, year)
        if _lies_ahead(entry, entries):
            when = parse_fuzzy(entry.when.text)
            entry = replace(entry, when=when, is_plan=True)
        entries.append(entry)
    return tuple(entries)


def _lies_ahead(entry: ParsedEntry, before: Sequence[ParsedEntry]) -> bool:
    """Tell whether a month or season without a year can only be that of a next year.

    "Begin februari" after an entry of December is not the February before it. Words
    such as "zal" or "volgend" say that it is a plan, too.
    """
    when = entry.when
    if (
        not when.text
        or when.kind in _EXACT
        or (when.is_known and not when.year_guessed)
    ):
        return False
    if _AHEAD.search(entry.text):
        return True
    earlier = [other.when.start for other in before if other.when.start]
    return bool(earlier and when.end and max(earlier) > when.end)


def _starts(cell: Cell, year: int | None) -> Iterator[int]:
    """Yield where in the text of a cell an entry begins.

    Days that follow each other with nothing between are an entry each.
    """
    text = cell.text
    head_end = 0
    line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
    waiting = sorted({*line_starts, *_bold_starts(cell)})
    while waiting:
        place = waiting.pop(0)
        if place < head_end:
            continue  # inside the date of the line itself
        line = text[place:].partition("\n")[0]
        found = _head(line, year)
        if found is None:
            if place in line_starts and _looks_ahead(line):
                yield place
            continue
        _when, rest = found
        another = leading_date(rest.lstrip()) is not None
        inside = place not in line_starts and not another
        if inside and rest.strip() and not _SEPARATOR.match(rest):
            continue  # a date in the middle of a sentence
        head_end = place + len(line) - len(rest)
        yield place
        if another:
            waiting.insert(0, head_end + len(rest) - len(rest.lstrip()))


def _bold_starts(cell: Cell) -> list[int]:
    starts = []
    place = 0
    for run in cell.runs:
        if run.bold:
            starts.append(place + len(run.text) - len(run.text.lstrip()))
        place += len(run.text)
    return starts


def _head(line: str, year: int | None) -> tuple[FuzzyDate, str] | None:
    """Return the date that a line begins with, after a list mark or "op"."""
    mark = _LIST_MARK.match(line)
    bare = line[mark.end() :] if mark else line
    lead_in = _LEAD_IN.match(bare)
    return leading_date(bare[lead_in.end() :] if lead_in else bare, year=year)


def _looks_ahead(line: str) -> bool:
    mark = _LIST_MARK.match(line)
    bare = line[mark.end() :] if mark else line
    return leading_vague_date(bare) is not None


def _entry(piece: str, year: int | None) -> ParsedEntry:
    mark = _LIST_MARK.match(piece)
    bare = piece[mark.end() :] if mark else piece
    found = _head(piece, year)
    if found is not None:
        when, rest = found
        separator = _SEPARATOR.match(rest)
        spoken = _LEAD_IN.match(bare) or (rest.strip() and not separator)
        text = bare if spoken else rest[separator.end() :] if separator else ""
        return counted(ParsedEntry(when, one_line(text), piece))
    vague = leading_vague_date(bare, year=year)
    if vague is None:
        return counted(ParsedEntry(parse_fuzzy(""), one_line(bare), piece))
    return counted(ParsedEntry(vague[0], one_line(bare), piece))


def counted(entry: ParsedEntry) -> ParsedEntry:
    """Return the entry with the people and meetings that its words count."""
    present = _PRESENT.search(entry.text) or _PEOPLE.search(entry.text)
    meetings = _MEETINGS.search(entry.text)
    return replace(
        entry,
        attendance=int(present["number"]) if present else None,
        attendance_is_about=bool(present and (present["about"] or present["round"])),
        meetings=int(meetings["number"]) if meetings else None,
    )


def entry_warnings(entries: Sequence[ParsedEntry], where: str) -> Iterator[Problem]:
    """Yield what a person should look at: weekends, guessed years, no date at all."""
    for entry in entries:
        when = entry.when
        if when.on_weekend:
            why = _("%(date)s falls on a weekend.")
        elif when.year_guessed:
            why = _("%(date)s names no year; that of the document was taken.")
        elif not when.is_known and not entry.is_plan:
            why = _("No date found in “%(text)s”.")
        else:
            continue
        yield Problem(where, why % {"date": when.text, "text": entry.text[:60]})
