"""Screening in a form: certain findings are refused, doubtful ones ask to be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from draaischijf.core.screening.findings import Finding
from draaischijf.core.screening.marking import Mark, findings_as_json, marked_html
from draaischijf.core.screening.screen import is_blocking, screen


@dataclass(frozen=True)
class FieldScreening:
    """What was found in one field, for `core/ui/screening.html`."""

    name: str
    findings: tuple[Finding, ...]
    marked: SafeString
    is_accepted: bool

    @property
    def is_blocking(self) -> bool:
        return is_blocking(self.findings)

    @property
    def is_refused(self) -> bool:
        """Whether the field cannot be saved as it stands."""
        return self.is_blocking or (bool(self.findings) and not self.is_accepted)

    @property
    def token(self) -> str:
        """The value of the box "keep it anyway"; see `acceptance`."""
        return acceptance(self.name, self.findings)


@dataclass(frozen=True)
class Screening:
    """What was found in a form: per field for the page, as marks for the row."""

    fields: Mapping[str, FieldScreening]

    @property
    def marks(self) -> list[Mark]:
        """The findings to store on the row, each with the name of its field."""
        return [
            {"field": field.name, **mark}
            for field in self.fields.values()
            for mark in findings_as_json(field.findings)
        ]

    @property
    def is_refused(self) -> bool:
        return any(field.is_refused for field in self.fields.values())


class ClientDataFound(ValidationError):  # noqa: N818 a finding, not a fault
    """A form holds client data; `screening` says where, for the page."""

    def __init__(self, screening: Screening) -> None:
        super().__init__(
            {
                field.name: ValidationError(_message(field), code="client_data")
                for field in screening.fields.values()
                if field.is_refused
            }
        )
        self.screening = screening


def acceptance(name: str, findings: Iterable[Finding]) -> str:
    """Return what the box "keep it anyway" of a field sends.

    Made from the very words in doubt, so that a tick never covers a doubt that was
    typed after it. It cannot be read back to those words on sight and is not stored.
    """
    words = "\x1f".join(sorted(finding.text for finding in findings))
    digest = hashlib.sha256(f"{name}\x1f{words}".encode("utf-8", "replace"))
    return f"{name}:{digest.hexdigest()[:16]}"


def screen_fields(
    cleaned_data: Mapping[str, Any],
    names: Iterable[str],
    *,
    accepted: Collection[str] | bool,
    known_names: Collection[str] = (),
    known_places: Collection[str] = (),
) -> Screening:
    """Screen the named fields of a form, to be called from its `clean()`.

    `accepted` holds the values of the boxes "keep it anyway" that were ticked, or is
    True for input that has no page to ask on. Returns what was found, with the marks
    to store; raises ClientDataFound, an error per field, if something is certain or
    is in doubt and was not accepted. Fields that are absent or empty are passed by.
    """
    fields = {}
    for name in names:
        text = cleaned_data.get(name) or ""
        findings = tuple(
            screen(text, known_names=known_names, known_places=known_places)
        )
        if not findings:
            continue
        fields[name] = FieldScreening(
            name=name,
            findings=findings,
            marked=marked_html(text, findings),
            is_accepted=accepted is True
            or (accepted is not False and acceptance(name, findings) in accepted),
        )
    screening = Screening(fields)
    if screening.is_refused:
        raise ClientDataFound(screening)
    return screening


def _message(field: FieldScreening) -> Any:
    if field.is_blocking:
        return _(
            "This holds something about one person. Take out what is marked below, or "
            "write it in a more general way."
        )
    return _(
        "This may hold something about one person. Change what is marked below, or say "
        "that it can stay."
    )
