"""Every kind of row that can be imported, and importing a document from start to end.

One explicit table, read top to bottom: a module that can import something stands here
with its kinds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.exchange.commits import KINDS as MEETING_KINDS
from draaischijf.documents import importing
from draaischijf.documents.importing import Kind, KindReport, StagedRow
from draaischijf.documents.models import ImportRun, StoredFile
from draaischijf.documents.readers import read_document
from draaischijf.people.models import Partnership
from draaischijf.plans.exchange.plan_changes import KINDS as CHANGE_KINDS
from draaischijf.plans.exchange.plan_commits import KINDS as PLAN_KINDS
from draaischijf.plans.exchange.report_commits import KINDS as REPORT_KINDS
from draaischijf.plans.exchange.trajectory_commits import KINDS as TRAJECTORY_KINDS
from draaischijf.signals.exchange.commits import KINDS as SIGNAL_KINDS
from draaischijf.website.import_screening import refuse_unread, screened

KINDS: tuple[Kind, ...] = (
    *SIGNAL_KINDS,
    *PLAN_KINDS,
    *REPORT_KINDS,
    *TRAJECTORY_KINDS,
    *MEETING_KINDS,
    *CHANGE_KINDS,
)


class UnknownKindError(Exception):
    """The asked kind does not exist; `known` names those that do."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.known = [kind.code for kind in KINDS]
        super().__init__(code)


class NothingFoundError(Exception):
    """A document holds nothing that can be imported; says so in words."""

    def __init__(self) -> None:
        super().__init__(
            _t(
                "Nothing in this document looks like a work agenda, a plan, signals or "
                "a list of abbreviations. Are the headings there?"
            )
        )


class NothingChangedError(NothingFoundError):
    """A file holds what is here already, to the letter; says so in words."""

    def __init__(self) -> None:
        Exception.__init__(
            self, _t("Nothing in this file differs from what is here already.")
        )


def kinds_for(code: str = "") -> tuple[Kind, ...]:
    """Return all kinds, or the one with this code. Raises UnknownKindError."""
    if not code:
        return KINDS
    found = tuple(kind for kind in KINDS if code in {kind.code, kind.goes_with})
    if not found:
        raise UnknownKindError(code)
    return found


def read_file(data: bytes, name: str, *, kind: str = "") -> list[StagedRow]:
    """Return the rows a file holds. Raises UnreadableDocument and UnknownKindError."""
    return importing.read_rows(read_document(data, name), kinds_for(kind))


def preview(
    rows: Sequence[StagedRow], partnership: Partnership | None
) -> list[KindReport]:
    """Tell what an import would do; a partnership that is not there has nothing yet."""
    if partnership is None:
        return importing.preview(screened(rows, None), {}, KINDS)
    found = screened(importing.compared(rows, KINDS, partnership.pk), partnership)
    known = importing.known_keys(partnership.pk, found)
    return importing.preview(found, known, KINDS)


def stage_file(
    partnership: Partnership,
    data: bytes,
    name: str,
    *,
    actor: User | None,
    kind: str = "",
    stored_file: StoredFile | None = None,
) -> ImportRun:
    """Read a file and keep its rows for a preview; nothing is imported yet.

    Raises NothingFoundError when there is no row, UnreadableDocument and
    UnknownKindError.
    """
    rows = read_file(data, name, kind=kind)
    if not rows:
        raise NothingFoundError
    rows = importing.compared(rows, KINDS, partnership.pk)
    if not rows:
        raise NothingChangedError
    return importing.stage(
        screened(rows, partnership),
        partnership_id=partnership.pk,
        file_name=Path(name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        actor=actor,
        stored_file=stored_file,
    )


def commit_run(
    run: ImportRun, *, actor: User | None, accepted: Collection[int] | bool = ()
) -> list[KindReport]:
    """Import the rows of a previewed run, all or none, and tell what was done.

    `accepted` are the rows somebody has read and found to be about no client; True
    for all. Raises ClientDataInRowsError when a row with certain client data is not
    among them; nothing is imported then.
    """
    refuse_unread(run, accepted=accepted)
    return importing.report_of(importing.commit(run, KINDS, actor=actor), KINDS)
