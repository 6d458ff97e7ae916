"""Word documents as a regional office makes them: a band, headings, ruled tables."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from example_writers.archive import with_fixed_dates
from example_writers.markup import cells_of, runs

PETROL = "0F4C5C"
GREY = "5A6664"
FONT = "Arial"
DEFAULT_WIDTHS = [8.8, 4.6, 3.6]


def _set_font(style: Any, size: float, colour: str = "", *, bold: bool = False) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), FONT)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)


def _styles(document: Any, language: str) -> None:
    styles = document.styles
    _set_font(styles["Normal"], 10)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    styles["Normal"].element.get_or_add_rPr().append(lang)
    _set_font(styles["Title"], 24, PETROL, bold=True)
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    styles["Title"].paragraph_format.space_after = Pt(2)
    _set_font(styles["Subtitle"], 11, GREY)
    spacing = styles["Subtitle"].element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        styles["Subtitle"].element.rPr.remove(spacing)
    sizes = {"Heading 1": 16, "Heading 2": 12.5, "Heading 3": 10.5}
    for name, size in sizes.items():
        _set_font(styles[name], size, PETROL, bold=True)
        styles[name].paragraph_format.space_before = Pt(size)
        styles[name].paragraph_format.space_after = Pt(4)
        styles[name].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Bullet 2", "List Number"):
        styles[name].paragraph_format.space_after = Pt(3)


def _fill(paragraph: Any, text: str) -> None:
    for run in runs(text):
        written = paragraph.add_run(run.text)
        written.bold = run.bold or None
        written.italic = run.italic or None
        if run.colour:
            written.font.color.rgb = RGBColor.from_string(run.colour)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)  # noqa: SLF001 python-docx has no call for fields


def _page(document: Any, content: dict[str, Any]) -> None:
    section = document.sections[0]
    is_wide = content.get("landscape", False)
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (
        (long, short) if is_wide else (short, long)
    )
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    texts = {
        section.header: f"{content['sender']}\t{content['title']}",
        section.footer: f"{content['note']}\tblz. ",
    }
    for part, text in texts.items():
        paragraph = part.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Cm(25.7 if is_wide else 17), WD_TAB_ALIGNMENT.RIGHT
        )
        paragraph.add_run(text)
        if part is section.footer:
            _page_number(paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(8)
            run.font.color.rgb = RGBColor.from_string(GREY)


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 no call for shading


def _write_cell(cell: Any, text: str, *, bold: bool = False) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.0
        _fill(paragraph, f"**{line}**" if bold and line else line)
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _row_option(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 the same


def _ruled(document: Any, widths: list[float], *, colour: str) -> Any:
    """Add an empty table with those column widths and thin lines."""
    made = document.add_table(rows=0, cols=len(widths))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), colour)
        borders.append(line)
    made._tbl.tblPr.append(borders)  # noqa: SLF001 no call for borders
    return made


def _table(document: Any, table: dict[str, Any]) -> None:
    made = _ruled(document, table.get("widths", DEFAULT_WIDTHS), colour="9AA8A4")
    if title := table.get("title"):
        row = made.add_row()
        _write_cell(row.cells[0].merge(row.cells[-1]), title, bold=True)
    if table["columns"]:
        row = made.add_row()
        _row_option(row, "w:tblHeader")
        _row_option(row, "w:cantSplit")
        for cell, text in zip(row.cells, table["columns"], strict=True):
            _write_cell(cell, text, bold=True)
            _shade(cell, "DCE8EA")
    for content in table["rows"]:
        row = made.add_row()
        _row_option(row, "w:cantSplit")
        if isinstance(content, str):
            merged = row.cells[0].merge(row.cells[-1])
            _write_cell(merged, content, bold=True)
            _shade(merged, "F4F1E6")
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            continue
        for cell, text in zip(row.cells, cells_of(content), strict=True):
            _write_cell(cell, text)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _abbreviations(document: Any, pairs: list[list[str]]) -> None:
    made = _ruled(document, [2.6, 14.4], colour="D8DCD4")
    for short, long in pairs:
        row = made.add_row()
        _row_option(row, "w:cantSplit")
        _write_cell(row.cells[0], short, bold=True)
        _write_cell(row.cells[1], long)


def _challenges(document: Any, challenges: list[dict[str, Any]]) -> None:
    for challenge in challenges:
        paragraph = document.add_paragraph(style="List Number")
        _fill(paragraph, f"**{challenge['domain']}:**")
        paragraph.paragraph_format.keep_with_next = True
        for item in challenge["items"]:
            _fill(document.add_paragraph(style="List Bullet 2"), item)


def _block(document: Any, block: dict[str, Any]) -> None:
    if "heading" in block:
        document.add_heading(block["heading"], level=block["level"])
    elif "text" in block:
        _fill(document.add_paragraph(), block["text"])
    elif "bullets" in block:
        for item in block["bullets"]:
            _fill(document.add_paragraph(style="List Bullet"), item)
    elif "challenges" in block:
        _challenges(document, block["challenges"])
    elif "table" in block:
        _table(document, block["table"])
    elif "abbreviations" in block:
        _abbreviations(document, block["abbreviations"])
    elif "page_break" in block:
        # a break by hand in the middle of a table, as people do when a row jumps
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def begin(content: dict[str, Any]) -> Any:
    """Return a document with the styles, page and cover of the content."""
    document = Document()
    _styles(document, content["language"])
    _page(document, content)
    properties = document.core_properties
    properties.title = content["title"]
    properties.author = content["sender"]
    properties.last_modified_by = content["sender"]
    properties.language = content["language"]
    properties.comments = ""
    properties.revision = 1
    document.add_paragraph(content["title"], style="Title")
    document.add_paragraph(content["subtitle"], style="Subtitle")
    return document


def finish(document: Any, content: dict[str, Any]) -> bytes:
    """Return a document as a DOCX file, the same bytes each time."""
    result = io.BytesIO()
    document.save(result)
    return with_fixed_dates(result.getvalue(), content["date"])


def write(content: dict[str, Any]) -> bytes:
    """Return the content as a DOCX file."""
    document = begin(content)
    for block in content["blocks"]:
        _block(document, block)
    return finish(document, content)


# What the writers of other shapes of documents build with.
fill, write_cell, shade, ruled, row_option = (
    _fill, _write_cell, _shade, _ruled, _row_option
)  # fmt: skip
