"""What the forms of every higher module are built of.

Texts that are screened for client data before anything is kept, and organisations that
are typed by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from draaischijf.core.screening.forms import (
    ClientDataFound,
    FieldScreening,
    Screening,
    screen_fields,
)
from draaischijf.core.screening.screen import screen
from draaischijf.core.sent import sent_again
from draaischijf.people.queries import (
    known_names,
    municipalities_of,
    organisation_named,
    organisation_names,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.utils.functional import Promise

    from draaischijf.people.models import Organisation, Partnership

MOST_TICKS = 20
# Which finding a button wants replaced: a field, and where in its text.
_REPLACE = re.compile(r"(?P<name>[a-z_\d]{1,60}):(?P<start>\d{1,6}):(?P<end>\d{1,6})")


class TokensField(forms.Field):
    """What a form carries along: the boxes "keep it anyway" that were ticked, files."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[str]:
        return [str(one)[:200] for one in value or []][:MOST_TICKS]


class ScreenedForm(forms.Form):
    """A form whose texts are screened for client data before anything is kept.

    `screened` names the fields. After validation `screening` says what was found,
    also where it was accepted. With a `check_url_name` and HTMX a field is read over
    as soon as it is left.
    """

    screened: tuple[str, ...] = ()
    # The address that reads a text over while it is written; empty: only when sent.
    check_url_name = ""
    accepted = TokensField(required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        partnership: Partnership,
        also_known: Collection[str] = (),
        **rest: Any,
    ) -> None:
        super().__init__(data, files, **rest)
        self.partnership = partnership
        # Names of who takes part here for their work: no clients.
        self.also_known = frozenset(also_known)
        self.screening: Screening | None = None
        self.is_rewritten = False
        if self.check_url_name:
            url = reverse(self.check_url_name, args=[partnership.slug])
            for name in self.screened:
                self.fields[name].widget.attrs.update(_checked_when_left(name, url))

    def full_clean(self) -> None:
        if self.is_bound and not self.is_rewritten:
            self._put_in_place(str(self.data.get("replace", "")))
        super().full_clean()

    def is_valid(self) -> bool:
        """Whether everything can be kept; a text that was just rewritten is shown."""
        return super().is_valid() and not self.is_rewritten

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            self.screening = screen_fields(
                cleaned,
                self.screened,
                accepted=cleaned.get("accepted", []),
                known_names=self._known_names(),
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

    def _known_names(self) -> frozenset[str]:
        return known_names(self.partnership) | self.also_known

    def _put_in_place(self, asked: str) -> None:
        """Put the proposal of one finding in its text: without script a button asks it.

        What is asked is a field and a place; the words come from the screening alone.
        """
        match = _REPLACE.fullmatch(asked)
        if not match or match["name"] not in self.screened:
            return
        name, span = match["name"], (int(match["start"]), int(match["end"]))
        key = self.add_prefix(name)
        text = str(self.data.get(key, "")).strip()
        for one in screen(
            text,
            known_names=self._known_names(),
            known_places=places_of(self.partnership),
        ):
            if (one.start, one.end) == span:
                again = sent_again(self)
                again[key] = text[: one.start] + one.proposal + text[one.end :]
                self.data = again
                self.is_rewritten = True

    def refuse(self, reason: Promise | str) -> None:
        """Add a reason why it does not go now; what was typed stays in its fields."""
        self.is_valid()
        self.add_error(None, str(reason))


class WordsForm(ScreenedForm):
    """A form of a coordinator: its texts are screened when they are shown or kept."""

    screened: tuple[str, ...] = ("text",)

    @property
    def asked(self) -> list[tuple[forms.BoundField, FieldScreening | None]]:
        """The fields a person sees, each with what the screening found in it."""
        return [(field, self.found.get(field.name)) for field in self.visible_fields()]


class OrganisationField(forms.CharField):
    """An organisation by name: a known one is found, another is kept as written."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(max_length=200, **rest)
        self.widget.attrs.update({"list": "organisation-names", "autocomplete": "off"})


class NamesOrganisations(forms.Form):
    """A form with an organisation to type: `names` fills the list to choose from."""

    partnership: Partnership

    def names(self) -> list[str]:
        return organisation_names(self.partnership)

    def named(self, field: str) -> tuple[Organisation | None, str]:
        """Return the organisation that was meant, and the words as written."""
        words = str(self.cleaned_data.get(field, ""))
        return organisation_named(self.partnership, words), words


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
