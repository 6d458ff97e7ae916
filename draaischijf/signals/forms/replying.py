"""One outcome of a report with its words, and a signal that starts without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.signals.domain.answering import NewSignal, Reply, ReplyKind
from draaischijf.signals.enums import Origin
from draaischijf.signals.forms.weighing import LONGEST, RightsForm
from draaischijf.signals.forms.working_groups import add_group_choice, chosen_group
from draaischijf.signals.queries.weighing import linked_to_all, signal_for_reports
from draaischijf.signals.queries.working_groups import active_groups, group_of_reports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.signals.models import PolicySignal, PreSignal


class KindForm(forms.Form):
    """Which outcome somebody chose."""

    kind = forms.ChoiceField(
        label=_("What happens with this report?"),
        choices=ReplyKind.choices,
        widget=forms.RadioSelect,
    )

    @classmethod
    def offered(cls, *, may_start: bool) -> KindForm:
        """Return the choice as this coordinator has it, nothing chosen yet."""
        form = cls()
        if not may_start:
            offer(
                form,
                "kind",
                [one for one in ReplyKind.choices if one[0] != ReplyKind.START],
            )
        return form

    @property
    def chosen(self) -> ReplyKind | None:
        return ReplyKind(self.cleaned_data["kind"]) if self.is_valid() else None


class ReplyForm(WordsForm):
    """One outcome and its words. `step` is what the pressed button asks for."""

    kind: ReplyKind
    PREVIEW, SEND, SEARCH = "preview", "send", "search"

    step = forms.ChoiceField(
        choices=[(PREVIEW, PREVIEW), (SEND, SEND), (SEARCH, SEARCH)],
        widget=forms.HiddenInput,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    text = forms.CharField(
        label=_("A word to the reporter"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        reports: Sequence[PreSignal],
        version: int = 0,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            data,
            partnership=partnership,
            initial={"version": version, **(initial or {})},
        )
        self.reports = reports

    @property
    def wants(self) -> str:
        """The step that was asked for; the preview where nothing makes sense."""
        asked = self.data.get("step", "")
        return asked if asked in {self.SEND, self.SEARCH} else self.PREVIEW

    @property
    def reply(self) -> Reply:
        return Reply(kind=self.kind, text=self.cleaned_data["text"])


class AskForm(ReplyForm):
    kind = ReplyKind.ASK

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["text"].label = _("Your question")
        self.fields["text"].required = True


class SettleForm(ReplyForm):
    kind = ReplyKind.SETTLE

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["text"].label = _("What was done with it")
        self.fields["text"].required = True


class ReferForm(ReplyForm):
    kind = ReplyKind.REFER
    screened = ("referral", "text")
    field_order = ["referral", "text"]

    referral = forms.CharField(
        label=_("Where the reporter can go with this"),
        help_text=_("The name of a service, with how to reach it."),
        max_length=300,
    )

    @property
    def reply(self) -> Reply:
        given = self.cleaned_data
        return Reply(kind=self.kind, text=given["text"], referral=given["referral"])


class LinkForm(ReplyForm):
    kind = ReplyKind.LINK

    q = forms.CharField(
        label=_("Search a signal"),
        required=False,
        max_length=200,
        widget=forms.HiddenInput,
    )
    signal = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose a signal first.")},
    )

    @cached_property
    def target(self) -> PolicySignal | None:
        return signal_for_reports(self.partnership, self.cleaned_data["signal"])

    def clean_signal(self) -> int:
        number: int = self.cleaned_data["signal"]
        if self.target is None:
            raise ValidationError(_("There is no such signal in this partnership."))
        if self.target.pk in linked_to_all(self.reports):
            raise ValidationError(_("It is part of this signal already."))
        return number

    @property
    def reply(self) -> Reply:
        return Reply(kind=self.kind, text=self.cleaned_data["text"], signal=self.target)


class StartForm(ReplyForm):
    kind = ReplyKind.START
    screened = ("title", "statement", "text")
    field_order = ["title", "statement", "text"]

    title = forms.CharField(
        label=_("Title of the signal"),
        help_text=_("The problem in one neutral line: no solution, no one to blame."),
        max_length=200,
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        help_text=_(
            "Taken from the report. Write it so that nobody can be recognised and "
            "every organisation can stand behind it."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.groups = active_groups(self.partnership)
        add_group_choice(self, self.groups, group_of_reports(self.reports))

    @property
    def reply(self) -> Reply:
        given = self.cleaned_data
        return Reply(
            kind=self.kind,
            text=given["text"],
            title=given["title"],
            statement=given["statement"],
            group=chosen_group(self, self.groups),
        )


REPLY_FORMS: dict[ReplyKind, type[ReplyForm]] = {
    ReplyKind.ASK: AskForm,
    ReplyKind.SETTLE: SettleForm,
    ReplyKind.REFER: ReferForm,
    ReplyKind.LINK: LinkForm,
    ReplyKind.START: StartForm,
}


class SearchForm(forms.Form):
    """The words a signal is looked for with, and the one that is chosen already."""

    q = forms.CharField(required=False, max_length=200)
    signal = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    @property
    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    @property
    def chosen(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("signal")


class SignalStartForm(WordsForm, RightsForm):
    """A signal that nobody reported."""

    screened = ("title", "statement", "examples", "raised_by_text")
    field_order = [
        "title", "statement", "examples", "origin", "raised_by", "raised_by_text",
        "rights",
    ]  # fmt: skip

    title = forms.CharField(
        label=_("Title of the signal"),
        help_text=_("The problem in one neutral line: no solution, no one to blame."),
        max_length=200,
    )
    statement = forms.CharField(
        label=_("What is the problem"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    examples = forms.CharField(
        label=_("Examples"),
        help_text=_("About situations, never about somebody who can be recognised."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    origin = forms.ChoiceField(
        label=_("Where does it come from?"),
        choices=Origin.choices,
        initial=Origin.FIELD,
        widget=forms.RadioSelect,
    )
    raised_by = forms.TypedMultipleChoiceField(
        label=_("Which organisations raised it?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    raised_by_text = forms.CharField(
        label=_("Somebody else who raised it"),
        help_text=_("For who is not in the list, such as a forum or a higher level."),
        required=False,
        max_length=300,
    )

    def __init__(
        self, data: QueryDict | None = None, *, partnership: Partnership
    ) -> None:
        super().__init__(data, partnership=partnership)
        self.offer_rights(partnership)
        self.groups = active_groups(partnership)
        add_group_choice(self, self.groups, None)
        self.organisations = {
            one.pk: one
            for one in partnership.organisations.all()
            if one.is_active and one.is_confirmed
        }
        offer(
            self,
            "raised_by",
            [(pk, one.name) for pk, one in self.organisations.items()],
        )

    @property
    def new(self) -> NewSignal:
        given = self.cleaned_data
        return NewSignal(
            title=given["title"],
            statement=given["statement"],
            examples=given["examples"],
            origin=given["origin"],
            raised_by=[self.organisations[pk] for pk in given["raised_by"]],
            raised_by_text=given["raised_by_text"],
            rights=self.chosen_rights,
            group=chosen_group(self, self.groups),
        )
