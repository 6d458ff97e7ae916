"""What is dated in the follow-up of one action, and what is only said.

A list entry begins with its date; a sentence may also name the day somewhere inside.
The rest says how the action goes, without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from draaischijf.core.fuzzy import FuzzyDate, leading_date
from draaischijf.documents.blocks import Cell, Run
from draaischijf.documents.readers.runs import tidy
from draaischijf.plans.exchange.annual_report.lines import (
    BULLET,
    Line,
    goes_on,
    is_bare_date,
)
from draaischijf.signals.exchange.log_entries import ParsedEntry, counted, parse_log
from draaischijf.signals.exchange.rows import one_line

_MAY_BE_DATE = re.compile(
    r"(?<![\w/.,-])\d{1,2}(?=[/.-]\d|\s+[a-z]{3}|\s*,\s*\d|\s+en\s+\d)",
    re.IGNORECASE,
)
# What is to be ready before a day did not happen on it.
_DEADLINE = re.compile(
    r"\b(?:voor|vóór|tegen|vanaf|sinds|tot|t\.e\.m\.|tem|uiterlijk|ten laatste|na)"
    r"(?:\s+op)?\s*$",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:[-•●▪◦‣✓⇒*]\s+)?(?:op\s+)?", re.IGNORECASE)
# "… was er de uitleg. Vraag op het bureau 7/07/2025": the last sentence has that date.
_LOOSE_SENTENCE = re.compile(
    r"(?P<own>.*[.!?])\s+(?P<loose>[^\W\d_a-z][^.!?]*[^\s.!?])"
)


@dataclass(frozen=True, slots=True)
class Followed:
    """The follow-up of one action: dated facts, and words without a date."""

    entries: tuple[ParsedEntry, ...] = ()
    remark: str = ""


def first_day(text: str, year: int | None) -> tuple[FuzzyDate, bool] | None:
    """Return the first day in a text, and whether the text begins with it."""
    mark = _LIST_MARK.match(text)
    found = leading_date(text[mark.end() :] if mark else text, year=year)
    if found:
        return found[0], True
    inside = next(days_in(text, year), None)
    return (inside, False) if inside else None


def days_in(
    text: str, year: int | None, *, deadlines: bool = False
) -> Iterator[FuzzyDate]:
    """Yield the days that a running text names, those "voor 3 mei" when asked for."""
    end = 0
    for place in _MAY_BE_DATE.finditer(text):
        if place.start() < end:
            continue
        found = leading_date(text[place.start() :], year=year)
        if found is None or not found[0].is_known:
            continue
        end = len(text) - len(found[1])
        if deadlines or not _DEADLINE.search(text[: place.start()]):
            yield found[0]


def facts_of(lines: Sequence[Line], year: int | None) -> Followed:
    """Take the follow-up of one action apart; `year` is that of the document."""
    entries: list[ParsedEntry] = []
    remarks: list[str] = []
    for group in _groups(lines):
        for entry in _whole(parse_log(_cell(group), year=year)):
            if entry.when.is_known and not entry.is_plan:
                entries.append(entry)
            elif inside := tuple(_inside(entry, year)):
                entries.extend(inside)
            else:
                remarks.append(_remark(entry.verbatim))
    return Followed(tuple(entries), "\n".join(remarks))


def _remark(text: str) -> str:
    mark = BULLET.match(text)
    return f"- {one_line(text[mark.end() :])}" if mark else one_line(text)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield each line with the lines that only go on with it."""
    group: list[Line] = []
    for line in lines:
        if group and (
            is_bare_date(group[-1].text) or not goes_on(group[-1].text, line)
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _cell(lines: Sequence[Line]) -> Cell:
    runs: list[Run] = []
    for line in lines:
        runs.extend((*line.runs, Run("\n")))
    return Cell(tidy(runs))


def _whole(entries: Sequence[ParsedEntry]) -> list[ParsedEntry]:
    """Give a bare date the sentence that was broken off before it."""
    whole = list(entries)
    for number, entry in enumerate(whole[1:], start=1):
        before = whole[number - 1]
        loose = _LOOSE_SENTENCE.fullmatch(before.text)
        if loose and before.when.is_known and not entry.text:
            whole[number - 1] = counted(replace(before, text=loose["own"]))
            whole[number] = counted(replace(entry, text=loose["loose"]))
    return whole


def _inside(entry: ParsedEntry, year: int | None) -> Iterator[ParsedEntry]:
    """Yield the dated facts of words that do not begin with a date.

    A day in a later year is a plan: that stays in the words.
    """
    for when in days_in(one_line(entry.verbatim), year):
        if year is None or (when.start and when.start.year <= year):
            yield counted(ParsedEntry(when, one_line(entry.text), entry.verbatim))
