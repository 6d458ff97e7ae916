"""What is asked about an item of an agenda: what it is about, and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from draaischijf.bundles.models import SignalBundle
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.queries.about import (
    actions_to_choose,
    bundles_to_choose,
    plans_to_choose,
    signal_here,
)
from draaischijf.core.offering import offer_rows
from draaischijf.documents.asking import FilesField, FilesInput, checked_uploads
from draaischijf.documents.models import StoredFile
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.uploads import (
    ACCEPTED,
    CheckedUpload,
    check_count,
    store_upload,
)
from draaischijf.people.asking import TokensField, WordsForm
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.signals.queries.attachments import file_piece, keep_token, kept_files

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.consultation.models import AgendaItem
    from draaischijf.core.pieces import File
    from draaischijf.people.models import Partnership

LONGEST = 5000


class ItemForm(WordsForm):
    """One item of an agenda: the one thing it is about, and its documents."""

    screened = ("title", "text")
    title = forms.CharField(label=_("Title"), max_length=300)
    treatment = forms.ChoiceField(
        label=pgettext_lazy("agenda", "For"),
        choices=Treatment.choices,
        initial=Treatment.DISCUSSION,
        help_text=_(
            "What goes by consent is passed together, unless somebody asks to talk "
            "about it."
        ),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=600, required=False
    )
    text = forms.CharField(
        label=_("Explanation"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    signal = forms.IntegerField(
        label=_("About signal number"), min_value=1, max_value=9999999, required=False
    )
    plan_action = forms.ModelChoiceField(
        label=_("About an action"), queryset=PlanAction.objects.none(), required=False
    )
    plan = forms.ModelChoiceField(
        label=_("About a plan"), queryset=ActionPlan.objects.none(), required=False
    )
    bundle = forms.ModelChoiceField(
        label=_("About a signal bundle"),
        queryset=SignalBundle.objects.none(),
        required=False,
    )
    documents = FilesField(
        label=_("Documents"),
        required=False,
        help_text=_(
            "At most five: PDF, pictures or texts (.docx, .odt), each of at most 10 MB."
        ),
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    # Files that stay: of the item itself, and handed over before the form came back.
    kept = TokensField(required=False)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        reader: User,
        item: AgendaItem | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        self.reader = reader
        kept = item.files.order_by("pk") if item else ()
        self.own = {str(one.uuid): one for one in kept}
        self.stays = list(self.own.values())
        self.checked: list[CheckedUpload] = []
        offer_rows(self, "bundle", bundles_to_choose(partnership))
        # What an item is about stays among the choices, however long ago it ended.
        action, plan = (item.plan_action_id, item.plan_id) if item else (None, None)
        offer_rows(self, "plan_action", actions_to_choose(partnership, action))
        offer_rows(self, "plan", plans_to_choose(partnership, plan))
        actions: Any = self.fields["plan_action"]
        actions.label_from_instance = _with_its_plan

    def clean_documents(self) -> list[CheckedUpload]:
        return checked_uploads(self.cleaned_data["documents"], kept=self.checked)

    def clean(self) -> dict[str, Any]:
        # First of all: what is handed over stays, whatever has to be put right.
        self._count_files(self.cleaned_data.get("kept", []))
        cleaned = super().clean()
        number = cleaned.get("signal")
        if number:
            found = signal_here(self.reader, self.partnership, number)
            if found is None:
                self.add_error("signal", _t("There is no signal with this number."))
            cleaned["signal"] = found
        things = ("signal", "plan_action", "plan", "bundle")
        named = [cleaned.get(one) for one in things]
        if sum(one is not None for one in named) > 1:
            raise forms.ValidationError(
                _t(
                    "An item is about one thing: a signal, an action, a plan "
                    "or a bundle."
                )
            )
        return cleaned

    def _count_files(self, ticked: Sequence[str]) -> None:
        if self.data.get("key"):
            self.stays = [
                *(file for one, file in self.own.items() if one in ticked),
                *kept_files(
                    ticked, submission_key=self.form_key, partnership=self.partnership
                ),
            ]
        try:
            check_count(len(self.stays) + len(self.checked))
        except UploadRefused as error:
            self.checked = []
            self.add_error("documents", error.message)

    @cached_property
    def form_key(self) -> UUID:
        """What signs the files this very form carries along."""
        try:
            return UUID(str(self.data.get("key", "")))
        except ValueError:
            return uuid4()

    def keep_files(self) -> None:
        """Let the form carry along what was handed over, while it is put right."""
        self.stays, self.checked = [*self.stays, *self._stored()], []

    def _stored(self) -> list[StoredFile]:
        where = self.partnership.pk
        return [store_upload(one, partnership_id=where) for one in self.checked]

    @property
    def kept_rows(self) -> list[tuple[str, File]]:
        """The files that go along, each with what the form carries for it."""
        return [
            (
                one if (one := str(file.uuid)) in self.own
                else keep_token(file, self.form_key),
                file_piece(file),
            )
            for file in self.stays
        ]  # fmt: skip

    @property
    def facts(self) -> ItemFacts:
        given = self.cleaned_data
        return ItemFacts(
            title=given["title"],
            text=given["text"],
            treatment=Treatment(given["treatment"]),
            minutes=given["minutes"],
            signal=given["signal"],
            plan_action=given["plan_action"],
            plan=given["plan"],
            bundle=given["bundle"],
            files=(*self.stays, *self._stored()),
        )


def _with_its_plan(action: PlanAction) -> str:
    """Name an action with its plan: many go on from year to year."""
    return f"{action.title} ({action.plan.title})"
