"""Forms of the site itself."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.documents import importing
from draaischijf.documents.limits import UnreadableDocument
from draaischijf.documents.models import ImportRun
from draaischijf.people.models import Partnership
from draaischijf.website import imports

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

    def stage(self, partnership: Partnership, *, actor: User) -> ImportRun | None:
        """Read the document and keep its rows; None with an error when it cannot."""
        document: UploadedFile[bytes] = self.cleaned_data["document"]
        try:
            run = imports.stage_file(
                partnership, document.read(), document.name or "document", actor=actor
            )
        except UnreadableDocument as error:
            self.add_error("document", str(error))
            return None
        if not run.rows.exists():
            importing.cancel(run)
            self.add_error(
                "document",
                _(
                    "Nothing in this document looks like an agenda, signals or a list "
                    "of abbreviations. Are the headings there?"
                ),
            )
            return None
        return run
