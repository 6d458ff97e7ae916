"""An annual plan: tables of actions in five columns under objectives and sections.

Headings may be marked as such, in bold, in a row of the table, or only known by their
words ("OD 1.1: ..."). Rows that a page break cut in two are one action; a row of dashes
and an italic placeholder are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draaischijf.documents.blocks import Cell, Document, Place, Row, Table
from draaischijf.documents.tables import adjoining, continues, join_rows
from draaischijf.plans.exchange.plan_columns import Columns, plan_columns
from draaischijf.plans.exchange.plan_cover import introduced, who_decides
from draaischijf.plans.exchange.plan_headings import (
    Line,
    PlanHeading,
    bare,
    heading_of,
    heading_of_block,
    stands_out,
)
from draaischijf.plans.exchange.plan_rows import ActionRow, ObjectiveRow
from draaischijf.plans.exchange.plan_tree import Tree
from draaischijf.plans.exchange.table_actions import Draft, action_rows
from draaischijf.plans.queries.plan_sheet import mark_in
from draaischijf.signals.exchange.outline import may_be_title
from draaischijf.signals.exchange.rows import one_line

_RULE = re.compile(r"[-–—_=:\s]+")
_LONGEST_ROW_TITLE = 300


@dataclass(frozen=True)
class ParsedPlan:
    """The headings of a plan and its actions."""

    objectives: Sequence[ObjectiveRow] = ()
    actions: Sequence[ActionRow] = ()


def has_annual_plan(document: Document) -> bool:
    """Tell whether a table with the head of a plan is in the document.

    A plan that went out as a sheet and comes back is no new plan (`plan_changes`).
    """
    heads = [_texts(row) for table in document.tables for row in table.rows]
    if any(mark_in(texts) is not None for texts in heads):
        return False
    return any(plan_columns(texts) for texts in heads)


def parse_annual_plan(document: Document) -> ParsedPlan:
    """Return the objectives and actions of a plan; none when there is no plan."""
    if not has_annual_plan(document):
        return ParsedPlan()
    lead = introduced(document)
    reader = _Reader(not_a_heading=lead.titles)
    reader.read(document)
    objectives = reader.tree.rows(lead)
    by_node = {
        id(node): row for node, row in zip(reader.tree.kept(), objectives, strict=True)
    }
    decides = who_decides(reader.notes)
    return ParsedPlan(objectives, action_rows(reader.drafts, by_node, decides))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(one_line(text) for text in row.texts)


@dataclass(frozen=True, slots=True)
class _Offered:
    """A line that is a heading if a table of actions follows it."""

    text: str
    place: Place
    verbatim: str


@dataclass
class _Reader:
    """Goes through the blocks and remembers the headings it stands under."""

    not_a_heading: frozenset[str]
    tree: Tree = field(default_factory=Tree)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    offered: _Offered | None = None
    columns: Columns | None = None
    # How wide the table of those columns was.
    width: int = 0
    # The last action, while nothing stands between it and what comes.
    last: Draft | None = None

    def read(self, document: Document) -> None:
        for block in adjoining(document.blocks):
            if isinstance(block, Table):
                self._table(block)
            else:
                self._line(block)

    # --- lines between the tables

    def _line(self, block: Line) -> None:
        self.last = None
        text = bare(block.text)
        if heading := heading_of_block(block):
            self._begin(heading, block.place, block.verbatim or text)
        elif stands_out(block):
            if text not in self.not_a_heading:
                self.offered = _Offered(text, block.place, block.verbatim or text)
        else:
            self.notes.append(text)
            self._explain(text)

    def _begin(self, heading: PlanHeading, place: Place, verbatim: str) -> None:
        self.tree.add(heading, place, verbatim)
        self.offered = None

    def _explain(self, text: str) -> None:
        current = self.tree.current
        if current and not current.has_block and not self.offered:
            current.explanation.append(text)

    # --- tables

    def _table(self, table: Table) -> None:
        """Read a table from its head on, or straight under an objective by place."""
        rows = [row for row in table.rows if not _is_rule(row)]
        columns = self._columns_without_head(table)
        above: Row | None = None
        if self.last and rows and columns:
            rows[0] = replace(rows[0], after_break=True)
        texts_of = [_texts(row) for row in rows]
        heads = [plan_columns(texts) for texts in texts_of]
        after = [*heads[1:], None]
        for row, texts, head, next_head in zip(
            rows, texts_of, heads, after, strict=True
        ):
            if head:
                self._begin_block(row)
                columns = self.columns = head
                self.width, self.last = len(row.cells), None
            elif self._is_title(row, texts, head_follows=bool(next_head)):
                self.last = None
            elif columns is None or _is_placeholder(row, columns):
                continue
            elif self.last and _goes_on(self.last, row):
                self.last.row = _joined(self.last.row, row)
            else:
                above = _filled(row, above, columns)
                self.last = self._draft(above, columns)
        if columns is None:
            self.last = None

    def _columns_without_head(self, table: Table) -> Columns | None:
        """Return the columns of the table before it, when this one goes on with it.

        It does straight behind it (an empty row parts a sheet), or straight under the
        next objective.
        """
        if self.last and len(table.rows[0].cells) <= self.width:
            return self.columns
        current = self.tree.current
        straight = current and not current.has_block and not self.offered
        if straight and self.columns and len(table.rows[0].cells) == self.width:
            return self.columns
        return None

    def _begin_block(self, head: Row) -> None:
        """Make what was offered a heading: a table of actions stands below it."""
        if self.offered:
            heading = PlanHeading(self.offered.text)
            self._begin(heading, self.offered.place, self.offered.verbatim)
        node = self.tree.current or self.tree.add_nameless(head.place)
        node.has_block = True

    def _is_title(self, row: Row, texts: Sequence[str], *, head_follows: bool) -> bool:
        """Take a row with one filled cell as a heading when it is one."""
        if not texts[0] or any(texts[1:]) or len(texts[0]) > _LONGEST_ROW_TITLE:
            return False
        text = bare(texts[0])
        heading = heading_of(text)
        if heading:
            self._begin(heading, row.place, row.verbatim)
            return True
        spans = len(row.cells) > 1 and all(c.covered == "left" for c in row.cells[1:])
        if not (head_follows or spans) or _is_italic(row.cells[0]):
            return False
        if head_follows:
            self.offered = _Offered(text, row.place, row.verbatim)
        elif may_be_title(text):
            self._begin(PlanHeading(text), row.place, row.verbatim)
        else:
            self.notes.append(text)
        return True

    def _draft(self, row: Row, columns: Columns) -> Draft:
        node = self.tree.current or self.tree.add_nameless(row.place)
        node.has_block = True
        draft = Draft(row, columns, node)
        self.drafts.append(draft)
        return draft


def _is_rule(row: Row) -> bool:
    """Tell whether a row holds only dashes, as converters leave under a head."""
    filled = [text for text in row.texts if text.strip()]
    return all(_RULE.fullmatch(text) for text in filled)


def _is_italic(cell: Cell) -> bool:
    return bool(cell.runs) and all(run.italic for run in cell.runs if run.text.strip())


def _is_placeholder(row: Row, columns: Columns) -> bool:
    """Tell whether only an italic text stands where an action would."""
    filled = [number for number, cell in enumerate(row.cells) if cell.text.strip()]
    place = columns["title"]
    return filled == [place] and _is_italic(row.cells[place])


def _goes_on(before: Draft, row: Row) -> bool:
    """Tell whether a row is the rest of the action before it.

    A row without an action is, unless it has a year and the one before had one too;
    after a page break also a row that holds nothing but more words for the action.
    """
    columns = before.columns
    draft = Draft(row, columns, before.node)
    if not draft.cell("title").text:
        clash = draft.cell("started").text and before.cell("started").text
        return draft.cell("title").covered == "above" or not clash
    others = [n for n in range(len(row.cells)) if n != columns["title"]]
    alone = not any(row.cells[number].text for number in others)
    return (row.after_break and alone) or continues(before.row, row)


def _joined(before: Row, row: Row) -> Row:
    missing = len(row.cells) - len(before.cells)
    padded = replace(before, cells=before.cells + (Cell(),) * max(missing, 0))
    return join_rows(padded, row)


def _filled(row: Row, above: Row | None, columns: Columns) -> Row:
    """Return the row with what a cell that was merged over several rows says for it."""
    if above is None or not any(cell.covered == "above" for cell in row.cells):
        return row
    cells = tuple(
        above.cells[number]
        if cell.covered == "above"
        and number < len(above.cells)
        and number != columns["title"]
        else cell
        for number, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)
