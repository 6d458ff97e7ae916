"""Everything that is said of an action or an objective, to put right in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.fuzzy.asking import AsksWhen
from draaischijf.core.meanwhile import MindsOthers, in_a_row, marks_in, seen_as
from draaischijf.core.offering import offer
from draaischijf.core.sent import sent_again
from draaischijf.plans.domain.acting import RUNNING_FIELDS
from draaischijf.plans.domain.rewording import DETAILS, details_of
from draaischijf.plans.forms.asked import LONGEST, LONGEST_TITLE, PlanAsks
from draaischijf.plans.forms.objectives import ObjectiveForm
from draaischijf.plans.forms.plan_actions import year_field
from draaischijf.plans.workflow import FIXED, NamedDecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict
    from django.utils.functional import Promise

    from draaischijf.plans.models import Objective, PlanAction
    from draaischijf.taxonomy.models import Term

# How a field of an action is called in the form, where that differs.
ASKED_AS = {"parent": "part_of"}
DECISION = ("body", "decided", "reference")


class DetailsForm(AsksWhen, PlanAsks):
    """An action as it stands. Of an adopted plan only what moves while it runs.

    `seen` carries the mark of each value that was on the screen.
    """

    screened: tuple[str, ...] = (
        "title", "remark", "when", "decided_by", "body", "reference",
    )  # fmt: skip
    title = forms.CharField(
        label=_("Action"),
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    start_year = year_field()
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    part_of = forms.TypedChoiceField(
        label=_("Part of another action"), coerce=int, empty_value=None, required=False
    )
    rights = forms.TypedMultipleChoiceField(
        label=_("Social rights"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bbc_code = forms.CharField(label=_("BBC code"), max_length=40, required=False)
    remark = forms.CharField(
        label=_("Progress"),
        required=False,
        max_length=LONGEST,
        help_text=_("How it goes, in a few words."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    log_interval = forms.IntegerField(
        label=_("Months between two notes"),
        required=False,
        min_value=1,
        max_value=24,
    )
    needs_step_plan = forms.BooleanField(
        label=_("It needs a step plan first"), required=False
    )
    is_pro_memorie = forms.BooleanField(
        label=_("Pro memorie: another body decides about it"), required=False
    )
    decided_by = forms.CharField(
        label=_("Which body decides"), max_length=200, required=False
    )
    body = forms.CharField(
        label=_("Which body decided it"), max_length=200, required=False
    )
    decided = DayField(label=_("Decided on"), required=False)
    reference = forms.CharField(
        label=_("Reference of the decision"), max_length=100, required=False
    )
    seen = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        action: PlanAction,
        terms: Sequence[Term],
        wholes: Sequence[PlanAction],
    ) -> None:
        self.action = action
        self.terms = {one.pk: one for one in terms}
        self.wholes = {one.pk: one for one in wholes}
        held = details_of(action)
        super().__init__(
            data, partnership=action.plan.partnership, initial=_as_asked(action, held)
        )
        plan, this_year = action.plan, timezone.localdate().year
        self.year = min(max(this_year, plan.start.year), plan.end.year)
        self._word_fields(plan.log_interval)
        # What was typed while somebody adopted the plan is refused, never dropped.
        self.is_fixed = plan.status in FIXED and "title" not in (data or {})
        self._leave_out()

    def _word_fields(self, interval: int) -> None:
        fields: dict[str, Any] = self.fields
        fields["when"].required = False
        fields["when"].label = _("Timing")
        fields["when"].help_text = _("As you would say it: “najaar 2027”.")
        fields["log_interval"].help_text = _(
            "Empty: as the plan says, now %(months)s."
        ) % {"months": interval}
        offer(self, "rights", ((key, str(one)) for key, one in self.terms.items()))
        wholes = ((key, str(one)) for key, one in self.wholes.items())
        offer(self, "part_of", [("", _("no, it stands by itself")), *wholes])

    def _leave_out(self) -> None:
        gone = set() if self.action.is_pro_memorie else set(DECISION)
        gone |= {name for name in ("rights", "part_of") if not self._offers(name)}
        if self.is_fixed:
            gone = {*self.fields} - {*RUNNING_FIELDS, "seen", "accepted"}
        for name in gone:
            del self.fields[name]

    def _offers(self, name: str) -> bool:
        return bool(self.terms if name == "rights" else self.wholes)

    def clean_title(self) -> str:
        return _one_kind_of_line_ends(self.cleaned_data["title"])

    def clean_remark(self) -> str:
        return _one_kind_of_line_ends(self.cleaned_data["remark"])

    def clean_when(self) -> str:
        # What stands there already is not read again: it may mean another year.
        if self.cleaned_data["when"] == self.initial["when"]:
            return str(self.initial["when"])
        return super().clean_when()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_pro_memorie") and not cleaned.get("decided_by"):
            self.add_error("decided_by", _("Name the body that decides."))
        if self._lifts(cleaned):
            for name in ("body", "decided"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _lifts(self, cleaned: dict[str, Any]) -> bool:
        return "decided" in self.fields and not cleaned.get("is_pro_memorie")

    @property
    def groups(self) -> list[tuple[Promise, list[Any]]]:
        """What is asked, in groups that belong together, each with its heading."""
        by_name = {one[0].name: one for one in self.without_idle_box(self.asked)}
        groups = [
            (_("In the plan"), ("title", "when", "keep_words", "start_year", "code")),
            (_("Where it belongs"), ("part_of", "rights", "bbc_code")),
            (_("Following up"), ("remark", "log_interval", "needs_step_plan")),
            (_("Who decides"), ("is_pro_memorie", "decided_by")),
        ]
        made = [
            (heading, [by_name[name] for name in names if name in by_name])
            for heading, names in groups
        ]
        return [group for group in made if group[1]]

    @property
    def lifting(self) -> list[Any]:
        """The decision with which an action is pro memorie no longer."""
        return [one for one in self.asked if one[0].name in DECISION]

    @property
    def wanted(self) -> dict[str, Any]:
        """What each field is to be, for the domain."""
        given = self.cleaned_data
        read: dict[str, Any] = {}
        if "when" in given:
            read["when"] = self.read_date
        if "rights" in given:
            read["rights"] = [self.terms[key] for key in given["rights"]]
        if "part_of" in given:
            read["parent"] = self.wholes.get(given["part_of"] or 0)
        plain = {name: given[name] for name in DETAILS if name in given}
        return {**plain, **read}

    @property
    def marks_seen(self) -> dict[str, str]:
        """The mark of each value that was on the screen."""
        return marks_in(self.cleaned_data["seen"])

    @property
    def decision(self) -> NamedDecision | None:
        given = self.cleaned_data
        if not self._lifts(given):
            return None
        return NamedDecision(given["body"], given["decided"], given["reference"])

    def overtaken(self, now: Any, name: str = "") -> None:
        """Say what it says now; sending again replaces that with open eyes."""
        super().overtaken(now, ASKED_AS.get(name, name))
        again = sent_again(self)
        again["seen"] = in_a_row({**self.marks_seen, name: seen_as(now)})
        self.data = again


class ObjectiveDetailsForm(MindsOthers, ObjectiveForm):
    """An objective as it stands, at its own place."""

    focus = ""
    folded: tuple[str, ...] = ()
    field_order = ("code", "title", "explanation", "deadline", "bbc_code")

    def __init__(self, data: QueryDict | None = None, *, objective: Objective) -> None:
        names = ("code", "title", "explanation", "deadline", "bbc_code")
        initial = {name: getattr(objective, name) for name in names}
        super().__init__(data, plan=objective.plan, places=[], initial=initial)
        gone = (
            ("under", "code", "deadline", "bbc_code")
            if objective.section
            else ("under",)
        )
        for name in gone:
            del self.fields[name]
        self.mind(*(name for name in names if name in self.fields))

    @property
    def facts(self) -> dict[str, Any]:
        names = ("code", "title", "explanation", "deadline", "bbc_code")
        given = self.cleaned_data
        return {name: given[name] for name in names if name in given}


def _as_asked(action: PlanAction, held: dict[str, str]) -> dict[str, Any]:
    plain = {name: getattr(action, name, None) for name in DETAILS}
    marks = {name: seen_as(said) for name, said in held.items()}
    return {
        **plain,
        "when": held["when"],
        "rights": [one.pk for one in action.rights.all()],
        "part_of": action.parent_id,
        "body": action.decided_by,
        "seen": in_a_row(marks),
    }


def _one_kind_of_line_ends(text: str) -> str:
    # A browser sends other line ends than it was given.
    return text.replace("\r\n", "\n")
