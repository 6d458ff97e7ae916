"""Somebody else sees the same problem: "ook bij ons"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.enums import PeopleRange
from draaischijf.signals.forms.raised import RaisedForm
from draaischijf.signals.forms.screened import LONGEST_TEXT

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


class SupportForm(RaisedForm):
    """Where, how many, since when, and in one's own words. Gives a `Support`."""

    screened = ("since", "note", "organisation_name")
    field_order = ["areas", "people", "since", "note"]

    note = forms.CharField(
        label=_("How do you see it?"),
        help_text=_(
            "What is the same with you, what is different? Nothing about one person."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    # Whether it was a report until somebody saw that the signal is there already.
    comes_from_report = False

    @classmethod
    def from_report(
        cls, given: QueryDict, *, partnership: Partnership, user: Visitor
    ) -> SupportForm:
        """Return the form with what was filled in for a report, not yet sent."""
        form = cls(partnership=partnership, user=user)
        words = (given.get("problem", ""), given.get("example", ""))
        note = "\n\n".join(one.strip() for one in words if one.strip())
        form.initial = {
            **form.initial,
            "areas": given.getlist("areas"),
            "people": given.get("people", PeopleRange.UNKNOWN),
            "since": given.get("since", "")[:120],
            "note": note[:LONGEST_TEXT],
            "organisation_name": given.get("organisation_name", "")[:200],
            "email": given.get("email", "")[:254],
        }
        form.comes_from_report = True
        return form

    @property
    def support(self) -> Support:
        return Support(note=self.cleaned_data["note"], **self.raised)
