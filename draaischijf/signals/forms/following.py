"""What is filled in between publishing and closing: each form takes half a minute."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer
from draaischijf.people.asking import OrganisationField
from draaischijf.signals.enums import ActorRole, AgreementResult, Route
from draaischijf.signals.forms.about_signal import (
    LONGEST,
    SignalForm,
    WithOrganisation,
)
from draaischijf.signals.queries.following_up import name_in_role

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Organisation
    from draaischijf.signals.models import Challenge, Letter, PolicySignal


class AgreeForm(SignalForm):
    """What an organisation of the working group says to a signal."""

    screened = ("remark",)
    focus = "organisation"
    organisation = forms.TypedChoiceField(label=_("For which organisation"), coerce=int)
    result = forms.ChoiceField(
        label=_("What does it say"),
        choices=AgreementResult.choices,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST,
        help_text=_("Needed with an objection or a remark: what has to be different?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        speaks_for: Sequence[Organisation],
    ) -> None:
        super().__init__(data, signal=signal)
        self.speaks_for = {one.pk: one for one in speaks_for}
        offer(self, "organisation", [(one.pk, one.name) for one in speaks_for])
        if len(speaks_for) == 1:
            self.initial["organisation"] = speaks_for[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_words = {AgreementResult.OBJECT, AgreementResult.AGREE_WITH_REMARK}
        if cleaned.get("result") in needs_words and not cleaned.get("remark"):
            self.add_error("remark", _t("Write in a few words what the remark is."))
        return cleaned

    @property
    def chosen(self) -> Organisation:
        """The organisation that is spoken for."""
        return self.speaks_for[self.cleaned_data["organisation"]]


class DecideForm(WithOrganisation):
    """What a body decided."""

    screened = ("body", "reference", "text", "lead")
    focus = "body"
    folded = ("text", "reference")
    body = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        help_text=_("The steering group, the College, the council …"),
    )
    date = DayField(label=_("When"))
    route = forms.ChoiceField(
        label=_("How is it taken up"), choices=Route.choices, widget=forms.RadioSelect
    )
    lead = OrganisationField(
        label=_("Who takes the lead"),
        help_text=_("An organisation from the list, or as you would write it."),
    )
    challenge = forms.TypedChoiceField(
        label=_("Under which challenge of the year"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    text = forms.CharField(
        label=_("What was decided"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reference = forms.CharField(
        label=_("Reference of the decision"), required=False, max_length=100
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        challenges: Sequence[Challenge],
    ) -> None:
        initial = {
            "date": timezone.localdate(),
            "route": signal.route,
            "lead": name_in_role(signal, ActorRole.LEAD),
        }
        super().__init__(data, signal=signal, initial=initial)
        self.challenges = {one.pk: one for one in challenges}
        if challenges:
            offer(
                self,
                "challenge",
                [
                    ("", _("none")),
                    *((one.pk, str(one)) for one in challenges),
                ],
            )
        else:
            del self.fields["challenge"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("challenge") and cleaned.get("route") != Route.CHALLENGE:
            self.add_error(
                "challenge",
                _t("Only what is taken up as a challenge stands under one."),
            )
        return cleaned

    @property
    def chosen_challenge(self) -> Challenge | None:
        return self.challenges.get(self.cleaned_data.get("challenge") or 0)


class LetterForm(SignalForm):
    """The dated letter to a higher authority."""

    screened = ("addressee", "reference")
    focus = "addressee"
    folded = ("reference", "answer_awaited")
    addressee = forms.CharField(label=_("To whom"), max_length=200)
    sent = DayField(label=_("Sent on"))
    reference = forms.CharField(label=_("Reference"), required=False, max_length=100)
    answer_awaited = DayField(
        label=_("Answer awaited by"), required=False, may_come=True
    )

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        initial = {
            "addressee": name_in_role(signal, ActorRole.ADDRESSEE),
            "sent": timezone.localdate(),
        }
        super().__init__(data, signal=signal, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent, awaited = cleaned.get("sent"), cleaned.get("answer_awaited")
        if sent and awaited and awaited < sent:
            self.add_error(
                "answer_awaited", _t("This day lies before the letter was sent.")
            )
        return cleaned


class LetterAnswerForm(SignalForm):
    """What the higher authority answered."""

    screened = ("answer",)
    focus = "answer"
    answered = DayField(label=_("Answered on"))
    answer = forms.CharField(
        label=_("What they answered"),
        max_length=LONGEST,
        help_text=_("In a few sentences; the letter itself stays in your file."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, signal: PolicySignal, letter: Letter
    ) -> None:
        initial = {
            "answered": letter.answered or timezone.localdate(),
            "answer": letter.answer,
        }
        super().__init__(data, signal=signal, initial=initial)
        self.letter = letter

    def clean_answered(self) -> datetime.date:
        answered: datetime.date = self.cleaned_data["answered"]
        if answered < self.letter.sent:
            raise ValidationError(_("This day lies before the letter was sent."))
        return answered


class AgreedActionForm(SignalForm):
    """What somebody will do."""

    screened = ("what", "who")
    focus = "what"
    what = forms.CharField(
        label=_("What will be done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    who = forms.CharField(label=_("Who does it"), max_length=200)
    by = DayField(label=_("By when"), required=False, may_come=True)

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        lead = name_in_role(signal, ActorRole.LEAD)
        super().__init__(data, signal=signal, initial={"who": lead})


class ActionDoneForm(SignalForm):
    """The day an agreed action was done."""

    screened = ()
    focus = "done"
    done = DayField(label=_("Done on"))

    def __init__(self, data: QueryDict | None = None, *, signal: PolicySignal) -> None:
        initial = {"done": timezone.localdate()}
        super().__init__(data, signal=signal, initial=initial)
