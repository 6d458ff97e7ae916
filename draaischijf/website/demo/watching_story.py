"""What people of the demonstration follow, keep and read."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.notifications import choices, digests, notices
from draaischijf.notifications.models import Notice, Pace
from draaischijf.signals import tasks
from draaischijf.signals.domain import searching, watching
from draaischijf.signals.queries.signal_facets import Wanted
from draaischijf.taxonomy.models import Term
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports

# The worker looks every half hour; the demo does so on these days.
LOOKED_DAYS_AGO = (80, 62, 45, 30, 17, 1)


class WatchingStory:
    """One person: what is followed, which searches are kept, what was read."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    @property
    def user(self) -> User:
        found = self.cast.user(self.row["person"])
        if found is None:
            raise ValueError(f"{self.row['person']} has no account")
        return found

    def plan(self) -> None:
        """Put it all on the calendar."""
        first = max(one["days_ago"] for one in self.row["follows"])
        self._on(first, self._choose)
        for one in self.row["follows"]:
            self._on(one["days_ago"], lambda f=one: self._follow(f["signal"]))
        for one in self.row["searches"]:
            self._on(one["days_ago"], lambda s=one: self._keep(s))
        self._on(self.row["read_up_to_days_ago"], self._read)

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, f"{self.row['person']} watches", work)

    def _choose(self) -> None:
        chosen = choices.Chosen(Pace(self.row["pace"]))
        choices.choose(self.user, self.cast.partnership.pk, chosen)

    def _follow(self, key: str) -> None:
        watching.follow(self.reports.signals[key], actor=self.user)

    def _keep(self, data: dict[str, Any]) -> None:
        wanted = Wanted(text=data.get("q", ""))
        query = f"q={wanted.text}"
        if code := data.get("right"):
            right = Term.objects.get(scheme__code="social-rights", code=code)
            wanted, query = Wanted(rights=(right.pk,)), f"right={right.pk}"
        searching.keep_search(
            self.cast.partnership,
            query,
            name=data["name"],
            wanted=wanted,
            actor=self.user,
            now=timezone.now(),
        )

    def _read(self) -> None:
        newest = Notice.objects.filter(user=self.user).first()
        if newest:
            notices.mark_all_read(self.user, until=newest.pk)


def plan_the_jobs(calendar: Calendar) -> None:
    """Let the jobs of the worker run on a few days: new answers, and the digests."""
    for days_ago in LOOKED_DAYS_AGO:
        calendar.on(days_ago, "looking for answers", _work)


def _work() -> None:
    tasks.look_for_matches()
    for user_id, partnership_id in digests.due(timezone.now()):
        digests.mail_due(user_id, partnership_id, timezone.now())
