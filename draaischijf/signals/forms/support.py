"""Somebody else sees the same problem: "ook bij ons"."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.forms.raised import RaisedForm
from draaischijf.signals.forms.screened import LONGEST_TEXT


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

    @property
    def support(self) -> Support:
        return Support(note=self.cleaned_data["note"], **self.raised)
