"""The list at the door of a gathering: who is expected signs behind their name."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _t

from draaischijf.consultation.models import Meeting
from draaischijf.core.templatetags.core import day
from draaischijf.reporting.content import Cell, Column, Content, Table
from draaischijf.reporting.queries.sign_in import Expected, expected_at

KIND = "sign_in_sheet"
# For who comes without having registered.
EMPTY_LINES = 6


def build_sign_in_sheet(meeting: Meeting) -> Content:
    """Return the list of who is expected, by name, with room to sign; no addresses."""
    expected = expected_at(meeting)
    return Content(
        kind=KIND,
        title=_t("Sign-in sheet"),
        subtitle=meeting.title,
        sender=meeting.partnership.name,
        language=(get_language() or "nl")[:2],
        date=timezone.localdate(),
        facts=tuple(_cover(meeting, len(expected))),
        blocks=(_table(expected),),
    )


def _cover(meeting: Meeting, count: int) -> Iterator[tuple[str, str]]:
    yield _t("Date"), day(meeting.day) or str(meeting.year)
    if meeting.hours:
        yield _t("Hours"), meeting.hours
    if meeting.place:
        yield _t("Place"), meeting.place
    yield pgettext("at a gathering", "Expected"), str(count)


def _table(expected: list[Expected]) -> Table:
    lines = [*expected, *[Expected("", "")] * EMPTY_LINES]
    return Table(
        columns=(
            Column(_t("No."), 0.35),
            Column(_t("Name"), 2),
            Column(_t("Organisation"), 2),
            Column(_t("Signature"), 2),
        ),
        rows=tuple(
            (Cell(str(number)), Cell(one.name, is_strong=True), Cell(one.house), Cell())
            for number, one in enumerate(lines, start=1)
        ),
        caption=_t("Who is expected"),
        is_named_above=True,
        is_written_in=True,
    )
