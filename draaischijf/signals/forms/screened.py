"""Forms whose texts are screened before they are kept, and the check while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from draaischijf.core.screening.forms import (
    ClientDataFound,
    FieldScreening,
    Screening,
    screen_fields,
)
from draaischijf.people.queries import municipalities_of
from draaischijf.signals.queries.weighing import known_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.utils.functional import Promise

    from draaischijf.people.models import Partnership

MOST_TICKS = 20
LONGEST_TEXT = 4000
# Every text that is checked when it is left; a name means one field on the whole site,
# so that the check needs to know no form.
SCREENED = ("problem", "for_whom", "since", "example", "note", "answer", "reason")


class TokensField(forms.Field):
    """What a form carries along: the boxes "keep it anyway" that were ticked, files."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[str]:
        return [str(one)[:200] for one in value or []][:MOST_TICKS]


class ScreenedForm(forms.Form):
    """A form whose texts are screened for client data before anything is kept.

    `screened` names the fields. After validation `screening` says what was found,
    also where it was accepted; with HTMX a field is read over as soon as it is left.
    """

    screened: tuple[str, ...] = ()
    is_checked_when_left = True
    accepted = TokensField(required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        partnership: Partnership,
        **rest: Any,
    ) -> None:
        super().__init__(data, files, **rest)
        self.partnership = partnership
        self.screening: Screening | None = None
        if self.is_checked_when_left:
            url = reverse("signals:report_check", args=[partnership.slug])
            for name in self.screened:
                self.fields[name].widget.attrs.update(_checked_when_left(name, url))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            self.screening = screen_fields(
                cleaned,
                self.screened,
                accepted=cleaned.get("accepted", []),
                known_names=known_names(self.partnership),
                known_places=places_of(self.partnership),
            )
        except ClientDataFound as found:
            self.screening = found.screening
            raise
        return cleaned

    @property
    def found(self) -> dict[str, FieldScreening]:
        """What the screening found, by field; for the template."""
        return dict(self.screening.fields) if self.screening else {}

    @property
    def marks(self) -> tuple[dict[str, Any], ...]:
        """The doubts that were kept, to store on the row."""
        return tuple(self.screening.marks) if self.screening else ()

    def refuse(self, reason: Promise | str) -> None:
        """Add a reason why it does not go now; what was typed stays in its fields."""
        self.is_valid()
        self.add_error(None, str(reason))


class CheckForm(forms.Form):
    """One text that was just left, to be read over before it is sent."""

    name = forms.ChoiceField(choices=[(one, one) for one in SCREENED])
    text = forms.CharField(required=False, max_length=2 * LONGEST_TEXT)
    accepted = TokensField(required=False)

    def found(self, partnership: Partnership) -> FieldScreening | None:
        """Return what stands in the text, or None when nothing points at one person."""
        name = self.cleaned_data["name"]
        given = {name: self.cleaned_data["text"]}
        ticked = self.cleaned_data["accepted"]
        try:
            screening = screen_fields(
                given,
                [name],
                accepted=ticked,
                known_names=known_names(partnership),
                known_places=places_of(partnership),
            )
        except ClientDataFound as found:
            screening = found.screening
        return screening.fields.get(name)


def places_of(partnership: Partnership) -> Collection[str]:
    """Return the names of the places here, which are no names of persons."""
    return [area.name for area in municipalities_of(partnership)]


def _checked_when_left(name: str, url: str) -> dict[str, str]:
    return {
        "hx-post": url,
        "hx-trigger": "change",
        "hx-target": f"#screening-{name}",
        "hx-swap": "innerHTML",
        "hx-params": f"{name},accepted",
        "hx-sync": "this:replace",
    }
