"""What a writer knows of the house style: no rows, no requests, no files to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from draaischijf.reporting.content import Tone

PETROL, MARIGOLD = "#0f4c5c", "#f2b134"
INK, SOFT, LINE = "#1c2a29", "#4c5b58", "#d8dcd4"

# What WCAG asks of text against its ground.
READABLE = 4.5

# How a tone looks on white paper; the words beside it say the same. Each is at least
# 4.5 to 1 against white.
TONES: dict[str, str] = {
    Tone.NEW: "#0a5a9c",
    Tone.GONE: "#a3262a",
    Tone.CHANGED: "#6b3f93",
    Tone.DONE: "#1f7a4d",
    Tone.WAITING: "#8f5000",
    Tone.SOFT: SOFT,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How an office wants its documents to look; every part has a sensible default."""

    colour: str = PETROL
    accent: str = MARIGOLD
    logo: bytes | None = None
    # "png" or "jpg", as the content says.
    logo_type: str = ""
    logo_text: str = ""
    address_line: str = ""
    # A Word template with the fields of writers/word/template.py.
    template: bytes | None = None

    @classmethod
    def default(cls) -> Self:
        """Return the style of an office that gave nothing."""
        return cls()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def dark_enough(colour: str) -> str:
    """Return the colour, or the nearest darker one that reads on white paper."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    shade = colour
    for share in range(100, 0, -2):
        shade = "#" + "".join(f"{part * share // 100:02x}" for part in parts)
        if contrast(shade, "#ffffff") >= READABLE:
            break
    return shade


def text_on(colour: str) -> str:
    """Return white or ink, whichever reads best on a colour."""
    return max(("#ffffff", INK), key=lambda text: contrast(text, colour))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
