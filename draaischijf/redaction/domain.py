"""The one deed: taking words out of everything, at once or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.redaction import register
from draaischijf.core.redaction.register import Changes, Texts
from draaischijf.core.redaction.sealed import SETTING
from draaischijf.core.redaction.words import Words, moved
from draaischijf.history.chain import VOUCHED
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.redaction.queries import (
    Found,
    HeldPlace,
    chosen,
    find,
    rows_holding,
)

# One redaction of a partnership at a time.
_LOCK = 4015002
# Where the words of a person find a checksum that has to be vouched for.
VOUCHED_DOCUMENTS = "redacted_documents"
SHORTER = "[…]"


class RedactionDenied(Exception):  # noqa: N818 it says what happened
    """Nothing was taken out; the message is for the person."""


class ChangedMeanwhileError(RedactionDenied):
    """What is found now is not what was looked at: it is to be looked at once more."""


@dataclass
class Done:
    """What was taken out."""

    places: int = 0
    files: int = 0
    entries: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def take_out(
    partnership: Partnership,
    thing: Any,
    words: Words,
    by: str,
    *,
    actor: User,
    reason: str,
    everywhere: bool,
    seen: str,
    files: Collection[str] = (),
) -> Done:
    """Replace the words by `by` wherever they stand, and say in history that it was so.

    In rows, history, mails, rows of imports, adopted versions and frozen reports (whose
    checksum is made anew); search follows by itself. Made documents that hold the words
    are thrown away and made again, and the files in `files` (keys of the preview) are
    emptied. `seen` is the fingerprint of the preview. Raises RedactionDenied without
    the right to, when the words stand nowhere (any more), and when `by` holds them;
    ChangedMeanwhileError when there is something else to see than was seen.
    """
    _check_may(partnership, actor)
    if words.count(by) or words.count(reason):
        raise RedactionDenied(_t("The words stand in what you wrote yourself."))
    _begin(partnership)
    found = find(partnership.pk, words, thing, everywhere=everywhere)
    going = chosen(found, files)
    _check_was_seen(found, seen, is_empty=not (found.places or going))
    done = Done()
    for texts, wanted in _by_table(found):
        for row in rows_holding(texts, partnership.pk, words, lock=texts.write is None):
            if row.pk in wanted:
                _take_out_of(texts, row, words, by, done)
    _throw_away(partnership, going, done)
    _record(thing, done, actor=actor, reason=reason, everywhere=everywhere)
    return done


def _check_may(partnership: Partnership, actor: User) -> None:
    if not holds(actor, Permission.REDACT, partnership):
        raise RedactionDenied(_t("You may not take data out here."))


def _check_was_seen(found: Found, seen: str, *, is_empty: bool) -> None:
    if is_empty:
        raise RedactionDenied(_t("These words stand nowhere any more."))
    if found.fingerprint != seen:
        raise ChangedMeanwhileError(
            _t("Something changed meanwhile. Look once more at what will be taken out.")
        )


def _throw_away(
    partnership: Partnership, going: Collection[HeldPlace], done: Done
) -> None:
    registers = register.file_registers()
    for one in going:
        registers[one.register].remove(partnership.pk, one.file.key)
        done.files += 1
    for files in registers.values():
        if files.restart is not None:
            files.restart(partnership.pk)


def _begin(partnership: Partnership) -> None:
    """Wait for another redaction here, and open what is otherwise never changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, %s), set_config(%s, 'on', true)",
            [_LOCK, partnership.pk, SETTING],
        )


def _by_table(found: Found) -> list[tuple[Texts, set[int]]]:
    """Return the rows to change, table by table in the order of the register."""
    tables: dict[str, set[int]] = defaultdict(set)
    for place in found.places:
        tables[place.texts.label].add(place.pk)
    return [
        (texts, tables[texts.label])
        for texts in register.registered()
        if texts.label in tables
    ]


def _take_out_of(texts: Texts, row: Any, words: Words, by: str, done: Done) -> None:
    """Take the words out of one row, which was locked and read anew."""
    changes, places = _changes(texts, row, words, by)
    if changes:
        done.places += places
        _write(texts, row, changes, done)


def _changes(texts: Texts, row: Any, words: Words, by: str) -> tuple[Changes, int]:
    """Return what changes in a row, with the row as it will be, and in how many places.

    A text that has no room for the replacement gets a shorter one.
    """
    changes: Changes = {}
    places = 0
    marks = getattr(row, texts.marks) if texts.marks else []
    for name in texts.fields:
        value = getattr(row, name)
        count = words.count(value)
        if not count:
            continue
        given = by
        longest = row._meta.get_field(name).max_length  # noqa: SLF001 Django's documented API
        if longest and len(words.replaced(value, by)) > longest:
            given = SHORTER
        places += count
        changes[name] = words.replaced(value, given)
        if longest:
            changes[name] = changes[name][:longest]
        if isinstance(value, str):
            marks = moved(marks, name, words.edits(value, given))
    if changes and texts.marks:
        changes[texts.marks] = marks
    return changes, places


def _write(texts: Texts, row: Any, changes: Changes, done: Done) -> None:
    if texts.write is not None:
        done.entries[str(row.pk)] = texts.write(row, changes)
        return
    for name, value in changes.items():
        setattr(row, name, value)
    if texts.settle is not None:
        settled = texts.settle(row, list(changes))
        changes |= settled
        if "redactions" in settled:
            done.documents[f"{texts.label}:{row.pk}"] = settled["sha256"]
    # Not `save`: nobody edited this, and nothing else of the row is written.
    texts.model._base_manager.filter(pk=row.pk).update(**changes)  # noqa: SLF001 the same


def _record(
    thing: Any, done: Done, *, actor: User, reason: str, everywhere: bool
) -> None:
    """Say that it was done, by whom, where and why, and vouch for what it changed."""
    vouched: dict[str, Any] = {}
    if done.entries:
        vouched[VOUCHED] = done.entries
    if done.documents:
        vouched[VOUCHED_DOCUMENTS] = done.documents
    record(
        thing,
        "text_redacted",
        actor=actor,
        note=reason,
        places=done.places,
        files=done.files,
        everywhere=everywhere,
        **vouched,
    )
