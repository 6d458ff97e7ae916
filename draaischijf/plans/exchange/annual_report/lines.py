"""Lines of a column with their style, and what a line begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draaischijf.core.fuzzy import leading_date
from draaischijf.documents.blocks import Cell, ListItem, Place, Run, Runs, text_of
from draaischijf.documents.readers.runs import tidy
from draaischijf.signals.exchange.rows import one_line

_MARK = r"(?:(?:(?:\d{1,2}|[a-zA-Z])[.)]|[-•●▪◦‣–*])\s*){0,2}"
_LABEL = re.compile(
    rf"{_MARK}(?P<label>timing|trekker)s?(?:\(s\))?\s*:\s*", re.IGNORECASE
)
# "… partners. Timing: mei Trekker: OCMW" is three lines, however it was typed.
_INNER_LABEL = re.compile(
    rf"(?<=\S)\s+(?={_MARK}(?:Timing|TIMING|Trekkers?|TREKKERS?)(?:\(s\))?\s*:)"
)
_ONLY_MARK = re.compile(_MARK)
_NUMBER = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")
BULLET = re.compile(r"[-•●▪◦‣✓⇒*–]\s+(?=\S)")
OPEN_END = re.compile(
    r"(?:[-–—,:/(]|\b(?:aan|als|bij|dan|dat|de|die|door|een|en|het|in|ism|met|naar|of|"
    r"om|op|te|tot|uit|van|via|voor))$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?]['’”)]?$")

TIMING, LEAD = "timing", "trekker"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column, and where it stands."""

    runs: Runs
    place: Place

    @property
    def text(self) -> str:
        return text_of(self.runs)

    @property
    def label(self) -> tuple[str, str] | None:
        """Return what the line is labelled ("timing", "trekker") and what follows."""
        found = _LABEL.match(self.text)
        if found is None:
            return None
        return found["label"].lower(), self.text[found.end() :].strip()

    @property
    def number(self) -> int | None:
        """Return the number that the line begins with, or None."""
        found = _NUMBER.match(self.text)
        return int(found["number"]) if found else None

    @property
    def bullet(self) -> str:
        """Return the text of a line with a bullet, "" when it has none."""
        found = BULLET.match(self.text)
        return self.text[found.end() :] if found else ""

    @property
    def is_bold(self) -> bool:
        """Tell whether all of the line is bold: a goal in the column of actions."""
        return all(run.bold for run in self.runs if run.text.strip())

    def without_number(self) -> Line:
        """Return the line without the number it begins with."""
        found = _NUMBER.match(self.text)
        return Line(cut(self.runs, found.end()), self.place) if found else self


def cut(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return a part of the runs, counted in signs, with its style."""
    end = sum(len(run.text) for run in runs) if end is None else end
    parts = []
    place = 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        parts.append(Run(text, run.bold, run.italic, run.colour))
        place += len(run.text)
    return tidy(parts)


def lines_of(cell: Cell, place: Place, *, is_log: bool = False) -> list[Line]:
    """Return the lines of a cell, labels on lines of their own.

    A PDF knows only the lines that were printed: those are put together again.
    """
    text = cell.text
    ends = [*(found.start() for found in re.finditer("\n", text)), len(text)]
    spans = zip([0, *(end + 1 for end in ends)], ends, strict=False)
    pieces = (cut(cell.runs, start, end) for start, end in spans)
    lines = [Line(piece, place) for piece in pieces if piece]
    if place.page is not None and place.line is None:
        lines = _unwrapped(lines)
    if not is_log:
        lines = [part for line in lines for part in _at_labels(line)]
    return lines


def _at_labels(line: Line) -> Iterator[Line]:
    text = line.text
    starts: list[int] = []
    for found in _INNER_LABEL.finditer(text):
        # in "b. Trekker" the letter belongs to the label
        if not _ONLY_MARK.fullmatch(text[starts[-1] if starts else 0 : found.end()]):
            starts.append(found.end())
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        yield Line(cut(line.runs, start, end), line.place)


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    whole: list[Line] = []
    for line in lines:
        if whole and _is_wrapped(whole[-1], line):
            runs = _joined(whole[-1].runs, line.runs)
            whole[-1] = Line(runs, whole[-1].place)
        else:
            whole.append(line)
    return whole


def _joined(above: Runs, below: Runs) -> Runs:
    return tidy((*above, Run("\n" if text_of(above).endswith("-") else " "), *below))


def _is_wrapped(above: Line, line: Line) -> bool:
    """Tell whether a printed line is only the rest of the one above it."""
    if SENTENCE_END.search(above.text) or is_bare_date(above.text):
        return False
    if line.text[0] in "–—" and not above.text.endswith(":"):
        return True  # "overleg in Beverhout" and below it "– 48 deelnemers"
    return not (
        line.number is not None or line.label or line.bullet or leading_date(line.text)
    )


def is_bare_date(text: str) -> bool:
    """Tell whether a line is a date and nothing more."""
    found = leading_date(BULLET.sub("", text, count=1))
    return found is not None and not found[1].strip(" -–:.,;")


def lines_of_item(item: ListItem) -> list[Line]:
    """Return a list item that stands outside the table as the lines of a cell."""
    marker = item.marker if item.marker[0].isalnum() else "-"
    return lines_of(Cell(tidy((Run(f"{marker} "), *item.runs))), item.place)


def goes_on(above: str, line: Line) -> bool:
    """Tell whether a line is the rest of the text above it."""
    if line.number is not None or line.label or line.bullet:
        return False
    return bool(OPEN_END.search(above)) or line.text[0].islower()


def paragraph(lines: Sequence[Line]) -> str:
    """Return lines as running text; what has a bullet stays on a line of its own."""
    parts: list[str] = []
    for line in lines:
        if line.bullet or not parts:
            parts.append(f"- {line.bullet}" if line.bullet else line.text)
        else:
            parts[-1] += f"\n{line.text}"
    return "\n".join(one_line(part) for part in parts)
