"""The template of an office that uploaded none, made in its colours.

Also what an office downloads to start from. Made by code and not kept as a file: the
colours, the logo and the styles come from the same places as everything else.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image, ImageOps

from draaischijf.reporting.writers.manuscript import Manuscript
from draaischijf.reporting.writers.style import INK, LINE, SOFT, Style
from draaischijf.reporting.writers.word import markup
from draaischijf.reporting.writers.word.markup import (
    NAMESPACES,
    TAB,
    field,
    paragraph,
    run,
)
from draaischijf.reporting.writers.word.styles import FONT, Look, as_style, looks

_LANGUAGE = '<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
_BASE_STYLES = (
    (
        '<w:style {0} w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    ),
    (
        '<w:style {0} w:type="character" w:default="1" '
        'w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    ),
    (
        '<w:style {0} w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    ),
)
_LOGO_HEIGHT, _LOGO_WIDTH = Mm(18), Mm(60)
# Sharp on paper at that size, and no more.
_LOGO_PIXELS = 1600


@lru_cache(maxsize=32)
def default_template(
    style: Style, *, of: str, tag: str, is_landscape: bool = False
) -> bytes:
    """Return a Word template in the colours of a house; remembered.

    `of` is the word in "3 of 12", `tag` is the language of the document.
    """
    document = Document()
    _set_page(document, is_landscape=is_landscape)
    _set_styles(document, style, tag)
    body = document.element.body
    for one in list(body.iterchildren(f"{{{markup.W}}}p")):
        body.remove(one)
    for xml in _front(document, style):
        _before_end(body, xml)
    section = document.sections[0]
    rule = _rule("bottom")
    _fill(
        section.header,
        paragraph("Header", run("{{ afzender }}"), TAB, run("{{ titel }}"), props=rule),
    )
    _fill(section.first_page_header, paragraph("Header"))
    number = field("PAGE", "1") + run(f" {of} ") + field("NUMPAGES", "1")
    foot = paragraph("Footer", run("{{ adresregel }}"), TAB, number, props=_rule("top"))
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, foot, paragraph("Footer", run("{{ status }}")))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def template_for(style: Style, script: Manuscript) -> bytes:
    """Return the template of a house: its own, or the default one in its colours."""
    return style.template or default_template(
        style,
        of=script.words.of,
        tag=script.language_tag,
        is_landscape=script.content.is_landscape,
    )


def _set_styles(document: Any, style: Style, tag: str) -> None:
    element = document.styles.element
    for one in list(element):
        element.remove(one)
    lines = '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>'
    names = " ".join(
        f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")
    )
    fonts = f"<w:rFonts {names}/>"
    element.append(
        parse_xml(
            f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>{fonts}"
            f'<w:color w:val="{INK[1:]}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
            f"{_LANGUAGE.format(tag=tag)}</w:rPr></w:rPrDefault>"
            f"<w:pPrDefault><w:pPr>{lines}</w:pPr></w:pPrDefault></w:docDefaults>"
        )
    )
    for xml in _BASE_STYLES:
        element.append(parse_xml(xml.format(NAMESPACES)))
    for name, look in (_own(style, _width(document)) | looks(style)).items():
        identifier = "".join(word[0].upper() + word[1:] for word in name.split())
        base = "TableNormal" if look.kind == "table" else "Normal"
        element.append(parse_xml(as_style(name, identifier, look, base)))


def _own(style: Style, width: int) -> dict[str, Look]:
    """Return the styles that only the frame around a document uses."""
    colour = f'<w:color w:val="{style.colour[1:]}"/>'
    soft = f'<w:color w:val="{SOFT[1:]}"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    tight = '<w:spacing w:before="0" w:after="{}" w:line="240" w:lineRule="auto"/>'
    none = tight.format(0)
    return {
        "Title": Look(
            para=tight.format(80),
            text=f'<w:b/><w:bCs/>{colour}<w:sz w:val="54"/><w:szCs w:val="54"/>',
        ),
        "Subtitle": Look(
            para=tight.format(120),
            text='<w:sz w:val="28"/><w:szCs w:val="28"/>',
        ),
        "header": Look(para=stop + none, text=soft),
        "footer": Look(para=stop + none, text=soft),
    }


def _width(document: Any) -> int:
    """Return the width of the text in twips."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    return int(width) // markup.EMU_PER_TWIP


def _set_page(document: Any, *, is_landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if is_landscape:
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.header_distance = section.footer_distance = Mm(13)
    section.different_first_page_header_footer = True


def _front(document: Any, style: Style) -> list[str]:
    colour = style.colour
    shown = [
        paragraph("Normal", run("{{ afzender }}", bold=True, colour=colour, size=11)),
        paragraph("Title", run("{{ titel }}"), props='<w:spacing w:before="720"/>'),
        paragraph("Subtitle", run("{{ ondertitel }}")),
        paragraph(
            "Normal", run("{{ status }}", bold=True), props=_short_rule(style.accent)
        ),
        paragraph("Normal", run("{{ datum }}", colour=SOFT)),
        paragraph("Normal", run("{{ inhoud }}")),
    ]
    if style.logo:
        shown.insert(
            0,
            paragraph("Normal", _logo(document, style), props='<w:jc w:val="right"/>'),
        )
    return shown


def _logo(document: Any, style: Style) -> str:
    relation, image = document.part.get_or_add_image(_logo_for_word(style))
    scale = min(_LOGO_HEIGHT / image.px_height, _LOGO_WIDTH / image.px_width)
    return markup.picture(
        relation,
        number=1,
        width=round(image.px_width * scale),
        height=round(image.px_height * scale),
        name="Logo",
        words=style.logo_text,
    )


def _logo_for_word(style: Style) -> io.BytesIO:
    """Return the logo as Word surely shows it, already turned as it stands.

    A JPEG may be in the colours of a printer or lack the head that python-docx knows a
    JPEG by; it is written anew.
    """
    kept = io.BytesIO(style.logo or b"")
    if style.logo_type != "jpg":
        return kept
    made = io.BytesIO()
    with Image.open(kept) as image:
        turned = ImageOps.exif_transpose(image).convert("RGB")
        turned.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
        turned.save(made, "JPEG", quality=92)
    made.seek(0)
    return made


def _short_rule(colour: str) -> str:
    return (
        f'<w:pBdr><w:top w:val="single" w:sz="18" w:space="8" w:color="{colour[1:]}"/>'
        '</w:pBdr><w:spacing w:before="240" w:after="100"/>'
    )


def _rule(side: str) -> str:
    return (
        f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" '
        f'w:color="{LINE[1:]}"/></w:pBdr>'
    )


def _fill(holder: Any, *paragraphs: str) -> None:
    element = holder._element  # noqa: SLF001 python-docx has no other way to the XML
    for one in list(element):
        element.remove(one)
    for xml in paragraphs:
        element.append(_parsed(xml))


def _before_end(body: Any, xml: str) -> None:
    """Put a paragraph before the properties of the last section."""
    body.insert(len(body) - 1, _parsed(xml))


def _parsed(xml: str) -> Any:
    (made,) = parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")
    return made
