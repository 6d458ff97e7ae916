"""The documents the demonstration's offices already had, through the real importers."""

from __future__ import annotations

from django.conf import settings

from draaischijf.website import imports
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast

# When, into which partnership, which file of examples/.
FILES: tuple[tuple[int, str, str], ...] = (
    (345, "durmeland", "afkortingen.md"),
    (340, "durmeland", "durmeland-overleg-2025.md"),
    (338, "lokelare", "lokelare-vergaderingen-2025.xlsx"),
    (330, "scheldekant", "scheldekant-jaarverslag-2024.xlsx"),
    (322, "durmeland", "durmeland-jaarplan-2026.docx"),
    (316, "lokelare", "lokelare-jaarplan-2026.txt"),
    (300, "scheldekant", "scheldekant-jaarverslag-signalen-2025.docx"),
    (296, "scheldekant", "scheldekant-jaarverslag-2025.docx"),
    (290, "scheldekant", "scheldekant-jaarplan-2026.pdf"),
    (180, "lokelare", "lokelare-traject-2026-2031.docx"),
    (120, "lokelare", "lokelare-signalen-2026.md"),
    (31, "scheldekant", "scheldekant-werkagenda.pdf"),
    (30, "scheldekant", "scheldekant-werkagenda.html"),
    (26, "durmeland", "molenhoek-werkagenda.txt"),
    (24, "durmeland", "durmeland-werkagenda-2027.docx"),
    (21, "lokelare", "lokelare-werkagenda-2027.xlsx"),
)


def plan(calendar: Calendar, casts: dict[str, Cast]) -> None:
    """Put the import of each document on the calendar."""
    for days_ago, slug, name in FILES:
        cast = casts[slug]
        calendar.on(days_ago, name, lambda c=cast, n=name: _take_over(c, n))  # type: ignore[misc]


def _take_over(cast: Cast, name: str) -> None:
    data = (settings.ROOT / "examples" / name).read_bytes()
    actor = cast.coordinator
    run = imports.stage_file(cast.partnership, data, name, actor=actor)
    imports.commit_run(run, actor=actor)
