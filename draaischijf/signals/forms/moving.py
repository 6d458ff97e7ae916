"""What a move along the path asks: a date, a reason, an outcome, a word back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.day_fields import DayField
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import Outcome
from draaischijf.signals.forms.about_signal import LONGEST, SignalForm
from draaischijf.signals.workflow import Gate

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal
    from draaischijf.signals.queries.signal_moves import MoveView

# Ten years: longer than any plan of this field.
LONGEST_WAIT = datetime.timedelta(days=3653)


class MoveForm(SignalForm):
    """One move. `step` is what the pressed button asks for."""

    PREVIEW, GO, CHANGE = "preview", "go", "change"

    screened = ("reason", "feedback", "note")
    step = forms.ChoiceField(
        choices=[(PREVIEW, PREVIEW), (GO, GO), (CHANGE, CHANGE)], required=False
    )
    until = DayField(
        label=_("Until when"),
        may_come=True,
        help_text=_("On this day it is taken up again by itself."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    feedback = forms.CharField(
        label=_("What do you tell those who raised it"),
        help_text=_(
            "In plain words: what was done, what changed, what did not. This goes to "
            "everybody who raised or supports the signal, and stands on its page."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    note = forms.CharField(
        label=_("A note for the file"),
        help_text=_("Only partners read it, in the timeline."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    needed_by = {
        "until": Gate.DATE,
        "reason": Gate.REASON,
        "outcome": Gate.OUTCOME,
        "feedback": Gate.FEEDBACK,
    }

    def __init__(
        self, data: QueryDict | None = None, *, signal: PolicySignal, move: MoveView
    ) -> None:
        initial = {"outcome": signal.outcome, "feedback": signal.feedback}
        super().__init__(data, signal=signal, initial=initial)
        asked = {gate.gate for gate in move.gates}
        for name, gate in self.needed_by.items():
            if gate not in asked:
                del self.fields[name]
        # The reason is the note.
        if "reason" in self.fields:
            del self.fields["note"]
        self.fields["step"].widget = forms.HiddenInput()

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until <= today:
            raise ValidationError(_("Choose a day after today."))
        if until > today + LONGEST_WAIT:
            raise ValidationError(_("Check the year of this date."))
        return until

    @property
    def wants(self) -> str:
        """The step that was asked for; the preview where nothing makes sense."""
        return str(self.cleaned_data.get("step") or self.PREVIEW)

    @property
    def move(self) -> Move:
        """What was filled in, for the domain."""
        given: dict[str, Any] = {
            name: self.cleaned_data[name]
            for name in ("until", "reason", "outcome", "feedback", "note")
            if name in self.cleaned_data
        }
        return Move(**given)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values to send along unseen while the mail is looked at."""
        pairs = [
            (name, str(self.data.get(name, "")))
            for name in self.fields
            if name not in {"step", "accepted"}
        ]
        ticked = self.cleaned_data.get("accepted", [])
        return [*pairs, *(("accepted", one) for one in ticked)]
