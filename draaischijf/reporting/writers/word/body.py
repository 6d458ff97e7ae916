"""The blocks of a document as WordprocessingML."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from draaischijf.core.prose import stretches
from draaischijf.reporting import charts
from draaischijf.reporting.content import (
    Block,
    Chart,
    Drawing,
    Editors,
    Facts,
    Heading,
    Log,
    PageBreak,
    Path,
    Table,
    Text,
)
from draaischijf.reporting.writers.manuscript import Manuscript
from draaischijf.reporting.writers.style import SOFT, Style
from draaischijf.reporting.writers.word import markup
from draaischijf.reporting.writers.word.lists import Lists
from draaischijf.reporting.writers.word.markup import TAB, paragraph, run
from draaischijf.reporting.writers.word.tables import (
    path_table,
    sheet,
)

# What fits before the text, a date or a term.
_LONGEST_TERM = 24
# Far above what a template counts to: Word wants every number once.
_FIRST_MARK = 9000
_LAST_FACT = '<w:spacing w:before="0" w:after="140"/>'
_LET_GO = '<w:keepNext w:val="0"/>'
# Facts hold on to what is told about them, not to a heading beside theirs.
_TOLD = (Text, Log, Table, Chart, Path)
_PAGE_BREAK = (
    '<w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/>'
)


class Body:
    """Sets the blocks one after the other; `xml` is what stands there so far."""

    def __init__(
        self,
        document: Any,
        script: Manuscript,
        style: Style,
        names: Mapping[str, str],
        width: int,
    ) -> None:
        self.document, self.script, self.style = document, script, style
        self.names, self.width = names, width
        self.lists = Lists(document)
        self.xml: list[str] = []
        self.headings: list[tuple[int, str, str, str]] = []
        self._marks = _FIRST_MARK
        self._holds_on = False

    def add_all(
        self, blocks: Sequence[Block], told: Callable[[int], None] | None = None
    ) -> None:
        """Set blocks, places where nothing was written left out.

        `told` hears how many are done.
        """
        setters: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Text: self.text,
            Facts: lambda block: self.facts(block.items),
            Table: self.table,
            Log: self.log,
            Path: self.path,
            Chart: self.chart,
            Drawing: self.drawing,
            Editors: self.editors,
            PageBreak: lambda _: self.new_page(),
        }
        written = [
            block
            for block in blocks
            if not isinstance(block, Editors) or block.text.strip()
        ]
        for done, block in enumerate(written):
            following = written[done + 1] if done + 1 < len(written) else None
            self._holds_on = isinstance(following, _TOLD) or (
                isinstance(following, Heading)
                and bool(self.headings)
                and following.level > self.headings[-1][0]
            )
            setters[type(block)](block)
            if told and done % 50 == 0:
                told(done)

    def heading(self, heading: Heading) -> None:
        """Set a heading that the contents list can point at."""
        mark = self._mark()
        name = f"_Toc{mark}"
        code = run(f"{heading.code}\u2002", colour=SOFT) if heading.code else ""
        inside = markup.bookmark(name, mark, code + run(heading.text))
        style = self.names[f"heading {heading.level}"]
        self.xml.append(paragraph(style, inside))
        self.headings.append((heading.level, heading.code, heading.text, name))

    def end_matter(self, title: str) -> None:
        """Set the heading of what stands behind the document."""
        self.heading(Heading(title))

    def text(self, block: Text) -> None:
        """Set prose as paragraphs and lists."""
        style = "Normal"
        if block.is_lead:
            style = "Draaischijf inleiding"
        elif block.is_soft:
            style = "Draaischijf klein"
        self._prose(block.text, self.names[style])

    def _prose(self, text: str, style: str) -> None:
        for kind, lines in stretches(text):
            if kind == "p":
                self.xml.append(paragraph(style, run("\n".join(lines))))
                continue
            name = "List Bullet" if kind == "ul" else "List Number"
            numbers = self.lists.bullets() if kind == "ul" else self.lists.figures()
            self.xml += [
                paragraph(self.names[name], run(line), props=numbers) for line in lines
            ]

    def facts(self, items: Sequence[tuple[str, str]]) -> None:
        """Set terms with what they are, side by side."""
        style = self.names["Draaischijf gegevens"]
        for place, (term, value) in enumerate(items, start=1):
            # The distance belongs to the last line: it stays with what follows.
            props = ""
            if place == len(items):
                props = ("" if self._holds_on else _LET_GO) + _LAST_FACT
            between = markup.TAB if len(term) <= _LONGEST_TERM else _line_break()
            self.xml.append(
                paragraph(
                    style, run(term, colour=SOFT), between, run(value), props=props
                )
            )

    def log(self, log: Log) -> None:
        """Set dated facts: the date before the line, the number present under it."""
        if log.label:
            self.xml.append(paragraph(self.names["Draaischijf label"], run(log.label)))
        style = self.names["Draaischijf logboek"]
        for line in log.lines:
            between = TAB if len(line.when) <= _LONGEST_TERM else _line_break()
            note = ""
            if line.note:
                note = _line_break() + run(
                    line.note, italic=True, colour=SOFT, size=8.5
                )
            self.xml.append(
                paragraph(
                    style, run(line.when, colour=SOFT), between, run(line.text), note
                )
            )
        if log.lines:
            self.space()

    def table(self, table: Table) -> None:
        """Set a table with its caption."""
        if table.caption and not table.is_named_above:
            self.xml.append(
                paragraph(self.names["Draaischijf bijschrift"], run(table.caption))
            )
        self._sheet(table, self.width)

    def _sheet(self, table: Table, width: int) -> None:
        if table.rows:
            self.xml.append(sheet(table, width, self.names))
            self.space()
        else:
            nothing = run(self.script.words.nothing, italic=True)
            self.xml.append(paragraph(self.names["Draaischijf klein"], nothing))

    def path(self, path: Path) -> None:
        """Set the eight phases side by side."""
        words = self.script.words
        self.xml.append(path_table(path, self.width, self.names, self.style, words))
        self.space()

    def chart(self, chart: Chart) -> None:
        """Set a picture with its words, and its figures under it."""
        if chart.title:
            self.xml.append(
                paragraph(self.names["Draaischijf bijschrift"], run(chart.title))
            )
        picture = charts.png(chart.spec, self.style)
        wide, high = struct.unpack(">II", picture[16:24])
        width = min(self.width, 7900) * markup.EMU_PER_TWIP * wide // (charts.WIDTH * 2)
        placed = self.picture(
            picture,
            width=width,
            height=width * high // wide,
            words=chart.alt or chart.title,
        )
        self.xml.append(paragraph(self.names["Normal"], placed))
        narrow = len(chart.table.columns) <= 2
        self._sheet(chart.table, self.width * 6 // 10 if narrow else self.width)

    def drawing(self, drawing: Drawing) -> None:
        """Set a picture that is drawn already over the width of the page."""
        picture = charts.png_of(drawing.svg)
        wide, high = struct.unpack(">II", picture[16:24])
        width = self.width * markup.EMU_PER_TWIP
        placed = self.picture(
            picture, width=width, height=width * high // wide, words=drawing.alt
        )
        self.xml.append(paragraph(self.names["Normal"], placed))

    def picture(self, content: bytes, *, width: int, height: int, words: str) -> str:
        """Return a picture, kept once however often it is used."""
        relation, _ = self.document.part.get_or_add_image(io.BytesIO(content))
        mark = self._mark()
        return markup.picture(
            cast("str", relation),
            number=mark,
            width=width,
            height=height,
            name=f"Afbeelding {mark - _FIRST_MARK}",
            words=words,
        )

    def editors(self, block: Editors) -> None:
        """Set what an editor wrote."""
        style = self.names["Draaischijf redactie"]
        if block.label:
            label = run(block.label, bold=True, colour=self.style.colour)
            self.xml.append(paragraph(style, label, props="<w:keepNext/>"))
        self._prose(block.text, style)

    def space(self) -> None:
        """Keep what follows at a distance; two tables must never touch."""
        self.xml.append(paragraph(self.names["Draaischijf ruimte"]))

    def new_page(self) -> None:
        """Go on at the head of the next page."""
        self.xml.append(paragraph(self.names["Draaischijf ruimte"], props=_PAGE_BREAK))

    def _mark(self) -> int:
        self._marks += 1
        return self._marks


def _line_break() -> str:
    return f"<w:r>{markup.BREAK}</w:r>"
