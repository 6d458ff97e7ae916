"""The contents list: a field that Word keeps up, with its entries already in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draaischijf.reporting.writers.word.markup import TAB, field, paragraph, run


def contents_list(
    headings: Sequence[tuple[int, str, str, str]],
    depth: int,
    title: str,
    names: Mapping[str, str],
    width: int,
) -> list[str]:
    """Return the paragraphs of a contents list down to `depth`.

    Page numbers are fields too: only the program that lays out the pages knows them.
    """
    entries = [heading for heading in headings if heading[0] <= depth]
    if not entries:
        return []
    shown = [paragraph(names["TOC Heading"], run(title))]
    # The tab before TOC is white space to Word. It keeps LibreOffice from freezing the
    # list as an index without numbers: it then shows the fields inside, counted.
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve">'
        f'\tTOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(entries) - 1
    # The dots end where the text does, whatever the page.
    stop = f'<w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
    for place, (level, code, text, mark) in enumerate(entries):
        words = f"{code}\u2002{text}" if code else text
        page = field(f"PAGEREF {mark} \\h")
        link = (
            f'<w:hyperlink w:anchor="{mark}" w:history="1">'
            f"{run(' '.join(words.split()))}{TAB}{page}</w:hyperlink>"
        )
        runs = [begin if place == 0 else "", link, end if place == last else ""]
        shown.append(
            paragraph(names[f"toc {level}"], *runs, props=f"<w:tabs>{stop}</w:tabs>")
        )
    return shown
