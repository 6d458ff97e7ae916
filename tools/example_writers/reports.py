"""Annual reports in three columns: goal, planned actions, follow-up.

One content in the formats in which such a report goes around: Word with the columns of
an office, a workbook, a page with nested lists, and the text that a converter leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt

from example_writers import word
from example_writers.markup import runs
from example_writers.sheets import PETROL, Sheet
from example_writers.text import STYLE

HEAD = ["Doelstelling", "Geplande acties", "Opvolging"]
WIDTHS = [3.9, 6.4, 6.7]
SHEET_WIDTHS = [34, 62, 66]
# Lines of a cell: how deep they stand, and the marked text.
Lines = list[tuple[int, str]]


def _goal(goal: dict[str, Any]) -> Lines:
    why = goal.get("why")
    lines = [(0, f"**{goal['title']}**")]
    return [*lines, (0, f"//{why}//")] if why else lines


def _planned(goal: dict[str, Any]) -> Lines:
    lines: Lines = []
    for number, action in enumerate(goal["actions"], start=1):
        mark = f"{number}. " if goal.get("numbered", True) else ""
        lines.append((0, mark + action["text"]))
        lines += [(1, f"- {point}") for point in action.get("points", [])]
        lines.append((1, f"a. Timing: {action['timing']}"))
        lines.append((1, f"b. Trekker: {action['lead']}"))
    return lines


def _followed(goal: dict[str, Any], *, below: bool) -> Lines:
    """Return what happened; from `below` on it stands in a row of its own."""
    lines: Lines = []
    for entry in goal["followed"]:
        is_below = entry["number"] >= goal.get("below", 99)
        if is_below == below:
            mark = f"{entry['number']}. " if entry["number"] else ""
            first, *others = entry["lines"]
            lines.append((0, mark + first))
            lines += [(1 if mark else 0, line) for line in others]
    return lines


def _rows(goals: list[dict[str, Any]]) -> Iterator[list[Lines]]:
    """Yield rows of three cells; a page break may have cut the follow-up off."""
    for goal in goals:
        yield [_goal(goal), _planned(goal), _followed(goal, below=False)]
        if rest := _followed(goal, below=True):
            yield [[], [], rest]


# --- Word


def docx(content: dict[str, Any]) -> bytes:
    """Return the report as a DOCX file."""
    document = word.begin(content)
    for block in content["blocks"]:
        if "heading" in block:
            if block.get("new_page"):
                document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            document.add_heading(block["heading"], level=block["level"])
        elif "text" in block:
            word.fill(document.add_paragraph(), block["text"])
        elif "contents" in block:
            _contents(document, block["contents"])
        else:
            _word_table(document, block["goals"])
    return word.finish(document, content)


def _contents(document: Any, titles: list[list[Any]]) -> None:
    document.add_heading("Inhoud", level=2)
    for title, page in titles:
        paragraph = document.add_paragraph()
        is_part = title.startswith("LUIK")
        paragraph.paragraph_format.left_indent = Cm(0 if is_part else 0.6)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        paragraph.add_run(f"{title}\t{page}").bold = is_part or None


def _word_table(document: Any, goals: list[dict[str, Any]]) -> None:
    made = word.ruled(document, WIDTHS, colour="9AA8A4")
    head = made.add_row()
    word.row_option(head, "w:tblHeader")
    for cell, text in zip(head.cells, HEAD, strict=True):
        word.write_cell(cell, text, bold=True)
        word.shade(cell, "DCE8EA")
    for row in _rows(goals):
        for cell, lines in zip(made.add_row().cells, row, strict=True):
            _word_lines(cell, lines)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _word_lines(cell: Any, lines: Lines) -> None:
    word.write_cell(cell, "\n".join(text for _depth, text in lines))
    for paragraph, (depth, _text) in zip(cell.paragraphs, lines, strict=False):
        paragraph.paragraph_format.left_indent = Cm(0.45 * depth)


# --- Excel


def workbook(content: dict[str, Any]) -> bytes:
    """Return the report as an XLSX file: one sheet, titles across the columns."""
    sheet = Sheet(content, SHEET_WIDTHS)
    for block in content["blocks"]:
        if "heading" in block:
            is_part = block["level"] == 1
            sheet.line(
                block["heading"],
                size=11,
                bold=True,
                colour="#FFFFFF" if is_part else PETROL,
                fill=PETROL if is_part else "#F4F1E6",
            )
        elif "goals" in block:
            sheet.head(HEAD)
            for row in _rows(block["goals"]):
                sheet.cells(["\n".join(text for _d, text in lines) for lines in row])
        elif "text" in block:
            sheet.line(block["text"])
            sheet.skip()
    return sheet.bytes()


# --- HTML


def _inline(text: str) -> str:
    marked = ""
    for run in runs(text):
        shown = escape(run.text, quote=False)
        shown = f"<i>{shown}</i>" if run.italic else shown
        marked += f"<b>{shown}</b>" if run.bold else shown
    return marked


def _paragraphs(lines: Lines) -> str:
    return " ".join(f"<p>{_inline(text)}</p>" for _depth, text in lines)


def _planned_list(goal: dict[str, Any]) -> str:
    """Return the actions as a numbered list, timing and lead as one below it."""
    items = []
    for action in goal["actions"]:
        points = "".join(f"<li>{_inline(p)}</li>" for p in action.get("points", []))
        labels = (
            f"<li>Timing: {_inline(action['timing'])}</li>"
            f"<li>Trekker: {_inline(action['lead'])}</li>"
        )
        inner = f"<ul>{points}</ul>" if points else ""
        item = f"{_inline(action['text'])}{inner}<ol type='a'>{labels}</ol>"
        items.append(f"<li>{item}</li>" if goal.get("numbered", True) else item)
    whole = "".join(items)
    return f"<ol>{whole}</ol>" if goal.get("numbered", True) else whole


def _followed_list(goal: dict[str, Any]) -> str:
    whole = ""
    for entry in goal["followed"]:
        first, *others = entry["lines"]
        rest = "".join(f"<p>{_inline(line)}</p>" for line in others)
        if number := entry["number"]:
            item = f"<li>{_inline(first)}{rest}</li>"
            whole += f'<ol start="{number}">{item}</ol>'
        else:
            whole += f"<p>{_inline(first)}</p>{rest}"
    return whole


def html(content: dict[str, Any]) -> bytes:
    """Return the report as one page, its lists nested in the cells."""
    lines = [
        "<!doctype html>",
        f'<html lang="{content["language"]}">',
        f'<head><meta charset="utf-8"><title>{escape(content["title"])}</title>',
        f"<style>{STYLE}</style></head>",
        f"<body><h1>{escape(content['title'])}</h1>",
        f"<p>{escape(content['subtitle'])}. {escape(content['note'])}.</p>",
    ]
    for block in content["blocks"]:
        if "heading" in block:
            level = block["level"] + 1
            lines.append(f"<h{level}>{escape(block['heading'])}</h{level}>")
        elif "text" in block:
            lines.append(f"<p>{_inline(block['text'])}</p>")
        elif "goals" in block:
            heads = "".join(f"<th>{text}</th>" for text in HEAD)
            lines += ["<table>", f"<tr>{heads}</tr>"]
            for goal in block["goals"]:
                cells = (
                    _paragraphs(_goal(goal)),
                    _planned_list(goal),
                    _followed_list(goal),
                )
                lines.append("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>")
            lines.append("</table>")
    return "\n".join([*lines, "</body>", "</html>", ""]).encode()


# --- text


def _nested(lines: Lines) -> str:
    """Return lines as a converter nests them: lists without numbers of their own."""
    opened = '<ol style="list-style-type: none">'
    shown = ""
    depth = 0
    for level, text in lines:
        if level > depth:
            shown += f" {opened} "
        elif level < depth:
            shown += " </ol> "
        depth = level
        shown += f"<li>{_inline(text)}</li> " if level else f"<p>{_inline(text)}</p> "
    return (shown + "</ol>" * depth).strip()


def tabbed(content: dict[str, Any]) -> bytes:
    """Return the report as text with tabs and HTML in its cells, as converters do.

    A row that a page break cut is parted by empty lines; titles carry no mark.
    """
    lines = ["", f"# {content['title']}", "", content["note"], ""]
    for block in content["blocks"]:
        if "heading" in block:
            lines += [block["heading"], ""]
        elif "text" in block:
            lines += [block["text"], ""]
        elif "goals" in block:
            for row in _rows(block["goals"]):
                if not row[0]:
                    lines += ["", ""]
                lines.append("\t".join(map(_nested, row)))
            lines.append("")
    return "\n".join(lines).encode()
