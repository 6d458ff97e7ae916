"""Safe HTML out of plain text: paragraphs, lists, abbreviations, search hits.

Nothing here lets markup through: whatever a person typed is escaped, and the only
tags that leave are the ones written in this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

Inline = Callable[[str], str]

# What ts_headline puts around a hit: private-use characters, for real text has none.
HIT_START = "\ue000"
HIT_END = "\ue001"

_HIT = re.compile(f"{HIT_START}([^{HIT_START}{HIT_END}]*){HIT_END}")
_STRAY = re.compile(f"[{HIT_START}{HIT_END}]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_BULLET = re.compile(r"[^\S\n]*[-*•–▪·][^\S\n]+(?=\S)")
_NUMBERED = re.compile(r"[^\S\n]*\d{1,2}[.)][^\S\n]+(?=\S)")
_WORD = re.compile(r"\w+")
_MARKS = {"ul": _BULLET, "ol": _NUMBERED}


@lru_cache(maxsize=64)
def _word_pattern(unusual: tuple[str, ...]) -> re.Pattern[str]:
    """Match any word, or one of the abbreviations that hold a dot, slash or space."""
    longest_first = sorted(unusual, key=len, reverse=True)
    either = "|".join([*(re.escape(key) for key in longest_first), r"\w+"])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def abbreviated(text: str, meanings: Mapping[str, str]) -> SafeString:
    """Escape `text` and wrap every known abbreviation in an `<abbr>` with its meaning.

    An abbreviation counts only as a whole word and in the case it is listed in, so
    that "CAW" never lights up in "cawa". One pass over the text whatever the length
    of the list: words are looked up, not searched for one by one.
    """
    if not meanings:
        return escape(text)
    unusual = tuple(key for key in meanings if key and not key.isalnum())
    if meanings.keys().isdisjoint(_WORD.findall(text)) and not any(
        key in text for key in unusual
    ):
        # Most labels and titles hold none: seen without walking through them.
        return escape(text)
    pieces: list[str] = []
    place = 0
    for match in _word_pattern(unusual).finditer(text):
        meaning = meanings.get(match[0])
        if not meaning:
            continue
        pieces.append(escape(text[place : match.start()]))
        pieces.append(
            format_html('<abbr title="{}">{}</abbr>', str(meaning), str(match[0]))
        )
        place = match.end()
    pieces.append(escape(text[place:]))
    return mark_safe("".join(pieces))


def abbreviations_in(text: str, meanings: Mapping[str, str]) -> set[str]:
    """Return which abbreviations stand in `text`, judged as `abbreviated` does."""
    unusual = tuple(key for key in meanings if key and not key.isalnum())
    return {
        match[0]
        for match in _word_pattern(unusual).finditer(text)
        if meanings.get(match[0])
    }


def hits_marked(text: str, inline: Inline = escape) -> SafeString:
    """Escape `text` and turn its search hits into `<mark>`; stray marks vanish."""
    pieces: list[str] = []
    place = 0
    for match in _HIT.finditer(text):
        pieces.append(inline(_STRAY.sub("", text[place : match.start()])))
        pieces.append(f"<mark>{inline(match[1])}</mark>")
        place = match.end()
    pieces.append(inline(_STRAY.sub("", text[place:])))
    return mark_safe("".join(pieces))


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "ul"
    if _NUMBERED.match(line):
        return "ol"
    return "p"


def stretches(text: str) -> Iterator[tuple[str, list[str]]]:
    """Part plain text as prose_html does: "p", "ul" or "ol", each with its lines.

    The marks of a list are gone; the numbers of an "ol" count from one.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    for paragraph in _BLANK_LINES.split(unified):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for kind, group in groupby(lines, _kind):
            mark = _MARKS.get(kind)
            yield (
                kind,
                [
                    (mark.sub("", one, count=1) if mark else one).strip()
                    for one in group
                ],
            )


def _block(kind: str, lines: list[str], inline: Inline) -> str:
    if kind == "p":
        return f"<p>{'<br>'.join(inline(line) for line in lines)}</p>"
    items = "".join(f"<li>{inline(line)}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>"


def prose_html(text: str, inline: Inline = escape) -> SafeString:
    """Set plain text as paragraphs, line breaks, bullet and numbered lists.

    `inline` makes safe HTML of a stretch of text without line breaks; by default it
    escapes and nothing more.
    """
    blocks = (_block(kind, lines, inline) for kind, lines in stretches(text))
    return mark_safe("\n".join(blocks))
