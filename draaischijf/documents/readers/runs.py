"""Building runs: text collected piece by piece, with even white space."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from draaischijf.documents.blocks import Run, Runs

_SPACES = re.compile(r"[^\S\n]+")
# Signs without a shape that office programs leave behind.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")


def tidy(runs: Iterable[Run]) -> Runs:
    """Make white space even, join runs of one style, and drop what is empty.

    Newlines inside are kept, without spaces around them and never two in a row; the
    whole neither begins nor ends with white space.
    """
    tidied: list[Run] = []
    last = "\n"
    for run in runs:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", run.text))
        text = re.sub(r" ?\n[ \n]*", "\n", text)
        if last in " \n":
            text = text.lstrip(" \n") if last == "\n" else text.removeprefix(" ")
        if not text:
            continue
        if text[0] == "\n" and last == " ":
            before = tidied.pop()
            if shorter := before.text[:-1]:
                tidied.append(replace(before, text=shorter))
        last = text[-1]
        if tidied and tidied[-1].same_style(run):
            tidied[-1] = replace(run, text=tidied[-1].text + text)
        else:
            tidied.append(replace(run, text=text))
    while tidied and not (text := tidied[-1].text.rstrip(" \n")):
        tidied.pop()
    if tidied:
        tidied[-1] = replace(tidied[-1], text=text)
    return tuple(tidied)


def plain_runs(text: str) -> Runs:
    """Return the text as one run without style."""
    return tidy([Run(text)])


def ordinary_colour(colour: str | None) -> str | None:
    """Return "#rrggbb" in small letters, or None for black: that says nothing."""
    if not colour or not re.fullmatch(r"#?[0-9A-Fa-f]{6}", colour):
        return None
    shown = "#" + colour.removeprefix("#").lower()
    return None if shown == "#000000" else shown
