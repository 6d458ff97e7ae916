"""What is asked about a body, its frequency and its seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.domain.bodies import BodyFacts
from draaischijf.consultation.enums import BodyKind, MemberFunction
from draaischijf.consultation.models import Body, BodyDecision, BodyMember
from draaischijf.consultation.queries.about import areas_to_choose
from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer_rows
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Person
from draaischijf.people.queries import organisation_named
from draaischijf.taxonomy.models import Area

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

MOST_A_YEAR = 60
# The fields of which one at least says who sits in a body.
WHO = ("person", "name", "organisation", "organisation_name")


def with_first_words(decision: BodyDecision) -> str:
    """Return a decision as one chooses it: number and first words."""
    return f"{decision} · {Truncator(decision.text).chars(80)}"


class BodyForm(WordsForm):
    """What a body is."""

    screened = ("name", "short_name", "mandate", "recognised")
    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    mandate = forms.CharField(
        label=_("Mandate"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What it is for, and what it may decide."),
    )
    per_year = forms.IntegerField(
        label=_("How many times a year"),
        min_value=0,
        max_value=MOST_A_YEAR,
        required=False,
        help_text=_("The overview shows early when it falls behind."),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Body.objects.none(), required=False
    )
    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), required=False
    )
    recognised = forms.CharField(
        label=_("Recognised by"),
        max_length=300,
        required=False,
        help_text=_("Such as “municipal council, 3 May 2024, 2024/118”."),
    )
    recognised_in = forms.ModelChoiceField(
        label=_("Recognised by a decision of the register"),
        queryset=BodyDecision.objects.none(),
        required=False,
    )
    founded = DayField(
        label=_("Founded on"),
        required=False,
        help_text=_(
            "Of its first year only the rest is asked. Empty: from the day you make it "
            "here, unless it met before."
        ),
    )
    is_public = forms.BooleanField(
        label=_("Everybody may know that it exists"), required=False, initial=True
    )

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        body: Body | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        others = partnership.bodies.all()
        if body:
            others = others.exclude(pk=body.pk)
        offer_rows(self, "parent", others)
        offer_rows(self, "area", areas_to_choose(partnership))
        decisions = partnership.body_decisions.order_by("-year", "-number")
        offer_rows(self, "recognised_in", decisions)
        field: Any = self.fields["recognised_in"]
        field.label_from_instance = with_first_words

    @property
    def facts(self) -> BodyFacts:
        given = self.cleaned_data
        return BodyFacts(
            name=given["name"],
            kind=BodyKind(given["kind"]),
            short_name=given["short_name"],
            mandate=given["mandate"],
            area=given["area"],
            parent=given["parent"],
            recognised=given["recognised"],
            recognised_in=given["recognised_in"],
            founded=given["founded"],
            is_public=given["is_public"],
        )


class SeatForm(WordsForm):
    """Who gets a seat: an organisation, a person, or a person for an organisation.

    Who is not in a list is written: an organisation that is known is found.
    """

    screened = ("organisation_name",)
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), required=False
    )
    name = forms.CharField(
        label=_("Or a name that is not in the list"), max_length=200, required=False
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False
    )
    organisation_name = forms.CharField(
        label=_("Or an organisation that is not in the list"),
        max_length=200,
        required=False,
    )
    function = forms.ChoiceField(
        label=_("Function"),
        choices=MemberFunction.choices,
        initial=MemberFunction.MEMBER,
    )
    since = DayField(label=_("Since"), required=False, may_come=True)
    until = DayField(label=_("Until"), required=False, may_come=True)

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        here = partnership.organisations.filter(is_active=True).order_by("name")
        offer_rows(self, "organisation", here)
        offer_rows(self, "person", partnership.persons.order_by("name"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(one) for one in WHO):
            raise forms.ValidationError(_("Name an organisation, a person, or both."))
        words = cleaned.get("organisation_name", "")
        known = organisation_named(self.partnership, words)
        if known and cleaned.get("organisation") in {None, known}:
            cleaned |= {"organisation": known, "organisation_name": ""}
        return cleaned


class CorrectSeatForm(WordsForm):
    """The function and term of a member, and the name of who is not known here."""

    screened: tuple[str, ...] = ("organisation_name",)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    organisation_name = forms.CharField(
        label=_("Organisation"), max_length=200, required=False
    )
    function = forms.ChoiceField(label=_("Function"), choices=MemberFunction.choices)
    since = DayField(label=_("Since"), required=False, may_come=True)
    until = DayField(label=_("Until"), required=False, may_come=True)

    def __init__(self, *args: Any, member: BodyMember, **rest: Any) -> None:
        asked = ("name", "organisation_name", "function", "since", "until")
        initial = {name: getattr(member, name) for name in asked}
        super().__init__(*args, initial=initial, **rest)
        if member.is_known:
            del self.fields["name"]
        if member.organisation:
            self.screened = ()
            del self.fields["organisation_name"]


class EndForm(forms.Form):
    """The last day of something."""

    day = DayField(label=_("Last day"), may_come=True)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["day"].initial = timezone.localdate()
