"""The text, the sorting and the organisations of a signal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.asking import OrganisationField
from draaischijf.signals.domain.shaping import SET_FIELDS, TEXT_FIELDS
from draaischijf.signals.enums import (
    ActorRole,
    Direction,
    Origin,
    Scale,
    WeighAnswer,
)
from draaischijf.signals.forms.about_signal import (
    LONGEST,
    SignalForm,
    WithOrganisation,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal
    from draaischijf.signals.queries.shaping import Sortings

EMPTY = [("", "—")]
ANSWERS = [
    (answer.value, answer.label)
    for answer in (WeighAnswer.YES, WeighAnswer.PARTLY, WeighAnswer.NO)
]
# Ghent's tests of a structural signal: duidelijk, neutraal, (h)erkend, gedeeld.
TESTS = {
    "test_clear": (
        _("Is it clear?"),
        _("Somebody who does not know the file understands the problem at once."),
    ),
    "test_neutral": (
        _("Is it neutral?"),
        _("It blames nobody, and asks for no solution: only what is the matter."),
    ),
    "test_recognised": (
        _("Is it recognised?"),
        _("The organisations in the working group see it too, and take it seriously."),
    ),
    "test_shared": (
        _("Is it shared?"),
        _("It is the problem of several organisations, not of one."),
    ),
}


class SignalEditForm(SignalForm):
    """Text, sorting and the four tests."""

    screened = ("title", "statement", "examples")
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_(
            "The problem in one sentence, and never a solution: “After six there is no "
            "bus to Molenhoek”, not “More buses for Molenhoek”."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        required=False,
        max_length=LONGEST,
        help_text=_("Who has it, where, since when, and what follows from it."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    examples = forms.CharField(
        label=_("Examples"),
        required=False,
        max_length=LONGEST,
        help_text=_("From practice, about nobody in particular. One on each line."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    scale = forms.ChoiceField(
        label=_("Scale"), choices=[*EMPTY, *Scale.choices], required=False
    )
    policy_level = forms.TypedChoiceField(
        label=_("Which government can do something about it"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    direction = forms.ChoiceField(
        label=_("Direction"), choices=[*EMPTY, *Direction.choices], required=False
    )
    origin = forms.ChoiceField(
        label=_("Where does it come from"), choices=Origin.choices
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        sortings: Sortings,
        version: int,
    ) -> None:
        initial = {name: getattr(signal, name) for name in TEXT_FIELDS}
        initial |= {
            name: [one.pk for one in sortings.chosen[name]] for name in SET_FIELDS
        }
        initial |= {"policy_level": signal.policy_level_id, "version": version}
        super().__init__(data, signal=signal, initial=initial)
        self.sortings = sortings
        self.version_now = version
        for name in SET_FIELDS:
            self.fields[name] = _boxes(sortings.labels[name], sortings.offered[name])
        offer(
            self,
            "policy_level",
            [
                *EMPTY,
                *((one.pk, str(one)) for one in sortings.levels),
            ],
        )
        for name, (label, hint) in TESTS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )

    def clean_version(self) -> int:
        version: int = self.cleaned_data["version"]
        if version != self.version_now:
            # The page then carries the version of now: saving again replaces what the
            # other wrote, with open eyes this time.
            raise ValidationError(
                _(
                    "Somebody changed this signal while you were writing. What you "
                    "wrote is still here. Look at the page of the signal first; save "
                    "again to put your text in its place."
                )
            )
        return version

    def part(self, *names: str) -> list[Any]:
        """The asked fields with these names, with what the screening found."""
        found = {field.name: (field, one) for field, one in self.asked}
        return [found[name] for name in names]

    @property
    def texts(self) -> list[Any]:
        return self.part("title", "statement", "examples")

    @property
    def sets(self) -> list[tuple[forms.BoundField, str]]:
        """The sortings, each with what is chosen now in words."""
        return [(self[name], self._chosen_words(name)) for name in SET_FIELDS]

    @property
    def choices(self) -> list[Any]:
        return self.part("scale", "policy_level", "direction", "origin")

    @property
    def tests(self) -> list[Any]:
        return self.part(*TESTS)

    def _chosen_words(self, name: str) -> str:
        picked = {str(one) for one in self[name].value() or []}
        words = [
            str(one) for one in self.sortings.offered[name] if str(one.pk) in picked
        ]
        return ", ".join(words) or _t("nothing chosen")

    @property
    def changes(self) -> dict[str, Any]:
        """The plain fields, for the domain."""
        levels = {one.pk: one for one in self.sortings.levels}
        plain = {name: self.cleaned_data[name] for name in TEXT_FIELDS}
        level = self.cleaned_data["policy_level"]
        return {**plain, "policy_level": levels.get(level)}

    @property
    def chosen_sets(self) -> dict[str, Iterable[Model]]:
        """The sortings, for the domain."""
        return {
            name: [
                one
                for one in self.sortings.offered[name]
                if one.pk in self.cleaned_data[name]
            ]
            for name in SET_FIELDS
        }


def _boxes(label: str, offered: Iterable[Model]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        choices=[(one.pk, str(one)) for one in offered],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ActorForm(WithOrganisation):
    """An organisation, and what it is in a signal."""

    screened = ("name",)
    role = forms.ChoiceField(
        label=_("What is it in this signal"),
        choices=ActorRole.choices,
        widget=forms.RadioSelect,
    )
    name = OrganisationField(
        label=_("Which organisation"),
        help_text=_("From the list, or as you would write it."),
    )

    @property
    def chosen_role(self) -> ActorRole:
        return ActorRole(self.cleaned_data["role"])
