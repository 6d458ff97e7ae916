"""Staged imports: read, preview with a report per row, then all or nothing.

Machinery only. Which kinds of rows there are is a table in `website/imports.py`; what
a row means and how it becomes a thing is written in the `exchange` package of the
module that owns the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DataError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.documents.blocks import Document
from draaischijf.documents.enums import RowOutcome, RunState
from draaischijf.documents.models import ImportRow, ImportRun, StoredFile

# What is counted of the rows of a kind: numbers, or numbers by name.
Figures = Mapping[str, int | Mapping[str, int]]
# The rows of a document that can be imported, as they were read, by kind.
FoundRows = Mapping[str, Sequence[Mapping[str, Any]]]

MADE = (RowOutcome.CREATED, RowOutcome.UNCHANGED, RowOutcome.DUPLICATE)


@dataclass(frozen=True)
class RowProblem:
    """Why a row, or a part of it, deserves a person's eyes."""

    where: str
    why: str
    # A blocking problem keeps the row out; another is only said.
    is_blocking: bool = False
    # How sure it is that this is about one person ("certain", "doubtful"); else empty.
    client_data: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the problem as a row keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class StagedRow:
    """One row as it was read, before it is anything."""

    kind: str
    position: int
    place: str
    verbatim: str
    key: str
    parsed: dict[str, Any]
    problems: tuple[RowProblem, ...] = ()
    # The position of an earlier row that says the same.
    duplicate_of: int | None = None


@dataclass
class Committing:
    """What a kind may look at while its rows become things."""

    run: ImportRun
    actor: User | None
    # The thing an earlier row of the same text became.
    first: models.Model | None = None
    # Whatever a kind wants to remember from row to row.
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RowTold:
    """One row for a page: what it is, and what is good to know beside it."""

    title: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of rows: how to read them, and how one becomes a thing.

    `commit` gives the thing and whether it is new; it runs in the transaction of the
    whole run. `figures` counts what the number of rows does not say, `figure_labels`
    names those counts, and `tell` says one row in words.
    """

    code: str
    label: Promise
    read: Callable[[Document], Sequence[StagedRow]]
    commit: Callable[[ImportRow, Committing], tuple[models.Model, bool]]
    # Read along when only this other kind is asked for.
    goes_with: str = ""
    # Looks at what is in a partnership now: rows that change nothing there drop out.
    compare: Callable[[Sequence[StagedRow], int], Sequence[StagedRow]] | None = None
    figures: Callable[[FoundRows], Figures] | None = None
    figure_labels: Mapping[str, Promise] = field(default_factory=dict)
    tell: Callable[[Mapping[str, Any]], RowTold] | None = None


@dataclass(frozen=True)
class KindReport:
    """What a run did or would do with the rows of one kind."""

    kind: str
    rows: int
    created: int
    unchanged: int
    duplicates: int
    problems: tuple[RowProblem, ...]
    figures: Figures = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the report as the command prints it."""
        return {
            "kind": self.kind,
            "rows": self.rows,
            "created": self.created,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "figures": dict(self.figures),
            "problems": [{"where": p.where, "why": p.why} for p in self.problems],
        }


def read_rows(document: Document, kinds: Iterable[Kind]) -> list[StagedRow]:
    """Return the rows of every kind, in the order of kinds and then of the document."""
    return [row for kind in kinds for row in kind.read(document)]


def compared(
    rows: Sequence[StagedRow], kinds: Iterable[Kind], partnership_id: int
) -> list[StagedRow]:
    """Return the rows after each kind has compared its own with what is there."""
    found: list[StagedRow] = []
    for kind in kinds:
        mine = [row for row in rows if row.kind == kind.code]
        found.extend(kind.compare(mine, partnership_id) if kind.compare else mine)
    return found


def preview(
    rows: Sequence[StagedRow], known: Mapping[str, int], kinds: Sequence[Kind] = ()
) -> list[KindReport]:
    """Tell what committing these rows would do; `known` are the keys made before.

    The figures are those of the given kinds.
    """
    usable = [r for r in rows if outcome_of(r, known) != RowOutcome.PROBLEM]
    figures = _figures(((row.kind, row.parsed) for row in usable), kinds)
    reports = []
    for code in dict.fromkeys(row.kind for row in rows):
        mine = [row for row in rows if row.kind == code]
        outcomes = [outcome_of(row, known) for row in mine]
        reports.append(
            KindReport(
                kind=code,
                rows=len(mine),
                created=outcomes.count(RowOutcome.NEW),
                unchanged=outcomes.count(RowOutcome.UNCHANGED),
                duplicates=outcomes.count(RowOutcome.DUPLICATE),
                problems=tuple(p for row in mine for p in row.problems),
                figures=figures.get(code, {}),
            )
        )
    return reports


def _figures(
    rows: Iterable[tuple[str, Mapping[str, Any]]], kinds: Iterable[Kind]
) -> dict[str, Figures]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for code, parsed in rows:
        found.setdefault(code, []).append(parsed)
    return {
        kind.code: kind.figures(found)
        for kind in kinds
        if kind.figures and kind.code in found
    }


def outcome_of(row: StagedRow, known: Mapping[str, int]) -> RowOutcome:
    """Return what would become of one row."""
    if any(problem.is_blocking for problem in row.problems):
        return RowOutcome.PROBLEM
    if row.duplicate_of is not None:
        return RowOutcome.DUPLICATE
    return RowOutcome.UNCHANGED if row.key in known else RowOutcome.NEW


def known_keys(partnership_id: int, rows: Iterable[StagedRow]) -> dict[str, int]:
    """Return which of these rows a committed run of this partnership has made.

    What was removed since is made again, so it is not known.
    """
    made = ImportRow.objects.filter(
        run__partnership_id=partnership_id,
        run__state=RunState.COMMITTED,
        outcome__in=MADE,
        object_id__isnull=False,
        key__in={row.key for row in rows},
    ).prefetch_related("thing")
    return {row.key: row.pk for row in made if row.thing is not None}


@transaction.atomic
def stage(
    rows: Sequence[StagedRow],
    *,
    partnership_id: int,
    file_name: str,
    sha256: str,
    actor: User | None,
    stored_file: StoredFile | None = None,
) -> ImportRun:
    """Keep the rows for a preview and return the run; nothing is imported yet."""
    known = known_keys(partnership_id, rows)
    run = ImportRun.objects.create(
        partnership_id=partnership_id,
        file_name=file_name[:200],
        sha256=sha256,
        stored_file=stored_file,
        kinds=list(dict.fromkeys(row.kind for row in rows)),
        actor=actor,
    )
    ImportRow.objects.bulk_create(
        ImportRow(
            run=run,
            kind=row.kind,
            position=row.position,
            place=row.place[:120],
            verbatim=row.verbatim,
            parsed={**row.parsed, "duplicate_of": row.duplicate_of},
            key=row.key,
            outcome=outcome_of(row, known),
            problems=[problem.as_json() for problem in row.problems],
        )
        for row in rows
    )
    return run


class AlreadyCommittedError(Exception):
    """The run was committed or cancelled before; nothing was done again."""


class RowRefusedError(Exception):
    """A row that cannot be kept as it is; says in words which one, and what helps."""

    def __init__(self, row: ImportRow) -> None:
        super().__init__(
            _t(
                "Nothing was imported: a text is too long for its place or holds signs "
                "that cannot be kept (%(place)s, “%(begin)s…”). Shorten it in the "
                "document and import that again."
            )
            % {"place": row.place, "begin": " ".join(row.verbatim.split())[:60]}
        )


@transaction.atomic
def commit(run: ImportRun, kinds: Sequence[Kind], *, actor: User | None) -> ImportRun:
    """Turn the rows of a previewed run into things: all of them, or none.

    A row made by an earlier run is left alone, so a file can be run again. Raises
    AlreadyCommittedError when somebody pressed the button before, and RowRefusedError
    for a row that the database cannot hold.
    """
    locked = _lock(run)
    if locked.state != RunState.PREVIEW:
        raise AlreadyCommittedError
    by_code = {kind.code: kind for kind in kinds}
    state = Committing(run=locked, actor=actor)
    rows = list(locked.rows.order_by("pk"))
    before = _made_before(locked.partnership_id, rows)
    made: dict[tuple[str, int | None], models.Model] = {}
    for row in rows:
        if row.outcome == RowOutcome.PROBLEM:
            continue
        earlier = before.get((row.kind, row.key))
        state.first = made.get((row.kind, row.parsed.get("duplicate_of")))
        try:
            thing, is_new = (
                (earlier, False) if earlier else by_code[row.kind].commit(row, state)
            )
        except DataError as error:
            raise RowRefusedError(row) from error
        _point(row, thing, _outcome(is_new=is_new, repeats=state.first is not None))
        made[row.kind, row.position] = thing
    locked.state = RunState.COMMITTED
    locked.committed = timezone.now()
    locked.save(update_fields=["state", "committed"])
    return locked


def _lock(run: ImportRun) -> ImportRun:
    """Return the run as it is now, with all runs of its partnership locked.

    The same file may have been read twice: the second must see what the first made.
    """
    runs = ImportRun.objects.select_for_update(of=("self",)).filter(
        partnership_id=run.partnership_id
    )
    return {one.pk: one for one in runs.order_by("pk")}[run.pk]


@transaction.atomic
def cancel(run: ImportRun) -> None:
    """Drop a previewed run; a committed one is left as it is."""
    ImportRun.objects.filter(pk=run.pk, state=RunState.PREVIEW).update(
        state=RunState.CANCELLED
    )


def report_of(run: ImportRun, kinds: Sequence[Kind] = ()) -> list[KindReport]:
    """Return what a run did, or would do while it is a preview.

    The figures are those of the given kinds.
    """
    rows = list(run.rows.order_by("pk"))
    usable = [row for row in rows if row.outcome != RowOutcome.PROBLEM]
    figures = _figures(((row.kind, row.parsed) for row in usable), kinds)
    reports = []
    for code in dict.fromkeys(row.kind for row in rows):
        mine = [row for row in rows if row.kind == code]
        outcomes = [row.outcome for row in mine]
        reports.append(
            KindReport(
                kind=code,
                rows=len(mine),
                created=outcomes.count(RowOutcome.CREATED)
                + outcomes.count(RowOutcome.NEW),
                unchanged=outcomes.count(RowOutcome.UNCHANGED),
                duplicates=outcomes.count(RowOutcome.DUPLICATE),
                problems=tuple(
                    RowProblem(**problem) for row in mine for problem in row.problems
                ),
                figures=figures.get(code, {}),
            )
        )
    return reports


def sources_of(thing: models.Model) -> models.QuerySet[ImportRow]:
    """Return the rows of documents a thing came from."""
    return ImportRow.objects.filter(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        run__state=RunState.COMMITTED,
    ).select_related("run")


def _made_before(
    partnership_id: int, rows: Iterable[ImportRow]
) -> dict[tuple[str, str], models.Model]:
    """Return what earlier runs made of the same rows and what is still there."""
    earlier = ImportRow.objects.filter(
        run__partnership_id=partnership_id,
        run__state=RunState.COMMITTED,
        object_id__isnull=False,
        key__in={row.key for row in rows},
    ).prefetch_related("thing")
    return {
        (row.kind, row.key): row.thing
        for row in earlier.order_by("-pk")
        if isinstance(row.thing, models.Model)
    }


def _outcome(*, is_new: bool, repeats: bool) -> RowOutcome:
    if repeats:
        return RowOutcome.DUPLICATE
    return RowOutcome.CREATED if is_new else RowOutcome.UNCHANGED


def _point(row: ImportRow, thing: models.Model, outcome: RowOutcome) -> None:
    row.content_type = ContentType.objects.get_for_model(thing)
    row.object_id = thing.pk
    row.outcome = outcome
    row.save(update_fields=["content_type", "object_id", "outcome"])
