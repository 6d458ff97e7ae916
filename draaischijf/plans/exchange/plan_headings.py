"""Headings of a plan: objectives with their code, sections, and days in their words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.documents.blocks import Heading, ListItem, Paragraph, Runs
from draaischijf.documents.spelling import alike, plain
from draaischijf.plans.enums import SectionKind
from draaischijf.signals.exchange.outline import may_be_title
from draaischijf.signals.exchange.rows import one_line

# Whatever is no table.
Line = Heading | Paragraph | ListItem
# What offices put before the code, and on which level that stands.
_SHORTS = {"sd": 1, "bd": 1, "od": 2, "ap": 2}
_LONGS = {
    "strategische doelstelling": "SD",
    "beleidsdoelstelling": "BD",
    "operationele doelstelling": "OD",
    "actieplan": "AP",
}
_CODED = re.compile(
    r"(?P<name>[^\W\d_]+(?:\s[^\W\d_]+)?)\.?\s*(?P<code>\d{1,2}(?:\.\d{1,2}){0,3})(?!\d)"
    r"\.?\s*(?P<sign>[:–—-]\s*)?(?P<title>.*)"
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_INTERNAL = re.compile(r"(?:de )?interne werking\b")
_STEP_PLAN = re.compile(r"(?:initiatie\w+|acties?|projecten?)\b.*\bstappenplan")
_BOUND = re.compile(
    r"\b(?P<word>tegen|v[oó]{2}r|uiterlijk(?: op| in)?|ten laatste(?: op| in)?)\s+",
    re.IGNORECASE,
)
_END_OF = re.compile(r"^(?:het\s+)?einde?\s+(?:van\s+)?", re.IGNORECASE)
_LONGEST_DATE = 5  # words
_LONGEST_TITLE = 1000


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """A heading that we know: an objective with its code, or a section."""

    title: str
    short: str = ""
    code: str = ""
    rank: int = 0
    section: str = ""
    # A sign stood between the code and the words.
    is_parted: bool = False


def bare(text: str) -> str:
    """Return the words of a heading on one line, links without their address."""
    return _LINK.sub(r"\1", one_line(text)).strip()


def heading_of(text: str) -> PlanHeading | None:
    """Return a line as a heading when its words say that it is one, or None."""
    found = _CODED.fullmatch(text)
    short = _short(found["name"]) if found else ""
    if found and short:
        title = found["title"].strip() or text
        return PlanHeading(
            title,
            short,
            found["code"],
            _SHORTS[short.lower()],
            is_parted=found["sign"] is not None,
        )
    section = _section(text)
    return PlanHeading(text, section=section) if section else None


def heading_of_block(block: Line) -> PlanHeading | None:
    """Return a block as a heading we know, or None: "OD 1.1 liep goed." is none."""
    text = bare(block.text)
    heading = heading_of(text)
    if heading is None:
        return None
    is_one = heading.is_parted or stands_out(block) or may_be_title(text)
    return heading if is_one else None


def _short(name: str) -> str:
    if name.lower() in _SHORTS:
        return name.upper()
    shown = plain(name)
    return next((short for long, short in _LONGS.items() if alike(shown, long)), "")


def _section(text: str) -> str:
    if not may_be_title(text):
        return ""
    shown = plain(text)
    if _INTERNAL.match(shown):
        return SectionKind.INTERNAL
    return SectionKind.STEP_PLAN if _STEP_PLAN.match(shown) else ""


def stands_out(block: Line) -> bool:
    """Tell whether a block looks like a heading: marked as one, or bold all through."""
    return isinstance(block, Heading) or share_bold(block.runs) == 1


def share_bold(runs: Runs, skip: int = 0) -> float:
    """Return which part of the letters after the first `skip` signs is bold."""
    letters = bold = 0
    place = 0
    for run in runs:
        for sign in run.text:
            place += 1
            if place > skip and sign.isalnum():
                letters += 1
                bold += run.bold
    return bold / letters if letters else 0


def deadline_of(text: str) -> dt.date | None:
    """Return the last day that an objective names: "Tegen eind 2011" is 31 December."""
    text = text[:_LONGEST_TITLE]
    for found in _BOUND.finditer(text):
        rest = _END_OF.sub("eind ", text[found.end() :])
        words = rest.split()[:_LONGEST_DATE]
        # "voor 2027" ends the day before; "tegen 2027" is within it
        before = "voor " if found["word"].lower() in {"voor", "vóór"} else ""
        for count in range(len(words), 0, -1):
            said = before + " ".join(words[:count]).rstrip(".,;:")
            when = parse_fuzzy(said)
            if when.end and 1900 < when.end.year < 2200:
                return when.end
    return None
