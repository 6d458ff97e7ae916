"""The synthesis of a call for input: by question, then by what became of each point.

It names who answered and never who sent which point: the document goes round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t

from draaischijf.calls.queries.calls import Answered, CallPage, Outcome, phase_of
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

KIND = "call_synthesis"


def build_synthesis(page: CallPage) -> Content:
    """Return what came of a call, as a document."""
    call, today = page.call, timezone.localdate()
    content = Content(
        kind=KIND,
        title=call.title,
        subtitle=_t("Synthesis of a call for input"),
        sender=call.partnership.name,
        language=(get_language() or "nl")[:2],
        date=today,
        status=_t("As it stands on %(date)s") % {"date": day(today)},
        facts=tuple(_cover(page)),
        blocks=tuple(_blocks(page)),
    )
    return with_abbreviations(content, call.partnership)


def _cover(page: CallPage) -> Iterator[tuple[str, str]]:
    yield _t("Answers until"), day(page.call.deadline)
    yield (
        _t("Answered"),
        _t("%(count)s of %(total)s who were asked")
        % {
            "count": len(page.answered),
            "total": len(page.invited),
        },
    )
    yield _t("Points"), str(page.point_count)
    yield _t("Part of a signal"), str(page.linked_count)


def _blocks(page: CallPage) -> Iterator[Block]:
    yield Heading(_t("Why this was asked"), level=1, anchor="why")
    yield Text(page.call.why)
    for answered in page.questions:
        yield from _question(answered)
    yield Heading(_t("Who answered"), level=1, anchor="who")
    yield Text(_listed(page.answered_names) or _t("Nobody yet."))
    if page.silent:
        yield Heading(_t("No answer from"), level=2, anchor="silent")
        yield Text(_listed(page.silent_names))


def _listed(names: list[str]) -> str:
    return "\n".join(f"- {name}" for name in names)


def _question(answered: Answered) -> Iterator[Block]:
    question = answered.question
    yield Heading(
        question.text,
        level=1,
        anchor=f"question-{question.position}",
        code=str(question.position),
    )
    if not answered.groups:
        yield Text(_t("No point came in under this question."), is_soft=True)
    for number, group in enumerate(answered.groups, start=1):
        yield Heading(
            f"{group.label} ({len(group.outcomes)})",
            level=2,
            anchor=f"question-{question.position}-{number}",
        )
        yield _points(group.outcomes, group.label)
    if answered.withdrawn:
        words = ngettext(
            "%(count)s point was withdrawn.",
            "%(count)s points were withdrawn.",
            answered.withdrawn,
        )
        yield Text(words % {"count": answered.withdrawn}, is_soft=True)


def _points(outcomes: Sequence[Outcome], caption: str) -> Table:
    return Table(
        columns=(
            Column(_t("Point"), 4.0),
            Column(_t("What became of it"), 2.4),
        ),
        rows=tuple((Cell(one.text, note=one.facts), _became(one)) for one in outcomes),
        caption=caption,
        is_named_above=True,
    )


def _became(outcome: Outcome) -> Cell:
    if outcome.signals:
        words = "; ".join(
            _t("Signal %(number)s: %(title)s")
            % {"number": one.number, "title": one.title}
            for one in outcome.signals
        )
        return Cell(words, note=", ".join(map(phase_of, outcome.signals)))
    state = str(outcome.report.get_state_display())
    return Cell(state, note=outcome.report.referral)
