"""Make a file the same bytes each time it is made."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

# The oldest moment a zip file can name; what counts stands in the core properties.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")

# What LibreOffice puts in a PDF that differs each time; all of a fixed length.
_PDF_DATE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_PDF_MARKS = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>)")


def with_fixed_dates(content: bytes, date: str) -> bytes:
    """Return the same Office file with every date in it set to `date` (ISO)."""
    stamp = rb"\g<1>" + f"{date}T09:00:00Z".encode() + rb"\g<2>"
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(stamp, part)
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, part)
    return result.getvalue()


def is_same(one: bytes, other: bytes) -> bool:
    """Tell whether two files say the same; zip files may be packed differently."""
    if not zipfile.is_zipfile(io.BytesIO(one)):
        return one == other
    if not zipfile.is_zipfile(io.BytesIO(other)):
        return False
    with (
        zipfile.ZipFile(io.BytesIO(one)) as first,
        zipfile.ZipFile(io.BytesIO(other)) as second,
    ):
        names = first.namelist()
        return names == second.namelist() and all(
            first.read(name) == second.read(name) for name in names
        )


def pdf_with_fixed_dates(content: bytes, date: str) -> bytes:
    """Return the same PDF, made on `date`, its marks derived from what it says."""
    moment = f"{date.replace('-', '')}090000".encode()
    bare = _PDF_MARKS.sub(b"0" * 32, _PDF_DATE.sub(moment, content))
    mark = hashlib.md5(bare, usedforsecurity=False).hexdigest().upper()
    return _PDF_MARKS.sub(mark.encode(), bare)
