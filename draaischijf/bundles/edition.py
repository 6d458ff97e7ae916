"""What stands in an edition: read from signals while it is written, kept once frozen.

Plain text and numbers, so that it can be kept as JSON and read back for ever; the
words are in the language in which it was frozen. Who may read less is told by the
page: remarks are for partners, and small numbers stay small (core/small_numbers.py).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _t

from draaischijf.core.small_numbers import shown_count
from draaischijf.core.templatetags.core import day
from draaischijf.signals.enums import AgreementResult

# Ghent's mark for a signal that stood in an earlier edition; never without the word.
RECURRING = "®"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one organisation said to a signal; `result` is empty for no answer."""

    organisation: str
    result: str = ""
    remark: str = ""
    date: str = ""

    @property
    def label(self) -> str:
        if not self.result:
            return _t("no answer yet")
        return str(AgreementResult(self.result).label)

    @property
    def day(self) -> str:
        return said_day(self.date)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: who, when, and by which route."""

    body: str
    date: str
    route: str
    reference: str = ""

    @property
    def day(self) -> str:
        return said_day(self.date)


@dataclass(frozen=True, slots=True)
class Passed:
    """One phase of the path, as it stood; `state` as in core/ui/path.html."""

    number: int
    label: str
    state: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One signal of an edition.

    `place` is its number in the edition, `number` its own, by which it is known.
    """

    place: int
    number: int
    title: str
    statement: str = ""
    examples: str = ""
    is_recurring: bool = False
    # The editions it stood in before.
    earlier: tuple[int, ...] = ()
    rights: tuple[str, ...] = ()
    life_domains: tuple[str, ...] = ()
    policy_domains: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    level: str = ""
    areas: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    raisers: int = 0
    route: str = ""
    leads: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()
    answers: tuple[Answer, ...] = ()
    path: tuple[Passed, ...] = ()

    @property
    def mark(self) -> str:
        """Why it is marked: it comes back, and from which editions."""
        if not self.is_recurring:
            return ""
        if not self.earlier:
            return _t("comes back")
        numbers = ", ".join(map(str, self.earlier))
        return _t("comes back, also in edition %(numbers)s") % {"numbers": numbers}

    @property
    def phase(self) -> Passed | None:
        """The phase it was in."""
        reached = [one for one in self.path if one.state in {"done", "current"}]
        return reached[-1] if reached else None

    def raisers_for(self, *, is_partner: bool) -> str:
        """Return how many reported or support it, as this reader may see it."""
        shown = shown_count(self.raisers, is_partner=is_partner)
        return str(shown) if shown else ""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole edition: what stands on its cover, and its chapters."""

    title: str
    edition: int
    year: int
    partnership: str
    introduction: str = ""
    chapters: tuple[Chapter, ...] = ()
    # Of the shape in which it is kept: another shape gets another number.
    format: int = 1

    @property
    def entries(self) -> list[Entry]:
        """All signals in order."""
        return list(_entries(self.chapters))


def _entries(chapters: tuple[Chapter, ...]) -> Iterator[Entry]:
    for chapter in chapters:
        yield from chapter.entries


def said_day(kept: str) -> str:
    """Return a kept date as people read it."""
    return day(datetime.date.fromisoformat(kept)) if kept else ""


def as_json(edition: Edition) -> dict[str, Any]:
    """Return the edition as plain JSON values."""
    made: dict[str, Any] = json.loads(json.dumps(asdict(edition)))
    return made


def from_json(kept: dict[str, Any]) -> Edition:
    """Return the edition that `as_json` kept, equal in every field."""
    chapters = tuple(
        Chapter(one["title"], tuple(_entry(entry) for entry in one["entries"]))
        for one in kept["chapters"]
    )
    return Edition(**{**kept, "chapters": chapters})


def _entry(kept: dict[str, Any]) -> Entry:
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
    }
    plain["decisions"] = tuple(Decided(**one) for one in kept["decisions"])
    plain["answers"] = tuple(Answer(**one) for one in kept["answers"])
    plain["path"] = tuple(Passed(**one) for one in kept["path"])
    return Entry(**plain)


def fingerprint(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a kept edition, whatever the order of its keys."""
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
