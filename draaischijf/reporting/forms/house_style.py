"""The form of the house style: everything is optional, and says what it is good for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import TYPES, CheckedUpload, check_upload
from draaischijf.reporting.models import HouseStyle
from draaischijf.reporting.queries.house_styles import LOGO_TYPES
from draaischijf.reporting.writers.style import READABLE, contrast, dark_enough
from draaischijf.reporting.writers.word.fields import TemplateRefused, check

_WRITTEN = re.compile("#[0-9a-f]{6}")
if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[HouseStyle]
else:
    _ModelForm = forms.ModelForm

_COLOUR = forms.TextInput(attrs={"type": "color"})


class HouseStyleForm(_ModelForm):
    """Colours, logo, template and the line at the foot of every page."""

    template_file = forms.FileField(
        label=_("Your Word template"),
        help_text=_(
            "A .docx with your letterhead and {{ inhoud }} where the document goes. "
            "Download ours below to start from."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    drop_template = forms.BooleanField(
        label=_("Take this template away and use ours"), required=False
    )
    logo_file = forms.FileField(
        label=_("Your logo"),
        help_text=_("PNG or JPEG. For PDF and web page, and for our Word template."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    drop_logo = forms.BooleanField(label=_("Take this logo away"), required=False)

    class Meta:
        model = HouseStyle
        fields = ["colour", "accent", "address_line", "logo_text"]
        labels = {
            "colour": _("Main colour"),
            "accent": _("Second colour"),
            "address_line": _("Line at the foot of every page"),
            "logo_text": _("What the logo shows"),
        }
        help_texts = {
            "colour": _("For headings and the lines of tables, on white paper."),
            "accent": _("For a line here and there, and for “you are here”."),
            "address_line": _("Name, address, telephone, e-mail."),
            "logo_text": _(
                "For who cannot see it, such as “Logo of the city of Lokelare”."
            ),
        }
        widgets = {"colour": _COLOUR, "accent": _COLOUR}

    def clean_colour(self) -> str:
        """A heading in this colour must be readable on white paper."""
        colour: str = self.cleaned_data["colour"].lower()
        # What is no colour at all is for the model to say.
        if _WRITTEN.fullmatch(colour) and contrast(colour, "#ffffff") < READABLE:
            raise forms.ValidationError(
                _t(
                    "This colour is too light to read on white paper. Choose a darker "
                    "one; %(darker)s is the nearest."
                )
                % {"darker": dark_enough(colour)}
            )
        return colour

    def clean_accent(self) -> str:
        """Browsers and people write a colour in either case."""
        accent: str = self.cleaned_data["accent"].lower()
        return accent

    def clean_template_file(self) -> CheckedUpload | None:
        """Only a Word document with our fields, and nothing that runs."""
        checked = self._checked(
            "template_file",
            [TYPES["docx"]],
            _t("%(name)s is not a Word document. Choose a .docx."),
        )
        if checked:
            try:
                check(checked.content)
            except TemplateRefused as refused:
                raise forms.ValidationError(
                    [forms.ValidationError(problem) for problem in refused.problems]
                ) from refused
        return checked

    def clean_logo_file(self) -> CheckedUpload | None:
        """Only a picture that every format of ours can hold."""
        return self._checked(
            "logo_file",
            list(LOGO_TYPES),
            _t("%(name)s is not a PNG or JPEG. Save the logo as PNG and choose that."),
        )

    def clean(self) -> dict[str, Any]:
        """A logo without words would be nothing to who cannot see it."""
        cleaned = super().clean() or self.cleaned_data
        keeps = self.instance.logo_id and not cleaned.get("drop_logo")
        if (cleaned.get("logo_file") or keeps) and not cleaned.get("logo_text"):
            self.add_error(
                "logo_text", _t("Write what the logo shows, for who cannot see it.")
            )
        return cleaned

    def _checked(self, name: str, kinds: list[str], other: str) -> CheckedUpload | None:
        upload = self.cleaned_data.get(name)
        if not upload:
            return None
        try:
            checked = check_upload(upload)
        except UploadRefused as refused:
            raise forms.ValidationError(refused.message) from refused
        if checked.content_type not in kinds:
            raise forms.ValidationError(other % {"name": checked.name})
        return checked

    @property
    def words(self) -> dict[str, str]:
        """The texts and colours as they were given."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    @property
    def chosen_files(self) -> dict[str, CheckedUpload | None]:
        """The files that were chosen, and None for what is taken away."""
        chosen: dict[str, CheckedUpload | None] = {}
        for name in ("template", "logo"):
            if self.cleaned_data[f"drop_{name}"]:
                chosen[name] = None
            if self.cleaned_data[f"{name}_file"]:
                chosen[name] = self.cleaned_data[f"{name}_file"]
        return chosen
