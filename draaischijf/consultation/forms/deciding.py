"""What is asked of a decision, and of what it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.domain.deciding import (
    ActionLife,
    SignalWay,
    StepSaid,
    Verdict,
)
from draaischijf.consultation.enums import DecisionResult
from draaischijf.consultation.queries.about import steps_waiting
from draaischijf.core.offering import offer, offer_rows
from draaischijf.people.asking import NamesOrganisations, OrganisationField, WordsForm
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ApprovalStep
from draaischijf.signals.enums import Route

if TYPE_CHECKING:
    from draaischijf.consultation.models import AgendaItem

LONGEST = 5000


class DecisionForm(NamesOrganisations, WordsForm):
    """What was decided; what an item is about brings its own questions."""

    screened: tuple[str, ...] = ("text", "reference", "lead", "reason")
    text = forms.CharField(
        label=_("What was decided"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    result = forms.ChoiceField(label=_("Result"), choices=DecisionResult.choices)
    reference = forms.CharField(
        label=_("Official decision"),
        max_length=200,
        required=False,
        help_text=_("The number of the council's decision, or its address."),
    )
    in_favour = forms.IntegerField(
        label=_("Votes in favour"), min_value=0, max_value=999, required=False
    )
    against = forms.IntegerField(
        label=_("Votes against"), min_value=0, max_value=999, required=False
    )
    abstained = forms.IntegerField(
        label=_("Abstained"), min_value=0, max_value=999, required=False
    )
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)
    # About a signal.
    route = forms.ChoiceField(
        label=_("How is the signal taken up"),
        required=False,
        help_text=_(
            "With a route and a lead the signal is decided, and its raisers hear of it."
        ),
    )
    lead = OrganisationField(label=_("Who takes the lead"), required=False)
    # About an action.
    lifecycle = forms.ChoiceField(label=_("The action from now on"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=1000, required=False)
    # About a plan.
    approval = forms.ModelChoiceField(
        label=_("As which step of approval"),
        queryset=ApprovalStep.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, item: AgendaItem, **rest: Any) -> None:
        super().__init__(*args, partnership=item.meeting.partnership, **rest)
        self.item = item
        self._leave_out()

    def _leave_out(self) -> None:
        """Ask only what the thing of this item needs."""
        if self.item.signal:
            self.fields["is_public"].initial = self.item.signal.is_public
            self.fields["is_public"].help_text = _(
                "Then the text also stands on the page of the signal, and in the mail "
                "to who raised it. Else those read only that it was decided, and how."
            )
            offer(self, "route", [("", _("not decided now")), *Route.choices])
        else:
            del self.fields["route"], self.fields["lead"]
        if self.item.plan_action:
            lives = [one for one in Lifecycle.choices if one[0] != Lifecycle.UNKNOWN]
            offer(self, "lifecycle", [("", _("stays as it is")), *lives])
        else:
            del self.fields["lifecycle"], self.fields["reason"]
        if self.item.plan:
            offer_rows(self, "approval", steps_waiting(self.item.plan))
        else:
            del self.fields["approval"]
        self.screened = tuple(one for one in self.screened if one in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("route") and not cleaned.get("lead"):
            self.add_error("lead", _t("Who takes the lead belongs to a route."))
        return cleaned

    @property
    def verdict(self) -> Verdict:
        given = self.cleaned_data
        return Verdict(
            text=given["text"],
            result=DecisionResult(given["result"]),
            reference=given["reference"],
            in_favour=given["in_favour"],
            against=given["against"],
            abstained=given["abstained"],
            is_public=given["is_public"],
        )

    @property
    def way(self) -> SignalWay | None:
        if not self.cleaned_data.get("route"):
            return None
        lead, words = self.named("lead")
        return SignalWay(Route(self.cleaned_data["route"]), lead, "" if lead else words)

    @property
    def life(self) -> ActionLife | None:
        chosen = self.cleaned_data.get("lifecycle")
        if not chosen:
            return None
        return ActionLife(Lifecycle(chosen), self.cleaned_data["reason"])

    @property
    def step(self) -> StepSaid | None:
        step = self.cleaned_data.get("approval")
        return StepSaid(step) if step else None
