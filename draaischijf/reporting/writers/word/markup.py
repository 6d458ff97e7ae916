"""Pieces of WordprocessingML as text: a long document is parsed once, not built up.

Every text that comes in is escaped here. The order of children follows the schema of
ECMA-376, for Word repairs or refuses what stands in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
# English metric units: 360,000 a centimetre; twentieths of a point: 567 a centimetre.
EMU_PER_TWIP = 635
BREAK = "<w:br/>"
TAB = "<w:r><w:tab/></w:r>"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, quotes and all."""
    return '"' + escape(text, {'"': "&quot;", "\n": " ", "\t": " "}) + '"'


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    size: float = 0,
) -> str:
    """Return a run of text; line breaks and tabs in it become those of Word."""
    if not text:
        return ""
    props = ""
    if bold:
        props += "<w:b/><w:bCs/>"
    if italic:
        props += "<w:i/><w:iCs/>"
    if colour:
        props += f'<w:color w:val="{colour.lstrip("#")}"/>'
    if size:
        half = round(size * 2)
        props += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    if props:
        props = f"<w:rPr>{props}</w:rPr>"
    return f"<w:r>{props}{_text(text)}</w:r>"


def _text(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    lines = (
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>'
            for part in line.split("\t")
        )
        for line in text.split("\n")
    )
    return BREAK.join(lines)


def paragraph(style: str, *runs: str, props: str = "") -> str:
    """Return a paragraph in a style; `props` follow it in the order of the schema."""
    if style:
        props = f'<w:pStyle w:val="{style}"/>{props}'
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(runs)}</w:p>"


def bookmark(name: str, number: int, inside: str) -> str:
    """Return what is inside with a place to point at."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def field(instruction: str, result: str = "") -> str:
    """Return a small field of Word with what it showed last."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(width: int, inside: str, *, shade: str = "", props: str = "") -> str:
    """Return a table cell; `inside` are paragraphs, and one at least."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade.lstrip("#")}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{props}'
        f"{fill if shade else ''}</w:tcPr>{inside}</w:tc>"
    )


def row(
    cells: Iterable[str],
    *,
    is_head: bool = False,
    is_whole: bool = True,
    height: int = 0,
) -> str:
    """Return a row: a head repeats on every page, a whole one does not break.

    `height` is the least it has.
    """
    props = "<w:cantSplit/>" if is_whole else ""
    if height:
        props += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if is_head:
        props += "<w:tblHeader/>"
    if props:
        props = f"<w:trPr>{props}</w:trPr>"
    return f"<w:tr>{props}{''.join(cells)}</w:tr>"


def table(
    style: str, widths: Iterable[int], rows: Iterable[str], *, caption: str = ""
) -> str:
    """Return a table as wide as its columns together."""
    widths = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f"<w:tblCaption w:val={attribute(caption)}/>" if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def picture(
    relation: str, *, number: int, width: int, height: int, name: str, words: str
) -> str:
    """Return a picture in the line, in EMU, with words for who does not see it."""
    shown = attribute(name)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name={shown} descr={attribute(words)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr>"
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={shown} '
        f"descr={attribute(words)}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
