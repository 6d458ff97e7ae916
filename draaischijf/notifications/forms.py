"""What is posted to the page that stops mails."""

from __future__ import annotations

from django import forms


class StopForm(forms.Form):
    """Without anything it stops: that is what a mail program posts."""

    again = forms.BooleanField(required=False)
