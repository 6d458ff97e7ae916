"""The few marks used in the content files: bold, italic and coloured runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

COLOURS = {"blauw": "1F4E9E", "groen": "1F7A4D", "rood": "A3262A"}

_MARK = re.compile(
    r"\{(?P<colour>\w+):(?P<coloured>[^}]*)\}"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|//(?P<italic>.+?)//"
)


@dataclass(frozen=True)
class Run:
    """A piece of text that looks the same from start to end."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""


def runs(text: str, style: Run | None = None) -> list[Run]:
    """Split marked text into runs; a coloured part may hold bold words."""
    style = style or Run("")
    found: list[Run] = []
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            found.append(replace(style, text=text[end : match.start()]))
        if match["colour"]:
            inner = replace(style, colour=COLOURS[match["colour"]])
            found += runs(match["coloured"], inner)
        elif match["bold"]:
            found.append(replace(style, text=match["bold"], bold=True))
        else:
            found.append(replace(style, text=match["italic"], italic=True))
        end = match.end()
    if end < len(text):
        found.append(replace(style, text=text[end:]))
    return found


def cells_of(row: list[str] | dict[str, Any]) -> list[str]:
    """Return the marked cells of a row; one in a colour is bold too, as offices do."""
    if isinstance(row, list):
        return row
    cells: list[str] = row["cells"]
    if colour := row.get("colour"):
        return [f"{{{colour}:**{cell}**}}" if cell else "" for cell in cells]
    return cells


def plain(text: str) -> str:
    """Return the text without marks."""
    return "".join(run.text for run in runs(text))
