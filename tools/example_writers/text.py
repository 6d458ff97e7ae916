"""Text formats: Markdown, HTML and the plain text that a converted document becomes."""

from __future__ import annotations

from html import escape
from typing import Any

from example_writers.markup import Run, cells_of, runs

STYLE = (
    "body{font:16px/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1c2a29}h1,h2,h3{color:#0f4c5c}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border:1px solid #b9c2be;padding:.4rem .6rem;text-align:left;"
    "vertical-align:top}th{background:#dce8ea}.recht td{background:#f4f1e6;"
    "font-weight:bold}"
)


# Of a table without a head.
DEFAULT_WIDTH = 3


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _markdown_table(table: dict[str, Any]) -> list[str]:
    lines = ["| " + " | ".join(table["columns"]) + " |"]
    lines.append("| " + " | ".join("---" for _ in table["columns"]) + " |")
    lines += [
        "| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |"
        for row in table["rows"]
    ]
    return lines


def markdown(content: dict[str, Any]) -> bytes:
    """Return the content as Markdown with pipe tables."""
    lines = [f"# {content['title']}", "", f"*{content['subtitle']}*", ""]
    for block in content["blocks"]:
        if "heading" in block:
            lines.append("#" * block["level"] + f" {block['heading']}")
        elif "text" in block:
            lines.append(block["text"])
        else:
            lines += _markdown_table(block["table"])
        lines.append("")
    if content["note"]:
        lines += [f"*{content['note']}*", ""]
    return _straight("\n".join(lines)).encode()


def _inline(text: str) -> str:
    return "".join(map(_marked, runs(text)))


def _marked(run: Run) -> str:
    shown = escape(run.text)
    if run.bold:
        shown = f"<b>{shown}</b>"
    return f'<span style="color:#{run.colour}">{shown}</span>' if run.colour else shown


def _html_table(table: dict[str, Any]) -> list[str]:
    above = ""
    if title := table.get("title"):
        span = len(table["columns"])
        above = f'<tr><th colspan="{span}">{escape(title)}</th></tr>'
    lines = ["<table>", f"<thead>{above}<tr>"]
    lines += [f"<th>{escape(name)}</th>" for name in table["columns"]]
    lines += ["</tr></thead>", "<tbody>"]
    for row in table["rows"]:
        if isinstance(row, dict) and "cells" not in row:
            continue
        if isinstance(row, str):
            span = len(table["columns"])
            cell = f'<td colspan="{span}">{escape(row)}</td>'
            lines.append(f'<tr class="recht">{cell}</tr>')
        else:
            cells = "".join(f"<td>{_inline(cell)}</td>" for cell in cells_of(row))
            lines.append(f"<tr>{cells}</tr>")
    return [*lines, "</tbody>", "</table>"]


def html(content: dict[str, Any]) -> bytes:
    """Return the content as one HTML page."""
    lines = [
        "<!doctype html>",
        f'<html lang="{content["language"]}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(content['title'])}</title>",
        f'<meta name="author" content="{escape(content["sender"])}">',
        f'<meta name="date" content="{content["date"]}">',
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{escape(content['title'])}</h1>",
        f"<p>{escape(content['subtitle'])}. {escape(content['note'])}.</p>",
    ]
    for block in content["blocks"]:
        if "heading" in block:
            level = block["level"]
            lines.append(f"<h{level}>{escape(block['heading'])}</h{level}>")
        elif "text" in block:
            lines.append(f"<p>{_inline(block['text'])}</p>")
        else:
            lines += _html_table(block["table"])
    return "\n".join([*lines, "</body>", "</html>", ""]).encode()


def _tabbed_row(row: str | list[str] | dict[str, Any], width: int) -> list[str]:
    if isinstance(row, str):
        return [row + "\t" * (width - 1)]
    if isinstance(row, dict) and "cells" not in row:
        # a page ended here: an empty line, and sometimes the rest of the row
        rest = row.get("continued")
        return ["", "\t".join(rest)] if rest else [""]
    # colours are lost on the way, bold is kept
    return ["\t".join(_bold_only(cell) for cell in cells_of(row))]


def _bold_only(text: str) -> str:
    return "".join(f"<b>{run.text}</b>" if run.bold else run.text for run in runs(text))


def tabbed(content: dict[str, Any]) -> bytes:
    """Return the content as plain text with tabs, as converters leave a document."""
    lines = ["", content["title"], "", content["note"], ""]
    for block in content["blocks"]:
        if "heading" in block:
            mark = "#" * block["level"] + " " if content.get("mark_headings") else ""
            lines.append(mark + block["heading"])
        elif "text" in block:
            lines.append(block["text"])
        else:
            table = block["table"]
            width = len(table["columns"]) or DEFAULT_WIDTH
            if title := table.get("title"):
                lines += _tabbed_row(f"<b>{title}</b>", width)
            if table["columns"]:
                lines.append("\t".join(table["columns"]))
            for row in table["rows"]:
                lines += _tabbed_row(row, width)
        lines.append("")
    return _straight("\n".join(lines)).encode()
