"""Asking for files in a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import MAX_FILES, CheckedUpload, check_upload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class FilesInput(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        del data
        return files.getlist(name)


class FilesField(forms.Field):
    """Several files; one more than fits, so that too many is noticed."""

    widget = FilesInput

    def to_python(self, value: list[Any] | None) -> list[Any]:
        return list(value or [])[: MAX_FILES + 1]


def checked_uploads(
    uploads: Iterable[UploadedFile[Any]], *, kept: list[CheckedUpload]
) -> list[CheckedUpload]:
    """Judge every file, add those that may stay to `kept`, and return them.

    Raises ValidationError with a sentence for each file that may not.
    """
    refused = []
    for upload in uploads:
        try:
            kept.append(check_upload(upload))
        except UploadRefused as error:
            refused.append(error.message)
    if refused:
        raise ValidationError(refused)
    return kept
