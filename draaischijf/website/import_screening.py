"""Imported rows are read for client data too, whatever kind they are.

An old document holds what was once written without a thought. A doubt is said at its
row; a row with something certain is only imported when somebody has ticked that it
was read and is about no client.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t

from draaischijf.core.screening.findings import Certainty, Finding
from draaischijf.core.screening.marking import marked_html
from draaischijf.core.screening.screen import is_blocking, screen
from draaischijf.documents.importing import RowProblem, StagedRow
from draaischijf.documents.models import ImportRow, ImportRun
from draaischijf.documents.queries import asking_rows
from draaischijf.documents.spelling import plain
from draaischijf.people.asking import places_of
from draaischijf.people.models import Partnership
from draaischijf.people.queries import known_names


class ClientDataInRowsError(Exception):
    """Rows with certain client data were not ticked; `rows` are these."""

    def __init__(self, rows: Sequence[ImportRow]) -> None:
        self.rows = rows
        super().__init__(
            _t("There is something about one person in this document: %(places)s.")
            % {"places": ", ".join(row.place for row in rows)}
        )


@dataclass(frozen=True)
class ReadRow:
    """A row with what was found in it, for the page."""

    row: ImportRow
    findings: Sequence[Finding]
    marked: SafeString


def screened(
    rows: Iterable[StagedRow], partnership: Partnership | None
) -> list[StagedRow]:
    """Return the rows, each with a problem where it may be about one person."""
    known = _Known.of(partnership)
    return [_screened(row, known) for row in rows]


def refuse_unread(run: ImportRun, *, accepted: Collection[int] | bool) -> None:
    """Raise ClientDataInRowsError for rows that ask for a tick and have none."""
    if accepted is True:
        return
    ticked = accepted or ()
    unread = [row for row in asking_rows(run) if row.pk not in ticked]
    if unread:
        raise ClientDataInRowsError(unread)


def read_row(row: ImportRow, partnership: Partnership) -> ReadRow:
    """Return a row of a preview with the words that were found marked."""
    text = text_of(row.verbatim, row.parsed)
    findings = _Known.of(partnership).screen(text)
    return ReadRow(row, findings, marked_html(text, findings))


def text_of(verbatim: str, parsed: Any) -> str:
    """Return all words of a row: as it stood, and what was read beside that."""
    lines = [verbatim]
    # The source may carry marks of its format: "**12/03/2026** – overleg".
    source = plain(verbatim)
    lines += [text for text in _texts(parsed) if plain(text) not in source]
    return "\n".join(dict.fromkeys(lines))


@dataclass(frozen=True)
class _Known:
    names: Collection[str] = ()
    places: Collection[str] = ()

    @classmethod
    def of(cls, partnership: Partnership | None) -> _Known:
        if partnership is None:
            return cls()
        return cls(known_names(partnership), places_of(partnership))

    def screen(self, text: str) -> list[Finding]:
        return screen(text, known_names=self.names, known_places=self.places)


def _screened(row: StagedRow, known: _Known) -> StagedRow:
    findings = known.screen(text_of(row.verbatim, row.parsed))
    if not findings:
        return row
    if is_blocking(findings):
        why = _t("There is something about one person in this row.")
        certainty = Certainty.CERTAIN
    else:
        why = _t("There may be something about one person in this row.")
        certainty = Certainty.DOUBTFUL
    problem = RowProblem(row.place, why, client_data=certainty.value)
    return replace(row, problems=(*row.problems, problem))


def _texts(parsed: Any) -> Iterator[str]:
    """Return every text with a space in it: what has none is a code or a mark."""
    if isinstance(parsed, str):
        if " " in parsed:
            yield parsed
    elif isinstance(parsed, dict):
        for value in parsed.values():
            yield from _texts(value)
    elif isinstance(parsed, (list, tuple)):
        for value in parsed:
            yield from _texts(value)
