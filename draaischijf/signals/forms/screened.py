"""Texts of a report, read over while they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from draaischijf.core.screening.forms import (
    ClientDataFound,
    FieldScreening,
    screen_fields,
)
from draaischijf.people import asking
from draaischijf.people.asking import TokensField, places_of
from draaischijf.people.queries import known_names

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

LONGEST_TEXT = 4000
# Every text that is checked when it is left; a name means one field on the whole site,
# so that the check needs to know no form.
SCREENED = (
    "problem", "for_whom", "since", "example", "note", "answer", "reason",
    "organisation_name",
)  # fmt: skip


class ScreenedForm(asking.ScreenedForm):
    """A form of a report: with HTMX each text is read over as soon as it is left."""

    check_url_name = "signals:report_check"


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
