"""HTML inside other formats: fragments in table cells, marks in the text around them.

Only words, line breaks, bold, italic and colour come out; everything else of the markup
is dropped. Nothing of it is ever rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html

from draaischijf.documents.blocks import Run, Runs
from draaischijf.documents.readers.runs import ordinary_colour, tidy

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li "
        "main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
DROPPED_TAGS = frozenset(
    re.findall(
        r"\w+",
        "applet audio button canvas embed head iframe math noscript object script "
        "select style svg template textarea title video",
    )
)
BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})

_COUNTED = "data-draaischijf-number"
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|div|em|font|h[1-6]|hr|i|li|ol|p|s|small|span|strong|"
    r"sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:b|br|em|i|li|ol|p|span|strong|u|ul)\b", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_STYLE_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_NAMED_COLOURS = {
    "red": "#ff0000",
    "blue": "#0000ff",
    "green": "#008000",
    "orange": "#ffa500",
    "purple": "#800080",
}
# Text converters write a raised "de" as "^{de}".
_RAISED = re.compile(r"\s?[\^_]\{([^{}]{0,40})\}")
_STARRED = re.compile(
    r"(?<![\w*\\)])(?P<mark>\*{1,3}|__)(?=\S)(?P<inner>[^*_\n]{1,2000}?)(?<=\S)(?P=mark)"
    r"(?![\w*])"
)

Style = tuple[bool, bool, str | None]
PLAIN: Style = (False, False, None)


def parser() -> html.HTMLParser:
    """Return a parser that fetches nothing and keeps no comments."""
    return html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )


def runs_of_markup(text: str) -> Runs:
    """Return the runs of a piece of text that may hold HTML or starred marks."""
    if _ESCAPED_TAG.search(text):
        text = unescape(text)
    if _TAG.search(text):
        root = html.fragment_fromstring(text, create_parent="div", parser=parser())
        return tidy(_starred(runs_of_element(root)))
    if _ENTITY.search(text):
        text = unescape(text)
    return tidy(_starred([Run(text)]))


def _starred(runs: list[Run]) -> Iterator[Run]:
    """Split runs on **bold**, *italic* and raised letters; a lone star stays a star."""
    for run in runs:
        text = _RAISED.sub(r"\1", run.text)
        place = 0
        for found in _STARRED.finditer(text):
            yield Run(text[place : found.start()], run.bold, run.italic, run.colour)
            stars = len(found["mark"])
            yield Run(
                found["inner"],
                run.bold or stars > 1,
                run.italic or stars in {1, 3},
                run.colour,
            )
            place = found.end()
        yield Run(text[place:], run.bold, run.italic, run.colour)


def runs_of_element(element: html.HtmlElement, style: Style = PLAIN) -> list[Run]:
    """Return the text of an element and all below it, newlines around its blocks."""
    runs: list[Run] = []
    _collect(element, style, runs)
    return runs


def _collect(element: html.HtmlElement, style: Style, runs: list[Run]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in DROPPED_TAGS:
        return
    own = style_of(element, style)
    if tag in BLOCK_TAGS:
        runs.append(Run("\n"))
    if tag == "li" and (number := _number_of(element)):
        runs.append(Run(f"{number}. "))
    if element.text:
        runs.append(Run(_one_line(element.text), *own))
    for child in element:
        _collect(child, own, runs)
        if child.tail:
            runs.append(Run(_one_line(child.tail), *own))
    if tag in BLOCK_TAGS and tag != "br":
        runs.append(Run("\n"))


def _number_of(item: html.HtmlElement) -> int | None:
    """Return the number that a list item shows, or None when it shows none."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    if "list-style-type:none" in (parent.get("style") or "").replace(" ", ""):
        return None
    before = next(item.itersiblings("li", preceding=True), None)
    if before is not None and _COUNTED in before.attrib:
        number = int(before.get(_COUNTED, "0")) + 1
    else:
        start = parent.get("start") or "1"
        first = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
        number = first + sum(1 for _ in item.itersiblings("li", preceding=True))
    # Kept for the next one, so that a long list is not counted again and again.
    item.set(_COUNTED, str(number))
    return number


def _one_line(text: str) -> str:
    """In HTML a line end in the source is a space."""
    return text.replace("\r", " ").replace("\n", " ")


def style_of(element: etree._Element, style: Style) -> Style:
    """Return the style inside an element, given that around it."""
    bold, italic, colour = style
    tag = str(element.tag)
    css = element.get("style") or ""
    bold = bold or tag in BOLD_TAGS or "font-weight:bold" in css.replace(" ", "")
    italic = italic or tag in ITALIC_TAGS
    found = _STYLE_COLOUR.search(css)
    own = found[1].strip() if found else element.get("color")
    if own:
        colour = _hex(own)
    return bold, italic, colour


def _hex(colour: str) -> str | None:
    shown = colour.strip().lower()
    if found := _RGB.fullmatch(shown):
        shown = "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    if re.fullmatch(r"#[0-9a-f]{3}", shown):
        shown = "#" + "".join(sign * 2 for sign in shown[1:])
    return ordinary_colour(_NAMED_COLOURS.get(shown, shown))
