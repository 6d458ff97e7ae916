"""The signals of the demonstration, from bundling to the message back."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from draaischijf.consultation.domain import deciding
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.deciding import SignalWay, Verdict
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.models import Meeting
from draaischijf.core.fuzzy import FuzzyDate, FuzzyKind, format_fuzzy
from draaischijf.signals import tasks
from draaischijf.signals.domain import following, movement, reporting, shaping
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.enums import ActorRole, AgreementResult, Route, SignalState
from draaischijf.signals.models import Challenge, PolicySignal
from draaischijf.taxonomy.models import Term
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.consulting import meeting_that_day, put_on
from draaischijf.website.demo.reports import KEYS, Reports

# After the agenda with the challenges of next year was taken over.
AGENDA_DAYS_AGO = 22
AGENDA_YEAR = 2027
SETS = {
    "rights": "social-rights",
    "life_domains": "life-domains",
    "policy_domains": "policy-domains",
    "problem_types": "problem-types",
    "target_groups": "target-groups",
}


class SignalStory:
    """One signal and the events of its path."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports
        self.key: str = row["key"]

    @property
    def signal(self) -> PolicySignal:
        return PolicySignal.objects.select_related("partnership").get(
            pk=self.reports.signals[self.key].pk
        )

    def plan(self) -> None:
        """Put the whole path of the signal on the calendar."""
        steps: dict[str, int] = self.row["steps"]
        self._on(steps["bundling"], self._start)
        for support in self.row["supports"]:
            self._on(support["days_ago"], lambda s=support: self._support(s))
        if "analysis" in steps:
            self._on(steps["analysis"], lambda: self._move(SignalState.ANALYSIS))
            if "published" not in steps:
                self._on(max(steps["analysis"] - 5, 0), self._answer_tests)
        for one in self.row["agreements"]:
            if one["round"] == 1:
                self._on(one["days_ago"], lambda a=one: self._agree(a))
        if "published" in steps:
            self._on(steps["published"], self._publish)
        if self.row.get("decision"):
            self._on(self.row["decision"]["days_ago"], self._decide)
        if "decided" in steps:
            self._on(steps["decided"], lambda: self._move(SignalState.DECIDED))
        self._plan_deeds(steps)
        self._plan_ends(steps)

    def _plan_deeds(self, steps: dict[str, int]) -> None:
        if self.row.get("challenge_position"):
            self._on(AGENDA_DAYS_AGO, self._become_challenge)
        if self.row.get("letter"):
            self._plan_letter(self.row["letter"])
        for action in self.row["actions"]:
            self._plan_action(action)
        if "in_action" in steps:
            self._on(steps["in_action"], lambda: self._move(SignalState.IN_ACTION))
        for entry in self.row["log"]:
            self._on(_told(entry), lambda e=entry: self._log(e))

    def _plan_ends(self, steps: dict[str, int]) -> None:
        if "closed" in steps:
            closing = Move(outcome=self.row["outcome"], feedback=self.row["feedback"])
            self._on(steps["closed"], lambda: self._move(SignalState.CLOSED, closing))
        if self.row.get("reopened"):
            again = self.row["reopened"]
            reason = Move(reason=again["reason"])
            self._on(
                again["days_ago"], lambda: self._move(SignalState.ANALYSIS, reason)
            )
            for one in self.row["agreements"]:
                if one["round"] > 1:
                    self._on(one["days_ago"], lambda a=one: self._agree(a))
        if self.row.get("parked"):
            parked = self.row["parked"]
            move = Move(
                reason=parked["reason"],
                until=self.calendar.day(-parked["until_in_days"]),
            )
            self._on(parked["days_ago"], lambda: self._move(SignalState.PARKED, move))
        if self.row.get("not_retained"):
            ended = self.row["not_retained"]
            why = Move(reason=ended["reason"])
            self._on(
                ended["days_ago"], lambda: self._move(SignalState.NOT_RETAINED, why)
            )

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, self.key, work)

    def _start(self) -> None:
        row, actor = self.row, self.cast.coordinator
        signal = shaping.start_signal(
            self.cast.partnership,
            title=row["title"],
            statement=row["problem"],
            actor=actor,
            examples="\n".join(f"- {example}" for example in row["examples"]),
            scale=row["scale"],
            policy_level=Term.objects.filter(
                scheme__code="policy-levels", code=row["level"]
            ).first(),
        )
        self.reports.signals[self.key] = signal
        sets: dict[str, Any] = {
            name: Term.objects.filter(scheme__code=scheme, code__in=row[name])
            for name, scheme in SETS.items()
        }
        sets["areas"] = [self.cast.areas[name] for name in row["areas"]]
        shaping.edit_signal(signal, actor=actor, sets=sets)
        if row.get("source"):
            shaping.name_actor(
                signal, ActorRole.RAISED_BY, actor=actor, text=row["source"]
            )

    def _support(self, data: dict[str, Any]) -> None:
        organisation = self.cast.organisations.get(data["organisation"] or "")
        reporting.support_signal(
            self.signal,
            Support(
                areas=tuple(self.cast.areas[n] for n in data["where"]),
                people=data["people_range"],
                since=data["since"],
                note=data["note"],
                organisation_name=organisation.name if organisation else "",
            ),
            submission_key=uuid.uuid5(KEYS, f"{self.key}-{data['note']}"),
            raiser=self.cast.user(data["raiser"]),
        )

    def _agree(self, data: dict[str, Any]) -> None:
        following.give_agreement(
            self.signal,
            self.cast.organisations[data["organisation"]],
            AgreementResult(data["result"]),
            remark=data["remark"],
            actor=self.cast.speaker_of(data["organisation"]),
        )

    def _answer_tests(self) -> None:
        tests = {f"test_{name}": answer for name, answer in self.row["tests"].items()}
        shaping.edit_signal(self.signal, actor=self.cast.coordinator, **tests)

    def _publish(self) -> None:
        self._answer_tests()
        self._move(SignalState.PUBLISHED)

    def _decide(self) -> None:
        data, lead = self.row["decision"], self.row["lead"]
        meeting = meeting_that_day(self.cast, data["body"])
        if meeting:
            self._decide_in(meeting)
            return
        following.record_decision(
            self.signal,
            body=data["body"],
            date=self.calendar.day(data["days_ago"]),
            route=Route(self.row["route"]),
            text=data["text"],
            reference=data["reference"],
            lead=self.cast.organisations.get(lead["organisation"] or ""),
            actor=self.cast.coordinator,
        )

    def _decide_in(self, meeting: Meeting) -> None:
        """Let the body of the meeting decide: the signal goes on by that."""
        data, lead = self.row["decision"], self.row["lead"]
        actor = self.cast.coordinator
        signal = self.signal
        facts = ItemFacts(signal.title, treatment=Treatment.DECISION, signal=signal)
        item = put_on(meeting, facts, actor=actor, signal=signal)
        way = SignalWay(
            Route(self.row["route"]),
            lead=self.cast.organisations.get(lead["organisation"] or ""),
        )
        verdict = Verdict(data["text"], reference=data["reference"], is_public=True)
        deciding.decide(item, verdict, actor=actor, way=way)

    def _become_challenge(self) -> None:
        challenge = Challenge.objects.get(
            partnership=self.cast.partnership,
            position=self.row["challenge_position"],
            year=AGENDA_YEAR,
        )
        following.carry_by_challenge(
            self.signal, challenge, actor=self.cast.coordinator
        )

    def _plan_letter(self, data: dict[str, Any]) -> None:
        def answered() -> None:
            following.note_letter_answer(
                self.signal.letters.get(),
                answered=self.calendar.day(data["answered_days_ago"]),
                answer=data["answer"],
                actor=self.cast.coordinator,
            )

        def sent() -> None:
            following.send_letter(
                self.signal,
                addressee=data["addressee"],
                sent=self.calendar.day(data["days_ago"]),
                reference=data["reference"],
                answer_awaited=self.calendar.day(-data["answer_awaited_in_days"]),
                actor=self.cast.coordinator,
            )

        self._on(data["days_ago"], sent)
        if data.get("answered_days_ago") is not None:
            self._on(data["answered_days_ago"], answered)

    def _plan_action(self, data: dict[str, Any]) -> None:
        def agreed() -> None:
            by = data.get("by_in_days")
            following.agree_action(
                self.signal,
                what=data["what"],
                who=data["who"],
                by=self.calendar.day(-by) if by is not None else None,
                actor=self.cast.coordinator,
            )

        def done() -> None:
            following.finish_action(
                self.signal.agreed_actions.get(what=data["what"]),
                done=self.calendar.day(data["done_days_ago"]),
                actor=self.cast.coordinator,
            )

        self._on(data["agreed_days_ago"], agreed)
        if data.get("done_days_ago") is not None:
            self._on(data["done_days_ago"], done)

    def _log(self, data: dict[str, Any]) -> None:
        following.add_log_entry(
            self.signal,
            _when(data, self.calendar),
            text=data["text"],
            attendance=data.get("attendance"),
            attendance_is_about=data.get("attendance_is_about", False),
            meetings=data.get("meetings"),
            actor=self.cast.coordinator,
        )

    def _move(self, target: SignalState, move: Move = Move()) -> None:  # noqa: B008 frozen, without state
        moved = self.signal
        # A body that decided moved it already.
        if moved.state != target:
            moved = movement.change_state(
                moved, target, actor=self.cast.coordinator, move=move
            )
        step = moved.steps.last()
        if step is not None and target != SignalState.ANALYSIS:
            tasks.tell_movement(step_id=step.pk)


def _told(entry: dict[str, Any]) -> int:
    """Return how long ago an entry was written: when the last of it had happened."""
    days = [entry["days_ago"], entry.get("until_days_ago"), *entry.get("days", [])]
    return min(int(day) for day in days if day is not None)


def _when(entry: dict[str, Any], calendar: Calendar) -> FuzzyDate:
    kind = FuzzyKind(entry["precision"])
    start = calendar.day(entry["days_ago"])
    end = calendar.day(entry.get("until_days_ago", entry["days_ago"]))
    days: tuple[datetime.date, ...] = ()
    if kind == FuzzyKind.DAYS:
        days = tuple(calendar.day(one) for one in entry["days"])
        end = days[-1]
    if kind in {FuzzyKind.MONTH, FuzzyKind.MONTHS}:
        start, end = start.replace(day=1), _month_end(end)
    if kind == FuzzyKind.SEASON:
        start, end = _season(start)
    if kind == FuzzyKind.BEFORE:
        fuzzy = FuzzyDate("", kind, None, end)
    else:
        fuzzy = FuzzyDate("", kind, start, end, days=days)
    return FuzzyDate(format_fuzzy(fuzzy, "nl"), kind, fuzzy.start, fuzzy.end)


def _month_end(day: datetime.date) -> datetime.date:
    following_month = day.replace(day=28) + datetime.timedelta(days=4)
    return following_month - datetime.timedelta(days=following_month.day)


def _season(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the season a day lies in, as core/fuzzy.py counts them."""
    first_month = day.month // 3 * 3 or 12
    year = day.year - 1 if day.month < 3 else day.year
    start = datetime.date(year, first_month, 1)
    return start, _month_end(start + datetime.timedelta(days=70))
