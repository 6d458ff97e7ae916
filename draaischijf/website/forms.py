"""Forms of the site itself."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User

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
