"""Samples of the path, and the states beside it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from draaischijf.core.pieces import Step

PHASES = (
    "Opgemerkt",
    "Verzameld",
    "Gebundeld",
    "Geanalyseerd",
    "Gerapporteerd",
    "Beslist",
    "In actie",
    "Teruggekoppeld",
)
DATES = (
    dt.date(2026, 2, 12),
    dt.date(2026, 2, 16),
    dt.date(2026, 3, 3),
    dt.date(2026, 4, 21),
    dt.date(2026, 6, 2),
    dt.date(2026, 9, 18),
    dt.date(2026, 10, 1),
    dt.date(2026, 12, 15),
)


def path_at(current: int, *, notes: dict[int, str] | None = None) -> list[Step]:
    """Return a path that stands at phase `current`; 9 is past the end."""
    steps = []
    for number, (label, date) in enumerate(zip(PHASES, DATES, strict=True), start=1):
        state = "todo"
        if number < current:
            state = "done"
        elif number == current:
            state = "current"
        steps.append(
            Step(
                number,
                label,
                state,
                date if number <= current else None,
                (notes or {}).get(number, ""),
            )
        )
    return steps


def _skipping_path() -> list[Step]:
    return [
        Step(step.number, step.label, "skipped") if step.number == 3 else step
        for step in path_at(5, notes={8: "uiterlijk in december"})
    ]


STATES = (
    ("submitted", "ontvangen"),
    ("in_review", "in afweging"),
    ("question", "vraag aan de melder"),
    ("linked", "deel van een signaal"),
    ("handled_internally", "opgelost binnen de organisatie"),
    ("not_a_signal", "doorverwezen"),
    ("withdrawn", "ingetrokken"),
    ("bundling", "gebundeld"),
    ("analysis", "in analyse"),
    ("published", "gerapporteerd"),
    ("decided", "beslist"),
    ("in_action", "in actie"),
    ("closed", "teruggekoppeld"),
    ("parked", "geparkeerd"),
    ("not_retained", "niet weerhouden"),
    ("object", "maakt bezwaar"),
)

LIVES = (
    ("new", "nieuw"),
    ("continued", "loopt door"),
    ("adapted", "aangepast"),
    ("permanent", "permanent"),
    ("postponed", "uitgesteld"),
    ("phasing_out", "uitdovend"),
    ("not_extended", "niet verlengd"),
    ("completed", "afgerond"),
    ("unknown", "nog te bevestigen"),
    ("pro_memorie", "pro memorie"),
)

PATHS = (
    (_("Just noticed"), path_at(1)),
    (_("In action"), path_at(7, notes={7: "6 van 9 acties lopen"})),
    (_("Reported back"), path_at(9)),
    (_("A phase skipped"), _skipping_path()),
)
