"""What is asked about a track afterwards, and about what raisers hear."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer, offer_rows
from draaischijf.forum.queries.tracks import actions_to_choose, objectives_to_choose
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Person

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.forum.models import SolutionTrack
    from draaischijf.people.models import Partnership
    from draaischijf.plans.models import Objective, PlanAction

LONGEST = 4000


class OwnerForm(WordsForm):
    """Who takes a track on."""

    screened = ("name",)
    person = forms.ModelChoiceField(
        label=_("Who takes it on?"), queryset=Person.objects.none(), required=False
    )
    name = forms.CharField(label=_("Or somebody else"), max_length=200, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        offer_rows(self, "person", partnership.persons.order_by("name"))


class ActionEndForm(WordsForm):
    """The action a track becomes: a new one under an objective, or one that exists."""

    screened: tuple[str, ...] = ("title",)
    objective = forms.TypedChoiceField(
        label=_("A new action under"), coerce=int, empty_value=None, required=False
    )
    title = forms.CharField(
        label=_("What the new action is called"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    action = forms.TypedChoiceField(
        label=_("Or an action that exists"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, *args: Any, track: SolutionTrack, reader: User, **rest: Any
    ) -> None:
        partnership = track.theme.forum.partnership
        rest.setdefault("initial", {"title": track.title})
        super().__init__(*args, partnership=partnership, **rest)
        self.objectives = list(objectives_to_choose(reader, partnership))
        self.actions = list(actions_to_choose(reader, partnership))
        offer(self, "objective", _by_plan(self.objectives))
        offer(self, "action", _by_plan(self.actions))
        if not self.objectives:
            del self.fields["objective"], self.fields["title"]
            self.screened = ()
            self.fields["action"].label = _("An action that exists")
            self.fields["action"].help_text = _(
                "No plan takes new actions now: that can while it is a draft, or while "
                "it is being amended. Open a plan first, or choose an action."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = [cleaned.get(one) for one in ("objective", "action")]
        if sum(one is not None for one in given) != 1:
            raise forms.ValidationError(
                _t("Choose an objective for a new action, or an action that exists.")
            )
        return cleaned

    @property
    def objective_chosen(self) -> Objective | None:
        wanted = self.cleaned_data.get("objective")
        return next((one for one in self.objectives if one.pk == wanted), None)

    @property
    def action_chosen(self) -> PlanAction | None:
        wanted = self.cleaned_data["action"]
        return next((one for one in self.actions if one.pk == wanted), None)


def _by_plan(rows: Iterable[Any]) -> list[tuple[str, Any]]:
    """Return rows to choose from, under the title of their plan."""
    choices: list[tuple[str, Any]] = [("", "—")]
    for plan, those in groupby(rows, key=lambda one: one.plan):
        choices.append((plan.title, [(one.pk, str(one)[:120]) for one in those]))
    return choices


class AddresseeForm(WordsForm):
    """To whom a track is put, and what is asked."""

    screened = ("addressee", "ask")
    organisation = forms.ModelChoiceField(
        label=_("An organisation here"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    addressee = forms.CharField(
        label=_("Or somebody else, such as a minister"),
        max_length=200,
        required=False,
    )
    ask = forms.CharField(
        label=_("What is asked?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    letter_sent = DayField(label=_("A letter went on"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        here = partnership.organisations.filter(is_active=True).order_by("name")
        offer_rows(self, "organisation", here)


class DropForm(WordsForm):
    """Why a track does not go on."""

    screened = ("reason",)
    reason = forms.CharField(
        label=_("Why does it not go on?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TellForm(WordsForm):
    """What who raised a signal hears."""

    screened = ("text",)
    text = forms.CharField(
        label=_("What was said about it?"),
        max_length=LONGEST,
        help_text=_(
            "A few sentences for who raised it: what you talked about, and what is "
            "done with it now."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
