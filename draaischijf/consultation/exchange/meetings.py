"""The meetings of a document: one row each, out of lists and out of tables.

As the reports write it (domain report 2.2 and 2.3): below a heading about consultation
a body, with its days under it; or a year with a list of days, or only how many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from draaischijf.consultation.enums import MeetingKind
from draaischijf.consultation.exchange.days import Line, line_of, lines_in
from draaischijf.consultation.exchange.names import NamedBody, body_of, is_heading
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.blocks import Document, Heading, ListItem, Paragraph
from draaischijf.documents.spelling import alike, plain
from draaischijf.signals.exchange.outline import year_of
from draaischijf.signals.exchange.rows import ParsedRow, Problem, one_line, with_keys

# Words before a day that say what sort of meeting it is, of the body above.
_SPECIAL = {
    "denkdag": MeetingKind.THINK_DAY,
    "studiedag": MeetingKind.STUDY_DAY,
    "vorming": MeetingKind.TRAINING,
    "netwerkmoment": MeetingKind.NETWORK_MOMENT,
    "forum": MeetingKind.FORUM,
}
TextBlock = Heading | Paragraph | ListItem


class MeetingsKind(StrEnum):
    MEETINGS = "meetings"


@dataclass(frozen=True, kw_only=True)
class MeetingRow(ParsedRow):
    """One meeting. Without a day only its year is known, and `nth` tells it apart."""

    kind = MeetingsKind.MEETINGS

    body: str
    body_kind: str
    per_year: int | None
    mandate: str
    group: str
    meeting_kind: str
    title: str
    when: FuzzyDate
    year: int | None
    nth: int
    place_name: str = ""
    about: str = ""
    city: int | None = None
    ocmw: int | None = None
    private: int | None = None
    other: int | None = None
    organisations: int | None = None

    def content(self) -> tuple[str, ...]:
        day = self.when.start.isoformat() if self.when.start else self.when.text
        return self.body, day or f"{self.year} {self.nth}"


def parse_lists(document: Document) -> list[MeetingRow]:
    """Return the meetings in the lists of a document, in its order."""
    reader = _Reader(year_of(document))
    for block in _under_headings(document):
        reader.take(block)
    return reader.rows


def keyed(rows: Sequence[MeetingRow]) -> list[MeetingRow]:
    """Number rows, and say of which one the same day was read before."""
    found = with_keys(
        replace(row, position=number) for number, row in enumerate(rows, start=1)
    )
    seen: dict[tuple[str, str], int] = {}
    told = []
    for row in found:
        day = row.when.start.isoformat() if row.when.start else ""
        place = (plain(row.body), day)
        if day and place in seen:
            row = replace(row, duplicate_of=seen[place])  # noqa: PLW2901
        elif day:
            seen[place] = row.position
        told.append(row)
    return told


def _under_headings(document: Document) -> Iterator[TextBlock]:
    """Yield the lines below a heading about consultation, up to the next chapter."""
    level: int | None = None
    for block in document.blocks:
        if not isinstance(block, Heading | Paragraph | ListItem):
            level = None
        elif is_heading(block.text):
            level = block.level if isinstance(block, Heading) else 99
        elif level is not None and isinstance(block, Heading) and block.level <= level:
            level = None
        elif level is not None:
            yield block


class _Reader:
    """Reads the lines under a heading: which body, which days."""

    def __init__(self, year: int | None) -> None:
        self.document_year = year
        self.year: int | None = None
        self.group = ""
        self.body: NamedBody | None = None
        # Named, while nothing was told of it yet.
        self.waiting: TextBlock | None = None
        self.rows: list[MeetingRow] = []

    def take(self, block: TextBlock) -> None:
        for text in lines_in(block.text):
            self._line(block, one_line(text))

    def _line(self, block: TextBlock, text: str) -> None:
        line = line_of(text, year=self.year or self.document_year)
        if not line.has_meetings:
            self._name(block, text)
            return
        self.year = line.year or self.year
        if line.is_all_days or self._kind_in(line) != MeetingKind.REGULAR:
            self._meetings(block, line)
            return
        self._open(body_of(line.before))
        self._meetings(block, line)

    def _open(self, body: NamedBody) -> None:
        self.body, self.waiting = body, None

    def _name(self, block: TextBlock, text: str) -> None:
        """Take a line of words: a group, a body, or the rest of its name."""
        if isinstance(block, Heading) or not text:
            self.group, self.body, self.waiting = text, None, None
            return
        goes_on = isinstance(block, Paragraph) and isinstance(self.waiting, ListItem)
        if goes_on and self.body:
            text = f"{one_line(self.waiting.text)} {text}" if self.waiting else text
        elif self.waiting is not None and self.body:
            # Two lines of words after each other: the first one was a group.
            self.group = self.body.name
        self.body, self.year = body_of(text), None
        if not goes_on:
            self.waiting = block

    def _kind_in(self, line: Line) -> MeetingKind:
        shown = plain(line.before)
        found = (kind for word, kind in _SPECIAL.items() if alike(shown, word))
        return next(found, MeetingKind.REGULAR)

    def _meetings(self, block: TextBlock, line: Line) -> None:
        self.waiting = None
        kind = self._kind_in(line)
        if line.count:
            for nth in range(1, line.count + 1):
                self._add(block, line, kind, FuzzyDate(""), nth)
        for when in line.days:
            self._add(block, line, kind, when, 0)

    def _add(
        self,
        block: TextBlock,
        line: Line,
        kind: MeetingKind,
        when: FuzzyDate,
        nth: int,
    ) -> None:
        body = self.body or NamedBody("")
        year = when.start.year if when.start else line.year or self.year
        special = line.before if kind != MeetingKind.REGULAR else ""
        row = MeetingRow(
            position=len(self.rows) + 1,
            place=block.place,
            verbatim=block.verbatim or block.text,
            body=body.name,
            body_kind=body.kind,
            per_year=body.per_year,
            mandate=body.mandate,
            group=self.group,
            meeting_kind=kind,
            title=special.capitalize() or body.name,
            when=when,
            year=year or self.document_year,
            nth=nth,
            about=line.after,
        )
        warnings = (
            []
            if any(one.body == row.body for one in self.rows)
            else [*_about_body(body)]
        )
        self.rows.append(checked(row, warnings))


def _about_body(body: NamedBody) -> Iterator[str]:
    if body.read_as:
        words = _("“%(word)s” was read as %(count)s times a year.")
        yield words % {"word": body.read_as, "count": body.per_year}
    if body.lost_aside:
        yield _("What stands between brackets was left out of the name.")


def checked(row: MeetingRow, more: Sequence[str] = ()) -> MeetingRow:
    """Return the row with what keeps it out, and what is only to be looked at."""
    where = row.where
    problems = [Problem(where, why) for why in _problems(row)]
    warnings = [Problem(where, why) for why in (*more, *_warnings(row))]
    return replace(row, problems=tuple(problems), warnings=tuple(warnings))


def _problems(row: MeetingRow) -> Iterator[str]:
    if not row.body:
        yield _("The row does not say which body met.")
    if row.when.text and not row.when.start:
        yield _("“%(text)s” is no day of a calendar.") % {"text": row.when.text[:60]}
    elif row.year is None:
        yield _("The row names neither a day nor a year.")


def _warnings(row: MeetingRow) -> Iterator[str]:
    if row.when.on_weekend and row.when.start:
        day = row.when.start.strftime("%d/%m/%Y")
        yield _("%(date)s falls on a weekend.") % {"date": day}
    if row.nth == 1:
        yield _("Only counted: the report gives no days for %(year)s.") % {
            "year": row.year
        }


def figures(rows: Sequence[Any]) -> dict[str, Any]:
    """Count bodies and meetings, with and without a day, and both per body."""
    bodies = dict.fromkeys(row["body"] for row in rows)
    return {
        "bodies": len(bodies),
        "meetings": len(rows),
        "dated": sum(bool(row["when"]["start"]) for row in rows),
        "counted_only": sum(not row["when"]["start"] for row in rows),
        "held_per_body": {
            body[:40]: sum(row["body"] == body for row in rows) for body in bodies
        },
        "planned_per_body": {
            row["body"][:40]: row["per_year"] for row in rows if row["per_year"]
        },
    }
