"""What the screening doubted in a report, marked in its text or left out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from draaischijf.core.prose import HIT_END, HIT_START
from draaischijf.core.screening.marking import findings_from_json

if TYPE_CHECKING:
    from draaischijf.signals.models import PreSignal


def with_doubts(text: str, marks: Iterable[dict[str, Any]]) -> str:
    """Return the text with what the screening doubted between the marks of a hit."""
    return _each_doubt(text, marks, lambda doubt: f"{HIT_START}{doubt}{HIT_END}")


def without_doubts(report: PreSignal) -> str:
    """Return the problem without what the screening doubted, to start a signal from."""
    marks = [one for one in report.screening if one.get("field") == "problem"]
    return _each_doubt(report.problem, marks, lambda _doubt: "…").strip()


def _each_doubt(
    text: str, marks: Iterable[dict[str, Any]], change: Callable[[str], str]
) -> str:
    pieces: list[str] = []
    place = 0
    for one in findings_from_json(marks, text):
        if one.start >= place:
            doubt = text[one.start : one.end]
            pieces += [text[place : one.start], change(doubt)]
            place = one.end
    return "".join([*pieces, text[place:]])
