"""Why an uploaded file is not taken, in a sentence for the person who chose it."""

from __future__ import annotations

from django.utils.translation import gettext as _t


class UploadRefused(Exception):  # noqa: N818 it says what happened to the file
    """A file that is not taken; the message names it and says what helps."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refuse(message: str, name: str) -> UploadRefused:
    """Return the refusal with this sentence, with the name of the file filled in."""
    return UploadRefused(message % {"name": name})


def damaged(name: str) -> UploadRefused:
    """Return the refusal of a file of a known kind that cannot be opened."""
    return refuse(
        _t(
            "%(name)s is damaged and cannot be opened. Save it again in the program it "
            "was made with and choose that file."
        ),
        name,
    )


def unpacks_too_far(name: str) -> UploadRefused:
    """Return the refusal of a file that grows far too much when it is opened."""
    return refuse(
        _t(
            "%(name)s becomes far too large when it is opened. Make it smaller and "
            "choose that file."
        ),
        name,
    )
