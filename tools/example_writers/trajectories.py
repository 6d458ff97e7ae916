"""Trajectories: one wide table of steps, with a head of two rows."""

from __future__ import annotations

from html import escape
from typing import Any

from docx.shared import Pt

from example_writers import word
from example_writers.sheets import Sheet
from example_writers.text import STYLE

WHO = ["Stad", "OCMW", "Particuliere organisaties"]
WIDTHS = [6.6, 1.4, 1.6, 2.7, 3.4, 5.4, 4.6]
SHEET_WIDTHS = [56, 8, 9, 15, 28, 46, 42]
ABOVE = ["Wat", "Wie", "", "", "Wanneer", "Doel", "Opmerkingen"]
BELOW = ["", *WHO, "", "", ""]


def _cells(step: list[str]) -> list[str]:
    """Return a step as the seven cells of its row; marks are written "xx-"."""
    what, marks, when, aim, remark = step
    crosses = ["x" if mark == "x" else "" for mark in marks.ljust(3, "-")]
    return [what, *crosses, when, aim, remark]


def docx(content: dict[str, Any]) -> bytes:
    """Return the trajectory as a DOCX file, its head merged over two rows."""
    document = word.begin(content)
    word.fill(document.add_paragraph(), content["intro"])
    made = word.ruled(document, WIDTHS, colour="9AA8A4")
    heads = [made.add_row(), made.add_row()]
    for row, texts in zip(heads, (ABOVE, BELOW), strict=True):
        word.row_option(row, "w:tblHeader")
        word.row_option(row, "w:cantSplit")
        for cell, text in zip(row.cells, texts, strict=True):
            word.write_cell(cell, text, bold=True)
            word.shade(cell, "DCE8EA")
    heads[0].cells[1].merge(heads[0].cells[3])
    for column in (0, 4, 5, 6):
        heads[0].cells[column].merge(heads[1].cells[column])
    for step in content["steps"]:
        row = made.add_row()
        word.row_option(row, "w:cantSplit")
        for cell, text in zip(row.cells, _cells(step), strict=True):
            word.write_cell(cell, text)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    return word.finish(document, content)


def workbook(content: dict[str, Any]) -> bytes:
    """Return the trajectory as an XLSX file, the head merged as on paper."""
    sheet = Sheet(content, SHEET_WIDTHS)
    sheet.line(content["intro"])
    sheet.skip()
    sheet.head(ABOVE, merged=[0, 4, 5, 6], joined=(1, 3))
    sheet.head(WHO, first=1)
    for step in content["steps"]:
        sheet.cells(_cells(step))
    return sheet.bytes()


def html(content: dict[str, Any]) -> bytes:
    """Return the trajectory as one page."""
    high = "".join(f'<th rowspan="2">{name}</th>' for name in ABOVE[4:])
    lines = [
        "<!doctype html>",
        f'<html lang="{content["language"]}">',
        f'<head><meta charset="utf-8"><title>{escape(content["title"])}</title>',
        f"<style>{STYLE}</style></head>",
        f"<body><h1>{escape(content['title'])}</h1>",
        f"<p>{escape(content['subtitle'])}. {escape(content['note'])}.</p>",
        f"<p>{escape(content['intro'])}</p>",
        "<table>",
        f'<tr><th rowspan="2">Wat</th><th colspan="3">Wie</th>{high}</tr>',
        "<tr>" + "".join(f"<th>{name}</th>" for name in WHO) + "</tr>",
    ]
    for step in content["steps"]:
        cells = "".join(f"<td>{escape(text)}</td>" for text in _cells(step))
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>", "</body>", "</html>", ""]).encode()


def tabbed(content: dict[str, Any]) -> bytes:
    """Return the trajectory as text with tabs; a page ends halfway the table."""
    lines = ["", content["title"], "", content["subtitle"], ""]
    lines += ["\t".join(ABOVE), "\t".join(BELOW)]
    half = len(content["steps"]) // 2
    for number, step in enumerate(content["steps"]):
        if number == half:
            lines.append("")
        lines.append("\t".join(_cells(step)))
    return "\n".join([*lines, ""]).encode()
