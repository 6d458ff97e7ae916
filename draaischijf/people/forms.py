"""Forms about organisations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class JudgeNameForm(forms.Form):
    """Is this other name the same organisation?"""

    same = forms.ChoiceField(
        label=_("Is it the same organisation?"),
        choices=[("yes", _("Yes, the same")), ("no", _("No, another one"))],
    )
