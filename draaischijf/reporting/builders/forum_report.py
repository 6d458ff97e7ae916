"""The report of a joint forum: by theme, from why it was chosen to what it became.

Names of persons (who led a table, who takes a track on) are for partners alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.forum.enums import Question, TrackState
from draaischijf.forum.models import ForumTable, ForumTheme, SolutionTrack
from draaischijf.forum.queries.forums import ForumPage
from draaischijf.reporting.builders.wording import with_abbreviations
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    Table,
    Text,
    Tone,
)

KIND = "forum_report"
# What was chosen stands out; what ended otherwise is said in words beside it.
TONES = {
    TrackState.ACTION: Tone.DONE,
    TrackState.ADDRESSED: Tone.DONE,
    TrackState.CHOSEN: Tone.WAITING,
    TrackState.DROPPED: Tone.SOFT,
}


def build_forum_report(page: ForumPage) -> Content:
    """Return what a forum said and what came of it, as a document for this reader."""
    forum, today = page.forum, timezone.localdate()
    content = Content(
        kind=KIND,
        title=forum.meeting.title,
        subtitle=_t("Report of the joint forum"),
        sender=forum.partnership.name,
        language=(get_language() or "nl")[:2],
        date=forum.meeting.day or today,
        status=_t("As it stands on %(date)s") % {"date": day(today)},
        facts=tuple(_cover(page)),
        blocks=tuple(_blocks(page)),
        has_contents_list=len(page.themes) > 1,
    )
    return with_abbreviations(content, forum.partnership)


def _cover(page: ForumPage) -> Iterator[tuple[str, str]]:
    meeting = page.forum.meeting
    if meeting.day:
        yield _t("Date"), day(meeting.day)
    if meeting.place:
        yield _t("Place"), meeting.place
    yield _t("Themes"), str(len(page.themes))
    yield _t("Solution tracks"), str(len(page.tracks))
    yield _t("Dots"), str(page.dot_count)
    yield _t("With an end"), str(page.ended_count)


def _blocks(page: ForumPage) -> Iterator[Block]:
    if page.forum.meeting.about:
        yield Text(page.forum.meeting.about, is_lead=True)
    for number, theme in enumerate(page.themes, start=1):
        yield from _theme(page, theme, number)


def _theme(page: ForumPage, theme: ForumTheme, number: int) -> Iterator[Block]:
    anchor = f"theme-{number}"
    yield Heading(theme.title, level=1, anchor=anchor, code=str(number))
    yield Facts(tuple(_facts(page, theme)))
    if theme.why_text:
        yield Text(theme.why_text)
    yield from _problem(theme, anchor)
    yield Heading(_t("Solution tracks"), level=2, anchor=f"{anchor}-tracks")
    tracks = list(theme.tracks.all())
    if tracks:
        yield _tracks(page, tracks, theme.title)
    else:
        yield Text(_t("No solution track was collected."), is_soft=True)
    # A word to who raised it, about them: it is not for everybody.
    if theme.told_text and page.reads_all:
        yield Heading(_t("Told to who raised it"), level=2, anchor=f"{anchor}-told")
        yield Text(theme.told_text)


def _facts(page: ForumPage, theme: ForumTheme) -> Iterator[tuple[str, str]]:
    yield _t("Why on this forum"), capfirst(str(theme.get_why_display()))
    if theme.signal:
        words = _t("%(number)s: %(title)s")
        yield (
            _t("Signal"),
            words % {"number": theme.signal.number, "title": theme.signal.title},
        )
    tables = list(theme.tables.all())
    if tables:
        yield _t("Tables"), ", ".join(_seat(page, one) for one in tables)


def _seat(page: ForumPage, table: ForumTable) -> str:
    led_by = table.led_by if page.reads_all else ""
    return f"{table} ({led_by})" if led_by else str(table)


def _problem(theme: ForumTheme, anchor: str) -> Iterator[Block]:
    """What the tables wrote, question by question, each table under it."""
    tables = list(theme.tables.all())
    for question in Question:
        texts = [
            (table, note.text)
            for table in tables
            for note in table.notes.all()
            if note.question == question
        ]
        if not texts:
            continue
        yield Heading(str(question.label), level=2, anchor=f"{anchor}-{question.value}")
        for table, text in texts:
            if len(tables) > 1:
                said = _t("Table %(number)s") % {"number": table.number}
                yield Text(said, is_soft=True)
            yield Text(text)


def _tracks(page: ForumPage, tracks: Sequence[SolutionTrack], caption: str) -> Table:
    return Table(
        columns=(
            Column(_t("Dots"), 0.6, is_number=True),
            Column(_t("Track"), 3.2),
            Column(_t("What it became"), 2.8),
        ),
        rows=tuple(_row(page, one) for one in tracks),
        caption=_t("Solution tracks: %(theme)s") % {"theme": caption},
        is_named_above=True,
    )


def _row(page: ForumPage, track: SolutionTrack) -> tuple[Cell, ...]:
    dots: int = track.dot_count  # type: ignore[attr-defined]
    is_chosen = track.state not in {TrackState.COLLECTED, TrackState.DROPPED}
    more = [track.what, *_asked(track)]
    return (
        Cell(str(dots), value=dots),
        Cell(track.title, note="\n".join(filter(None, more)), is_strong=is_chosen),
        _became(page, track),
    )


def _asked(track: SolutionTrack) -> Iterator[str]:
    if track.who:
        yield _t("Who: %(who)s") % {"who": track.who}
    if track.needs:
        yield _t("Needed: %(needs)s") % {"needs": track.needs}


def _became(page: ForumPage, track: SolutionTrack) -> Cell:
    state = TrackState(track.state)
    note = _end(track)
    if page.reads_all and track.owned_by:
        owner = _t("Taken on by %(name)s") % {"name": track.owned_by}
        note = f"{note}\n{owner}".strip()
    return Cell(capfirst(str(state.label)), note=note, tone=TONES.get(state, Tone.NONE))


def _end(track: SolutionTrack) -> str:
    if track.state == TrackState.ACTION and track.plan_action:
        return f"{track.plan_action.title} ({track.plan_action.plan.title})"
    if track.state == TrackState.ADDRESSED:
        return f"{track.addressee}: {track.ask}"
    return track.reason
