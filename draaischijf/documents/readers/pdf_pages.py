"""Takes the words and tables out of a PDF; run as a program, it is the reading process.

PDF is a program of its own, and a bad one can keep a reader busy for hours or fill its
memory. So this file runs in a process of its own, with limits, and hands over plain
JSON: for each page its lines of words and its tables in reading order. It imports
nothing of ours, to start quickly. Nothing here is translated: it answers with a code.

A run is a list of text, bold, italic and colour. A line is {"top", "bottom", "left",
"right", "size", "runs"}, a table {"top", "columns", "rows"}, a cell of a row
{"runs", "covered"}.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import multiprocessing
import os
import statistics
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pdfplumber

MAX_MEMORY = 2 * 1024**3
PAGES_WORTH_A_PROCESS = 10
_OPEN: list[Any] = []
Box = tuple[float, float, float, float]


def extract(data: bytes, *, max_pages: int, workers: int = 1) -> dict[str, Any]:
    """Return {"pages": [...]} or {"error": "encrypted" | "pages" | "damaged"}."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            if count > max_pages:
                return {"error": "pages"}
            if workers == 1 or count < PAGES_WORTH_A_PROCESS * 2:
                return {"pages": _share(pdf, 0, 1)}
            return {"pages": _divided(pdf, workers)}
    except Exception as error:  # noqa: BLE001 the parser raises anything at all on damage
        names = {type(error).__name__, *(type(arg).__name__ for arg in error.args)}
        locked = any("Password" in name or "Encrypt" in name for name in names)
        return {"error": "encrypted" if locked else "damaged"}


def _share(pdf: Any, first: int, step: int) -> list[dict[str, Any]]:
    pages = []
    for page in pdf.pages[first::step]:
        pages.append(_page(page))
        page.close()  # else every page stays in memory
    return pages


def _divided(  # pragma: no cover - runs in the reading process only
    pdf: Any, workers: int
) -> list[dict[str, Any]]:
    """Read the pages in several processes, each every so many page.

    A fork has the opened file already; this process has no threads to be hurt by it.
    """
    count = len(pdf.pages)
    pages: list[dict[str, Any]] = [{}] * count
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        # the file itself stays behind in each fork: only numbers travel
        _OPEN.append(pdf)
        shares = [pool.submit(_share_of_open, n, workers) for n in range(workers)]
        for first, share in enumerate(shares):
            pages[first::workers] = share.result()
    return pages


def _share_of_open(  # pragma: no cover - runs in the reading process only
    first: int, step: int
) -> list[dict[str, Any]]:
    return _share(_OPEN[-1], first, step)


def _page(page: Any) -> dict[str, Any]:
    words = page.extract_words(
        extra_attrs=["fontname", "size", "non_stroking_color"], use_text_flow=False
    )
    tables = [table for table in page.find_tables() if len(table.rows) > 0]
    boxes: list[Box] = [table.bbox for table in tables]
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    items = [_line(line) for line in _lines(outside)]
    items.extend(_table(table, words) for table in tables)
    items.sort(key=lambda item: item["top"])
    return {"height": float(page.height), "items": items}


def _inside(word: dict[str, Any], box: Box) -> bool:
    across = (word["x0"] + word["x1"]) / 2
    down = (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _lines(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group words that stand on one line, from top to bottom and left to right."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        height = word["bottom"] - word["top"]
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < height * 0.4:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: float(word["x0"])) for line in lines]


def _line(words: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "top": float(min(word["top"] for word in words)),
        "bottom": float(max(word["bottom"] for word in words)),
        "left": float(words[0]["x0"]),
        "right": float(words[-1]["x1"]),
        "size": round(statistics.median(word["size"] for word in words), 1),
        "runs": _runs(words),
    }


def _runs(words: Sequence[dict[str, Any]]) -> list[list[Any]]:
    runs: list[list[Any]] = []
    for word in words:
        font = str(word["fontname"]).lower()
        style = [
            "bold" in font or "black" in font,
            "italic" in font or "oblique" in font,
            _colour(word["non_stroking_color"]),
        ]
        if runs and runs[-1][1:] == style:
            runs[-1][0] += " " + word["text"]
        else:
            space = " " if runs else ""
            runs.append([space + word["text"], *style])
    return runs


def _colour(value: Any) -> str | None:
    """Return "#rrggbb" for grey, RGB and CMYK; patterns and odd spaces say nothing."""
    parts = value if isinstance(value, list | tuple) else [value]
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return None
    levels = [min(max(float(part), 0.0), 1.0) for part in parts]
    if len(levels) == 1:
        levels *= 3
    elif len(levels) == 4:
        *ink, black = levels
        levels = [(1 - part) * (1 - black) for part in ink]
    if len(levels) != 3:
        return None
    return "#" + "".join(f"{round(level * 255):02x}" for level in levels)


def _table(table: Any, words: Sequence[dict[str, Any]]) -> dict[str, Any]:
    inner = [word for word in words if _inside(word, table.bbox)]
    boxes: list[list[Box | None]] = [list(row.cells) for row in table.rows]
    columns = _columns(boxes)
    rows = [
        [
            _cell(boxes, across, down, columns, inner)
            for across in range(len(boxes[down]))
        ]
        for down in range(len(boxes))
    ]
    return {"top": float(table.bbox[1]), "columns": columns, "rows": rows}


def _columns(boxes: Sequence[Sequence[Box | None]]) -> list[list[float]]:
    """Return left and right of each column: of its narrowest cell."""
    columns = []
    for across in range(max(len(row) for row in boxes)):
        own = [row[across] for row in boxes if across < len(row)]
        known = [box for box in own if box is not None]
        if known:
            narrow = min(known, key=lambda box: box[2] - box[0])
            columns.append([round(narrow[0], 1), round(narrow[2], 1)])
        else:
            columns.append(list(columns[-1]) if columns else [0.0, 0.0])
    return columns


def _cell(
    boxes: Sequence[Sequence[Box | None]],
    across: int,
    down: int,
    columns: Sequence[Sequence[float]],
    words: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    box = boxes[down][across]
    if box is None:
        middle = (columns[across][0] + columns[across][1]) / 2
        from_left = any(
            other is not None and other[0] < middle < other[2]
            for other in boxes[down][:across]
        )
        return {"runs": [], "covered": "left" if from_left else "above"}
    runs: list[list[Any]] = []
    for line in _lines(word for word in words if _inside(word, box)):
        if runs:
            runs.append(["\n", False, False, None])
        runs.extend(_runs(line))
    return {"runs": runs, "covered": ""}


def main() -> None:  # pragma: no cover - the reading process itself
    """Read a PDF from standard input and write JSON to standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system; the time limit of the caller remains
    logging.disable(logging.CRITICAL)
    gc.disable()  # a short life: collecting would cost more than it frees
    workers = min(os.cpu_count() or 1, 4) if hasattr(os, "fork") else 1
    data = sys.stdin.buffer.read()
    result = extract(data, max_pages=int(sys.argv[1]), workers=workers)
    json.dump(result, sys.stdout)


if __name__ == "__main__":  # pragma: no cover
    main()
