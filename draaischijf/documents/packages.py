"""Office documents are zip archives: what kind it is, and what may not be in it."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from django.utils.translation import gettext as _t

from draaischijf.documents.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED
from draaischijf.documents.refusals import (
    UploadRefused,
    damaged,
    refuse,
    unpacks_too_far,
)

_WORD = b"wordprocessingml.document.main+xml"
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_MACROS = (b"macroenabled", b"vbaproject", b"activex")
_MACRO_PARTS = re.compile(
    r"(?:^|/)(?:vbaproject|vbadata|activex|basic/|scripts/)", re.IGNORECASE
)
# Documents within a document are plain Office files; all else could be anything.
_EMBEDDED = re.compile(r"(?:^|/)embeddings/(?!.*\.(?:docx|xlsx|pptx)$)", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_FETCHES = re.compile(
    rb"/(?:attachedTemplate|oleObject|frame|subDocument)[\"']", re.IGNORECASE
)
_FROM_ELSEWHERE = re.compile(rb"Target\s*=\s*[\"'](?:https?|ftp):", re.IGNORECASE)
_FLAG_ENCRYPTED = 1
_CHUNK = 1024 * 1024
# All a hostile archive makes the library raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def kind_of_package(content: bytes, name: str) -> str:
    """Return "docx" or "odt"; raises UploadRefused for everything else.

    Every part is unpacked once, up to a limit, so that a file that lies about its
    sizes is caught here and not where it is opened.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_size(parts, len(content), name)
            if any(part.flag_bits & _FLAG_ENCRYPTED for part in parts):
                raise _locked(name)
            _check_unpacked(archive, parts, name)
            return _kind(archive, name)
    except _BROKEN as error:
        raise damaged(name) from error


def _check_size(parts: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    swells = unpacked > 10 * _CHUNK and unpacked > MAX_RATIO * packed
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or swells:
        raise unpacks_too_far(name)


def _check_unpacked(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str
) -> None:
    """Read every part to its end; the library checks length and checksum."""
    left = MAX_UNPACKED
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise unpacks_too_far(name)


def _kind(archive: zipfile.ZipFile, name: str) -> str:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        lowered = types.lower()
        if any(word in lowered for word in _MACROS) or _has_macros(names):
            raise _with_macros(name)
        if _WORD in types and types.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            _check_relations(archive, name)
            return "docx"
    if "mimetype" in names and archive.read("mimetype").strip() == _OPEN_TEXT:
        manifest = archive.read("META-INF/manifest.xml") if _manifest(names) else b""
        if b"encryption-data" in manifest:
            raise _locked(name)
        if _has_macros(names) or b"oleobject" in manifest.lower():
            raise _with_macros(name)
        return "odt"
    raise refuse(
        _t(
            "%(name)s is not a text document. Choose a PDF, a .docx or an .odt, or "
            "print it to a PDF and choose that file."
        ),
        name,
    )


def _manifest(names: list[str]) -> bool:
    return "META-INF/manifest.xml" in names


def _has_macros(names: list[str]) -> bool:
    return any(_MACRO_PARTS.search(one) or _EMBEDDED.search(one) for one in names)


def _check_relations(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a document that fetches a template or object when it is opened."""
    for part in archive.namelist():
        if not part.endswith(".rels"):
            continue
        for relation in _RELATION.findall(archive.read(part)):
            if _FETCHES.search(relation) and _FROM_ELSEWHERE.search(relation):
                raise refuse(
                    _t(
                        "%(name)s fetches something from the internet when it is "
                        "opened. Print it to a PDF and choose that file."
                    ),
                    name,
                )


def _with_macros(name: str) -> UploadRefused:
    return refuse(
        _t(
            "%(name)s holds macros or objects that can do harm. Save it without them "
            "or print it to a PDF, and choose that file."
        ),
        name,
    )


def _locked(name: str) -> UploadRefused:
    return refuse(
        _t(
            "%(name)s is locked with a password. Save it without one and choose that "
            "file."
        ),
        name,
    )
