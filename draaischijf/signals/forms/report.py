"""The report: one page, two minutes, on a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.pieces import File
from draaischijf.documents.asking import FilesField, FilesInput, checked_uploads
from draaischijf.documents.models import StoredFile
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import ACCEPTED, CheckedUpload, check_count
from draaischijf.people.asking import TokensField
from draaischijf.signals.domain.reporting import Report
from draaischijf.signals.enums import Frequency
from draaischijf.signals.forms.raised import RaisedForm
from draaischijf.signals.forms.screened import LONGEST_TEXT
from draaischijf.signals.queries.attachments import file_piece, keep_token, kept_files


class AlikeForm(forms.Form):
    """The text that is being written, to show what looks like it."""

    problem = forms.CharField(max_length=2 * LONGEST_TEXT)


class ReportForm(RaisedForm):
    """What somebody notices. Gives a `Report` and the files that come with it."""

    screened = ("problem", "for_whom", "since", "example", "organisation_name")
    field_order = [
        "problem", "for_whom", "areas", "frequency", "people", "since", "example",
        "attachments",
    ]  # fmt: skip

    problem = forms.CharField(
        label=_("What is the problem?"),
        help_text=_(
            "In your own words. No names, no addresses, no national register numbers."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write in a few words what you notice.")},
    )
    for_whom = forms.CharField(
        label=_("For whom is it a problem?"),
        help_text=_("For example: single parents, newcomers, people without a car."),
        required=False,
        max_length=300,
    )
    frequency = forms.ChoiceField(
        label=_("How often do you see it?"),
        required=False,
        choices=[(value, capfirst(label)) for value, label in Frequency.choices],
        widget=forms.RadioSelect,
    )
    example = forms.CharField(
        label=_("An example"),
        help_text=_(
            "What happened, told so that nobody can be recognised: “a mother of about "
            "30”, not her name."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    attachments = FilesField(
        label=_("Attachments"),
        help_text=_(
            "A PDF, a picture or a text (.docx, .odt). At most 5, of 10 MB each. "
            "Nothing about one person in there either."
        ),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    # Files this form handed over before it came back with something to put right.
    kept = TokensField(required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.checked: list[CheckedUpload] = []
        self.kept_before: list[StoredFile] = []

    def clean_attachments(self) -> list[CheckedUpload]:
        return checked_uploads(self.cleaned_data["attachments"], kept=self.checked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        tokens = cleaned.get("kept", [])
        self.kept_before = kept_files(
            tokens, submission_key=self.key, partnership=self.partnership
        )
        if len(self.kept_before) < len(tokens):
            self.add_error(
                "attachments",
                _t("An attachment was kept too long ago. Please choose it again."),
            )
        try:
            check_count(len(self.kept_before) + len(self.checked))
        except UploadRefused as error:
            self.checked = []
            self.add_error("attachments", error.message)
        return cleaned

    @property
    def report(self) -> Report:
        given = self.cleaned_data
        return Report(
            problem=given["problem"],
            for_whom=given["for_whom"],
            frequency=given["frequency"],
            example=given["example"],
            **self.raised,
        )

    def show_kept(self, files: list[StoredFile]) -> None:
        """Let the form carry these files along while it is put right."""
        self.kept_before = files

    @property
    def kept_rows(self) -> list[tuple[str, File]]:
        """The files that were handed over, each with what the form carries for it."""
        return [
            (keep_token(one, self.key), file_piece(one)) for one in self.kept_before
        ]
