"""What a document says of its plan as a whole: title, period, introduction."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.documents.blocks import (
    Block,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
)
from draaischijf.plans.enums import PlanKind, PlanStatus
from draaischijf.plans.exchange.action_cells import speaks_of_pro_memorie
from draaischijf.plans.exchange.plan_columns import plan_columns
from draaischijf.plans.exchange.plan_headings import (
    Line,
    bare,
    deadline_of,
    heading_of_block,
)
from draaischijf.plans.exchange.plan_rows import PlanCover
from draaischijf.signals.exchange.outline import may_be_title, year_of
from draaischijf.signals.exchange.rows import Problem, one_line

_PLAN = re.compile(r"plan(?:nen)?\b|programma\b", re.IGNORECASE)
_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_YEARS = re.compile(_YEAR)
_PERIOD = re.compile(
    rf"{_YEAR}\s*(?:[-–—/]|t\.?\s?(?:/|e\.?)?\s?m\.?|tot(?: en met)?)\s*{_YEAR}"
)
_DRAFT = re.compile(r"\b(?:voor)?ontwerp\b", re.IGNORECASE)
_HANDED_IN = re.compile(
    r"\b(?:voorgelegd|ingediend|voorgesteld|goedgekeurd|vastgesteld)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"\b\d{1,2}(?:\s+[a-z]+\s+|\s?[/.-]\s?\d{1,2}\s?[/.-]\s?)(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WHO_DECIDES = (
    re.compile(
        r"beslis\w*\b[^.]*?\bbij (?:de |het |een )?(?P<body>[^.,;]+?)\s+"
        r"(?:ligt|liggen|berust|blijft)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"beslis\w*\b[^.]*?\b(?:ligt|liggen|berust|berusten) bij (?:de |het |een )?"
        r"(?P<body>[^.,;]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:beslist|beslissing\w*|genomen)\b[^.]*?\bdoor (?:de |het )?"
        r"(?P<body>[^.,;]+?)(?:\s+(?:genomen|beslist))?(?=[.,;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[.:,;]\s*)(?:de |het )?(?P<body>[^.,:;()]{3,120}?)\s+beslist\b",
        re.IGNORECASE,
    ),
)
# Six years are the term of a local government.
SIX_YEARS = 6
MAX_TITLE = 200
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Introduced:
    """The cover, the introduction, and what a person should look at in it."""

    cover: PlanCover
    intro: str
    titles: frozenset[str]
    warnings: tuple[Problem, ...]


def introduced(document: Document) -> Introduced:
    """Return what stands before the first objective or table of actions."""
    lead = list(_lead(document.blocks))
    title = _title(lead, document)
    start, end = _period(title, document)
    words = [
        block
        for block in lead
        if not isinstance(block, Heading) and _text(block) != title
    ]
    intro = "\n".join(_written(block) for block in words)
    is_draft = _DRAFT.search(f"{title}\n{intro}")
    cover = PlanCover(
        title=title,
        kind=_kind(start, end),
        start=f"{start}-01-01" if start else "",
        end=f"{end}-12-31" if end else "",
        status=PlanStatus.DRAFT if is_draft else PlanStatus.ADOPTED,
    )
    sheets = {block.place.sheet for block in document.blocks if block.place.sheet}
    return Introduced(
        cover,
        intro,
        frozenset({title, *map(str, sheets)}),
        tuple(_late(words, start, end)),
    )


def who_decides(texts: Sequence[str]) -> str:
    """Return the body that decides about actions pro memorie, as a note says it.

    A neutral word when no note does.
    """
    for text in filter(speaks_of_pro_memorie, texts):
        for pattern in _WHO_DECIDES:
            if found := pattern.search(one_line(text[:LONGEST_NOTE])):
                body = found["body"].strip()
                return (body[:1].upper() + body[1:])[:200]
    return _("another body")


def _lead(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Table):
            heads = (tuple(map(one_line, row.texts)) for row in block.rows)
            if any(plan_columns(texts) for texts in heads):
                return
        elif heading_of_block(block):
            return
        else:
            yield block


def _text(block: Line) -> str:
    return bare(block.text)


def _written(block: Line) -> str:
    text = one_line(block.text)
    return f"{block.marker} {text}" if isinstance(block, ListItem) else text


def _title(lead: Sequence[Line], document: Document) -> str:
    """Return the line that names the plan, best with its year; else the file's name."""
    offered = [
        _text(block)
        for block in lead
        if isinstance(block, Heading)
        or (isinstance(block, Paragraph) and may_be_title(block.text))
    ]
    tests = (
        lambda text: _PLAN.search(text) and _YEARS.search(text),
        _YEARS.search,
        _PLAN.search,
    )
    for is_it in tests:
        if found := next((text for text in offered if is_it(text)), ""):
            return found[:MAX_TITLE]
    heading = next((_text(b) for b in lead if isinstance(b, Heading)), "")
    stem = PurePath(document.name).stem
    return (heading or stem.replace("-", " ").replace("_", " ").capitalize())[
        :MAX_TITLE
    ]


def _period(title: str, document: Document) -> tuple[int | None, int | None]:
    """Return the first and last year: of title, file name, deadlines, or most dates."""
    for text in (title, document.name):
        if found := _PERIOD.search(text):
            first, last = int(found[1]), int(found[2])
            if first <= last:
                return first, last
        if found := _YEARS.search(text):
            return int(found[1]), int(found[1])
    deadlines = (
        deadline_of(_text(block))
        for block in document.blocks
        if not isinstance(block, Table) and heading_of_block(block)
    )
    year = next((day.year for day in deadlines if day), None) or year_of(document)
    return year, year


def _kind(start: int | None, end: int | None) -> PlanKind:
    if start == end or start is None or end is None:
        return PlanKind.ANNUAL_PLAN
    years = end - start + 1
    return PlanKind.SIX_YEAR_PLAN if years == SIX_YEARS else PlanKind.PROGRAMME


def _late(
    words: Sequence[Line], start: int | None, end: int | None
) -> Iterator[Problem]:
    """Yield a warning when a plan was handed in after half of its own period."""
    if start is None or end is None:
        return
    first, last = dt.date(start, 1, 1), dt.date(end, 12, 31)
    for block in words:
        text = _written(block)
        if not _HANDED_IN.search(text):
            continue
        for found in _DATE.finditer(text):
            day = parse_fuzzy(found.group()).start
            if day and day > first + (last - first) / 2:
                why = _("%(date)s lies late in the period of the plan. It is kept.")
                yield Problem(block.place.where(), why % {"date": found.group()})
