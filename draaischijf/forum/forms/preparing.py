"""What is asked while a forum is prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.queries.about import signal_here
from draaischijf.core.offering import offer_rows
from draaischijf.forum.domain.preparing import ThemeFacts
from draaischijf.forum.enums import ForumRole, ForumStage, WhyChosen
from draaischijf.forum.models.forums import MOST_DOTS
from draaischijf.people.asking import WordsForm
from draaischijf.people.models import Organisation, Person

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Partnership

LONGEST = 4000


class ThemeForm(WordsForm):
    """A theme: about a signal or without one, and why it is on the forum."""

    screened = ("title", "why_text")
    signal = forms.IntegerField(
        label=_("About signal number"),
        min_value=1,
        max_value=9999999,
        required=False,
        help_text=_("A theme can be without a signal."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Empty: as the signal is called."),
    )
    why = forms.ChoiceField(
        label=_("Why on this forum?"),
        choices=[(value, capfirst(label)) for value, label in WhyChosen.choices],
        initial=WhyChosen.OTHER,
        widget=forms.RadioSelect,
    )
    why_text = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST,
        required=False,
        help_text=_("Who is invited reads this, and it stands in the report."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, partnership: Partnership, reader: User, **rest: Any
    ) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        self.reader = reader

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("signal")
        if number:
            found = signal_here(self.reader, self.partnership, number)
            if found is None:
                self.add_error("signal", _t("There is no signal with this number."))
            cleaned["signal"] = found
        if not (cleaned.get("title") or cleaned.get("signal")):
            self.add_error("title", _t("Give the theme a title."))
        return cleaned

    @property
    def facts(self) -> ThemeFacts:
        given = self.cleaned_data
        return ThemeFacts(
            title=given["title"],
            why=WhyChosen(given["why"]),
            why_text=given["why_text"],
            signal=given.get("signal") or None,
        )


class PlaceForm(forms.Form):
    """Somebody who comes, as what."""

    role = forms.ChoiceField(
        label=_("As"),
        choices=[(value, capfirst(label)) for value, label in ForumRole.choices],
    )
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), required=False
    )
    name = forms.CharField(label=_("Or a name"), max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, **rest)
        here = partnership.organisations.filter(is_active=True).order_by("name")
        offer_rows(self, "organisation", here)
        offer_rows(self, "person", partnership.persons.order_by("name"))


class TableForm(forms.Form):
    """Who leads a table."""

    moderator = forms.ModelChoiceField(
        label=_("Moderator"), queryset=Person.objects.none(), required=False
    )
    moderator_name = forms.CharField(
        label=_("Or a name"), max_length=200, required=False
    )

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, **rest)
        offer_rows(self, "moderator", partnership.persons.order_by("name"))


class DotsForm(forms.Form):
    dots = forms.IntegerField(
        label=_("Dots for each phone"), min_value=1, max_value=MOST_DOTS
    )


class StageForm(forms.Form):
    stage = forms.ChoiceField(choices=ForumStage.choices)
