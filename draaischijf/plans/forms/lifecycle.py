"""Saying where an action is in its life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.plans.enums import NEEDS_REASON, Lifecycle
from draaischijf.plans.forms.about_action import LONGEST, AboutActionForm
from draaischijf.plans.workflow import NamedDecision

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.plans.models import PlanAction

CHOICES = [
    (value, capfirst(label))
    for value, label in Lifecycle.choices
    if value != Lifecycle.UNKNOWN
]


class LifecycleForm(AboutActionForm):
    """What an action is now, why, and for pro memorie who decided so."""

    screened = ("reason", "body", "reference")
    lifecycle = forms.ChoiceField(
        label=_("The action is"), choices=CHOICES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_(
            "Needed for an action that is not extended or postponed. Everybody who may "
            "see the plan reads it."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(label=_("Which body decided it"), max_length=200)
    decided = DayField(label=_("Decided on"))
    reference = forms.CharField(
        label=_("Reference of the decision"), max_length=100, required=False
    )

    def __init__(self, data: QueryDict | None = None, *, action: PlanAction) -> None:
        now = action.proposed or action.lifecycle
        initial = {
            "lifecycle": now if now != Lifecycle.UNKNOWN else "",
            "reason": action.reason,
            "body": action.decided_by,
        }
        super().__init__(data, action=action, initial=initial)
        if not action.is_pro_memorie:
            for name in ("body", "decided", "reference"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs = cleaned.get("lifecycle") in NEEDS_REASON
        if needs and not str(cleaned.get("reason", "")).strip():
            self.add_error("reason", str(_("Say why, in a few words.")))
        return cleaned

    @property
    def chosen(self) -> Lifecycle:
        return Lifecycle(self.cleaned_data["lifecycle"])

    @property
    def decision(self) -> NamedDecision | None:
        """The decision of the body that decides about an action pro memorie."""
        if "body" not in self.fields:
            return None
        given = self.cleaned_data
        return NamedDecision(given["body"], given["decided"], given["reference"])


class ConfirmForm(forms.Form):
    """One click that says what an imported action is."""

    lifecycle = forms.ChoiceField(
        choices=[choice for choice in CHOICES if choice[0] not in NEEDS_REASON]
    )
    number = forms.IntegerField(min_value=1)

    @property
    def chosen(self) -> Lifecycle:
        return Lifecycle(self.cleaned_data["lifecycle"])
