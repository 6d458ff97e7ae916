"""Choosing the reader by what the file is, and refusing what no reader should see."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Block, Document
from draaischijf.documents.limits import (
    MAX_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    MAX_XML_PART,
    UnreadableDocument,
    damaged,
    too_large,
)
from draaischijf.documents.readers.markdown import read_markdown
from draaischijf.documents.readers.pdf import read_pdf
from draaischijf.documents.readers.plaintext import read_plaintext
from draaischijf.documents.readers.spreadsheet import read_spreadsheet
from draaischijf.documents.readers.webpage import read_webpage
from draaischijf.documents.readers.word import read_word

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D|E)\x00", re.IGNORECASE)
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PIPE_RULE = re.compile(
    r"^[^\S\n]*\|?[^\S\n]*:?-{2,}:?[^\S\n]*\|[^\S\n|:-]*(?:[|:-][^\S\n|:-]*)*$",
    re.MULTILINE,
)
_TABBED_ROW = re.compile(r"^[^\S\n]*\S[^\n]*\t", re.MULTILINE)

ByteReader = Callable[[bytes, str], tuple[Block, ...]]


def read_document(source: Path | bytes, name: str = "") -> Document:
    """Return the document in a file or in its bytes.

    `name` is what people call it (default: the name of the file) and appears in
    messages and places. Raises UnreadableDocument for everything that cannot be read:
    too large, damaged, locked, with macros, or of a kind we do not know.
    """
    if isinstance(source, bytes):
        return read_bytes(source, name)
    shown = name or source.name
    try:
        if source.stat().st_size > MAX_BYTES:
            raise _too_many_bytes(shown)
        data = source.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            _("%(name)s cannot be opened. Check the place and the rights of the file.")
            % {"name": shown}
        ) from error
    return read_bytes(data, shown)


def read_bytes(data: bytes, name: str) -> Document:
    """Return the document in the bytes; raises UnreadableDocument and nothing else."""
    if len(data) > MAX_BYTES:
        raise _too_many_bytes(name)
    if not data.strip():
        raise UnreadableDocument(_("%(name)s is empty.") % {"name": name})
    try:
        return Document(name, _blocks(data, name))
    except UnreadableDocument:
        raise
    except Exception as error:
        # The format libraries raise anything at all on damaged files, RecursionError
        # and MemoryError included; to a person it is one thing.
        raise damaged(name) from error


def _too_many_bytes(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "%(name)s is larger than %(limit)s MB. Leave out the pictures or split it "
            "into smaller files."
        )
        % {"name": name, "limit": MAX_BYTES // 1024**2}
    )


def _blocks(data: bytes, name: str) -> tuple[Block, ...]:
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name)
    if data.startswith(b"PK"):
        return _archive_reader(data, name)(data, name)
    if data.startswith(_OLE):
        raise _old_office(data, name)
    if data.startswith(b"{\\rtf"):
        raise _refused(name, _("an RTF file"), ".docx")
    return _text_blocks(_decoded(data, name), name)


def _refused(name: str, what: str, better: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("%(name)s is %(what)s. Save it as %(better)s and import that file.")
        % {"name": name, "what": what, "better": better}
    )


def _old_office(data: bytes, name: str) -> UnreadableDocument:
    if _ENCRYPTED_STREAM in data:
        return UnreadableDocument(
            _("%(name)s is locked with a password. Save a copy without it.")
            % {"name": name}
        )
    if "Workbook".encode("utf-16-le") in data or name.lower().endswith(".xls"):
        return _refused(name, _("an old Excel file (.xls)"), ".xlsx")
    return _refused(name, _("an old Word file (.doc)"), ".docx")


# --- packed formats


def _archive_reader(data: bytes, name: str) -> ByteReader:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, len(data), name)
            return _reader_of_archive(archive, name)
    except zipfile.BadZipFile as error:
        raise damaged(name) from error


def _check_archive(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Refuse bombs, locked parts and XML that declares entities.

    What an archive says of its sizes binds us too: parts are never read beyond it.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise too_large(name, _("parts"), MAX_PARTS)
    bomb = unpacked > MAX_BYTES and unpacked > MAX_RATIO * size
    if unpacked > MAX_UNPACKED or bomb:
        raise UnreadableDocument(
            _(
                "%(name)s unpacks to far more than a document holds, so it was not "
                "opened. Save it again in the program it was made with."
            )
            % {"name": name}
        )
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableDocument(
                _("%(name)s is locked with a password. Save a copy without it.")
                % {"name": name}
            )
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            if part.file_size > MAX_XML_PART:
                raise too_large(name, _("bytes of text"), MAX_XML_PART)
            content = archive.read(part)
            if _DECLARATION.search(content) or _WIDE_DECLARATION.search(content[:4000]):
                raise UnreadableDocument(
                    _(
                        "%(name)s holds XML declarations that office programs never "
                        "write, so it was not opened. Save it again in Word or Excel."
                    )
                    % {"name": name}
                )


def _reader_of_archive(archive: zipfile.ZipFile, name: str) -> ByteReader:
    names = set(archive.namelist())
    types = b""
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any("vbaProject" in part for part in names):
        word = b"wordprocessingml" in types or b"ms-word" in types
        raise _refused(name, _("a file with macros"), ".docx" if word else ".xlsx")
    if b"wordprocessingml.document.main" in types:
        return read_word
    if b"spreadsheetml.sheet.main" in types:
        return read_spreadsheet
    if "mimetype" in names and archive.read("mimetype")[:300].startswith(
        b"application/vnd.oasis"
    ):
        sheet = b"spreadsheet" in archive.read("mimetype")[:300]
        better = ".xlsx" if sheet else ".docx"
        raise _refused(name, _("an OpenDocument file"), better)
    if b"presentationml" in types:
        raise _refused(name, _("a presentation"), ".pdf")
    raise _unknown(name)


def _unknown(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "%(name)s is not a document we can read. Use Word (.docx), Excel (.xlsx), "
            "PDF, Markdown, HTML or plain text."
        )
        % {"name": name}
    )


# --- text


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # what Windows programs write where they do not write UTF-8
            text = data.decode("cp1252", "replace")
    strange = sum(1 for sign in text if sign < " " and sign not in "\t\n\r\f\v")
    if "\x00" in text or strange + text.count("\ufffd") > len(text) / 100:
        raise _unknown(name)
    return text


def _text_blocks(text: str, name: str) -> tuple[Block, ...]:
    ending = Path(name).suffix.lower()
    if _PAGE_START.match(text) or (ending in {".html", ".htm"} and "<" in text):
        return read_webpage(text, name)
    if ending == ".csv":
        return read_plaintext(tabbed_csv(text), name)
    # Text with tabbed rows is plain text even when it has Markdown headings as well:
    # that is how converters write the documents of our field.
    tabbed = len(_TABBED_ROW.findall(text)) > 1
    if not tabbed and (ending in {".md", ".markdown"} or _PIPE_RULE.search(text)):
        return read_markdown(text, name)
    return read_plaintext(text, name)


def tabbed_csv(text: str) -> str:
    """Return a CSV file as tabbed text, one line a row; Excel here writes semicolons.

    A row of several lines becomes one line and keeps the others empty, so that what
    comes below stays on its own line.
    """
    head = text.partition("\n")[0]
    sign = max(";,\t", key=head.count)
    lines: list[str] = []
    rows = csv.reader(text.splitlines(keepends=True), delimiter=sign)
    for cells in rows:
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        lines.extend("" for _line in range(rows.line_num - len(lines)))
    return "\n".join(lines)
