"""A copy of what is kept about a person: for a program, for a reader, with files."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from draaischijf.privacy.queries.subjects import Subject
from draaischijf.privacy.queries.trace_shape import Trace
from draaischijf.privacy.queries.traces import TRACES, files_of

MOST_FILES_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One place, with its rows: the label of each column beside its value."""

    trace: Trace
    rows: Sequence[Sequence[tuple[str, str, str]]]


@dataclass(frozen=True)
class Copy:
    """All that is kept about a person at a moment."""

    made: datetime.datetime
    about: str
    partnership: str
    parts: Sequence[Part]

    def as_json(self) -> str:
        """Return it for a program (GDPR, article 20: structured and common)."""
        told = {
            "made": self.made.isoformat(),
            "about": self.about,
            "partnership": self.partnership,
            "parts": {
                part.trace.code: [
                    {name: value for name, _label, value in row} for row in part.rows
                ]
                for part in self.parts
            },
        }
        return json.dumps(told, ensure_ascii=False, indent=2)

    def as_html(self) -> str:
        """Return it for a reader: one page without anything from elsewhere."""
        return render_to_string("privacy/copy.html", {"copy": self})


def copy_of(subject: Subject) -> Copy:
    """Return everything the table of traces finds about a person."""
    parts = []
    for trace in TRACES:
        rows = [
            _row(row, trace)
            for source in trace.sources(subject)
            for row in source.order_by("pk")
        ]
        if rows:
            parts.append(Part(trace, rows))
    return Copy(
        made=timezone.localtime(),
        about=", ".join(sorted(subject.addresses)),
        partnership=str(subject.partnership or ""),
        parts=parts,
    )


def archive_of(subject: Subject) -> bytes:
    """Return the copy as one ZIP: JSON, a page, and the files somebody sent along."""
    copy = copy_of(subject)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", copy.as_json())
        archive.writestr("gegevens.html", copy.as_html())
        room = MOST_FILES_BYTES
        for stored in files_of(subject).order_by("pk"):
            room -= stored.size
            if room > 0 and stored.file.storage.exists(str(stored.file.name)):
                name = f"bestanden/{stored.pk}-{stored.name}"
                with stored.file.open("rb") as file:
                    archive.writestr(name, file.read())
    return made.getvalue()


def _row(row: models.Model, trace: Trace) -> list[tuple[str, str, str]]:
    if trace.columns == ("pk",):
        kind = str(row._meta.verbose_name)  # noqa: SLF001 Django's documented API
        return [("kind", capfirst(kind), f"{row.pk}: {row}"[:300])]
    return [
        (name, capfirst(str(row._meta.get_field(name).verbose_name)), _value(row, name))  # type: ignore[union-attr] # noqa: SLF001 the same
        for name in trace.columns
    ]


def _value(row: models.Model, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value: Any = shown() if shown else getattr(row, name)
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return "" if value is None else str(value)
