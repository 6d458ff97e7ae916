"""How many heads were counted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_HEADS = 2000


def _number(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_HEADS, required=required
    )


class HeadsForm(forms.Form):
    """Heads by party; an empty field is nobody, of organisations: not counted."""

    city = _number(_("of the city"))
    ocmw = _number(_("of the OCMW"))
    private = _number(_("private"))
    other = _number(_("others"))
    organisations = _number(_("organisations"))

    @property
    def heads(self) -> dict[str, int | None]:
        """What was counted, as `count_heads` takes it."""
        given = self.cleaned_data
        people = {
            name: given[name] or 0 for name in ("city", "ocmw", "private", "other")
        }
        return {**people, "organisations": given["organisations"]}
