"""Findings on screen and in storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

Mark = dict[str, Any]


def marked_html(text: str, findings: Iterable[Finding]) -> SafeString:
    """Return the text as HTML with `<mark>` around the findings; all else is escaped.

    A finding that no longer fits the text, or overlaps an earlier one, is passed by.
    """
    pieces: list[str] = []
    place = 0
    for one in sorted(findings, key=lambda one: one.start):
        if one.start < place or one.end > len(text):
            continue
        pieces.append(escape(text[place : one.start]))
        pieces.append(f"<mark>{escape(text[one.start : one.end])}</mark>")
        place = one.end
    pieces.append(escape(text[place:]))
    return mark_safe("".join(pieces))


def findings_as_json(findings: Iterable[Finding]) -> list[Mark]:
    """Return kind, place and certainty of each finding; never a word of the text."""
    return [
        {
            "kind": one.kind.value,
            "start": one.start,
            "end": one.end,
            "certainty": one.certainty.value,
        }
        for one in findings
    ]


def findings_from_json(marks: Iterable[Mapping[str, Any]], text: str) -> list[Finding]:
    """Return the stored findings on the text they were made for, in order.

    Marks beyond the end of the text, or of a kind that is gone, are left out: the text
    may have been redacted since.
    """
    found = []
    for mark in marks:
        span = (mark["start"], mark["end"])
        if mark["kind"] not in Kind.values or not 0 <= span[0] < span[1] <= len(text):
            continue
        certainty = Certainty(mark["certainty"])
        found.append(finding(Kind(mark["kind"]), text, span, certainty=certainty))
    return sorted(found, key=lambda one: one.start)
