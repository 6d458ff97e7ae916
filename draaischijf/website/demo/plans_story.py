"""The plans of the demonstration: a year that is lived through and carried over.

The plan itself comes out of an office's document (demo/documents.py); what happened
with its actions, and the plan of the next year, is told here.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import deciding
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.deciding import StepSaid, Verdict
from draaischijf.consultation.enums import Treatment
from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.plans.domain import (
    acting,
    adopting,
    approval_steps,
    approving,
    carrying,
    following,
    planning,
)
from draaischijf.plans.enums import (
    CarryDecision,
    Lifecycle,
    PartyRole,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.workflow import NamedDecision
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.consulting import meeting_that_day, put_on
from draaischijf.website.demo.reports import Reports


class PlanStory:
    """One plan and the events of its year."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports
        self.title: str = row["plan"]

    def plan(self) -> None:
        """Put the year of the plan on the calendar."""
        adopted = self.row["adopted"]["days_ago"]
        self._on(adopted, self._name_leads)
        self._on(adopted, self._adopt)
        for answer in self.row["answers"]:
            # Once the signal is there.
            self._on(18, lambda a=answer: self._answer(a))
        for entry in self.row["log"]:
            self._on(entry["days_ago"], lambda e=entry: self._log(e))
        if "carry" in self.row:
            self._plan_next_year(self.row["carry"])

    def _plan_next_year(self, carry: dict[str, Any]) -> None:
        self._on(carry["days_ago"], self._carry_over)
        self._on(carry["days_ago"] - 2, self._add_new_ones)
        self._on(carry["days_ago"] - 4, self._submit)
        for step in carry["steps"]:
            if "result" in step:
                self._on(step["days_ago"], lambda s=step: self._record(s))

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, f"{self.title} {days_ago}", work)

    @property
    def actor(self) -> User:
        return self.cast.coordinator

    def _plan(self, title: str = "") -> ActionPlan:
        return ActionPlan.objects.select_related("partnership").get(
            partnership=self.cast.partnership, title=title or self.title
        )

    def _action(self, begins: str, plan: ActionPlan | None = None) -> PlanAction:
        """Return the action whose words begin like this."""
        return PlanAction.objects.select_related("plan__partnership", "objective").get(
            plan=plan or self._plan(), title__istartswith=begins
        )

    def _name_leads(self) -> None:
        for lead in self.row["leads"]:
            person = self.cast.persons.get(lead.get("person", ""))
            acting.name_party(
                self._action(lead["action"]),
                PartyRole.LEAD,
                actor=self.actor,
                person=person,
                organisation=self.cast.organisations.get(lead.get("organisation", "")),
            )

    def _adopt(self) -> None:
        given = self.row["adopted"]
        adopting.adopt_plan(
            self._plan(),
            adopted=datetime.date.fromisoformat(given["on"]),
            body=given["body"],
            reference=given["reference"],
            actor=self.actor,
            make_public=True,
        )

    def _answer(self, answer: dict[str, str]) -> None:
        acting.link_signal(
            self._action(answer["action"]),
            self.reports.signals[answer["signal"]],
            actor=self.actor,
        )

    def _log(self, entry: dict[str, Any]) -> None:
        # The clock stands on a working day near the one that is told.
        day = timezone.localdate()
        words = entry.get("when") or f"{day.day}/{day.month}/{day.year}"
        following.add_log_entry(
            self._action(entry["action"]),
            parse_fuzzy(words, year=day.year),
            text=entry["text"],
            actor=self.cast.user(entry["by"]),
            attendance=entry.get("attendance"),
            attendance_is_about=entry.get("about", False),
            meetings=entry.get("meetings"),
            tells_raisers=entry.get("tells", False),
        )

    # -- The next year ----------------------------------------------------------------

    def _carry_over(self) -> None:
        plan = self._plan()
        proposal = carrying.propose_next(plan)
        carry = carrying.start_carry_over(
            plan,
            title=self.row["carry"]["title"],
            start=proposal.start,
            end=proposal.end,
            actor=self.actor,
        )
        told = {one["action"]: one for one in self.row["carry"]["choices"]}
        for action in plan.plan_actions.going_on():
            begins = next((one for one in told if action.title.startswith(one)), "")
            carrying.choose(
                carry, action, self._chosen(told.get(begins)), actor=self.actor
            )
        carrying.finish_carry_over(carry, actor=self.actor)

    def _chosen(self, told: dict[str, Any] | None) -> carrying.Chosen:
        if told is None:
            return carrying.Chosen(CarryDecision.CONTINUE)
        named = None
        if "body" in told:
            decided = self.calendar.day(told["decided_days_ago"])
            named = NamedDecision(told["body"], decided, told["reference"])
        return carrying.Chosen(
            CarryDecision(told["decision"]),
            reason=told.get("reason", ""),
            title=told.get("title", ""),
            remark=told.get("remark", ""),
            merge_with=self._action(told["with"]) if "with" in told else None,
            named=named,
        )

    def _add_new_ones(self) -> None:
        following_plan = self._plan(self.row["carry"]["title"])
        self._move_deadlines(following_plan)
        for new in self.row["carry"]["new"]:
            objective = Objective.objects.get(
                plan=following_plan, code=new["objective"].split()[-1]
            )
            action = acting.add_action(
                objective,
                new["title"],
                actor=self.actor,
                when=parse_fuzzy(new["when"], year=following_plan.start.year),
                remark=new["remark"],
                start_year=following_plan.start.year,
                lifecycle=Lifecycle.NEW,
            )
            acting.name_party(
                action,
                PartyRole.LEAD,
                actor=self.actor,
                organisation=self.cast.organisations[new["lead"]],
            )
            signal = self.reports.signals[new["answers"]]
            acting.link_signal(action, signal, actor=self.actor)

    def _move_deadlines(self, plan: ActionPlan) -> None:
        """Word the objectives for the new year: a person does, the carry-over asks."""
        before, now = plan.start.year - 1, plan.start.year
        for objective in plan.objectives.filter(title__contains=str(before)):
            deadline = objective.deadline
            planning.edit_objective(
                objective,
                actor=self.actor,
                title=objective.title.replace(str(before), str(now)),
                deadline=deadline and deadline.replace(year=now),
            )

    def _submit(self) -> None:
        plan = self._plan(self.row["carry"]["title"])
        for step in self.row["carry"]["steps"]:
            ahead = step.get("planned_in_days")
            approval_steps.add_step(
                plan,
                StepKind(step["kind"]),
                step["body"],
                actor=self.actor,
                planned=self.calendar.day(-ahead) if ahead else None,
            )
        approving.submit_plan(plan, actor=self.actor)

    def _record(self, told: dict[str, Any]) -> None:
        plan = self._plan(self.row["carry"]["title"])
        step = plan.approval_steps.select_related("plan").get(body=told["body"])
        meeting = meeting_that_day(self.cast, told["body"])
        if meeting:
            facts = ItemFacts(plan.title, treatment=Treatment.DECISION, plan=plan)
            item = put_on(meeting, facts, actor=self.actor, plan=plan)
            verdict = Verdict(told["text"], is_public=False)
            deciding.decide(item, verdict, actor=self.actor, step=StepSaid(step))
            return
        approving.record_result(
            step,
            StepResult(told["result"]),
            timezone.localdate(),
            actor=self.actor,
        )
