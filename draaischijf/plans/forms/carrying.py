"""What a carry-over asks: title and period, and one choice for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.domain.carrying.choosing import REVIVING
from draaischijf.plans.enums import CarryDecision
from draaischijf.plans.queries.carrying import decision_missing, needs_decision
from draaischijf.plans.workflow import NamedDecision, is_decision_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict

    from draaischijf.plans.models import PlanAction
    from draaischijf.plans.queries.carrying import CarryOverview, CarryRow

LONGEST = 1000
# Wide enough for a choice list, short enough for a phone.
SHOWN = 90
# What each choice means, in the words of the person who makes it.
MEANINGS = {
    CarryDecision.CONTINUE: _("Stands in the next plan as it is."),
    CarryDecision.ADAPT: _("Stands in the next plan, in other words."),
    CarryDecision.POSTPONE: _("Stands in the next plan, but waits."),
    CarryDecision.MERGE: _("Becomes part of another action of this plan."),
    CarryDecision.COMPLETE: _("Is done, and does not come along."),
    CarryDecision.STOP: _("Stops. Stays visible this year, with the reason."),
}
# The questions that belong to a choice; the others are not asked.
ASKED_BY = {
    CarryDecision.ADAPT: ("title", "remark"),
    CarryDecision.POSTPONE: ("until",),
    CarryDecision.MERGE: ("merge_with",),
    CarryDecision.COMPLETE: ("outcome",),
    CarryDecision.STOP: ("why",),
}
OF_BODY = ("body", "decided", "reference")


class StartForm(WordsForm):
    """Title and period of the next plan."""

    screened = ("title",)
    title = forms.CharField(label=_("Title of the new plan"), max_length=200)
    start = DayField(label=_("From"), may_come=True)
    end = DayField(label=_("Until"), may_come=True)

    def clean_end(self) -> Any:
        """Refuse a period that ends before it starts."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data["end"]
        if start and end < start:
            raise ValidationError(_("The plan ends before it starts."))
        return end


class ChoiceForm(WordsForm):
    """One of six choices for an action, with what has to be said with it.

    Nothing is chosen beforehand. Only what belongs to the choice is read.
    """

    screened = (
        "title", "remark", "until", "outcome", "why", "body", "reference",
    )  # fmt: skip
    decision = forms.ChoiceField(
        label=_("What happens with it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    title = forms.CharField(
        label=_("New words for the action"),
        required=False,
        max_length=2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    remark = forms.CharField(
        label=_("Progress at the start"),
        required=False,
        max_length=2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.CharField(
        label=_("Until when does it wait?"),
        help_text=_("For example: until the call of autumn."),
        required=False,
        max_length=LONGEST,
    )
    merge_with = forms.TypedChoiceField(
        label=_("With which action?"), required=False, coerce=int, empty_value=None
    )
    outcome = forms.CharField(
        label=_("What came of it?"), required=False, max_length=LONGEST
    )
    why = forms.CharField(
        label=_("Why does it stop?"), required=False, max_length=LONGEST
    )
    body = forms.CharField(label=_("Who decided"), required=False, max_length=200)
    decided = DayField(label=_("Decided on"), required=False)
    reference = forms.CharField(label=_("Reference"), required=False, max_length=100)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        overview: CarryOverview,
        row: CarryRow,
    ) -> None:
        self.row, self.action = row, row.action
        super().__init__(
            data,
            partnership=overview.plan.partnership,
            initial=_initial(row),
        )
        decisions = REVIVING if self.action.is_over else CarryDecision
        offer(self, "decision", ((str(one), one.label) for one in decisions))
        self._others: dict[int, PlanAction] = {}
        others = self._to_merge_with(overview)
        offer(self, "merge_with", [("", _("Choose an action")), *others])
        if not self.action.is_pro_memorie:
            for name in OF_BODY:
                del self.fields[name]

    def _to_merge_with(self, overview: CarryOverview) -> Iterator[tuple[str, Any]]:
        for group in overview.to_merge_with(self.row):
            self._others |= {one.action.number: one.action for one in group.rows}
            heading = Truncator(f"{group.code} {group.objective.title}".strip())
            yield (
                heading.chars(SHOWN),
                [
                    (one.action.number, Truncator(str(one.action)).chars(SHOWN))
                    for one in group.rows
                ],
            )

    def clean(self) -> dict[str, Any]:
        decision = self.cleaned_data.get("decision", "")
        asked = ASKED_BY.get(decision, ())
        for name in {one for names in ASKED_BY.values() for one in names}:
            if name not in asked:
                # Left over from another choice: not read, so nothing to find in it.
                self.cleaned_data[name] = None if name == "merge_with" else ""
                self.errors.pop(name, None)
        self._require(decision)
        return super().clean()

    def _require(self, decision: str) -> None:
        needed = {
            CarryDecision.ADAPT: ("title", _("Give the action its new words.")),
            CarryDecision.POSTPONE: ("until", _("Say until when, in a few words.")),
            CarryDecision.MERGE: ("merge_with", _("Choose an action.")),
            CarryDecision.STOP: ("why", _("Say why, in a few words.")),
        }
        if decision in needed:
            name, said = needed[CarryDecision(decision)]
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, said)
        if not needs_decision(self.action, decision):
            for name in OF_BODY:
                self.errors.pop(name, None)
        elif decision:
            given = self.cleaned_data
            is_theirs = is_decision_of(self.action.decided_by, given.get("body") or "")
            there = {"body": is_theirs, "decided": bool(given.get("decided"))}
            for name, is_there in there.items():
                if not is_there and name not in self.errors:
                    self.add_error(name, decision_missing(self.action))

    @property
    def options(self) -> list[dict[str, Any]]:
        """The choices as the page shows them: each with its key, meaning, questions."""
        shown = []
        for key, radio in enumerate(self["decision"], start=1):
            decision = CarryDecision(radio.data["value"])
            asked = [
                (self[name], self.found.get(name))
                for name in ASKED_BY.get(decision, ())
            ]
            meaning = _MEANINGS_OF_REVIVAL if self.action.is_over else MEANINGS
            shown.append(
                {
                    "key": key,
                    "radio": radio,
                    "value": str(decision),
                    "meaning": meaning[decision],
                    "asked": asked,
                }
            )
        return shown

    @property
    def of_body(self) -> list[forms.BoundField]:
        """The questions about the body that decides, for an action pro memorie."""
        return [self[name] for name in OF_BODY if name in self.fields]

    @property
    def chosen(self) -> Chosen:
        """What was chosen, for the domain."""
        given = self.cleaned_data
        named = None
        if given.get("body") and given.get("decided"):
            named = NamedDecision(given["body"], given["decided"], given["reference"])
        return Chosen(
            CarryDecision(given["decision"]),
            reason=given["until"] or given["outcome"] or given["why"],
            title=given["title"],
            remark=given["remark"],
            merge_with=self._others.get(given["merge_with"] or 0),
            named=named,
        )


_MEANINGS_OF_REVIVAL = {
    CarryDecision.CONTINUE: pgettext_lazy(
        "an action that ended", "Is taken up again in the next plan, as it was."
    ),
    CarryDecision.ADAPT: pgettext_lazy(
        "an action that ended", "Is taken up again in the next plan, in other words."
    ),
}


def _initial(row: CarryRow) -> dict[str, Any]:
    action, choice = row.action, row.choice
    start = {"title": action.title, "body": action.decided_by}
    if choice is None:
        return start
    reason = {
        CarryDecision.POSTPONE: "until",
        CarryDecision.COMPLETE: "outcome",
        CarryDecision.STOP: "why",
    }
    kept: dict[str, Any] = {"decision": choice.decision, "remark": choice.remark}
    if choice.decision in reason:
        kept[reason[CarryDecision(choice.decision)]] = choice.reason
    if choice.title:
        kept["title"] = choice.title
    if choice.merge_with:
        kept["merge_with"] = choice.merge_with.number
    if choice.body:
        kept |= {
            "body": choice.body,
            "decided": choice.decided,
            "reference": choice.reference,
        }
    return start | kept
