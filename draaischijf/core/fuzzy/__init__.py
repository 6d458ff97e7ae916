"""Dates as they stand in plans and reports: exact where they are, vague where not.

The verbatim text is always kept. `start` and `end` are the first and last day that the
words allow, so that vague dates can be filtered and sorted among exact ones.

Seasons are whole months: voorjaar 1 March to 31 May, zomer June to August, najaar
September to November, winter 1 December to the end of February of the next year.
"""

from __future__ import annotations

from draaischijf.core.fuzzy.date import FuzzyDate, FuzzyKind
from draaischijf.core.fuzzy.reading import (
    leading_date,
    leading_vague_date,
    parse_fuzzy,
    stored_fuzzy,
)
from draaischijf.core.fuzzy.wording import format_fuzzy

__all__ = [
    "FuzzyDate",
    "FuzzyKind",
    "format_fuzzy",
    "leading_date",
    "leading_vague_date",
    "parse_fuzzy",
    "stored_fuzzy",
]
