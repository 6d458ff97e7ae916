"""Forms of the site itself."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.people.asking import ScreenedForm
from draaischijf.website.emails import Obstacle
from draaischijf.website.import_screening import ReadRow

MOST_BYTES = 20 * 1024 * 1024


class DemoSignInForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.filter(is_active=True))


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200, strip=True)


class ImportForm(forms.Form):
    """One document to read."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_(
            "Word (DOCX), Excel (XLSX), PDF, a web page, Markdown or plain text, "
            "20 MB at most. You first see what is in it; nothing changes yet."
        ),
        validators=[
            FileExtensionValidator(
                ["docx", "xlsx", "pdf", "html", "htm", "md", "txt"],
                _("Save the document as DOCX, XLSX or PDF and choose it again."),
            )
        ],
    )

    def clean_document(self) -> UploadedFile[bytes]:
        document: UploadedFile[bytes] = self.cleaned_data["document"]
        if document.size and document.size > MOST_BYTES:
            raise forms.ValidationError(
                _("%(name)s is larger than 20 MB. Split it or leave out pictures."),
                params={"name": document.name},
            )
        return document


class ObstacleForm(ScreenedForm):
    """What does not work for somebody; only the first question has to be answered."""

    screened = ("text", "page", "device")

    text = forms.CharField(
        label=_("What does not work for you?"),
        help_text=_("What did you want to do, and what happened? No names of others."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write in a few words what does not work.")},
    )
    page = forms.CharField(
        label=_("On which page?"),
        help_text=_("The address or the title of the page."),
        required=False,
        max_length=300,
    )
    device = forms.CharField(
        label=_("With what do you read it?"),
        help_text=_("For example: a phone, a screen reader, only the keyboard."),
        required=False,
        max_length=200,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only to answer you about this. It is removed with the mail."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Programs fill in every field they see; people do not see this one.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def obstacle(self) -> Obstacle:
        given = self.cleaned_data
        names = ("text", "page", "device", "email")
        return Obstacle(**{name: given[name].strip() for name in names})


class CommitForm(forms.Form):
    """One tick for each row of an import that holds something about one person."""

    def __init__(self, data: QueryDict | None, *, rows: Sequence[ReadRow]) -> None:
        super().__init__(data)
        self.rows = rows
        for read in rows:
            self.fields[_tick(read)] = forms.BooleanField(
                label=_("I have read it: it is not about a client."),
                widget=forms.CheckboxInput(attrs={"form": "commit"}),
                error_messages={
                    "required": _(
                        "Tick that this row is not about a client, or take it out of "
                        "the document and choose the document again."
                    )
                },
            )

    @property
    def asked(self) -> list[tuple[ReadRow, forms.BoundField]]:
        """The rows with their boxes."""
        return [(read, self[_tick(read)]) for read in self.rows]

    @property
    def accepted(self) -> frozenset[int]:
        """The rows that were ticked."""
        ticked = self.cleaned_data
        return frozenset(read.row.pk for read in self.rows if ticked.get(_tick(read)))


def _tick(read: ReadRow) -> str:
    return f"row-{read.row.pk}"
