"""One dated line of the log: a date alone is enough."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from draaischijf.core.dated_facts import when_of
from draaischijf.core.fuzzy.asking import AsksWhen, today_in_words
from draaischijf.core.meanwhile import MindsOthers
from draaischijf.core.offering import offer_rows
from draaischijf.core.pieces import File
from draaischijf.documents.asking import FilesField, FilesInput, checked_uploads
from draaischijf.documents.models import StoredFile
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import ACCEPTED, CheckedUpload, check_count
from draaischijf.people.asking import TokensField
from draaischijf.plans import workflow
from draaischijf.plans.forms.about_action import LONGEST, AboutActionForm
from draaischijf.signals.queries.attachments import file_piece, keep_token, kept_files

if TYPE_CHECKING:
    from draaischijf.plans.models import ActionLogEntry, PlanAction

MOST_PEOPLE = 100_000
MOST_MEETINGS = 1000


class OtherActions(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Actions of the same plan; each by its code and its words."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class LogEntryForm(MindsOthers, AsksWhen, AboutActionForm):
    """One dated line about an action. `step` is what the pressed button asks for."""

    NOTE, PREVIEW = "note", "preview"

    screened = ("when", "text")
    focus = "text"
    folded = (
        "attendance_is_about", "meetings", "attachments", "only_partners", "also_about",
    )  # fmt: skip
    field_order = ("when", "attendance", "text", "keep_words", "tells_raisers", *folded)
    text = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    attendance = forms.IntegerField(
        label=_("People present"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    attendance_is_about = forms.BooleanField(
        label=_("The number of people is an estimate"), required=False
    )
    meetings = forms.IntegerField(
        label=_("How many meetings, if there was more than one"),
        required=False,
        min_value=1,
        max_value=MOST_MEETINGS,
    )
    attachments = FilesField(
        label=_("Attachments"),
        help_text=_("A PDF, a picture or a text (.docx, .odt). At most 5, of 10 MB."),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    only_partners = forms.BooleanField(
        label=_("Only for partners: not on the public page"), required=False
    )
    also_about = OtherActions(
        label=_("Also about"),
        help_text=_("The line stands in the log of these actions too."),
        queryset=None,
        required=False,
    )
    tells_raisers = forms.BooleanField(label=_("Tell the reporters"), required=False)
    # Files that stay: of the entry itself, and handed over before the form came back.
    kept = TokensField(required=False)
    step = forms.ChoiceField(
        choices=[(NOTE, NOTE), (PREVIEW, PREVIEW)],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        action: PlanAction,
        entry: ActionLogEntry | None = None,
        repeats: ActionLogEntry | None = None,
        listeners: int = 0,
    ) -> None:
        initial = _filled_from(entry) if entry else _repeated_from(repeats)
        super().__init__(data, files, action=action, initial=initial)
        self.entry, self.listeners = entry, listeners
        self.checked: list[CheckedUpload] = []
        self.kept_before = self._own_files()
        # The files of the entry that were there to untick when the form was shown.
        self.shown_files = self._files_shown()
        place = [action.plan.partnership.slug, action.plan.slug, action.number]
        self.read_while_typed(reverse("plans:action_log_date", args=place))
        self.fields["when"].help_text = ""
        self._offer_others()
        self._offer_telling()
        if entry:
            self.mind(*initial)

    def _offer_others(self) -> None:
        others = self.action.plan.plan_actions.exclude(pk=self.action.pk)
        in_order = others.defer("search").order_by(
            "objective__position", "objective", "position", "pk"
        )
        offer_rows(self, "also_about", in_order)

    def _offer_telling(self) -> None:
        if not self.listeners or (self.entry and self.entry.tells_raisers):
            del self.fields["tells_raisers"]

    def clean_when(self) -> str:
        # An edited line keeps its own date: without a year the same words would be
        # read as a date of this year.
        if self.entry and self.data.get("when") == self.initial["when"]:
            self.date = self.entry.when
            return str(self.cleaned_data["when"])
        return super().clean_when()

    def clean_attachments(self) -> list[CheckedUpload]:
        return checked_uploads(self.cleaned_data["attachments"], kept=self.checked)

    def clean(self) -> dict[str, Any]:
        # First of all: what is handed over stays, whatever has to be put right.
        self.kept_before = self._still_kept(self.cleaned_data.get("kept", []))
        cleaned = super().clean()
        try:
            check_count(len(self.kept_before) + len(self.checked))
        except UploadRefused as error:
            self.checked = []
            self.add_error("attachments", error.message)
        if cleaned.get("tells_raisers") and cleaned.get("only_partners"):
            raise ValidationError(workflow.not_told_what_is_internal())
        return cleaned

    def _still_kept(self, tokens: Sequence[str]) -> list[StoredFile]:
        """The files that stay; an attachment of the entry goes when it is unticked."""
        own = {str(one.uuid): one for one in self._own_files()}
        handed_over = kept_files(
            tokens, submission_key=self.form_key, partnership=self.partnership
        )
        # Unticked goes; what a colleague attached meanwhile was not there to untick.
        asked = {*tokens, *(own.keys() - self.shown_files)}
        return [*(file for one, file in own.items() if one in asked), *handed_over]

    def _own_files(self) -> list[StoredFile]:
        return list(self.entry.files.all()) if self.entry else []

    def _files_shown(self) -> set[str]:
        sent: Any = self.data
        if "seen" in sent:
            return set(sent.getlist("shown"))
        return {str(one.uuid) for one in self._own_files()}

    @cached_property
    def form_key(self) -> uuid.UUID:
        """What signs the files this very form carries along."""
        try:
            return uuid.UUID(str(self.data.get("key", "")))
        except ValueError:
            return uuid.uuid4()

    def show_kept(self, files: list[StoredFile]) -> None:
        """Let the form carry these files along while it is put right."""
        self.kept_before = files

    @property
    def kept_rows(self) -> list[tuple[str, File]]:
        """The files that go along, each with what the form carries for it."""
        own = set(self._own_files())
        return [
            (
                str(one.uuid) if one in own else keep_token(one, self.form_key),
                file_piece(one),
            )
            for one in self.kept_before
        ]

    @property
    def asked(self) -> list[Any]:
        return self.without_idle_box(super().asked)

    @property
    def is_unfolded(self) -> bool:
        return bool(self.kept_rows) or super().is_unfolded

    @property
    def wants_preview(self) -> bool:
        """Whether the mail is asked for before it goes."""
        given = self.cleaned_data
        return given.get("step") == self.PREVIEW and bool(given.get("tells_raisers"))

    @property
    def facts(self) -> dict[str, Any]:
        """What was filled in, for the domain, without the date and the files."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "attendance": given["attendance"],
            "attendance_is_about": given["attendance_is_about"]
            and given["attendance"] is not None,
            "meetings": given["meetings"],
            "is_public": not given["only_partners"],
            "tells_raisers": bool(given.get("tells_raisers")),
        }


def _filled_from(entry: ActionLogEntry) -> dict[str, Any]:
    return {
        "when": entry.date_text or when_of(entry),
        "text": entry.text,
        "attendance": entry.attendance,
        "attendance_is_about": entry.attendance_is_about,
        "meetings": entry.meetings,
        "only_partners": not entry.is_public,
        "also_about": [one.pk for one in entry.also_about.all()],
    }


def _repeated_from(entry: ActionLogEntry | None) -> dict[str, Any]:
    made: dict[str, Any] = {"when": today_in_words()}
    if entry:
        made |= {
            "text": entry.text,
            "attendance": entry.attendance,
            "attendance_is_about": entry.attendance_is_about,
            "meetings": entry.meetings,
            "only_partners": not entry.is_public,
        }
    return made
