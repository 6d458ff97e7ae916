"""What the partnerships of the demonstration put to the one above, and its answer."""

from __future__ import annotations

from functools import partial
from typing import Any

from draaischijf.people.models import Partnership
from draaischijf.signals.domain import offering
from draaischijf.signals.domain.deadlines import change_deadlines
from draaischijf.signals.models import PhaseDeadlines, PolicySignal
from draaischijf.signals.models.deadlines import PHASES
from draaischijf.signals.queries.offers import OfferWords
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class OfferStory:
    """One offer, with its answer where there is one."""

    def __init__(
        self, row: dict[str, Any], casts: dict[str, Cast], reports: Reports
    ) -> None:
        self.row = row
        self.casts = casts
        self.reports = reports

    def plan(self, calendar: Calendar) -> None:
        """Put the offer and its answer on the calendar."""
        calendar.on(self.row["days_ago"], "offer", self._offer)
        if answer := self.row.get("answer"):
            calendar.on(
                answer["days_ago"], "offer", partial(self._take_up, answer["into"])
            )

    def _signal(self, key: str) -> PolicySignal:
        rows = PolicySignal.objects.select_related("partnership__parent")
        return rows.get(pk=self.reports.signals[key].pk)

    def _offer(self) -> None:
        signal = self._signal(self.row["signal"])
        words = OfferWords(signal.title, signal.statement, self.row["note"])
        actor = self.casts[signal.partnership.slug].coordinator
        offering.offer_signal(signal, words, actor=actor)

    def _take_up(self, key: str) -> None:
        offer = self._signal(self.row["signal"]).offers.get()
        target = self._signal(key)
        actor = self.casts[target.partnership.slug].coordinator
        offering.accept_into(offer, target, actor=actor)


def keep_deadlines(cast: Cast) -> None:
    """Let a partnership keep the deadlines that the page proposes."""
    partnership: Partnership = cast.partnership
    proposed = PhaseDeadlines(partnership=partnership)
    change_deadlines(
        partnership,
        actor=cast.coordinator,
        answer_within=partnership.answer_within,
        days={state: proposed.days_for(state) for state in PHASES},
    )
