"""One step of the trajectory of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy.asking import AsksWhen
from draaischijf.core.meanwhile import MindsOthers
from draaischijf.plans.forms.approval import AboutPlanForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.plans.models import ActionPlan, TrajectoryStep

LONGEST = 2000


class TrajectoryForm(MindsOthers, AsksWhen, AboutPlanForm):
    """What was done, with whom, when and to what end."""

    screened = ("title", "aim", "when", "remark", "participants")
    field_order = ["title", "when"]
    title = forms.CharField(
        label=_("What"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    parties = forms.MultipleChoiceField(
        label=_("With whom"),
        choices=[
            ("with_city", _("city")),
            ("with_ocmw", _("OCMW")),
            ("with_private", _("private organisations")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    aim = forms.CharField(
        label=_("Aim"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    participants = forms.CharField(
        label=_("Participants"),
        required=False,
        max_length=300,
        help_text=_("Organisations or numbers: “47 organisations, 65 people”."),
    )
    remark = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_in_preparation = forms.BooleanField(
        label=_("Still in preparation"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: ActionPlan,
        step: TrajectoryStep | None = None,
    ) -> None:
        super().__init__(data, plan=plan, initial=_filled(step) if step else {})
        self.fields["when"].required = False
        self.read_while_typed(
            reverse("plans:trajectory_date", args=[plan.partnership.slug, plan.slug])
        )
        if step:
            self.mind(*(one.name for one in self.visible_fields()))

    @property
    def asked(self) -> list[Any]:
        return self.without_idle_box(super().asked)

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, for the domain."""
        cleaned = self.cleaned_data
        chosen = cleaned["parties"]
        return {
            name: cleaned[name]
            for name in ("title", "aim", "remark", "participants", "is_in_preparation")
        } | {
            name: name in chosen for name in ("with_city", "with_ocmw", "with_private")
        }


def _filled(step: TrajectoryStep) -> dict[str, Any]:
    names = ("with_city", "with_ocmw", "with_private")
    return {
        "title": step.title,
        "when": step.date_text,
        "parties": [name for name in names if getattr(step, name)],
        "aim": step.aim,
        "participants": step.participants,
        "remark": step.remark,
        "is_in_preparation": step.is_in_preparation,
    }
