"""Verifying the chain: is the history still what was recorded?

Every entry has a link, made by the database at the commit (migration 0002):

    digest = sha256(salt + what it says)
    chain  = sha256(chain of the link before + what is fixed of it + digest)

all in hexadecimal; what is fixed and what it says are JSON arrays as PostgreSQL writes
them. Here both are computed once more, outside the database. An entry whose words were
taken out keeps its old digest in the chain; a later entry vouches for what it says now,
under `redacted_entries` (decision 0015).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

VOUCHED = "redacted_entries"

_LINKS = """
    select l.position, l.entry_id, l.chain, e.id is not null,
           history_fixed(e), e.digest, e.salt, history_content(e),
           e.redacted is not null, e.data -> %s
    from history_link l left join history_entry e on e.id = l.entry_id
    where l.position > %s
    order by l.position
"""
_LOOSE = """
    select e.id from history_entry e
    where not exists (select from history_link l where l.entry_id = e.id)
    order by e.id limit 1
"""


@dataclass(frozen=True)
class Head:
    """The end of the chain at some moment: a place and what the chain was there."""

    position: int
    chain: str

    def __str__(self) -> str:
        return f"{self.position}:{self.chain}"


@dataclass
class Verdict:
    """What was looked at, and the first thing that does not fit (empty: all fits)."""

    entries: int = 0
    redacted: int = 0
    head: Head = field(default_factory=lambda: Head(0, ""))
    problem: str = ""

    @property
    def is_sound(self) -> bool:
        return not self.problem


def head() -> Head:
    """Return the end of the chain; kept elsewhere it shows that nothing was cut off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select position, chain from history_link order by position desc limit 1"
        )
        found = cursor.fetchone()
    return Head(*found) if found else Head(0, "")


def verify(*, expected: Head | None = None, last: int = 0) -> Verdict:
    """Go through the chain and return the verdict, with the first misfit in words.

    With `expected`, an end of the chain that was kept elsewhere, the chain must still
    pass through it. With `last` only so many links at the end are looked at.
    """
    with transaction.atomic():
        verdict = _verified(expected, last)
        if verdict.is_sound:
            verdict.problem = _loose()
    return verdict


def _verified(expected: Head | None, last: int) -> Verdict:
    verdict = Verdict()
    current: dict[int, str] = {}
    vouched: dict[int, str] = {}
    if last:
        verdict.head = _before_the_last(last)
    for row in _rows(verdict.head.position):
        problem = _misfit(row, verdict.head)
        if problem:
            verdict.problem = problem
            return verdict
        verdict.entries += 1
        verdict.head = Head(row.position, row.chain)
        if expected and expected.position == row.position and expected != verdict.head:
            verdict.problem = (
                f"the chain was rewritten: at position {row.position} it is not what "
                "was kept"
            )
            return verdict
        if row.is_redacted:
            verdict.redacted += 1
            current[row.entry] = _sha256(row.salt + row.content)
        vouched |= {int(entry): digest for entry, digest in (row.vouched or {}).items()}
    for entry, digest in current.items():
        if vouched.get(entry) != digest:
            verdict.problem = f"entry {entry} was changed: no redaction says so"
            return verdict
    if expected and expected.position > verdict.head.position:
        verdict.problem = (
            f"the end was cut off: the chain ends at position {verdict.head.position} "
            f"and was at {expected.position}"
        )
    return verdict


@dataclass(frozen=True)
class _Row:
    position: int
    entry: int
    chain: str
    is_there: bool
    fixed: str
    digest: str
    salt: str
    content: str
    is_redacted: bool
    vouched: Any


def _rows(after: int) -> Iterator[_Row]:
    """Give every link with its entry, in order, out of one snapshot."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LINKS, [VOUCHED, after])
        for found in cursor:
            vouched = found[-1]
            told = json.loads(vouched) if isinstance(vouched, str) else vouched
            known: list[Any] = [*found[:-1], told]
            yield _Row(*known)


def _misfit(row: _Row, before: Head) -> str:
    """Return what is wrong with a link in words, or nothing."""
    if row.position != before.position + 1:
        return (
            f"links were removed: after position {before.position} comes {row.position}"
        )
    if not row.is_there:
        return f"entry {row.entry} was removed (position {row.position})"
    if not row.is_redacted and row.digest != _sha256(row.salt + row.content):
        return f"entry {row.entry} was changed: it says something else now"
    if row.chain != _sha256(before.chain + row.fixed + row.digest):
        return (
            f"entry {row.entry} was changed, or put in between: it does not fit at "
            f"position {row.position}"
        )
    return ""


def _before_the_last(last: int) -> Head:
    end = head()
    with connection.cursor() as cursor:
        cursor.execute(
            "select position, chain from history_link where position = %s",
            [max(0, end.position - last)],
        )
        found = cursor.fetchone()
    return Head(*found) if found else Head(0, "")


def _loose() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_LOOSE)
        found = cursor.fetchone()
    return f"entry {found[0]} was put in without a link" if found else ""


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
