"""Which characters the fonts of the PDF can show, and what stands in for the others.

PDF/UA refuses a document with a character that no font has. The fonts are those inside
Typst, the same on every machine; a name in Chinese or a smiley in a text must not stop
a report.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import typst

FAMILY = "Libertinus Serif"
# What the text font surely has: Latin with its accents, Greek, Cyrillic, the marks of
# typography and the euro.
_UNUSUAL = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u017f\u0386-\u03ce\u0400-\u045f"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac]"
)
# Signs that offices use, by one that the fonts have.
_ALIKE = str.maketrans("✕✖✗✘✔🗸➔➜▶►◀◄⚫⚪🔵🔴", "××××✓✓→→▸▸◂◂●○●●")
_MISSING = "?"
# Longer than any word of a text: an address, that must be able to break.
_UNBROKEN = re.compile(r"\S{36,}")
_BREAK = "\u200b"


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts inside Typst, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def printable(text: str) -> str:
    """Return the text with only characters that the fonts have, and with breaks."""
    if _UNUSUAL.search(text):
        text = _UNUSUAL.sub(_shown, unicodedata.normalize("NFC", text))
    return _UNBROKEN.sub(_breakable, text)


def surely_printable(text: str) -> str:
    """Return the text with only what the text font itself has.

    For a document in which characters that can each be shown cannot stand together,
    such as a figure under a sign of another script.
    """
    if _UNUSUAL.search(text):
        text = _UNUSUAL.sub(_plainest, unicodedata.normalize("NFC", text))
    return _UNBROKEN.sub(_breakable, text)


def _plainest(match: re.Match[str]) -> str:
    """Return the letter under an accent, or a box."""
    plain = unicodedata.normalize("NFKD", match[0])
    return _UNUSUAL.sub("", plain) or _MISSING


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return _BREAK.join(word[place : place + 12] for place in range(0, len(word), 12))


def _shown(match: re.Match[str]) -> str:
    return _stand_in(match[0])


@lru_cache(maxsize=8192)
def _stand_in(character: str) -> str:
    """Return the character, one like it, or a box; each is tried on the fonts once."""
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return ""
    for tried in (
        character,
        character.translate(_ALIKE),
        unicodedata.normalize("NFKC", character),
    ):
        if _has(tried):
            return tried
    return _MISSING


def _has(text: str) -> bool:
    source = b'#set document(title: "-")\n#set text(font: sys.inputs.font)\n'
    try:
        typst.compile(
            source + b"#sys.inputs.text",
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"text": text, "font": FAMILY},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True
