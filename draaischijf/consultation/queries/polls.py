"""The table of who can come when, and what a series starts from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import cached_property

from draaischijf.consultation.enums import DateAnswerKind, MeetingState
from draaischijf.consultation.models import (
    Body,
    DateAnswer,
    DateOption,
    Meeting,
    Participant,
)
from draaischijf.consultation.queries.body_years import year_of

NOT_MISSED = (MeetingState.PLANNED, MeetingState.HELD, MeetingState.PROPOSED)


def option_or_404(meeting: Meeting, pk: int) -> DateOption:
    """Return a moment that is proposed for a meeting. Raises Http404."""
    found = meeting.date_options.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def said_by(participant: Participant) -> dict[int, str]:
    """Return what somebody said of each moment, by its number."""
    return dict(participant.date_answers.values_list("option", "answer"))


@dataclass(frozen=True)
class OptionCount:
    """How a moment suits: how many can, if need be, and cannot."""

    option: DateOption
    yes: int
    if_needed: int
    no: int
    is_best: bool = False


class PollTable:
    """Everybody's answers; as many queries however many there are."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def options(self) -> list[DateOption]:
        return list(self.meeting.date_options.all())

    @cached_property
    def _answers(self) -> dict[tuple[int, int], DateAnswerKind]:
        rows = DateAnswer.objects.filter(option__meeting=self.meeting)
        return {
            (one.participant_id, one.option_id): DateAnswerKind(one.answer)
            for one in rows
        }

    @cached_property
    def rows(self) -> list[tuple[Participant, list[DateAnswerKind | None]]]:
        return [
            (one, [self._answers.get((one.pk, option.pk)) for option in self.options])
            for one in self.meeting.participants.all()
        ]

    @cached_property
    def counts(self) -> list[OptionCount]:
        """Each moment with how it suits; best is where most can, then if need be."""
        tallies = [(one, self._tally(one)) for one in self.options]
        best = max((tally[:2] for _one, tally in tallies), default=(0, 0))
        return [
            OptionCount(one, *tally, is_best=any(best) and tally[:2] == best)
            for one, tally in tallies
        ]

    def _tally(self, option: DateOption) -> tuple[int, int, int]:
        said = [
            answer for (_who, pk), answer in self._answers.items() if pk == option.pk
        ]
        return (
            said.count(DateAnswerKind.YES),
            said.count(DateAnswerKind.IF_NEED_BE),
            said.count(DateAnswerKind.NO),
        )


def days_taken(body: Body, year: int) -> list[datetime.date]:
    """Return the days of a year on which a body meets already."""
    rows = body.meetings.filter(year=year, state__in=NOT_MISSED, day__isnull=False)
    return [day for day in rows.values_list("day", flat=True) if day]


def still_to_plan(body: Body, year: int) -> int:
    """Return how many meetings that a year asks of a body are not planned yet."""
    there = body.meetings.filter(year=year, state__in=NOT_MISSED).count()
    return max(year_of(body, year).due - there, 0)
