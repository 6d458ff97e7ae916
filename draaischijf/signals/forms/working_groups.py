"""The forms of working groups, and of giving a signal to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.people.models.working_groups import LONGEST_NAME
from draaischijf.signals.forms.about_signal import SignalForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import (
        Organisation,
        Partnership,
        Person,
        WorkingGroup,
    )
    from draaischijf.signals.models import PolicySignal


class WorkingGroupForm(WordsForm):
    """What a group is called, what it is about, and who chairs it."""

    screened = ("name", "description")
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    description = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    chair = forms.TypedChoiceField(
        label=_("Who chairs it"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        people: Sequence[Person],
        group: WorkingGroup | None = None,
    ) -> None:
        initial = {}
        if group:
            initial = {
                "name": group.name,
                "description": group.description,
                "chair": group.chair_id,
            }
        super().__init__(data, partnership=partnership, initial=initial)
        self.people = {one.pk: one for one in people}
        offer(self, "chair", [("", "—"), *((one.pk, one.name) for one in people)])

    @property
    def chosen_chair(self) -> Person | None:
        return self.people.get(self.cleaned_data["chair"])


class JoinForm(forms.Form):
    """Which organisation comes to sit in a group."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)

    def __init__(
        self, data: QueryDict | None = None, *, offered: Sequence[Organisation]
    ) -> None:
        super().__init__(data)
        self.offered = {one.pk: one for one in offered}
        offer(self, "organisation", [(one.pk, one.name) for one in offered])

    @property
    def chosen(self) -> Organisation:
        return self.offered[self.cleaned_data["organisation"]]


class ChooseGroup(WordsForm):
    """A choice between working groups."""

    group = forms.TypedChoiceField(
        label=_("Working group"), coerce=int, widget=forms.RadioSelect
    )
    screened = ()
    groups: dict[int, WorkingGroup]

    def offer_groups(
        self, groups: Sequence[WorkingGroup], chosen: int | None = None
    ) -> None:
        """Offer these groups, with one of them chosen: else the standard one."""
        self.groups = {one.pk: one for one in groups}
        offer(self, "group", [(one.pk, one.name) for one in groups])
        standard = next((one.pk for one in groups if one.is_standard), None)
        self.initial["group"] = chosen or standard

    @property
    def chosen(self) -> WorkingGroup:
        return self.groups[self.cleaned_data["group"]]


def add_group_choice(
    form: forms.Form, groups: Sequence[WorkingGroup], chosen: int | None
) -> None:
    """Let a form that starts a signal ask for its group, where there is a choice."""
    if len(groups) < 2:
        return
    form.fields["group"] = forms.TypedChoiceField(
        label=_("Working group"),
        help_text=_("Its organisations have to agree before the signal is published."),
        coerce=int,
        choices=[(one.pk, one.name) for one in groups],
    )
    form.initial["group"] = chosen or groups[0].pk


def chosen_group(
    form: forms.Form, groups: Sequence[WorkingGroup]
) -> WorkingGroup | None:
    """Return the group that was chosen in a form; none where there was no choice."""
    key = form.cleaned_data.get("group")
    return next((one for one in groups if one.pk == key), None)


class CloseGroupForm(ChooseGroup):
    """Where the open signals of a group go when it is closed."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        groups: Sequence[WorkingGroup],
    ) -> None:
        super().__init__(data, partnership=partnership)
        self.offer_groups(groups)


class SignalGroupForm(SignalForm, ChooseGroup):
    """Which working group a signal is given to."""

    screened = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        groups: Sequence[WorkingGroup],
    ) -> None:
        super().__init__(data, signal=signal)
        self.offer_groups(groups, signal.working_group_id)
