"""A document as a web page: the body of a page of the site, or one file by itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from draaischijf import core, reporting
from draaischijf.core import prose
from draaischijf.reporting import charts
from draaischijf.reporting.content import (
    Block,
    Cell,
    Chart,
    Content,
    Drawing,
    Editors,
    Heading,
    Log,
    LogLine,
    PathStep,
    Table,
    Text,
)
from draaischijf.reporting.writers.manuscript import Manuscript, manuscript
from draaischijf.reporting.writers.style import SOFT, TONES, Style, text_on

_SHEETS = (
    (core, "core/tokens.css"),
    (reporting, "reporting/content.css"),
    (reporting, "reporting/standalone.css"),
)
_SIZE = re.compile(r'^(<svg [^>]*?) width="([\d.]+)" height="[\d.]+"')


def render_body(
    content: Content,
    *,
    style: Style | None = None,
    edit_urls: Mapping[str, str] | None = None,
) -> SafeString:
    """Return the blocks as HTML that a page of the site can hold.

    The page has the title as its `<h1>`; the headings here start at `<h2>`. Nothing in
    it asks for a style or script that a strict policy refuses. `edit_urls` maps the
    key of an Editors block to where its text is written: those show a link.
    """
    script = manuscript(content)
    with translation.override(content.language):
        return _body(script, style or Style.default(), edit_urls or {})


def write(content: Content, style: Style) -> bytes:
    """Return the document as one file that needs nothing else, on screen and paper."""
    script = manuscript(content)
    with translation.override(content.language):
        page = get_template("reporting/content/standalone.html").render(
            {
                "script": script,
                "content": script.content,
                "style": style,
                "sheets": format_html(
                    "<style>\n{}\n{}\n</style>", _sheets(), _house(style)
                ),
                "logo": _logo(style),
                "body": _body(script, style, {}),
                "shown_facts": script.content.facts,
            }
        )
    return page.encode()


def _body(script: Manuscript, style: Style, edit_urls: Mapping[str, str]) -> SafeString:
    setter = _Setter(script, style, edit_urls)
    body = get_template("reporting/content/body.html")
    return mark_safe(
        body.render(
            {
                "script": script,
                "entries": [
                    (f"level-{one.level}", one)
                    for one in script.content.headings
                    if one.level <= script.depth
                ],
                "blocks": [setter.block(block) for block in script.content.blocks],
                "abbreviations": script.content.abbreviations.items(),
            }
        )
    )


@dataclass
class _Setter:
    """Sets block after block; long tables and logs without a template a cell."""

    script: Manuscript
    style: Style
    edit_urls: Mapping[str, str]

    def __post_init__(self) -> None:
        meanings = self.script.content.abbreviations
        self.inline = partial(prose.abbreviated, meanings=meanings)
        self.templates: dict[str, Any] = {}

    def block(self, block: Block) -> SafeString:
        """Return one block through its own small template."""
        name = type(block).__name__.lower()
        if name not in self.templates:
            self.templates[name] = get_template(f"reporting/content/_{name}.html")
        context: dict[str, Any] = {"block": block, "words": self.script.words}
        if isinstance(block, Heading):
            context["tag"] = f"h{block.level + 1}"
        elif isinstance(block, Text):
            context["prose"] = self._prose(block.text)
        elif isinstance(block, Editors):
            context["prose"] = self._prose(block.text)
            context["edit_url"] = self.edit_urls.get(block.key, "")
        elif isinstance(block, Table):
            context |= self._table(block)
        elif isinstance(block, Log):
            context["lines"] = [self._line(line) for line in block.lines]
        elif isinstance(block, Chart):
            context |= self._table(block.table)
            context["svg"] = picture(block, self.style)
        elif isinstance(block, Drawing):
            # Drawn by us, its texts escaped; words for who does not see it are in it.
            context["svg"] = mark_safe(block.svg)
        elif name == "path":
            context["steps"] = [self._step(step) for step in block.steps]  # type: ignore[union-attr]
        shown: str = self.templates[name].render(context)
        return mark_safe(shown)

    def _prose(self, text: str) -> SafeString:
        return prose.prose_html(text, self.inline)

    def _lines(self, text: str) -> SafeString:
        return mark_safe("<br>".join(self.inline(line) for line in text.split("\n")))

    def _line(self, line: LogLine) -> tuple[str, SafeString, SafeString]:
        return line.when, self._lines(line.text), self._lines(line.note)

    def _step(self, step: PathStep) -> dict[str, Any]:
        known = step.state if step.state in self.script.words.states else ""
        return {
            "number": step.number,
            "label": step.label,
            "state": known or "todo",
            "said": self.script.words.states.get(step.state, step.state),
            "date": step.date,
        }

    def _table(self, table: Table) -> dict[str, Any]:
        numbers = [column.is_number for column in table.columns]
        return {
            "table": table,
            "rows": [
                mark_safe("".join(map(self._cell, cells, numbers)))
                for cells in table.rows
            ],
        }

    def _cell(self, cell: Cell, is_number: bool) -> str:  # noqa: FBT001 mapped over two lists
        shown: str = self._lines(cell.text)
        if cell.is_strong:
            shown = f"<strong>{shown}</strong>"
        if cell.tone in TONES:
            shown = f'<span class="tone-{cell.tone}">{shown}</span>'
        if cell.mark:
            tone = f" tone-{cell.tone}" if cell.tone in TONES else ""
            mark = format_html('<span class="cell-mark{}">{}</span>', tone, cell.mark)
            shown = f"{mark} {shown}"
        if cell.note:
            shown += f"<small>{self._lines(cell.note)}</small>"
        kind = ' class="number"' if is_number else ""
        return f"<td{kind}>{shown}</td>"


def picture(chart: Chart, style: Style) -> SafeString:
    """Return the picture of a chart, named for who does not see it."""
    svg = _SIZE.sub(r'\1 width="\2"', _quiet(charts.svg(chart.spec, style)))
    named = format_html('<svg role="img" aria-label="{}"', chart.alt or chart.title)
    return mark_safe(named + svg.removeprefix("<svg"))


def _quiet(svg: str) -> str:
    """Leave out what Vega says of its axes: the chart has words of its own."""
    return re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", svg)


@lru_cache(maxsize=1)
def _sheets() -> SafeString:
    """Return the styles of the file, from the same sheets the site uses."""
    sheets = [
        Path(str(module.__file__)).parent.joinpath("static", name).read_text("utf-8")
        for module, name in _SHEETS
    ]
    return mark_safe("\n".join(sheets))


def _house(style: Style) -> SafeString:
    """Return the colours of the house; a style only holds checked ones."""
    return format_html(
        ":root {{ --petrol: {}; --on-petrol: {}; --marigold: {}; --ink-soft: {}; }}",
        style.colour,
        text_on(style.colour),
        style.accent,
        SOFT,
    )


def _logo(style: Style) -> str:
    if not style.logo:
        return ""
    kind = "jpeg" if style.logo_type == "jpg" else "png"
    return f"data:image/{kind};base64,{base64.b64encode(style.logo).decode('ascii')}"
