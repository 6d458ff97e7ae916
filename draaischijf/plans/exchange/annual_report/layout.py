"""From blocks to goals: which words are goal, planned actions, or follow-up.

Converters and page breaks leave little of three columns: the follow-up may stand in a
row of its own, for more goals at once; a theme may stand in the column of goals; and a
stretch of both columns may stand below the table as loose text. What is planned has a
timing and a lead; that tells the columns apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draaischijf.core.fuzzy import leading_date
from draaischijf.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Row,
    Table,
)
from draaischijf.documents.spelling import alike, plain
from draaischijf.documents.tables import adjoining
from draaischijf.plans.exchange.annual_report.lines import (
    SENTENCE_END,
    TIMING,
    Line,
    lines_of,
    lines_of_item,
)
from draaischijf.plans.exchange.annual_report.titles import (
    LONGEST,
    Contents,
    Standing,
    contents_of,
    in_capitals,
    is_theme,
    listed,
    stands_alone,
)
from draaischijf.signals.exchange.columns import kind_of_head
from draaischijf.signals.exchange.rows import one_line

_GOAL = 0
_HEADS = (
    ("doel", "doelen", "doelstelling", "doelstellingen", "maatregel", "maatregelen"),
    ("actie", "acties", "actiepunten", "planning", "gepland", "geplande acties"),
    ("opvolging", "uitvoering", "realisatie", "realisaties", "stand van zaken"),
)
_NOTE = re.compile(r"\d{1,2}\s*=\s")


@dataclass
class Goal:
    """One goal with the lines of its planned actions."""

    title: str
    place: Place
    part: str = ""
    theme: str = ""
    explanation: str = ""
    # The theme stands in the contents list alone.
    theme_is_listed_only: bool = False
    planned: list[Line] = field(default_factory=list)


@dataclass
class Section:
    """Goals that share one stretch of follow-up; nearly always one goal."""

    goals: list[Goal]
    followed: list[Line] = field(default_factory=list)
    # No column of follow-up beside the goal: it comes in a row below.
    awaits: bool = False


def has_timing(table: Table) -> bool:
    """Tell whether a table plans something: a line in it says "Timing: …"."""
    return any(_is_planned(cell, row.place) for row in table.rows for cell in row.cells)


def sections_of(document: Document) -> list[Section]:
    """Return the goals of a report with their lines, in their order."""
    reader = _Reader(contents_of(document))
    for block in adjoining(document.blocks):
        reader.take(block)
    reader.end_loose()
    return reader.sections


def _is_planned(cell: Cell, place: Place) -> bool:
    lines = lines_of(cell, place) if ":" in cell.text else []
    return any(line.label and line.label[0] == TIMING for line in lines)


class _Reader:
    """Goes through the blocks and remembers under which titles and goal it is."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.standing = Standing()
        self.shown_themes: set[str] = set()
        self.sections: list[Section] = []
        self.is_open = False
        self.width = 0
        self.columns: tuple[int, ...] = (0, 1, 2)
        self.loose: list[Line] = []

    def take(self, block: Block) -> None:
        if isinstance(block, Table):
            self.end_loose()
            self._table(block)
        elif self.contents.holds(block):
            return
        elif stands_alone(block) and isinstance(block, Heading | Paragraph):
            self.end_loose()
            level = block.level if isinstance(block, Heading) else None
            self._title(one_line(block.text), level)
        elif self.is_open and isinstance(block, Paragraph):
            self.loose.extend(lines_of(Cell(block.runs), block.place))
        elif self.is_open and isinstance(block, ListItem):
            self.loose.extend(lines_of_item(block))

    def _title(self, text: str, level: int | None = None) -> None:
        self.standing.take(text, level)
        self.shown_themes.add(plain(text))
        self.is_open = False

    # --- tables

    def _table(self, table: Table) -> None:
        """Read a table that plans something, or that goes on with such a table."""
        width = len(table.rows[0].cells)
        if not has_timing(table) and not (self.is_open and width == self.width):
            self.is_open = False
            return
        self.width = width
        for row in table.rows:
            if kind_of_head([one_line(text) for text in row.texts]) is not None:
                self.is_open = False
                return  # from here on a table of another kind
            self._row(row)

    def _row(self, row: Row) -> None:
        if listed(row.texts) or self._takes_head(row):
            return
        filled = [number for number, cell in enumerate(row.cells) if cell.runs]
        first = one_line(row.cells[0].text)
        is_merged = any(cell.covered == "left" for cell in row.cells[1:])
        if filled == [0] and (is_merged or is_theme(first)):
            # a note across the columns is no title
            if len(first) <= LONGEST:
                self._title(first)
        elif len(row.cells) > 2:
            goal, plan, log = (self._cell(row, number) for number in self.columns)
            self._goal_row(row, goal, plan, log)
        elif len(row.cells) == 2:
            goal, other = row.cells
            is_log = not goal.runs and not _is_planned(other, row.place)
            self._goal_row(
                row, goal, Cell() if is_log else other, other if is_log else None
            )

    def _cell(self, row: Row, number: int) -> Cell:
        return row.cells[number] if number < len(row.cells) else Cell()

    def _takes_head(self, row: Row) -> bool:
        """Take a row as the head of the columns when two of its cells are heads."""
        found: dict[int, int] = {}
        for number, text in enumerate(row.texts):
            for column, words in enumerate(_HEADS):
                if any(alike(plain(text), word) for word in words):
                    found.setdefault(column, number)
        if len(found) < 2:
            return False
        # a column without a head: what is before the goal is a number or nothing
        first = found.get(_GOAL, 0)
        free = (n for n in range(first, len(row.cells) + 3) if n not in found.values())
        self.columns = tuple(found[n] if n in found else next(free) for n in range(3))
        return True

    def _goal_row(self, row: Row, goal: Cell, plan: Cell, log: Cell | None) -> None:
        planned = lines_of(plan, row.place)
        followed = lines_of(log, row.place, is_log=True) if log else []
        if goal.runs:
            planned = self._goal(goal, row, planned, awaits=log is None)
        elif planned and not self.is_open:
            self._begin(Goal("", row.place), awaits=log is None)
        if not self.sections:
            return
        if planned:
            self.sections[-1].goals[-1].planned.extend(planned)
        if followed and not planned and not goal.runs:
            self._gather_waiting()
        if followed:
            self.sections[-1].followed.extend(followed)
            self.sections[-1].awaits = False

    def _gather_waiting(self) -> None:
        """Make one section of the goals above that have no follow-up yet."""
        waiting: list[Goal] = []
        while self.sections and self.sections[-1].awaits:
            waiting[:0] = self.sections.pop().goals
        if waiting:
            self.sections.append(Section(waiting))

    # --- goals

    def _goal(
        self, cell: Cell, row: Row, planned: list[Line], *, awaits: bool
    ) -> list[Line]:
        """Begin a goal, or go on with the one before; return what is planned for it."""
        text = one_line(cell.text)
        last = self.sections[-1].goals[-1] if self.is_open else None
        if last and plain(text) == plain(f"{last.title} {last.explanation}"):
            return planned
        if last and text[0].islower() and not SENTENCE_END.search(last.title):
            last.title = one_line(f"{last.title}\n{cell.text}")
            return planned
        if in_capitals(text) and _opens_with_goal(planned):
            self._title(text)
            self._begin(Goal(one_line(planned[0].text), row.place), awaits=awaits)
            return planned[1:]
        title, explanation = _title_and_explanation(cell)
        self._begin(Goal(title, row.place, explanation=explanation), awaits=awaits)
        return planned

    def _begin(self, goal: Goal, *, awaits: bool) -> None:
        listed_theme = self.contents.theme_of(goal.title)
        if listed_theme is not None and not alike(
            plain(listed_theme), plain(self.standing.theme)
        ):
            self.standing.theme = listed_theme
        goal.part, goal.theme = self.standing.part, self.standing.theme
        goal.theme_is_listed_only = bool(goal.theme) and (
            plain(goal.theme) not in self.shown_themes
        )
        self.sections.append(Section([goal], awaits=awaits))
        self.is_open = True

    # --- loose text

    def end_loose(self) -> None:
        """Divide text that stood below the table over its columns, or leave it out."""
        lines = [line for line in self.loose if not _NOTE.match(line.text)]
        self.loose = []
        planned = _planned_places(lines)
        if not planned and not any(leading_date(line.text) for line in lines):
            return
        section = self.sections[-1]
        for number, line in enumerate(lines):
            if number in planned:
                section.goals[-1].planned.append(line)
            else:
                section.followed.append(line)


def _title_and_explanation(cell: Cell) -> tuple[str, str]:
    """Return the words of a goal, and those in italics that explain it."""
    if all(run.italic for run in cell.runs if run.text.strip()):
        return one_line(cell.text), ""
    parts = ["", ""]
    for run in cell.runs:
        is_blank = not run.text.strip()
        for number, part in enumerate(parts):
            mine = is_blank or run.italic == bool(number)
            parts[number] = part + (run.text if mine else " ")
    title, explanation = map(one_line, parts)
    return title, explanation


def _opens_with_goal(planned: Sequence[Line]) -> bool:
    """Tell whether a column of actions begins with a goal: a bold line of its own."""
    if len(planned) < 2:
        return False
    first = planned[0]
    return first.is_bold and first.number is None and planned[1].number is not None


def _planned_places(lines: Sequence[Line]) -> set[int]:
    """Return which lines plan something: from a number to a timing and a lead."""
    planned: set[int] = set()
    for place, line in enumerate(lines):
        if line.label is None:
            continue
        start = place
        while start - 1 >= 0 and start - 1 not in planned:
            start -= 1
            if lines[start].number is not None:
                break
        begins = lines[start].number is not None or start - 1 in planned
        planned.update(range(start if begins else place, place + 1))
        planned.update(
            number
            for number, other in enumerate(lines)
            if number > place and other.place == line.place
        )
    return planned
