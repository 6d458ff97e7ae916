"""Forms of an office: the words of a call, who is invited, until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.calls.domain.arranging import Words
from draaischijf.calls.workflow import MOST_QUESTIONS
from draaischijf.core.day_fields import DayField
from draaischijf.core.offering import offer_rows
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Partnership

LONGEST_QUESTION = 300


class CallForm(WordsForm):
    """What stands in a call, with a question a line."""

    screened = ("title", "why", "questions")
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("Such as “What do you notice about housing?”."),
    )
    why = forms.CharField(
        label=_("Why do you ask this?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who you ask reads it first, in the mail and above the questions."),
    )
    questions = forms.CharField(
        label=_("Questions"),
        max_length=MOST_QUESTIONS * LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One question a line, at most ten."),
    )
    deadline = DayField(label=_("Last day to answer"), may_come=True)

    def clean_questions(self) -> str:
        lines = [
            " ".join(one.split())
            for one in str(self.cleaned_data["questions"]).splitlines()
        ]
        kept = [one for one in lines if one]
        if len(kept) > MOST_QUESTIONS:
            raise forms.ValidationError(_t("Ask at most ten questions."))
        if any(len(one) > LONGEST_QUESTION for one in kept):
            raise forms.ValidationError(_t("A question has 300 characters at most."))
        return "\n".join(kept)

    @property
    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            title=given["title"].strip(),
            why=given["why"].strip(),
            deadline=given["deadline"],
            questions=given["questions"].splitlines(),
        )


class InviteForm(forms.Form):
    """An organisation with the address of who answers, or an address alone."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation, only an address"),
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput()
    )

    language = forms.ChoiceField(
        label=_("Language of the mails"),
        choices=settings.LANGUAGES,
        initial="nl",
        required=False,
        help_text=_("Who has an account gets them in the language chosen there."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, **rest)
        rows = partnership.organisations.filter(is_active=True).order_by("name")
        offer_rows(self, "organisation", rows)


class DeadlineForm(forms.Form):
    """Another last day to answer."""

    deadline = DayField(label=_("Last day to answer"), may_come=True)
