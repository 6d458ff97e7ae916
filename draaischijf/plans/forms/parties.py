"""Naming who leads an action, is its contact, or takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer_rows
from draaischijf.people.asking import NamesOrganisations, OrganisationField
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.forms.about_action import AboutActionForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.plans.models import PlanAction


class PartyForm(NamesOrganisations, AboutActionForm):
    """Somebody in an action: an organisation as typed, a person, or both."""

    screened = ("name",)
    role = forms.ChoiceField(
        label=_("As what"),
        choices=[(value, capfirst(label)) for value, label in PartyRole.choices],
        initial=PartyRole.PARTNER,
        widget=forms.RadioSelect,
    )
    name = OrganisationField(
        label=_("Organisation"),
        help_text=_("Or as people say it: “all schools”, “several”."),
        required=False,
    )
    person: Any = forms.ModelChoiceField(
        label=_("Person"),
        help_text=_(
            "For a lead or a contact. The public reads a name only of who is public."
        ),
        queryset=None,
        required=False,
        empty_label=_("nobody by name"),
    )

    def __init__(self, data: QueryDict | None = None, *, action: PlanAction) -> None:
        super().__init__(data, action=action)
        offer_rows(self, "person", self.partnership.persons.order_by("name"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("person") and cleaned.get("role") == PartyRole.PARTNER:
            self.add_error("person", _("A partner is an organisation, not a person."))
        if not (cleaned.get("person") or str(cleaned.get("name", "")).strip()):
            raise ValidationError(_("Name an organisation or a person."))
        return cleaned

    @property
    def chosen_role(self) -> PartyRole:
        return PartyRole(self.cleaned_data["role"])
