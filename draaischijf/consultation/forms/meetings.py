"""What is asked about a meeting, its agenda, who is there and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.enums import MeetingKind
from draaischijf.consultation.models import Body
from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer_rows
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Person

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

LONGEST = 5000
MAY_BE_READ = _("Everybody may read that it takes place, and its agenda")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(WordsForm):
    """When, where, and what for."""

    screened = ("title", "place", "about")
    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("No body: a gathering of the partnership"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    day = DayField(label=_("Day"), may_come=True)
    starts = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    ends = forms.TimeField(
        label=pgettext_lazy("hour", "Until"), required=False, widget=TimeInput()
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    video_link = forms.URLField(
        label=_("Video link"), max_length=500, required=False, assume_scheme="https"
    )
    about = forms.CharField(
        label=_("What is it about"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_public = forms.BooleanField(
        label=MAY_BE_READ,
        required=False,
    )

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        offer_rows(self, "body", partnership.bodies.filter(ended=None))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if ends and (not starts or ends <= starts):
            self.add_error("ends", _t("The meeting ends before it starts."))
        return cleaned

    @property
    def facts(self) -> MeetingFacts:
        given = self.cleaned_data
        return MeetingFacts(
            title=given["title"],
            day=given.get("day"),
            kind=MeetingKind(given["kind"]),
            starts=given.get("starts"),
            ends=given.get("ends"),
            place=given["place"],
            video_link=given["video_link"],
            about=given["about"],
            is_public=given["is_public"],
        )


class ReasonForm(WordsForm):
    """Why a meeting does not go on."""

    screened = ("reason",)
    reason = forms.CharField(
        label=_("Why does it not go on?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ParticipantForm(forms.Form):
    """A guest, or somebody who came along."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), required=False
    )
    name = forms.CharField(label=_("Or a name"), max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, **rest)
        here = partnership.organisations.filter(is_active=True).order_by("name")
        offer_rows(self, "organisation", here)
        offer_rows(self, "person", partnership.persons.order_by("name"))


class TaskForm(WordsForm):
    """Who does what by when."""

    screened = ("what", "owner_name")
    what = forms.CharField(label=_("What"), max_length=300)
    owner = forms.ModelChoiceField(
        label=_("Who"), queryset=Person.objects.none(), required=False
    )
    owner_name = forms.CharField(
        label=_("Or somebody else"), max_length=200, required=False
    )
    due = DayField(label=_("By when"), required=False, may_come=True)

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        offer_rows(self, "owner", partnership.persons.order_by("name"))
