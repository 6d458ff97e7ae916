"""What is asked about a meeting, its agenda, who is there and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.bundles.models import SignalBundle
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.enums import MeetingKind, Treatment
from draaischijf.consultation.models import Body
from draaischijf.consultation.queries.about import (
    actions_to_choose,
    bundles_to_choose,
    plans_to_choose,
    signal_here,
)
from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer_rows
from draaischijf.documents.models import StoredFile
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import (
    ACCEPTED,
    CheckedUpload,
    check_upload,
    store_upload,
)
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Person
from draaischijf.plans.models import ActionPlan, PlanAction

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Partnership

LONGEST = 5000


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
        label=_("Everybody may read that it takes place, and its agenda"),
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
            day=given["day"],
            kind=MeetingKind(given["kind"]),
            starts=given["starts"],
            ends=given["ends"],
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


class ItemForm(WordsForm):
    """One item of an agenda, and the one thing it is about."""

    screened = ("title", "text")
    title = forms.CharField(label=_("Title"), max_length=300)
    treatment = forms.ChoiceField(
        label=pgettext_lazy("agenda", "For"),
        choices=Treatment.choices,
        initial=Treatment.DISCUSSION,
        help_text=_(
            "What goes by consent is passed together, unless somebody asks to talk "
            "about it."
        ),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=600, required=False
    )
    text = forms.CharField(
        label=_("Explanation"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    signal = forms.IntegerField(
        label=_("About signal number"), min_value=1, max_value=9999999, required=False
    )
    plan_action = forms.ModelChoiceField(
        label=_("About an action"), queryset=PlanAction.objects.none(), required=False
    )
    plan = forms.ModelChoiceField(
        label=_("About a plan"), queryset=ActionPlan.objects.none(), required=False
    )
    bundle = forms.ModelChoiceField(
        label=_("About a signal bundle"),
        queryset=SignalBundle.objects.none(),
        required=False,
    )
    file = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("A PDF, a picture or a text (.docx, .odt) of at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    drop_file = forms.BooleanField(label=_("Take the document away"), required=False)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        reader: User,
        kept: StoredFile | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        self.reader = reader
        self.kept = kept
        if kept is None:
            del self.fields["drop_file"]
        offer_rows(self, "bundle", bundles_to_choose(partnership))
        offer_rows(self, "plan_action", actions_to_choose(partnership))
        offer_rows(self, "plan", plans_to_choose(partnership))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("signal")
        if number:
            found = signal_here(self.reader, self.partnership, number)
            if found is None:
                self.add_error("signal", _t("There is no signal with this number."))
            cleaned["signal"] = found
        things = ("signal", "plan_action", "plan", "bundle")
        named = [cleaned.get(one) for one in things]
        if sum(one is not None for one in named) > 1:
            raise forms.ValidationError(
                _t(
                    "An item is about one thing: a signal, an action, a plan "
                    "or a bundle."
                )
            )
        return cleaned

    def clean_file(self) -> CheckedUpload | None:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return check_upload(upload)
        except UploadRefused as error:
            raise forms.ValidationError(error.message) from error

    @property
    def stored(self) -> StoredFile | None:
        """Keep the document that was chosen; without one what was there stays."""
        checked = self.cleaned_data["file"]
        if checked:
            return store_upload(checked, partnership_id=self.partnership.pk)
        return None if self.cleaned_data.get("drop_file") else self.kept

    @property
    def facts(self) -> ItemFacts:
        given = self.cleaned_data
        return ItemFacts(
            title=given["title"],
            text=given["text"],
            treatment=Treatment(given["treatment"]),
            minutes=given["minutes"],
            signal=given["signal"],
            plan_action=given["plan_action"],
            plan=given["plan"],
            bundle=given["bundle"],
            file=self.stored,
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
