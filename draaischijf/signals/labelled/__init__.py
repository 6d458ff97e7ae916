"""Problems and reports of our own, with which reports are about which problem.

What `draaischijf bench similarity` judges the search for alike signals by, and what
`tools/fit_meaning_space.py` learns from. About a corner of Flanders that is made up.
Every problem is reported in several ways, in two parts: what one part reports is known
when the other asks. What is learnt is learnt from half of the problems (`is_learnt`);
the other half is held out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Problem:
    """A structural problem as a signal says it."""

    id: str
    title: str
    statement: str
    examples: str
    right: str

    @property
    def is_learnt(self) -> bool:
        """Whether the space of meanings may learn from it; the others are held out."""
        return int(self.id[1:]) % 2 == 1

    @property
    def text(self) -> str:
        said = (self.title, self.statement, self.examples)
        return "\n".join(one for one in said if one)


@dataclass(frozen=True)
class Query:
    """A report as a field worker types it; `answer` is empty for a new problem.

    `near` is the problem whose words a report of the kind "same_words" has.
    """

    text: str
    answer: str
    kind: str
    part: str
    near: str = ""


@cache
def problems() -> tuple[Problem, ...]:
    """Return the problems, in order."""
    rows = tomllib.loads((HERE / "problems.toml").read_text(encoding="utf-8"))
    return tuple(
        Problem(
            id=row["id"],
            title=row["title"],
            statement=row["statement"],
            examples=row.get("examples", ""),
            right=row["right"],
        )
        for row in rows["problem"]
    )


@cache
def queries() -> tuple[Query, ...]:
    """Return the reports, in order."""
    rows = tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8"))
    return tuple(Query(**row) for row in rows["query"])


@cache
def repeats() -> tuple[Query, ...]:
    """Return the reports that say known problems once more, in ordinary words.

    What groups of reports are judged by, beside the others; nothing learns from them.
    """
    rows = tomllib.loads((HERE / "repeats.toml").read_text(encoding="utf-8"))
    return tuple(
        Query(text=text, answer=row["answer"], kind="ordinary_words", part="")
        for row in rows["repeat"]
        for text in row["texts"]
    )
