"""Where one of the elements the law asks can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from draaischijf.core.meanwhile import MindsOthers
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import ACCEPTED, CheckedUpload, check_upload
from draaischijf.plans.forms.approval import AboutPlanForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.plans.models import ActionPlan, LegalElement


class LegalForm(MindsOthers, AboutPlanForm):
    """Words, a link, a file: one of the three is enough."""

    screened = ("note",)
    note = forms.CharField(
        label=_("Where it stands"),
        required=False,
        max_length=2000,
        help_text=_("For example: part 2 of the plan, pages 8 to 21."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A PDF, a picture or a text (.docx, .odt) of at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    drop_file = forms.BooleanField(label=_("Take the file away"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        plan: ActionPlan,
        element: LegalElement | None,
    ) -> None:
        initial = {"note": element.note, "link": element.link} if element else {}
        super().__init__(data, files, plan=plan, initial=initial)
        if element is None or element.file is None:
            del self.fields["drop_file"]
        self.mind("note", "link")

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("A link starts with https:// or http://."))
        return link

    def clean_file(self) -> CheckedUpload | None:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return check_upload(upload)
        except UploadRefused as error:
            raise ValidationError(error.message) from error

    @property
    def keeps_file(self) -> bool:
        return not self.cleaned_data.get("drop_file")
