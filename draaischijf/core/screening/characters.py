"""Pieces of patterns that several rules share.

Every pattern of the screening reads hostile text in linear time: repetitions are
bounded or possessive, and no two neighbours can match the same character.
"""

from __future__ import annotations

# Blanks that stay on the line, as a piece of a character class.
BLANK = r" \t\u00a0\u2009\u202f"
# A letter, with the accent that may be written as a character of its own.
LETTER = r"[^\W\d_][\u0300-\u036f]*+"
# A word with its inner hyphens and apostrophes.
WORD = rf"(?:{LETTER})(?:['’\-‐‑]?{LETTER})*+"
