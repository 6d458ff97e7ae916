"""The minutes of a meeting as a document: who was there, what was said and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _t

from draaischijf.consultation.minutes import (
    Attended,
    Decided,
    Given,
    MeetingMinutes,
    MinutedItem,
)
from draaischijf.consultation.queries.minutes import MinutesPage, unnamed_of
from draaischijf.core.templatetags.core import day
from draaischijf.reporting.builders.wording import with_abbreviations
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Table,
    Text,
)

KIND = "minutes"


def build_minutes(page: MinutesPage) -> Content:
    """Return minutes as a document, as far as the reader of the page may see them."""
    text, partnership = page.text, page.meeting.partnership
    content = Content(
        kind=KIND,
        title=text.title,
        subtitle=pgettext("of a meeting", "Minutes"),
        sender=partnership.name,
        language=(get_language() or "nl")[:2],
        date=text.date,
        status=_status(page),
        facts=tuple(_cover(text)),
        blocks=tuple(_blocks(text)),
    )
    return with_abbreviations(content, partnership)


def _status(page: MinutesPage) -> str:
    minutes = page.minutes
    if minutes is None or not minutes.is_approved or minutes.approved is None:
        return _t("Draft, not approved yet")
    words = _t("Approved on %(date)s") % {"date": day(minutes.approved)}
    return f"{words} · {minutes.sha256[:12]}"


def _cover(text: MeetingMinutes) -> Iterator[tuple[str, str]]:
    if text.body:
        yield _t("Body"), text.body
    yield _t("When"), ", ".join(filter(None, [day(text.date), text.hours]))
    if text.place:
        yield _t("Where"), text.place
    lists = (
        (_t("Present"), _named(text.members)),
        (_t("Guests"), _named(text.guests)),
        (_t("Also there"), unnamed_of(text)),
        (_t("Excused"), _named(text.excused)),
    )
    yield from ((label, who) for label, who in lists if who)


def _named(people: Sequence[Attended]) -> str:
    return ", ".join(
        f"{one.name} ({one.organisation})"
        if one.organisation and one.organisation != one.name
        else one.name
        for one in people
    )


def _blocks(text: MeetingMinutes) -> Iterator[Block]:
    for item in text.items:
        yield from _item(item)
    if text.all_tasks:
        yield Heading(_t("Tasks"), level=1, anchor="tasks")
        yield _tasks(text.all_tasks)


def _item(item: MinutedItem) -> Iterator[Block]:
    yield Heading(
        item.title, level=1, anchor=f"item-{item.number}", code=str(item.number)
    )
    if item.about:
        yield Text("\n".join(item.about), is_soft=True)
    if item.notes:
        yield Text(item.notes)
    if item.decisions:
        yield _decisions(item)


def _decisions(item: MinutedItem) -> Table:
    return Table(
        columns=(
            Column(_t("Decision"), 1.0),
            Column(_t("What was decided"), 4.0),
            Column(_t("Result"), 1.4),
        ),
        rows=tuple(map(_decided, item.decisions)),
        caption=_t("Decisions: %(title)s") % {"title": item.title},
        is_named_above=True,
    )


def _decided(one: Decided) -> tuple[Cell, ...]:
    return (
        Cell(one.number, is_strong=True),
        Cell(one.text, note=one.reference),
        Cell(one.result, note=one.votes),
    )


def _tasks(tasks: Sequence[Given]) -> Table:
    return Table(
        columns=(
            Column(_t("Who"), 1.6),
            Column(_t("What"), 4.0),
            Column(_t("By when"), 1.4),
        ),
        rows=tuple(
            (Cell(one.who, is_strong=True), Cell(one.what), Cell(day(one.day)))
            for one in tasks
        ),
        caption=_t("Tasks"),
        is_named_above=True,
    )
