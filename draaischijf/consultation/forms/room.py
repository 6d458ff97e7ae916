"""What is typed while a meeting goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.forms.meetings import ParticipantForm
from draaischijf.consultation.queries.room import is_on_agenda
from draaischijf.people.asking import WordsForm

if TYPE_CHECKING:
    from draaischijf.consultation.models import Meeting

# Twelve pages of text under one item: more is pasted by accident.
LONGEST_NOTES = 40_000


class NotesForm(WordsForm):
    """The notes of one item, and the version they were typed on."""

    screened = ("text",)
    text = forms.CharField(
        label=_("Notes"), required=False, max_length=LONGEST_NOTES, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class WelcomeForm(ParticipantForm):
    """Somebody who walks in: a name, or somebody of the partnership."""

    field_order = ("name", "organisation", "person")

    def __init__(self, *args: Any, **rest: Any) -> None:
        # Notes, decisions and tasks have their own fields on the same screen.
        super().__init__(*args, auto_id="welcome_%s", **rest)
        self.fields["name"].label = _("Name")
        self.fields["person"].label = _("Or somebody of the partnership")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named, chosen = cleaned.get("name"), cleaned.get("person")
        if named and chosen:
            self.add_error("person", _t("Write a name or choose somebody, not both."))
        if not (named or chosen or self.errors):
            self.add_error("name", _t("Write a name, or choose somebody."))
        return cleaned


class CameUpForm(WordsForm):
    """An item that came up in the meeting itself."""

    screened = ("title",)
    title = forms.CharField(label=_("What is it about"), max_length=300)
    treatment = forms.ChoiceField(
        label=pgettext_lazy("agenda", "For"),
        # By consent passes what everybody could read beforehand.
        choices=[one for one in Treatment.choices if one[0] != Treatment.CONSENT],
        initial=Treatment.DISCUSSION,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=600, required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **rest: Any) -> None:
        super().__init__(
            *args, partnership=meeting.partnership, auto_id="came_up_%s", **rest
        )
        self.meeting = meeting

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if is_on_agenda(self.meeting, title):
            raise forms.ValidationError(_t("This is on the agenda already."))
        return title

    @property
    def facts(self) -> ItemFacts:
        given = self.cleaned_data
        return ItemFacts(
            title=given["title"],
            treatment=Treatment(given["treatment"]),
            minutes=given["minutes"],
        )
