"""What is filled in around the approval of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.meanwhile import MindsOthers
from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.plans.domain.approval_steps import EARLIER, LATER
from draaischijf.plans.enums import StepKind
from draaischijf.plans.queries.approval import (
    PlanApproval,
    waiting_advice,
)
from draaischijf.plans.workflow import result_word, results_for

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.plans.models import ActionPlan, ApprovalStep

LONGEST = 5000


class AboutPlanForm(WordsForm):
    """A form about one plan; its texts are screened before anything is kept."""

    screened: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        plan: ActionPlan,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, partnership=plan.partnership, initial=initial)
        self.plan = plan


class StepForm(AboutPlanForm):
    """One body a plan passes."""

    screened = ("body",)
    kind = forms.ChoiceField(
        label=_("What does it do"),
        choices=StepKind.choices,
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label=_("Which body"),
        max_length=200,
        help_text=_("The board, the municipal council, an advisory council …"),
    )
    planned = DayField(label=_("Planned on"), required=False, may_come=True)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: ActionPlan,
        step: ApprovalStep | None = None,
    ) -> None:
        initial: dict[str, Any] = {"kind": StepKind.APPROVAL}
        if step:
            initial = {"kind": step.kind, "body": step.body, "planned": step.planned}
        super().__init__(data, plan=plan, initial=initial)


class MoveStepForm(forms.Form):
    """One place earlier or later."""

    where = forms.ChoiceField(choices=[(EARLIER, EARLIER), (LATER, LATER)])


class ResultForm(AboutPlanForm):
    """What a body said."""

    screened = ("reference", "remark")
    result = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    date = DayField(label=_("When"))
    reference = forms.CharField(
        label=_("Reference of the decision"), required=False, max_length=100
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST,
        help_text=_("Needed when it was not approved, or with remarks. For partners."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    without_advice = forms.BooleanField(required=False)

    def __init__(
        self, data: QueryDict | None = None, *, plan: ActionPlan, step: ApprovalStep
    ) -> None:
        today = timezone.localdate()
        planned = step.planned if step.planned and step.planned <= today else today
        choices = [
            (str(one), result_word(step.kind, one)) for one in results_for(step.kind)
        ]
        initial: dict[str, Any] = {"date": planned}
        if len(choices) == 1:
            initial["result"] = choices[0][0]
        super().__init__(data, plan=plan, initial=initial)
        offer(self, "result", choices)
        self.waiting = waiting_advice(step)
        if self.waiting:
            names = ", ".join(self.waiting)
            self.fields["without_advice"].label = _(
                "Go on without the advice of %(names)s"
            ) % {"names": names}
        else:
            del self.fields["without_advice"]
        if step.kind == StepKind.NOTIFICATION:
            self.fields["result"].widget = forms.HiddenInput()
            self.fields["date"].label = _("Sent on")
            self.fields["remark"].help_text = _("To whom it went, and how.")


class SubmitForm(AboutPlanForm):
    """Laying a plan before its bodies; after a refusal, before which of them."""

    all_again = forms.ChoiceField(
        label=_("Who decides again"),
        choices=[
            ("", _("Only the body that did not approve it")),
            ("yes", _("Every body, for the text changed")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: QueryDict | None = None, *, plan: ActionPlan, asks_who: bool
    ) -> None:
        super().__init__(data, plan=plan, initial={"all_again": ""})
        if not asks_who:
            del self.fields["all_again"]

    @property
    def is_all_again(self) -> bool:
        return bool(self.cleaned_data.get("all_again"))


class AdoptForm(MindsOthers, AboutPlanForm):
    """Freezing a plan as it was adopted."""

    screened = ("body", "reference", "note")
    body = forms.CharField(label=_("Adopted by"), max_length=200)
    adopted = DayField(label=_("Adopted on"))
    reference = forms.CharField(
        label=_("Reference of the decision"), required=False, max_length=100
    )
    note = forms.CharField(
        label=_("What changed, in a few words"),
        required=False,
        max_length=LONGEST,
        help_text=_("It stands above the list of changes, for every reader."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    make_public = forms.BooleanField(
        label=_("Everybody may read the plan"), required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, plan: ActionPlan, approval: PlanApproval
    ) -> None:
        approvals = [
            row.step for row in approval.rows if row.step.kind == StepKind.APPROVAL
        ]
        last = approvals[-1] if approvals else None
        initial = {
            "body": last.body if last else "",
            "adopted": (last.date if last else None) or timezone.localdate(),
            "reference": last.reference if last else "",
            "make_public": plan.is_public or not approval.versions,
        }
        super().__init__(data, plan=plan, initial=initial)
        if not approval.versions:
            del self.fields["note"]
        self.mind("make_public")


class AmendForm(AboutPlanForm):
    """Why an adopted plan is amended."""

    screened = ("reason",)
    reason = forms.CharField(
        label=_("Why is the plan amended"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EvaluationForm(MindsOthers, AboutPlanForm):
    """What a mid-term evaluation brought."""

    screened = ("text",)
    evaluated = DayField(label=_("Evaluated on"))
    text = forms.CharField(
        label=_("What it brought"),
        max_length=LONGEST,
        help_text=_(
            "What goes well, what has to be adjusted, and where the report of it is."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: QueryDict | None = None, *, plan: ActionPlan) -> None:
        initial = {
            "evaluated": plan.evaluated or timezone.localdate(),
            "text": plan.evaluation,
        }
        super().__init__(data, plan=plan, initial=initial)
        self.mind("text")
