"""From words to dates: the forms that Flemish plans, reports and minutes use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from draaischijf.core.fuzzy import grammar
from draaischijf.core.fuzzy.date import FuzzyDate, FuzzyKind
from draaischijf.core.fuzzy.grammar import Piece

_BEFORE = re.compile(
    r"(?P<word>voor|vóór|tegen|uiterlijk|ten laatste|tot en met|tot|tem|t\.e\.m\.?|t/m)"
    r"\s+(?:op\s+|het\s+)?(?P<rest>.+)"
)
_AFTER = re.compile(r"(?P<word>na|vanaf|sinds|sedert)\s+(?:het\s+)?(?P<rest>.+)")
_YEAR_POINT = re.compile(
    rf"jaaractiepunt(?:\s+(?:gedurende|in|voor))?(?:\s+(?P<year>{grammar.YEAR}))?"
)
_RANGE_WORDS = re.compile(
    r"\s*(?:\btot en met\b|\bt\.?\s?e\.?\s?m\b\.?|\bt/m\b|\btot\b)\s*"
)
_LIST_MARKS = re.compile(r"\s*(?:[,;+&]|\ben\b)\s*")

# kind, first day, last day, year guessed, separate days
_Found = tuple[
    FuzzyKind,
    dt.date | None,
    dt.date | None,
    bool,
    tuple[dt.date, ...],
]


def parse_fuzzy(text: str, *, year: int | None = None) -> FuzzyDate:
    """Read a date as people write it in Flanders; never raises.

    `year` is the year of the surrounding text: it is used, and `year_guessed` set,
    where the words name none ("13 februari"). Without it such a date stays unknown, as
    does everything that is not understood; the text is kept in every case.
    """
    cleaned = grammar.clean(text)
    for reader in _READERS:
        try:
            found = reader(cleaned, year)
        except (ValueError, OverflowError):
            # the 31st of February, or a year that no calendar has
            found = None
        if found is not None:
            return FuzzyDate(text, *found)
    return FuzzyDate(text)


def _single(text: str, year: int | None) -> _Found | None:
    point = _YEAR_POINT.fullmatch(text)
    piece = grammar.read_piece(text)
    if point:
        piece = Piece(year=int(point["year"]) if point["year"] else None)
    if piece is None:
        return None
    span = piece.filled(year=year).span()
    if span is None:
        return None
    return FuzzyKind(piece.shape), *span, piece.year is None, ()


def _bound(text: str, year: int | None) -> _Found | None:
    """Read "voor eind januari 2025" and "vanaf mei 2026".

    A named day is itself the bound. "voor mei" ends with April and "na mei" starts with
    June; "voor eind mei", "tegen mei" and "tot en met mei" end with May.
    """
    before, after = _BEFORE.fullmatch(text), _AFTER.fullmatch(text)
    found = before or after
    piece = grammar.read_piece(found["rest"]) if found else None
    span = piece.filled(year=year).span() if piece else None
    if found is None or piece is None or span is None:
        return None
    one_day = dt.timedelta(days=1)
    start, end = span
    guessed = piece.year is None
    whole = piece.shape != "day"
    if before:
        outside = found["word"] in {"voor", "vóór", "tot"} and piece.part != 2
        last = start - one_day if outside and whole else end
        return FuzzyKind.BEFORE, None, last, guessed, ()
    first = end + one_day if found["word"] == "na" and whole else start
    return FuzzyKind.AFTER, first, None, guessed, ()


def _range(text: str, year: int | None) -> _Found | None:
    """Read "05/10/2026 tem 27/11/2026", "april - mei 2024" and "2020-2025"."""
    ends = _range_ends(text)
    if ends is None:
        return None
    left, right = ends
    last = right.filled(year=year)
    if last.year is None:
        return None
    # "november - februari 2027" began the year before
    turns = (left.month or left.season or 0) > (last.month or last.season or 12)
    first = left.filled(year=last.year - turns, month=last.month)
    first_span, last_span = first.span(), last.span()
    if first_span is None or last_span is None or first_span[0] > last_span[1]:
        return None
    both_months = left.shape == right.shape == "month"
    kind = FuzzyKind.MONTHS if both_months else FuzzyKind.PERIOD
    return kind, first_span[0], last_span[1], right.year is None, ()


def _range_ends(text: str) -> tuple[Piece, Piece] | None:
    plain = text.removeprefix("van ")
    halves = _RANGE_WORDS.split(plain)
    if len(halves) != 2 and plain.startswith("tussen "):
        halves = plain.removeprefix("tussen ").split(" en ")
    if len(halves) != 2:
        halves = plain.split(" - ")
    if len(halves) != 2:
        halves = plain.split("-")
    if len(halves) != 2:
        return None
    left, right = (grammar.read_piece(half.strip()) for half in halves)
    return (left, right) if left and right else None


def _list(text: str, year: int | None) -> _Found | None:
    """Read "4,6 en 18 mei 2024" and "april en mei 2024"."""
    pieces = [grammar.read_piece(part) for part in _LIST_MARKS.split(text)]
    known = [piece for piece in pieces if piece is not None]
    shapes = {piece.shape for piece in known}
    if len(known) != len(pieces) or len(known) < 2 or len(shapes) != 1:
        return None
    guessed = known[-1].year is None
    month: int | None = None
    spans = []
    for piece in reversed(known):
        whole = piece.filled(year=year, month=month)
        year, month = whole.year, whole.month
        spans.append(whole.span())
    complete = sorted(span for span in spans if span is not None)
    if len(complete) != len(known) or not shapes <= {"day", "month"}:
        return None
    first, last = complete[0][0], complete[-1][1]
    if shapes == {"month"}:
        return FuzzyKind.MONTHS, first, last, guessed, ()
    return FuzzyKind.DAYS, first, last, guessed, tuple(day for day, _ in complete)


_READERS: Sequence[Callable[[str, int | None], _Found | None]] = (
    _single,
    _bound,
    _range,
    _list,
)

# A day with its month, between the marks of a list or a range of days.
_MARKS = r"\s*(?:,|;|\ben\b|\btot en met\b|\btem\b|t\.e\.m\.|t/m|\btot\b|[-–—])\s*"
_NAMED_DAY = rf"\d{{1,2}}\s+{grammar.MONTH}(?:\s+{grammar.YEAR})?"
_NUMBERS = rf"\d{{1,2}}([/.-])\d{{1,2}}\%d(?:{grammar.YEAR}|\d\d)(?!\d)"
_HEAD = re.compile(
    rf"(?:{grammar.WEEKDAY}\s+)?"
    rf"(?:(?:{_NUMBERS % 1}|{_NAMED_DAY}|\d{{1,2}}){_MARKS})*"
    rf"(?:{_NUMBERS % 2}|{_NAMED_DAY}|\d{{1,2}}/\d{{1,2}}(?=\s*[-–—:]))",
    re.IGNORECASE,
)
_VAGUE_HEAD = re.compile(
    rf"(?:(?:in|voor|tegen|vanaf|na)\s+)?(?:het\s+|de\s+)?(?:"
    rf"volgende?\s+(?:{grammar.SEASON}|{grammar.MONTH}|(?:werk|school)?jaar\b|maand\b)|"
    rf"(?:{grammar.PART}\s+)?{grammar.MONTH}|{grammar.PART}(?=\s+(?:19|20))|"
    rf"{grammar.SEASON})(?:\s+(?:van\s+)?{grammar.YEAR})?",
    re.IGNORECASE,
)


def leading_date(text: str, *, year: int | None = None) -> tuple[FuzzyDate, str] | None:
    """Return the date that a text begins with and what follows it, or None.

    Finds days and periods of days ("18/02/2026", "05/10/2026 tem 27/11/2026").
    """
    return _leading(_HEAD, text, year)


def leading_vague_date(
    text: str, *, year: int | None = None
) -> tuple[FuzzyDate, str] | None:
    """Return the month or season a text begins with and what follows it, or None.

    Finds "Begin januari", "In het najaar van 2026", "Volgend schooljaar"; what names no
    year, or one that only a reader knows, is unknown.
    """
    return _leading(_VAGUE_HEAD, text, year)


def _leading(
    pattern: re.Pattern[str], text: str, year: int | None
) -> tuple[FuzzyDate, str] | None:
    found = pattern.match(text)
    if found is None:
        return None
    return parse_fuzzy(found.group(), year=year), text[found.end() :]


def stored_fuzzy(
    text: str,
    *,
    kind: str,
    start: dt.date | None,
    end: dt.date | None,
    year_guessed: bool = False,
) -> FuzzyDate:
    """Rebuild a date from saved columns; the separate days come back from the text."""
    days: tuple[dt.date, ...] = ()
    if kind == FuzzyKind.DAYS and start and end:
        days = parse_fuzzy(text, year=end.year).days
        if not days or (days[0], days[-1]) != (start, end):
            days = (start, end)
    return FuzzyDate(text, FuzzyKind(kind), start, end, year_guessed, days)
