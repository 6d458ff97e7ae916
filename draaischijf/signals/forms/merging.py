"""Which number and which words stay when two signals go on as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.forms.about_signal import SignalForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal
    from draaischijf.signals.queries.merge_page import MergePage


class NoteForm(SignalForm):
    """A word for the file with what is done."""

    screened = ("note",)
    note = forms.CharField(
        label=_("A note for the file"),
        help_text=_("Only partners read it, in the timeline."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def said(self) -> str:
        return str(self.cleaned_data["note"])


class MergeForm(NoteForm):
    """One merge. `step` is what the pressed button asks for."""

    PREVIEW, GO, CHANGE = "preview", "go", "change"

    field_order = ("stays", "words", "note")
    step = forms.ChoiceField(
        choices=[(PREVIEW, PREVIEW), (GO, GO), (CHANGE, CHANGE)],
        required=False,
        widget=forms.HiddenInput,
    )
    stays = forms.TypedChoiceField(
        label=_("Which number stays?"), coerce=int, widget=forms.RadioSelect
    )
    words = forms.TypedChoiceField(
        label=_("Whose title and text stay?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        page: MergePage,
    ) -> None:
        first = page.able[0].signal.number if page.able else None
        initial: dict[str, Any] = {"stays": first, "words": first}
        super().__init__(data, signal=signal, initial=initial)
        self._offer("stays", [side.signal for side in page.able])
        self._offer("words", page.pair)
        self.fields["stays"].help_text = " ".join(page.reasons)

    def _offer(self, name: str, signals: list[PolicySignal]) -> None:
        field: Any = self.fields[name]
        field.choices = [(one.number, f"{one.number}. {one.title}") for one in signals]

    @property
    def wants(self) -> str:
        """The step that was asked for; the preview where nothing makes sense."""
        return str(self.cleaned_data.get("step") or self.PREVIEW)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values to send along unseen while it is looked at."""
        pairs = [
            (name, str(self.data.get(name, ""))) for name in ("stays", "words", "note")
        ]
        ticked = self.cleaned_data.get("accepted", [])
        return [*pairs, *(("accepted", one) for one in ticked)]
