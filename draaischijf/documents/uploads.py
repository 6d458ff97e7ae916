"""Files people send along: judged by what they hold, kept under a random name.

What a file is called says nothing about what it is. Pictures lose where and when they
were taken, for that can point at one person; documents with macros, locks or things
that start by themselves are refused, each with a sentence that says what helps.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import ManyToOneRel, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.documents.models import StoredFile
from draaischijf.documents.packages import kind_of_package
from draaischijf.documents.pictures import PICTURES, picture_without_metadata
from draaischijf.documents.refusals import UploadRefused, damaged, refuse
from draaischijf.documents.screening import screen_file

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from draaischijf.core.screening.marking import Mark

MAX_MEGABYTES = 10
MAX_FILES = 5
# For the field of a form. HEIC is left out on purpose: a phone that makes it then
# hands over a JPEG, which everybody can open.
ACCEPTED = ".pdf,.docx,.odt,image/jpeg,image/png,image/webp,image/gif"

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
SAME_ENDING = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
LABELS = {TYPES[ending]: ending.upper() for ending in TYPES} | {"image/jpeg": "JPEG"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIF = re.compile(rb"....ftyp(?:hei|hev|mif1|msf1)", re.DOTALL)
# Something that starts by itself when a PDF is opened.
_PDF_ACTS = re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z0-9])")
# Controls, and the marks that turn the reading direction around to hide an ending.
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\/]+')
_LONGEST_NAME = 120


@dataclass(frozen=True)
class CheckedUpload:
    """A file that may be kept: its cleaned name and its checked content."""

    name: str
    content_type: str
    content: bytes
    # What the screening found in its text (documents/screening.py).
    marks: tuple[Mark, ...] = ()

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check_upload(upload: UploadedFile[Any]) -> CheckedUpload:
    """Judge a file by its content and return what may be kept of it.

    Takes PDF, JPEG, PNG, WebP, GIF, DOCX and ODT up to ten megabytes, and screens
    their text. Raises UploadRefused with a sentence that names the file and says what
    helps.
    """
    shown = cleaned_name(upload.name or "")
    size = upload.size or 0
    if size > MAX_MEGABYTES * 1024 * 1024:
        raise _too_big(shown, size)
    upload.seek(0)
    content = upload.read()
    if not content.strip():
        raise refuse(_t("%(name)s is empty. Choose the file again."), shown)
    ending, content = _judged(content, shown)
    return CheckedUpload(
        name=_with_ending(shown, ending),
        content_type=TYPES[ending],
        content=content,
        marks=screen_file(content, shown),
    )


def check_count(count: int) -> None:
    """Raise UploadRefused when there are more files than can come along."""
    if count > MAX_FILES:
        raise UploadRefused(
            ngettext(
                "At most %(most)s file can come along. Choose the one that says most.",
                "At most %(most)s files can come along. Choose those that say most.",
                MAX_FILES,
            )
            % {"most": MAX_FILES}
        )


@transaction.atomic
def store_upload(
    upload: UploadedFile[Any] | CheckedUpload, *, partnership_id: int
) -> StoredFile:
    """Keep a file under a random name and return its row.

    Checks it first unless that was done. Raises UploadRefused. A file that nothing
    refers to is forgotten after a day: see `abandoned`.
    """
    checked = upload if isinstance(upload, CheckedUpload) else check_upload(upload)
    stored = StoredFile(
        partnership_id=partnership_id,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        screening=list(checked.marks),
    )
    stored.file.save(checked.name, ContentFile(checked.content), save=False)
    stored.save()
    return stored


def abandoned(before: datetime.datetime) -> QuerySet[StoredFile]:
    """Return files uploaded before `before` that nothing refers to.

    They are left by forms that were never sent. Every relation to StoredFile counts,
    those of modules above this one as well.
    """
    unused = StoredFile.objects.filter(uploaded__lt=before)
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # noqa: SLF001 Django's documented API
        if isinstance(relation, ManyToOneRel):
            name = relation.field.name
            rows: QuerySet[Any] = relation.related_model._base_manager.filter(  # noqa: SLF001 the same
                **{f"{name}__isnull": False}
            )
            unused = unused.exclude(pk__in=rows.values(name))
    return unused


@transaction.atomic
def forget(stored: StoredFile) -> None:
    """Remove a file that nothing refers to, its row and what lies on the disk."""
    storage, path = stored.file.storage, str(stored.file.name)
    stored.delete()
    # Only once the row is really gone: a row without its file is a broken link.
    transaction.on_commit(partial(storage.delete, path))


def cleaned_name(name: str) -> str:
    """Return a name that is safe to show and to offer for saving; never empty.

    Without folders, controls, marks that turn the text around, or signs that a
    file system does not take.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = _NOT_IN_NAMES.sub("_", _INVISIBLE.sub("", last))
    plain = " ".join(plain.split()).strip(". ")
    if not plain:
        return _t("attachment")
    path = PurePosixPath(plain)
    if len(plain) <= _LONGEST_NAME:
        return plain
    return path.stem[: _LONGEST_NAME - 10].rstrip(". ") + path.suffix[:10]


def _judged(content: bytes, name: str) -> tuple[str, bytes]:
    """Return what the content is, as an ending, and the content to keep."""
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    if content.startswith(b"PK\x03\x04"):
        return kind_of_package(content, name), content
    for start, picture in PICTURES.items():
        if start.match(content):
            return picture.ending, picture_without_metadata(content, picture, name)
    if content.startswith(_OLE):
        raise refuse(
            _t(
                "%(name)s is an old or locked Office file. Save it as .docx or PDF, "
                "without a password, and choose that file."
            ),
            name,
        )
    if _HEIF.match(content):
        raise refuse(
            _t(
                "%(name)s is a HEIC picture, which many people cannot open. Save it as "
                "JPEG and choose that file."
            ),
            name,
        )
    raise refuse(
        _t(
            "%(name)s is not a kind of file we can take. Choose a PDF, a picture "
            "(JPEG, PNG, WebP or GIF) or a text document (.docx or .odt)."
        ),
        name,
    )


def _pdf(content: bytes, name: str) -> tuple[str, bytes]:
    if b"%%EOF" not in content[-2048:]:
        raise damaged(name)
    if _PDF_ACTS.search(content):
        raise refuse(
            _t(
                "%(name)s holds a script that starts by itself. Print it to a new PDF "
                "and choose that file."
            ),
            name,
        )
    return "pdf", content


def _with_ending(name: str, ending: str) -> str:
    """Give a name the ending of what the file is, so that it opens as that."""
    path = PurePosixPath(name)
    said = path.suffix.lstrip(".").lower()
    if SAME_ENDING.get(said, said) == ending:
        return name
    stem = path.stem if SAME_ENDING.get(said, said) in TYPES else name
    return f"{stem}.{ending}"


def _too_big(name: str, size: int) -> UploadRefused:
    return UploadRefused(
        _t(
            "%(name)s is %(size)s MB, and %(limit)s MB is the most. Leave out pictures "
            "or make them smaller, and choose the new file."
        )
        % {
            "name": name,
            "size": number_format(size / 1024 / 1024, 1, use_l10n=True),
            "limit": MAX_MEGABYTES,
        }
    )
