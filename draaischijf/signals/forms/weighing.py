"""What a coordinator fills in: the four questions, one outcome, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.queries import terms_of
from draaischijf.signals.domain.answering import (
    GO_ON,
    RECONSIDER,
    TAKE_UP,
    UNLINK,
    ReplyKind,
)
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.enums import WeighAnswer
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Term

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.signals.models import PreSignal

LONGEST = 5000
ANSWERS = [
    (answer.value, answer.label)
    for answer in (WeighAnswer.YES, WeighAnswer.PARTLY, WeighAnswer.NO)
]
QUESTIONS = {
    "recurring": (
        _("Does it come back?"),
        _("Not one incident: it happens again, or to others."),
    ),
    "beyond_one": (
        _("Is it about more than one person?"),
        _("Not a file or a complaint: the situation is wider than this one."),
    ),
    "practice": (
        _("Was it noticed in practice?"),
        _("Somebody saw it at work, and did not read it or hear it said."),
    ),
    "several": (
        _("Does it need several organisations?"),
        _("One organisation cannot solve it on its own."),
    ),
}


class BackForm(forms.Form):
    """Where to go after an action: a place on this site, never another one."""

    next = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, strip=True
    )

    def clean_next(self) -> str:
        given: str = self.cleaned_data["next"]
        # Begins with one slash and has no host: it stays here, whatever follows.
        if not given.startswith("/") or not url_has_allowed_host_and_scheme(
            given, allowed_hosts=None
        ):
            return ""
        return given


def place_after(data: QueryDict, partnership: Partnership) -> str:
    """Return the path an action comes back to: what was asked, or else the inbox."""
    form = BackForm(data)
    asked = form.cleaned_data.get("next", "") if form.is_valid() else ""
    return asked or reverse("signals:inbox", args=[partnership.slug])


class RightsForm(forms.Form):
    """A choice of the social rights a problem touches."""

    rights = forms.TypedMultipleChoiceField(
        label=_("Which social rights does it touch?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer_rights(self, partnership: Partnership) -> None:
        """Fill in the rights of the code lists this partnership uses."""
        self.terms = {
            term.pk: term for term in terms_of(partnership, SchemeKind.SOCIAL_RIGHT)
        }
        rights = [(pk, term.label) for pk, term in self.terms.items()]
        offer(self, "rights", rights)

    @property
    def chosen_rights(self) -> tuple[Term, ...]:
        return tuple(self.terms[pk] for pk in self.cleaned_data["rights"])


class WeighForm(RightsForm):
    """The four questions of a signal, and the rights it touches."""

    field_order = [*QUESTIONS, "rights"]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pre_signal: PreSignal,
        version: int = 0,
    ) -> None:
        initial = {name: getattr(pre_signal, f"test_{name}") for name in QUESTIONS}
        initial["rights"] = [term.pk for term in pre_signal.rights.all()]
        super().__init__(data, initial={**initial, "version": version})
        self.offer_rights(pre_signal.partnership)
        for name, (label, hint) in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(self.field_order)

    @property
    def weighing(self) -> Weighing:
        answers = {name: self.cleaned_data[name] for name in QUESTIONS}
        return Weighing(**answers, rights=self.chosen_rights)


class StepForm(forms.Form):
    """A step that needs no words: take up, go on, come back on it, take out."""

    do = forms.ChoiceField(
        choices=[(one, one) for one in (TAKE_UP, GO_ON, RECONSIDER, UNLINK)]
    )
    signal = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class NumbersField(forms.Field):
    """The numbers of the reports that were ticked."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[int]:
        kept = [
            int(one)
            for one in (value or [])[:200]
            if one.isascii() and one.isdigit() and len(one) <= 9
        ]
        return list(dict.fromkeys(kept))


class BulkForm(forms.Form):
    """What to do with several reports at once."""

    action = forms.ChoiceField(
        choices=[
            (TAKE_UP, _("Take up")),
            (ReplyKind.LINK.value, ReplyKind.LINK.label),
            (ReplyKind.START.value, ReplyKind.START.label),
        ]
    )
    report = NumbersField(
        error_messages={"required": _("Tick at least one report first.")}
    )
    # The group they come from, whose working title is the one to begin with.
    group = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class TakeUpForm(forms.Form):
    """The confirmation of taking up several reports."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ApartForm(forms.Form):
    """Which signal or which report is something else, by number."""

    signal = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    report = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
