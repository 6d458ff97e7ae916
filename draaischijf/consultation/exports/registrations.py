"""Who registered for a gathering as a file, without addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _t

from draaischijf.consultation.models import Meeting, Registration
from draaischijf.core.exports import Row

LONGEST_NAME = 60


def file_name(meeting: Meeting) -> str:
    """Return the name of the file without its ending: what, for which, when."""
    parts = [_t("registrations"), slugify(meeting.title)[:LONGEST_NAME]]
    parts += [meeting.day.isoformat()] if meeting.day else []
    return "-".join(part for part in parts if part)


def registration_headers() -> list[str]:
    """Return the heads."""
    return [_t("Name"), _t("Organisation"), _t("State"), _t("Registered on")]


def registration_cells(rows: Iterable[Registration]) -> Iterator[Row]:
    """Turn registrations into cells, in the order of `registration_headers`.

    Nobody sees the address of who registered, as the page promised.
    """
    for one in rows:
        yield [one.name, one.organisation_name, one.get_state_display(), one.at]
