"""Adding an objective, and a section outside the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer
from draaischijf.plans.enums import SectionKind
from draaischijf.plans.forms.asked import LONGEST, LONGEST_TITLE, PlanAsks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from draaischijf.plans.models import ActionPlan, Objective


class ObjectiveForm(PlanAsks):
    """An objective, and what it stands under."""

    screened = ("title", "explanation")
    focus = "title"
    folded: tuple[str, ...] = ("explanation", "bbc_code")
    field_order: tuple[str, ...] = ("under", "code", "title", "deadline")
    under = forms.TypedChoiceField(
        label=_("Where does it stand"), coerce=int, empty_value=None, required=False
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        help_text=_("As you write it, without the name of the level: “2.3”."),
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Objective"),
        max_length=LONGEST_TITLE,
        help_text=_("What will be different, and for whom."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    deadline = DayField(label=_("Deadline"), required=False, may_come=True)
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    bbc_code = forms.CharField(label=_("BBC code"), max_length=40, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: ActionPlan,
        places: Sequence[tuple[Objective, str]],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, partnership=plan.partnership, initial=initial)
        self.places = {one.pk: one for one, _label in places}
        offer(
            self,
            "under",
            [
                ("", _t("at the top of the plan")),
                *(
                    (one.pk, _t("under %(objective)s") % {"objective": label})
                    for one, label in places
                ),
            ],
        )

    @property
    def parent(self) -> Objective | None:
        return self.places.get(self.cleaned_data["under"])

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept besides the title and the place."""
        names = ("code", "deadline", "explanation", "bbc_code")
        return {name: self.cleaned_data[name] for name in names}


class SectionForm(PlanAsks):
    """A heading outside the tree of objectives."""

    screened = ("title",)
    section = forms.ChoiceField(
        label=_("What stands in it"),
        choices=SectionKind.choices,
        initial=SectionKind.INTERNAL,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Heading"), max_length=LONGEST_TITLE)
