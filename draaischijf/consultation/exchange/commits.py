"""How a meeting of a document becomes one of a body."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.domain.taking_over import (
    MeetingTold,
    take_over_body,
    take_over_meeting,
)
from draaischijf.consultation.enums import BodyKind, MeetingKind
from draaischijf.consultation.exchange.meetings import (
    MeetingsKind,
    figures,
    keyed,
    parse_lists,
)
from draaischijf.consultation.exchange.tables import parse_tables
from draaischijf.documents.blocks import Document
from draaischijf.documents.importing import Committing, FoundRows, Kind, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.people.models import Partnership
from draaischijf.signals.exchange.staging import staged_row

_HEADS = ("city", "ocmw", "private", "other", "organisations")


def read_meetings(document: Document) -> list[StagedRow]:
    """Return the meetings of a document, ready to be staged."""
    rows = [*parse_lists(document), *parse_tables(document)]
    return [staged_row(row) for row in keyed(rows)]


def commit_meeting(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a meeting of its body, which is found by its name or made."""
    parsed: dict[str, Any] = row.parsed
    actor, source = state.actor, state.run.file_name
    body = take_over_body(
        Partnership.objects.get(pk=state.run.partnership_id),
        parsed["body"],
        kind=BodyKind(parsed["body_kind"]),
        mandate=parsed["mandate"],
        per_year=parsed["per_year"],
        since=parsed["year"],
        actor=actor,
        source=source,
    )
    start = parsed["when"]["start"]
    return take_over_meeting(
        body,
        MeetingTold(
            title=parsed["title"] or body.name,
            year=parsed["year"],
            day=datetime.date.fromisoformat(start) if start else None,
            nth=parsed["nth"],
            kind=MeetingKind(parsed["meeting_kind"]),
            place=parsed["place_name"],
            about=parsed["about"],
            heads={name: parsed[name] for name in _HEADS},
        ),
        actor=actor,
        source=source,
    )


def meeting_figures(found: FoundRows) -> dict[str, Any]:
    """Count what a document tells of bodies and their meetings."""
    return figures(found.get(MeetingsKind.MEETINGS, ()))


KINDS: tuple[Kind, ...] = (
    Kind(
        MeetingsKind.MEETINGS,
        _("meetings of bodies"),
        read_meetings,
        commit_meeting,
        figures=meeting_figures,
        figure_labels={
            "bodies": _("bodies"),
            "meetings": _("meetings"),
            "dated": _("with a day"),
            "counted_only": _("only counted"),
            "held_per_body": _("meetings per body"),
            "planned_per_body": _("planned a year per body"),
        },
    ),
)
