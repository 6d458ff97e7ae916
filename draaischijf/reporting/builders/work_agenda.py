"""The dynamic work agenda: the challenges of a year, then by route and right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day as written_day
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import made
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Editors,
    Facts,
    Heading,
    Table,
    Text,
)
from draaischijf.signals.queries.agenda import (
    Agenda,
    ChallengeBlock,
    Line,
    RouteBlock,
    agenda_of_year,
)

INTRODUCTION = "introduction"


def build(subject: Subject) -> Content:
    """Return the agenda of the year; as many queries for one place as for many."""
    day = subject.as_of
    agenda = agenda_of_year(
        subject.partnership, subject.year, is_partner=not subject.is_public, day=day
    )
    places = ngettext("%(count)s place", "%(count)s places", agenda.total)
    return made(
        subject,
        title=subject.title or _t("Work agenda %(year)s") % {"year": subject.year},
        subtitle=_subtitle(day),
        facts=(
            *_challenges(agenda),
            (_t("On the agenda"), places % {"count": agenda.total}),
        ),
        blocks=list(_blocks(subject, agenda)),
        is_landscape=True,
    )


def _subtitle(day: datetime.date | None) -> str:
    if day is None:
        return _t("What was decided to take up, and by whom")
    words = _t("This is how the agenda stood on %(date)s")
    return words % {"date": written_day(day)}


def _challenges(agenda: Agenda) -> Iterator[tuple[str, str]]:
    if agenda.challenges:
        yield _t("Challenges of the year"), str(len(agenda.challenges))


def _blocks(subject: Subject, agenda: Agenda) -> Iterator[Block]:
    text = subject.text_of(INTRODUCTION)
    yield Editors(INTRODUCTION, _t("Introduction"), text)
    if not agenda.challenges and not agenda.routes:
        yield Text(_t("The agenda is still empty."), is_soft=True)
    if agenda.challenges:
        words = _t("Challenges of %(year)s") % {"year": agenda.year}
        yield Heading(words, level=1, anchor="challenges")
    for block in agenda.challenges:
        yield from _challenge(block, is_earlier=subject.as_of is not None)
    for route in agenda.routes:
        yield Heading(
            str(route.route.label).capitalize(), level=1, anchor=f"route-{route.route}"
        )
        yield from _route(route)


def _challenge(block: ChallengeBlock, *, is_earlier: bool) -> Iterator[Block]:
    challenge = block.challenge
    yield Heading(
        challenge.title,
        level=2,
        anchor=f"challenge-{challenge.pk}",
        code=str(challenge.position),
    )
    facts = [
        (_t("Policy domain"), challenge.policy_domain),
        (_t("Why this year"), challenge.reason),
        (_t("When it has succeeded"), challenge.success_criterion),
        # How far it was on an earlier day nobody wrote down.
        (_t("State"), "" if is_earlier else challenge.get_state_display()),
        (_t("What came of it"), "" if is_earlier else challenge.result),
    ]
    yield Facts(tuple((label, value) for label, value in facts if value))
    if challenge.points:
        yield Text("\n".join(f"- {point}" for point in challenge.points))
    lines = [line for one in block.blocks for line in one.lines]
    if lines:
        yield _table(lines, challenge.title)


def _route(route: RouteBlock) -> Iterator[Block]:
    label = str(route.route.label).capitalize()
    # What has no heading of its own would seem to stand under the one before it.
    blocks = sorted(route.blocks, key=lambda block: bool(block.title))
    for number, block in enumerate(blocks, start=1):
        if block.title:
            yield Heading(block.title, level=2, anchor=f"route-{route.route}-{number}")
        title = f"{label}: {block.title}" if block.title else label
        yield _table(block.lines, title, goes_up=route.goes_up)


def _table(lines: Sequence[Line], title: str, *, goes_up: bool = False) -> Table:
    """Name who leads and helps; for a higher authority who asks and who is asked."""
    first, second = (
        (_t("Raised by"), _t("Addressed to"))
        if goes_up
        else (_t("Lead"), _t("Partners"))
    )
    return Table(
        columns=(
            Column(_t("No."), 0.5, is_number=True),
            Column(_t("What is taken up"), 4.0),
            Column(first, 1.8),
            Column(second, 2.2),
            Column(_t("State"), 1.3),
        ),
        rows=tuple(_row(line, goes_up=goes_up) for line in lines),
        caption=title,
        sheet=title.partition(":")[0] if goes_up else _t("Work agenda"),
        is_named_above=True,
    )


def _row(line: Line, *, goes_up: bool) -> tuple[Cell, ...]:
    signal = line.signal
    who = (line.raised_by, line.addressees) if goes_up else (line.leads, line.partners)
    return (
        Cell(str(signal.number), value=float(signal.number)),
        Cell(signal.title, note=_rubric(line)),
        *(Cell(names) for names in who),
        Cell(signal.get_state_display()),
    )


def _rubric(line: Line) -> str:
    """Return the rubric as it was written, where the heading does not say it.

    Not in capitals though: those are the headings of an older document.
    """
    right, rubric = line.place.right, line.place.rubric
    if right and right.label == rubric:
        return ""
    return rubric.capitalize() if rubric.isupper() else rubric
