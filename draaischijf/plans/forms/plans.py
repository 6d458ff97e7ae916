"""Starting a plan, and what stands on its cover."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from draaischijf.core.meanwhile import MindsOthers
from draaischijf.core.offering import offer
from draaischijf.people.asking import NamesOrganisations, OrganisationField
from draaischijf.plans.enums import PlanKind
from draaischijf.plans.forms.asked import LONGEST, PlanAsks, read_day
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.models.plans import LEVELS, MOST_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict
    from django.utils.functional import Promise

    from draaischijf.people.models import Partnership

EMPTY: list[tuple[str, Promise | str]] = [("", _("no plan"))]
LEVEL_FIELDS = [
    (f"short_{level}", f"long_{level}") for level in range(1, MOST_LEVELS + 1)
]


class PlanForm(MindsOthers, NamesOrganisations, PlanAsks):
    """The cover of a plan: title, period, owner, what it continues, names of levels."""

    screened = ("title", "owner", "intro")
    folded = ("intro", "programme", "log_interval", "is_public")
    apart = tuple(name for pair in LEVEL_FIELDS for name in pair)
    title = forms.CharField(label=_("Title"), max_length=200)
    start = forms.CharField(
        label=_("From"),
        max_length=40,
        help_text=_("A year, “2027”, or a day, “1/9/2027”."),
    )
    end = forms.CharField(
        label=_("Until"),
        max_length=40,
        required=False,
        help_text=_("Empty: until the end of the same year."),
    )
    owner = OrganisationField(
        label=_("Whose plan is it"),
        required=False,
        help_text=_("An organisation from the list."),
    )
    predecessor = forms.TypedChoiceField(
        label=_("It continues"), coerce=int, empty_value=None, required=False
    )
    programme = forms.TypedChoiceField(
        label=_("It is a year of"), coerce=int, empty_value=None, required=False
    )
    intro = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    log_interval = forms.IntegerField(
        label=_("After how many months without a note does an action stand out"),
        min_value=1,
        max_value=24,
        initial=3,
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read this plan"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        others: Sequence[ActionPlan],
        plan: ActionPlan | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.plan, self.others = plan, {one.pk: one for one in others}
        given = {**(_cover(plan) if plan else {}), **(initial or {})}
        for number, pair in enumerate(LEVEL_FIELDS):
            levels = given.get("levels", [])
            words = levels[number] if number < len(levels) else ["", ""]
            given |= dict(zip(pair, words, strict=True))
        super().__init__(data, partnership=partnership, initial=given)
        for short, long in LEVEL_FIELDS:
            self.fields[short] = forms.CharField(
                label=_("Short"), max_length=10, required=False
            )
            self.fields[long] = forms.CharField(
                label=_("In full"), max_length=60, required=False
            )
        self._offer("predecessor", others)
        kinds = {PlanKind.PROGRAMME, PlanKind.SIX_YEAR_PLAN}
        self._offer("programme", [one for one in others if one.kind in kinds])
        if plan:
            self.mind(*(one.name for one in self.visible_fields()))

    def _offer(self, name: str, plans: Sequence[ActionPlan]) -> None:
        choices = [(one.pk, f"{one.title} ({one.years})") for one in plans]
        offer(self, name, [*EMPTY, *choices])

    def clean_start(self) -> datetime.date:
        found: datetime.date = read_day(self.cleaned_data["start"], last=False)
        return found

    def clean_end(self) -> datetime.date | None:
        words = self.cleaned_data["end"]
        if words:
            found: datetime.date = read_day(words, last=True)
            return found
        start = self.cleaned_data.get("start")
        return datetime.date(start.year, 12, 31) if start else None

    def clean_owner(self) -> str:
        words: str = self.cleaned_data["owner"]
        if words and self.named("owner")[0] is None:
            raise ValidationError(
                _("This organisation is not in the list of organisations.")
            )
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("A plan cannot end before it starts."))
        return cleaned

    @property
    def levels(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The names of the levels, from the top."""
        return [(self[short], self[long]) for short, long in LEVEL_FIELDS]

    @property
    def level_names(self) -> list[list[str]]:
        """The names as they are kept; levels without a name at the end are left out."""
        given = self.cleaned_data
        names = [[given[short], given[long]] for short, long in LEVEL_FIELDS]
        while names and not any(names[-1]):
            names.pop()
        return names

    @property
    def changes(self) -> dict[str, Any]:
        """The cover, for the domain."""
        given = self.cleaned_data
        plain = ("title", "intro", "start", "end", "log_interval", "is_public")
        return {
            **{name: given[name] for name in plain},
            "owner": self.named("owner")[0],
            "predecessor": self.others.get(given["predecessor"]),
            "programme": self.others.get(given["programme"]),
            "level_names": self.level_names,
        }


class PlanStartForm(PlanForm):
    """A plan that is started: its kind as well, which brings names for its levels."""

    focus = "title"
    field_order = ("kind", "title")
    kind = forms.ChoiceField(
        label=_("What kind of plan"), choices=PlanKind.choices, widget=forms.RadioSelect
    )
    # The kind whose usual names stand in the fields, to see whether they were changed.
    named_for = forms.ChoiceField(
        choices=PlanKind.choices, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        others: Sequence[ActionPlan],
        kind: str = PlanKind.ANNUAL_PLAN,
    ) -> None:
        chosen = kind if kind in PlanKind else PlanKind.ANNUAL_PLAN
        initial = {"kind": chosen, "named_for": chosen, "levels": LEVELS[chosen]}
        super().__init__(data, partnership=partnership, others=others, initial=initial)
        # Another kind brings other names, while nobody typed any.
        self.fields["kind"].widget.attrs.update(
            {
                "hx-get": reverse("plans:plan_add", args=[partnership.slug]),
                "hx-target": "#levels",
                "hx-swap": "innerHTML",
            }
        )

    @property
    def level_names(self) -> list[list[str]]:
        """The names as typed, or the usual ones of the kind where none was changed."""
        names = super().level_names
        given = self.cleaned_data
        if not names or names == LEVELS.get(given.get("named_for", "")):
            return LEVELS[given["kind"]]
        return names


def _cover(plan: ActionPlan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "intro": plan.intro,
        "start": _in_words(plan.start, first=True),
        "end": _in_words(plan.end, first=False),
        "owner": plan.owner.name if plan.owner else "",
        "predecessor": plan.predecessor_id,
        "programme": plan.programme_id,
        "log_interval": plan.log_interval,
        "is_public": plan.is_public,
        "levels": plan.level_names,
    }


def _in_words(day: datetime.date, *, first: bool) -> str:
    if (day.month, day.day) == ((1, 1) if first else (12, 31)):
        return str(day.year)
    return f"{day.day}/{day.month}/{day.year}"
