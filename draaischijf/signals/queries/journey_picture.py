"""The way of a signal as one small picture, and the same in words.

Five lines under each other on one scale of time: who raised it, its phases, meetings,
what is done, and documents. Drawn here and not by the charts of reports: it stands on
every page of a signal, and has to be there in a millisecond.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day as day_words
from draaischijf.signals.journeys import Lane, Stop
from draaischijf.signals.queries.path import PathStep

WIDTH, LEFT, RIGHT = 720, 132, 12
TOP, ROW = 26, 30
# The look of the site; a page may say otherwise by class (core/pieces/story.css).
PETROL, MARIGOLD = "#0f4c5c", "#f2b134"
INK, SOFT, LINE = "#1c2a29", "#4c5b58", "#d8dcd4"
FONT = "Liberation Sans"
PALE = "#dcebee"
# Nearer than this two marks would hide each other, in units of the picture.
MARK = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it says to who does not see it."""

    svg: SafeString
    words: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day stands between the first one and the last."""

    first: datetime.date
    last: datetime.date

    def at(self, day: datetime.date) -> float:
        span = max((self.last - self.first).days, 1)
        part = (min(max(day, self.first), self.last) - self.first).days / span
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def journey_picture(
    path: Sequence[PathStep], stops: Sequence[Stop], today: datetime.date
) -> Picture | None:
    """Return the picture of a way; None while there is hardly anything to draw."""
    dated = [step for step in path if step.date and step.state in {"done", "current"}]
    days = [stop.day for stop in stops] + [step.date for step in dated if step.date]
    if len(set(days)) < 2:
        return None
    ended = bool(path) and path[-1].state == "done"
    last = max(*days, *(stop.until for stop in stops if stop.until))
    scale = _Scale(min(days), last if ended else max(last, today))
    rows = [
        (_t("raised"), list(_dots(_in(stops, Lane.RAISED), scale))),
        (_t("phases"), list(_phases(dated, scale))),
        (_t("meetings"), list(_marks(_in(stops, Lane.MEETINGS), scale, _diamond))),
        (_t("what is done"), list(_marks(_in(stops, Lane.DEEDS), scale, _deed))),
        (_t("documents"), list(_marks(_in(stops, Lane.DOCUMENTS), scale, _sheet))),
    ]
    shown = [(label, marks) for label, marks in rows if marks]
    words = _words(dated, stops)
    return Picture(mark_safe(_drawn(shown, scale, words)), words)


def _in(stops: Iterable[Stop], lane: Lane) -> list[Stop]:
    return [stop for stop in stops if stop.lane == lane]


def _drawn(rows: Sequence[tuple[str, Sequence[str]]], scale: _Scale, words: str) -> str:
    height = TOP + ROW * len(rows) + 6
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="journey" role="img" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f"aria-label={quoteattr(words)}>"
    )
    parts = [head]
    parts += _years(scale, height)
    for number, (label, marks) in enumerate(rows):
        y = TOP + ROW * number
        parts.append(
            f'<g transform="translate(0 {y})"><text class="j-label" x="0" y="19" '
            f'fill="{INK}" font-size="14" font-family="{FONT}">'
            f"{escape(label)}</text>"
            f'<path class="j-line" d="M{LEFT} 15H{WIDTH - RIGHT}" stroke="{LINE}"/>'
        )
        parts += marks
        parts.append("</g>")
    return "".join([*parts, "</svg>"])


def _years(scale: _Scale, height: int) -> Iterator[str]:
    """The first day of each year as a thin line, with the year at its head."""
    right = 0.0
    starts = [scale.first] + [
        datetime.date(year, 1, 1)
        for year in range(scale.first.year + 1, scale.last.year + 1)
    ]
    for start in starts:
        x = scale.at(start)
        # Years that stand too close would be written over each other.
        if x < right or x > WIDTH - 34:
            continue
        right = x + 44
        yield (
            f'<path class="j-line" d="M{x} 4V{height - 6}" stroke="{LINE}"/>'
            f'<text class="j-year" x="{x + 4}" y="14" fill="{SOFT}" font-size="13" '
            f'font-family="{FONT}">{start.year}</text>'
        )


def _dots(stops: Sequence[Stop], scale: _Scale) -> Iterator[str]:
    """Who raised it: nearby ones as one larger dot."""
    heaps: Counter[int] = Counter()
    for stop in stops:
        heaps[round(scale.at(stop.day) / 10)] += stop.count
    for place, count in sorted(heaps.items()):
        radius = min(3.5 + 1.2 * (count - 1), 11)
        yield (
            f'<circle class="j-dot" cx="{place * 10}" cy="15" r="{round(radius, 1)}" '
            f'fill="{MARIGOLD}"/>'
        )


def _phases(steps: Sequence[PathStep], scale: _Scale) -> Iterator[str]:
    """Each phase from its day to the next one; its number where there is room."""
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.date is None:
            continue
        end = following.date if following and following.date else scale.last
        left, right = scale.at(step.date), scale.at(end)
        is_now = step.state == "current"
        fill, ink = (PETROL, "#ffffff") if is_now else (PALE, PETROL)
        kind = "j-now" if is_now else "j-phase"
        width = max(round(right - left - 1, 1), 3)
        yield (
            f'<rect class="{kind}" x="{left}" y="5" width="{width}" height="20" rx="3" '
            f'fill="{fill}"/>'
        )
        if width >= 14:
            yield (
                f'<text class="{kind}-number" x="{round(left + width / 2, 1)}" y="20" '
                f'fill="{ink}" font-size="13" font-weight="bold" text-anchor="middle" '
                f'font-family="{FONT}">{step.number}</text>'
            )


def _marks(stops: Sequence[Stop], scale: _Scale, drawn: _Mark) -> Iterator[str]:
    """One mark a stop; what would stand under another one is left out."""
    seen: set[int] = set()
    for stop in stops:
        place = round(scale.at(stop.day) / MARK)
        if place not in seen or stop.until:
            seen.add(place)
            yield drawn(stop, scale)


def _diamond(stop: Stop, scale: _Scale) -> str:
    x = scale.at(stop.day)
    return f'<path class="j-mark" d="M{x} 7l8 8-8 8-8-8z" fill="{PETROL}"/>'


def _deed(stop: Stop, scale: _Scale) -> str:
    x = scale.at(stop.day)
    if stop.until is None:
        return (
            f'<path class="j-tick" d="M{x} 8v14" stroke="{PETROL}" stroke-width="3"/>'
        )
    width = max(round(scale.at(stop.until) - x, 1), 4)
    return (
        f'<rect class="j-phase" x="{x}" y="10" width="{width}" height="10" rx="5" '
        f'fill="{PALE}"/>'
    )


def _sheet(stop: Stop, scale: _Scale) -> str:
    x = round(scale.at(stop.day) - 6, 1)
    return (
        f'<rect class="j-sheet" x="{x}" y="7" width="12" height="16" rx="1" '
        f'fill="none" stroke="{PETROL}" stroke-width="2"/>'
    )


def _words(steps: Sequence[PathStep], stops: Sequence[Stop]) -> str:
    """Say what the picture shows: the phases with their days, and counts."""
    phases = "; ".join(
        f"{step.number} {step.label} {day_words(step.date)}" for step in steps
    )
    counts = [
        text % {"count": count}
        for text, count in (
            _counted(stops, Lane.RAISED),
            _counted(stops, Lane.MEETINGS),
            _counted(stops, Lane.DEEDS),
            _counted(stops, Lane.DOCUMENTS),
        )
        if count
    ]
    return _t("The way of this signal. %(phases)s. %(counts)s.") % {
        "phases": phases,
        "counts": ", ".join(counts),
    }


def _counted(stops: Sequence[Stop], lane: Lane) -> tuple[str, int]:
    count = sum(stop.count for stop in _in(stops, lane))
    texts = {
        Lane.RAISED: ngettext("raised %(count)s time", "raised %(count)s times", count),
        Lane.MEETINGS: ngettext("%(count)s meeting", "%(count)s meetings", count),
        Lane.DEEDS: ngettext("%(count)s deed", "%(count)s deeds", count),
        Lane.DOCUMENTS: ngettext("%(count)s document", "%(count)s documents", count),
    }
    return texts[lane], count


_Mark = Callable[[Stop, _Scale], str]
