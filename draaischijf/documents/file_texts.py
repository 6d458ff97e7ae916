"""The text of a file that was sent along: to look for client data in it.

Not for reading a document (that is what `readers` are for) but for missing nothing:
headers, footnotes, comments and what was crossed out count too.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from draaischijf.documents.limits import MAX_PAGES, MAX_UNPACKED

# What a person reads in a paragraph stands together; what follows is another.
_ENDS = {"p", "h", "si", "row", "tr", "li", "br", "cr", "tab", "line-break", "s"}
_PARTS = (".xml",)
_MOST_CHARACTERS = 2_000_000


def text_of_file(content: bytes, *, most: int = _MOST_CHARACTERS) -> str | None:
    """Return all text of a PDF, office file or plain text; None for what has none.

    A picture has no text that can be read here, and neither has a damaged file. A PDF
    is read on until there are `most` characters.
    """
    try:
        if content.startswith(b"%PDF-"):
            return _of_pdf(content, most)
        if content.startswith(b"PK\x03\x04"):
            return _of_package(content)
        return _of_plain(content)
    except Exception:  # noqa: BLE001 the libraries raise anything at all on damaged files
        return None


def _of_pdf(content: bytes, most: int) -> str | None:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        told = [str(value) for value in document.get_metadata_dict().values()]
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number].get_textpage()
            told.append(page.get_text_bounded())
            if sum(map(len, told)) > most:
                break
    finally:
        document.close()
    text = "\n".join(one for one in told if one.strip())
    # A scan: pages without a letter.
    return text or None


def _of_package(content: bytes) -> str:
    told: list[str] = []
    left = MAX_UNPACKED
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.infolist():
            if not part.filename.endswith(_PARTS):
                continue
            left -= part.file_size
            if left < 0:
                break
            told.append(_of_xml(archive.read(part)))
    return "\n".join(told)


def _of_xml(content: bytes) -> str:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    root = etree.fromstring(content, parser)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            pieces.append(element.text or "")
            continue
        if etree.QName(element).localname in _ENDS:
            pieces.append("\n")
        pieces.append(element.tail or "")
    return "".join(pieces)


def _of_plain(content: bytes) -> str | None:
    if b"\0" in content[:4096]:
        return None
    return content.decode("utf-8")
