"""A document as PDF/UA: tagged, with a title, a language and words for pictures.

The text goes to Typst as data, never as source: whatever stands in it is shown, and
nothing in it is obeyed. Fonts are those inside Typst, so a document looks the same
everywhere and for ever, and nothing is fetched.
"""

from __future__ import annotations

import base64
import datetime
import io
import json
import re
from collections.abc import Callable
from html import escape, unescape
from importlib import resources
from typing import Any

import typst
from PIL import Image

from draaischijf.core.prose import stretches
from draaischijf.reporting import charts
from draaischijf.reporting.content import (
    Block,
    Cell,
    Chart,
    Content,
    Drawing,
    Editors,
    Heading,
    Table,
    Text,
    as_json,
)
from draaischijf.reporting.writers.glyphs import (
    FAMILY,
    fonts,
    printable,
    surely_printable,
)
from draaischijf.reporting.writers.manuscript import (
    Manuscript,
    Words,
    manuscript,
    one_line,
)
from draaischijf.reporting.writers.style import TONES, Style

# A row with a cell longer than this may break over two pages; others stay whole.
LONGEST_WHOLE = 600
_NO_GLYPH = "could not be displayed"
_WIDE = re.compile(r'^<svg [^>]*?\bwidth="([\d.]+)"')
_BETWEEN_TAGS = re.compile(r">([^<>]+)<")


class DocumentNotMade(Exception):  # noqa: N818 it says what happened
    """The document breaks a rule of PDF/UA, or Typst cannot set it; says which."""


def write(content: Content, style: Style) -> bytes:
    """Return the document as PDF/UA-1. Raises DocumentNotMade."""
    script = manuscript(content)
    try:
        return compiled(json.dumps(laid_out(script, style, printable)), content.date)
    except DocumentNotMade as problem:
        if _NO_GLYPH not in str(problem):
            raise
    plain = laid_out(script, style, surely_printable)
    return compiled(json.dumps(plain), content.date)


def compiled(data: str, date: datetime.date | None) -> bytes:
    """Set the data with our template. Raises DocumentNotMade."""
    template = resources.files(__package__).joinpath("typst/document.typ")
    day = date or datetime.date(2000, 1, 1)
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    try:
        made = typst.compile(
            template.read_bytes(),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
            timestamp=moment,
        )
    except typst.TypstError as error:
        raise DocumentNotMade("; ".join([error.message, *error.hints])) from error
    return bytes(made)


def laid_out(
    script: Manuscript, style: Style, shown_as: Callable[[str], str]
) -> dict[str, Any]:
    """Return all that the template reads, as plain JSON values.

    `shown_as` makes of a text what the fonts can show.
    """
    content = script.content
    shown: dict[str, Any] = {
        "title": content.title,
        "subtitle": content.subtitle,
        "sender": content.sender,
        "status": content.status,
        "date": script.cover_date,
        "facts": [list(fact) for fact in content.facts],
        "blocks": [_block(block) for block in content.blocks],
        "abbreviations": [list(pair) for pair in content.abbreviations.items()],
        "address": style.address_line,
        "words": _words(script.words),
    }
    shown = _all(shown, shown_as)
    shown["title"] = one_line(shown["title"])
    for block in shown["blocks"]:
        if block["block"] == "heading":
            block["text"] = one_line(block["text"])
    shown |= {
        "lang": content.language,
        "landscape": content.is_landscape,
        "contents": content.has_contents_list and bool(content.headings),
        "depth": script.depth,
        "font": FAMILY,
        "colour": style.colour,
        "accent": style.accent,
        "tones": TONES,
        "logo": _logo(style),
    }
    _draw(shown["blocks"], content, style, shown_as)
    return shown


def _words(words: Words) -> dict[str, Any]:
    return {
        "contents": words.contents,
        "abbreviations": words.abbreviations,
        "of": words.of,
        "nothing": words.nothing,
        "states": dict(words.states),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Text):
        return {
            "block": "text",
            "lead": block.is_lead,
            "soft": block.is_soft,
            "stretches": _prose(block.text),
        }
    if isinstance(block, Editors):
        return {
            "block": "editors",
            "label": block.label,
            "stretches": _prose(block.text),
        }
    if isinstance(block, Table):
        return {"block": "table", **_table(block)}
    if isinstance(block, Chart):
        return {
            "block": "chart",
            "title": block.title,
            "alt": block.alt,
            "table": _table(block.table),
        }
    return _plain(block)


def _plain(block: Block) -> dict[str, Any]:
    """Return a block whose fields the template reads as they are."""
    (shown,) = as_json(Content("", "", blocks=(block,)))["blocks"]
    if isinstance(block, Heading):
        # Anchors are names, not text: Typst keeps them out of sight.
        return {**shown, "anchor": ""}
    return dict(shown)


def _prose(text: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "lines": lines} for kind, lines in stretches(text)]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": "" if table.is_named_above else table.caption,
        "written": table.is_written_in,
        "columns": [
            {"label": one.label, "width": one.width, "number": one.is_number}
            for one in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": cell.text}
    if cell.tone or cell.mark or cell.note or cell.is_strong:
        shown |= {
            "tone": str(cell.tone),
            "mark": cell.mark,
            "note": cell.note,
            "strong": cell.is_strong,
        }
    if len(cell.text) + len(cell.note) > LONGEST_WHOLE:
        shown["long"] = True
    return shown


def _draw(
    shown: list[dict[str, Any]],
    content: Content,
    style: Style,
    shown_as: Callable[[str], str],
) -> None:
    """Put the pictures in, their texts looked over like all text."""
    for data, block in zip(shown, content.blocks, strict=True):
        if isinstance(block, Drawing):
            data["svg"] = block.svg.replace(charts.FONT, FAMILY)
        elif isinstance(block, Chart):
            picture = charts.svg(block.spec, style).replace(charts.FONT, FAMILY)
            # A chart of few columns is narrower: its letters stay as large.
            wide = _WIDE.search(picture)
            data["share"] = min(1.0, float(wide[1]) / charts.WIDTH) if wide else 1.0
            data["svg"] = _BETWEEN_TAGS.sub(
                # As written: a break inside "&amp;" would spoil the picture.
                lambda text: f">{escape(shown_as(unescape(text[1])), quote=False)}<",
                picture,
            )


def _all(value: Any, shown_as: Callable[[str], str]) -> Any:
    """Look over every text in a tree of plain values."""
    if isinstance(value, str):
        return shown_as(value)
    if isinstance(value, list | tuple):
        return [_all(one, shown_as) for one in value]
    if isinstance(value, dict):
        return {key: _all(one, shown_as) for key, one in value.items()}
    return value


def _logo(style: Style) -> dict[str, Any] | None:
    """Wrap the logo in SVG, for Typst takes data as text."""
    if not style.logo:
        return None
    with Image.open(io.BytesIO(style.logo), formats=("PNG", "JPEG")) as picture:
        width, height = picture.size
        kind = "jpeg" if picture.format == "JPEG" else "png"
    data = base64.b64encode(style.logo).decode("ascii")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" '
        f'href="data:image/{kind};base64,{data}"/></svg>'
    )
    return {
        "svg": svg,
        "ratio": width / height,
        "alt": surely_printable(style.logo_text) or "–",
    }
