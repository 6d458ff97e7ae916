"""What the cover of a document says: which plan it is about, and over which years."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from draaischijf.documents.blocks import (
    Block,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
)
from draaischijf.signals.exchange.outline import title_of
from draaischijf.signals.exchange.rows import one_line

LONGEST = 200
_YEAR = r"(?:19|20)\d\d"
_REPORT = re.compile(
    rf"[-–—:,.\s]*\b(?:jaar|werkings|voortgangs)verslag\b[-–—:,.\s]*"
    rf"(?:(?:werk)?jaar\s+)?(?:{_YEAR})?[-–—:,.\s]*",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"(?P<first>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR})")
_PROGRAMME = re.compile(
    rf"\b(?P<title>(?:[A-ZÀ-Þ]\w{{0,40}}\s){{0,5}}\w{{0,40}}(?:programma|meerjarenplan))\s"
    rf"(?P<first>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR})"
)
LONGEST_SPAN = 8


@dataclass(frozen=True, slots=True)
class Period:
    """A plan over whole years."""

    title: str
    first: int
    last: int

    @property
    def start(self) -> datetime.date:
        return datetime.date(self.first, 1, 1)

    @property
    def end(self) -> datetime.date:
        return datetime.date(self.last, 12, 31)

    @property
    def is_likely(self) -> bool:
        """Tell whether this many years can be those of one plan."""
        return 0 < self.last - self.first < LONGEST_SPAN


def reported_plan(document: Document, year: int) -> Period:
    """Return the plan of a year that a report is about: its title without "report"."""
    titles = (title.text for title in map(title_of, document.blocks) if title)
    named = (
        one_line(_REPORT.sub(" ", text)).strip(" -–:,")
        for text in titles
        if _REPORT.search(text)
    )
    # the name of a sheet is often "Jaarverslag 2026" and nothing more
    name = next(filter(None, named), "Jaarplan")[: LONGEST - 5]
    return Period(name if str(year) in name else f"{name} {year}", year, year)


def programme_of(document: Document, year: int) -> Period | None:
    """Return the programme of more years that a document names most, with this year."""
    named = Counter(
        Period(_span_title(found), int(found["first"]), int(found["last"]))
        for text in _texts(document)
        for found in _PROGRAMME.finditer(text)
    )
    for period, _count in named.most_common():
        if period.is_likely and period.first <= year <= period.last:
            return period
    return None


def _span_title(found: re.Match[str]) -> str:
    title = one_line(found["title"])[: LONGEST - 10]
    return f"{title} {found['first']}-{found['last']}"


def period_in_titles(document: Document) -> Period | None:
    """Return the first title with a period of years: "Sociaal beleid 2026-2031"."""
    for block in document.blocks:
        title = title_of(block)
        found = _SPAN.search(title.text) if title else None
        if title and found:
            period = Period(
                one_line(title.text)[:LONGEST], int(found["first"]), int(found["last"])
            )
            if period.is_likely:
                return period
    return None


def first_title(document: Document) -> str:
    """Return what a document calls itself, "" when it does not."""
    titles = (title_of(block) for block in document.blocks if _may_be_cover(block))
    return next((one_line(one.text)[:LONGEST] for one in titles if one), "")


def _may_be_cover(block: Block) -> bool:
    # the name of a sheet says little
    return isinstance(block, Heading | Paragraph) and not (
        isinstance(block, Heading) and block.place.sheet is not None
    )


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from map(one_line, row.texts)
        elif isinstance(block, Heading | Paragraph | ListItem):
            yield one_line(block.text)
