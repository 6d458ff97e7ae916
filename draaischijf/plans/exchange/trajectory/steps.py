"""The rows of a trajectory: one step each, in the order of the document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from draaischijf.core.fuzzy import FuzzyDate, FuzzyKind, parse_fuzzy
from draaischijf.documents.blocks import Document, Place, Row, Table
from draaischijf.documents.spelling import plain
from draaischijf.documents.tables import adjoining, continues, join_rows
from draaischijf.plans.exchange.cover import (
    Period,
    first_title,
    period_in_titles,
)
from draaischijf.plans.exchange.trajectory.columns import Head, head_of
from draaischijf.signals.exchange.rows import (
    ParsedRow,
    Problem,
    one_line,
    with_keys,
)

LONGEST_PARTICIPANTS = 300
_COUNT = re.compile(
    r"(?:(?:in )?totaal\s+)?(?:(?:ca\.?|circa|ongeveer|zo['’]n|±)\s+)?"
    r"\d{1,4}(?:\s?-?\s?tal)?\s+"
    r"(?:organisaties|personen|mensen|aanwezigen|deelnemers|medewerkers)\b\)?",
    re.IGNORECASE,
)
_EXACT = frozenset({FuzzyKind.DAY, FuzzyKind.DAYS})
_IN_PREPARATION = re.compile(r"in (?:opmaak|voorbereiding)\s*[.!]?", re.IGNORECASE)


class TrajectoryKind(StrEnum):
    TRAJECTORY = "trajectory"


@dataclass(frozen=True, kw_only=True)
class StepRow(ParsedRow):
    """One step. Attendance stands in `participants`, in the words of the document."""

    kind = TrajectoryKind.TRAJECTORY

    plan: Period | None
    title: str
    when: FuzzyDate
    with_city: bool
    with_ocmw: bool
    with_private: bool
    aim: str
    remark: str
    participants: str
    is_in_preparation: bool
    joined: tuple[Place, ...] = ()

    def content(self) -> tuple[str, ...]:
        plan = self.plan
        return plan.title if plan else "", self.title, self.when.text


def parse_trajectory(document: Document) -> list[StepRow]:
    """Return the steps of a trajectory; none when the document holds none.

    A date without a year takes that of the steps beside it. Without a period in a
    title, the years are those of the dates, and the first row says so.
    """
    found = list(_step_rows(document))
    dates = with_years([one_line(head.text(row, "when")) for head, row in found])
    titled = period_in_titles(document)
    plan = titled or _plan_of_dates(document, dates)
    rows = [
        _made(number, head, row, when, plan)
        for number, ((head, row), when) in enumerate(
            zip(found, dates, strict=True), start=1
        )
    ]
    if rows and plan and not titled:
        rows[0] = replace(
            rows[0], warnings=(_guessed_period(rows[0], plan), *rows[0].warnings)
        )
    return with_keys(_compared(rows))


def _compared(rows: Sequence[StepRow]) -> Iterator[StepRow]:
    """Yield the rows; one that shares its words and a day with an earlier one says so.

    Both are kept: "25 juni en 7 september" and "7 september, deel 2" are two steps.
    """
    seen: dict[tuple[str, datetime.date], StepRow] = {}
    for row in rows:
        days = {day for day in (row.when.start, *row.when.days) if day}
        keys = [(plain(row.title), day) for day in sorted(days)]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier and row.when.kind in _EXACT and earlier.when.kind in _EXACT:
            why = _("Step %(number)s has the same words and day; both were kept.")
            shared = Problem(row.where, why % {"number": earlier.position})
            row = replace(row, warnings=(*row.warnings, shared))  # noqa: PLW2901
        for key in keys:
            seen.setdefault(key, row)
        yield row


# --- the table


def _step_rows(document: Document) -> Iterator[tuple[Head, Row]]:
    """Yield the rows below the head of a trajectory, those cut by a page as one."""
    for block in adjoining(document.blocks):
        if isinstance(block, Table):
            yield from _below_head(block)


def _below_head(table: Table) -> Iterator[tuple[Head, Row]]:
    head = Head()
    waiting: Row | None = None
    for row in table.rows:
        texts = [one_line(text) for text in row.texts]
        if (named := head_of(texts)).is_whole:
            head = named
        elif head.is_whole and (grown := head.with_row(texts)):
            head = grown
        elif head.is_whole:
            if waiting is not None and _goes_on(waiting, row, head):
                waiting = join_rows(waiting, row)
                continue
            if waiting is not None:
                yield head, waiting
            waiting = row
    if waiting is not None:
        yield head, waiting


def _goes_on(before: Row, row: Row, head: Head) -> bool:
    """Tell whether a row is the rest of the one before: it has no date and no mark."""
    has_own = head.text(row, "when") or any(head.parties(row).values())
    return not has_own and continues(before, row)


# --- dates


def with_years(texts: Sequence[str]) -> list[FuzzyDate]:
    """Read dates; one without a year takes that of the nearest step that has one.

    Of the years before and after it the one that keeps the steps closest in time.
    """
    read = [parse_fuzzy(text) for text in texts]
    known = [_first_day(when) for when in read]
    return [
        when
        if when.is_known or not when.text
        else _with_year(when.text, _nearest(known[:n][::-1]), _nearest(known[n + 1 :]))
        for n, when in enumerate(read)
    ]


def _first_day(when: FuzzyDate) -> datetime.date | None:
    return when.start or when.end


def _nearest(days: Sequence[datetime.date | None]) -> datetime.date | None:
    return next((day for day in days if day), None)


def _with_year(
    text: str, before: datetime.date | None, after: datetime.date | None
) -> FuzzyDate:
    beside = [day for day in (before, after) if day]
    offered = [parse_fuzzy(text, year=day.year) for day in beside]
    known = [when for when in offered if when.is_known]

    def away(when: FuzzyDate) -> int:
        day = _first_day(when) or datetime.date.max
        return sum(abs((day - other).days) for other in beside)

    return min(known, key=away, default=FuzzyDate(text))


# --- the plan


def _plan_of_dates(document: Document, dates: Sequence[FuzzyDate]) -> Period | None:
    """Return a plan over the years of the dates, under the title of the document."""
    years = [day.year for when in dates for day in (when.start, when.end) if day]
    if not years:
        return None
    title = first_title(document) or "Traject"
    return Period(title, min(years), max(years))


def _guessed_period(row: StepRow, plan: Period) -> Problem:
    why = _(
        "No title names the years of the plan; those of the dates were taken: "
        "%(first)s to %(last)s."
    )
    return Problem(row.where, why % {"first": plan.first, "last": plan.last})


# --- one step


def _made(
    number: int, head: Head, row: Row, when: FuzzyDate, plan: Period | None
) -> StepRow:
    title = one_line(head.text(row, "title"))
    remark = one_line(head.text(row, "remark"))
    participants = participants_in(remark)
    in_preparation = bool(_IN_PREPARATION.fullmatch(remark))
    parties = head.parties(row)
    step = StepRow(
        position=number,
        place=row.place,
        verbatim=row.verbatim,
        plan=plan,
        title=title,
        when=when,
        with_city=parties["with_city"],
        with_ocmw=parties["with_ocmw"],
        with_private=parties["with_private"],
        aim=one_line(head.text(row, "aim")),
        remark="" if in_preparation or remark == participants else remark,
        participants=participants,
        is_in_preparation=in_preparation,
        joined=row.joined,
        problems=tuple(_problems(title, plan, row.place.where())),
    )
    warnings = tuple(Problem(step.where, why) for why in _warnings(step))
    return replace(step, warnings=warnings)


def participants_in(remark: str) -> str:
    """Return the words of a remark that count people, from the first to the last."""
    counts = list(_COUNT.finditer(remark))
    if not counts:
        return ""
    return remark[counts[0].start() : counts[-1].end()].strip()[:LONGEST_PARTICIPANTS]


def _problems(title: str, plan: Period | None, where: str) -> Iterator[Problem]:
    if not title:
        yield Problem(where, _("The row does not say what was done."))
    if plan is None:
        yield Problem(where, _("The document names no years for its plan."))


def _warnings(step: StepRow) -> Iterator[str]:
    when = step.when
    if step.joined:
        yield _("Read as one row with %(places)s: a page break cut it in two.") % {
            "places": "; ".join(other.where() for other in step.joined)
        }
    if not (step.with_city or step.with_ocmw or step.with_private):
        yield _("No party is marked for this step.")
    if when.on_weekend:
        yield _("%(date)s falls on a weekend.") % {"date": when.text}
    if when.year_guessed:
        yield _("%(date)s names no year; that of the steps beside it was taken.") % {
            "date": when.text
        }
    elif not when.is_known and when.text:
        yield _("No date found in “%(text)s”.") % {"text": when.text[:60]}
    elif not when.text and not step.is_in_preparation:
        yield _("The step has no date.")
