"""Adding an action to a plan, and moving it to another objective."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy.asking import AsksWhen
from draaischijf.core.offering import offer
from draaischijf.people.asking import NamesOrganisations, OrganisationField
from draaischijf.people.queries import organisation_named
from draaischijf.plans.domain.tree import Named
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.forms.asked import LONGEST, LONGEST_TITLE, PlanAsks
from draaischijf.plans.queries.building import PersonsByName, names_to_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from draaischijf.core.fuzzy import FuzzyDate
    from draaischijf.people.models import Partnership
    from draaischijf.plans.models import Objective, PlanAction
    from draaischijf.taxonomy.models import Term

# A new action of a plan starts as one of these.
STARTS_AS = (Lifecycle.NEW, Lifecycle.CONTINUED, Lifecycle.PERMANENT)
MOST_NAMES = 30
BETWEEN_NAMES = re.compile(r"[,;\n]+")
EARLIEST, LATEST = 1950, 2100


def year_field() -> forms.IntegerField:
    """Return the question since when an action runs."""
    return forms.IntegerField(
        label=_("Since which year"),
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
    )


class ActionForm(AsksWhen, NamesOrganisations, PlanAsks):
    """An action: what, who, when; the rest behind "more"."""

    screened = (
        "title", "remark", "when", "lead", "contact", "partners", "decided_by",
    )  # fmt: skip
    focus = "title"
    folded = (
        "remark",
        "code",
        "lifecycle",
        "part_of",
        "rights",
        "is_pro_memorie",
        "decided_by",
        "needs_step_plan",
        "bbc_code",
    )
    field_order = ("title", "lead", "contact", "partners", "when", "keep_words")
    title = forms.CharField(
        label=_("Action"),
        max_length=LONGEST_TITLE,
        help_text=_("What will be done, in one line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead = OrganisationField(
        label=_("Lead"),
        required=False,
        help_text=_("The organisation or person that takes it on."),
    )
    contact = OrganisationField(label=_("Contact"), required=False)
    partners = forms.CharField(
        label=_("Partners"),
        required=False,
        max_length=2000,
        help_text=_("Who works along: one on each line, or with commas between."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start_year = year_field()
    remark = forms.CharField(
        label=_("Progress"),
        required=False,
        max_length=LONGEST,
        help_text=_("How it goes, in a few words."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )
    lifecycle = forms.ChoiceField(
        label=_("In this plan it is"),
        choices=[(one.value, one.label) for one in STARTS_AS],
        initial=Lifecycle.NEW,
        widget=forms.RadioSelect,
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
    is_pro_memorie = forms.BooleanField(
        label=_("Pro memorie: another body decides about it"), required=False
    )
    decided_by = forms.CharField(
        label=_("Which body decides"), max_length=200, required=False
    )
    needs_step_plan = forms.BooleanField(
        label=_("It needs a step plan first"), required=False
    )
    bbc_code = forms.CharField(label=_("BBC code"), max_length=40, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        terms: Sequence[Term],
        heads: Sequence[PlanAction],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, partnership=partnership, initial=initial)
        self.terms = {one.pk: one for one in terms}
        self.heads = {one.pk: one for one in heads}
        self.fields["when"].required = False
        self.fields["when"].label = _("Timing")
        self.fields["when"].help_text = _("As you would say it: “najaar 2027”.")
        offer(self, "rights", [(one.pk, one.label) for one in terms])
        offer(
            self,
            "part_of",
            [
                ("", _("no, it stands by itself")),
                *((one.pk, str(one)) for one in heads),
            ],
        )
        if not heads:
            del self.fields["part_of"]
        if not terms:
            del self.fields["rights"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_pro_memorie") and not cleaned.get("decided_by"):
            self.add_error("decided_by", _("Name the body that decides."))
        return cleaned

    @property
    def asked(self) -> list[Any]:
        return self.without_idle_box(super().asked)

    @property
    def is_unfolded(self) -> bool:
        """The lifecycle always has a value: only errors open what is behind "more"."""
        return any(field.errors for field, _found in self.asked_more)

    def names(self) -> list[str]:
        return names_to_type(self.partnership)

    @property
    def everybody(self) -> list[Named]:
        """Who stands in it, each with what we know them as."""
        roles = {
            "lead": PartyRole.LEAD,
            "contact": PartyRole.CONTACT,
            "partners": PartyRole.PARTNER,
        }
        persons = PersonsByName(self.partnership)
        return [
            self._somebody(role, words, persons)
            for field, role in roles.items()
            for words in self._names_in(field)
        ]

    def _names_in(self, field: str) -> list[str]:
        words = BETWEEN_NAMES.split(self.cleaned_data[field])
        return [one.strip() for one in words if one.strip()][:MOST_NAMES]

    def _somebody(self, role: PartyRole, words: str, persons: PersonsByName) -> Named:
        organisation = organisation_named(self.partnership, words)
        person = None if organisation else persons.named(words)
        return Named(role, words, organisation, person)

    @property
    def timing(self) -> FuzzyDate | None:
        return self.read_date if self.cleaned_data["when"] else None

    @property
    def chosen_rights(self) -> list[Term]:
        return [self.terms[key] for key in self.cleaned_data.get("rights", [])]

    @property
    def facts(self) -> dict[str, Any]:
        """The plain fields, for the domain."""
        given = self.cleaned_data
        names = (
            "remark", "code", "start_year", "lifecycle", "is_pro_memorie",
            "decided_by", "needs_step_plan", "bbc_code",
        )  # fmt: skip
        parent = self.heads.get(given.get("part_of") or 0)
        return {**{name: given[name] for name in names}, "parent": parent}


class ActionMoveForm(PlanAsks):
    """The objective an action goes to."""

    screened = ()
    objective = forms.TypedChoiceField(label=_("To which objective"), coerce=int)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        places: Sequence[tuple[Objective, str]],
    ) -> None:
        super().__init__(data, partnership=partnership)
        self.places = {one.pk: one for one, _label in places}
        offer(self, "objective", [(one.pk, label) for one, label in places])

    @property
    def chosen(self) -> Objective:
        return self.places[self.cleaned_data["objective"]]
