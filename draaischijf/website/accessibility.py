"""What the accessibility statement says that changes with a version: dates, exceptions.

Change it when a version goes out: what was looked at, when, and what does not conform.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Shortfall:
    """What does not conform: which rule, why, and what to do instead."""

    what: Promise
    rule: str
    why: Promise
    instead: Promise


@dataclass(frozen=True)
class Statement:
    """The parts of the statement that a version has to look at again."""

    made: datetime.date
    reviewed: datetime.date
    shortfalls: Sequence[Shortfall]


STATEMENT = Statement(
    made=datetime.date(2026, 11, 26),
    reviewed=datetime.date(2026, 11, 26),
    shortfalls=(
        Shortfall(
            _("Files people send along with a report"),
            "WCAG 1.1.1, 1.3.1",
            _("They come from others and are kept as they came."),
            _("Ask the coordinator to tell you what is in it, or for another form."),
        ),
        Shortfall(
            _("Word and Excel files in the house style of an office"),
            "WCAG 1.3.1",
            _("How a template of an office is built is decided by that office."),
            _("The same document is there as a web page and as accessible PDF."),
        ),
        Shortfall(
            _("Texts in old documents that were imported"),
            "WCAG 3.1.2, 3.1.4",
            _("Words in another language and abbreviations stand there unmarked."),
            _("Abbreviations of the list of the partnership are explained in place."),
        ),
    ),
)
