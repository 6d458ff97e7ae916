"""One field at a time, and the places of a drag or a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.meanwhile import seen_as
from draaischijf.core.sent import sent_again
from draaischijf.people.permissions import Permission
from draaischijf.plans.forms.asked import LONGEST, LONGEST_TITLE, PlanAsks
from draaischijf.plans.forms.plan_actions import year_field

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.utils.functional import Promise

    from draaischijf.plans.models import Objective, PlanAction


@dataclass(frozen=True)
class OneField:
    """A field that is edited in its place: its question, and who may answer."""

    label: str | Promise
    made: Callable[[], forms.Field]
    needed: Permission = Permission.EDIT_PLAN


def _line(label: Any, *, required: bool, longest: int, rows: int) -> OneField:
    def made() -> forms.Field:
        return forms.CharField(
            label=label,
            required=required,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    return OneField(label, made)


ACTION_FIELDS: dict[str, OneField] = {
    "title": _line(_("Action"), required=True, longest=LONGEST_TITLE, rows=2),
    "remark": OneField(
        _("Progress"),
        _line(_("Progress"), required=False, longest=LONGEST, rows=2).made,
        needed=Permission.FOLLOW_UP,
    ),
    "start_year": OneField(
        _("Since which year"),
        year_field,
    ),
}
OBJECTIVE_FIELDS: dict[str, OneField] = {
    "title": _line(_("Objective"), required=True, longest=LONGEST_TITLE, rows=2),
    "code": OneField(
        _("Code"),
        lambda: forms.CharField(label=_("Code"), required=False, max_length=20),
    ),
    "explanation": _line(_("Explanation"), required=False, longest=LONGEST, rows=4),
    "deadline": OneField(
        _("Deadline"),
        lambda: DayField(label=_("Deadline"), required=False, may_come=True),
    ),
}


class InPlaceForm(PlanAsks):
    """One field of an action or an objective, with a mark of what was on the screen."""

    screened: tuple[str, ...] = ()
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        thing: PlanAction | Objective,
        name: str,
        field: OneField,
    ) -> None:
        value = getattr(thing, name)
        self.name, self.before = name, value
        super().__init__(
            data,
            partnership=thing.plan.partnership,
            initial={"value": value, "seen": seen_as(value)},
        )
        self.fields["value"] = field.made()
        self.fields["value"].widget.attrs["autofocus"] = True
        if isinstance(self.fields["value"], forms.CharField):
            self.screened = ("value",)

    @property
    def value(self) -> Any:
        """What it is to become."""
        return self.cleaned_data["value"]

    def overtaken(self, now: Any, name: str = "") -> None:
        """Say what it says now; sending again replaces that with open eyes."""
        super().overtaken(now, name)
        again = sent_again(self)
        again["seen"] = seen_as(now)
        self.data = again


class PlaceForm(forms.Form):
    """Where something goes: a step up or down, or right after another one."""

    step = forms.TypedChoiceField(
        choices=[("-1", "-1"), ("1", "1")], coerce=int, empty_value=None, required=False
    )
    # The number of an action, or the key of an objective; 0 is the first place.
    after = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    objective = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("step") and cleaned.get("after") is None:
            raise forms.ValidationError(_("Say where it goes."))
        return cleaned


class CodesForm(forms.Form):
    """The mark of the numbering that was looked at."""

    seen = forms.CharField(max_length=16)
