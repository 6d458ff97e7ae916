"""Other words for a signal: proposed by a member, accepted or declined by an editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.signals.forms.about_signal import LONGEST, SignalForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Organisation
    from draaischijf.signals.models import PolicySignal, WordingProposal

ACCEPT, DECLINE = "accept", "decline"


class ProposeForm(SignalForm):
    """Other words for the title or the statement, and why."""

    screened = ("title", "statement", "reason")
    organisation = forms.TypedChoiceField(label=_("For which organisation"), coerce=int)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    reason = forms.CharField(
        label=_("Why other words?"),
        max_length=LONGEST,
        help_text=_("What is not right, not clear or not neutral as it is now?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        speaks_for: Sequence[Organisation],
    ) -> None:
        initial: dict[str, Any] = {
            "title": signal.title,
            "statement": signal.statement,
            "organisation": speaks_for[0].pk if len(speaks_for) == 1 else None,
        }
        super().__init__(data, signal=signal, initial=initial)
        self.speaks_for = {one.pk: one for one in speaks_for}
        offer(self, "organisation", [(one.pk, one.name) for one in speaks_for])

    @property
    def chosen(self) -> Organisation:
        """The organisation that proposes."""
        return self.speaks_for[self.cleaned_data["organisation"]]


class SettleForm(SignalForm):
    """The words it becomes, as proposed or adjusted; or a word why not."""

    screened = ("title", "statement", "answer")
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    answer = forms.CharField(
        label=_("A word to the organisation"),
        required=False,
        max_length=LONGEST,
        help_text=_("Needed when you leave the words as they are."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(
        choices=[(ACCEPT, ACCEPT), (DECLINE, DECLINE)],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, proposal: WordingProposal
    ) -> None:
        initial = {"title": proposal.title, "statement": proposal.statement}
        super().__init__(data, signal=proposal.signal, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") == DECLINE and not cleaned.get("answer"):
            self.add_error("answer", _t("Write in a few words why not."))
        return cleaned

    @property
    def declines(self) -> bool:
        return self.cleaned_data.get("decision") == DECLINE
