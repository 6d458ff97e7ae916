"""Forms of an edition: its words, its chapters, and the signals that go in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.bundles.enums import Chaptering
from draaischijf.bundles.models import SignalBundle
from draaischijf.core.meanwhile import MindsOthers
from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm

FIRST_YEAR, LAST_YEAR = 1980, 2100
MOST_AT_ONCE = 200


class BundleForm(MindsOthers, WordsForm):
    """What stands on the cover of an edition, and how it is cut into chapters."""

    screened = ("title", "introduction")
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("Such as “Signals of Durmeland 2027”."),
    )
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Why this edition, and for whom. A blank line starts a paragraph; lines "
            "that begin with “- ” are a list."
        ),
    )
    chaptering = forms.ChoiceField(
        label=_("Chapters"), choices=Chaptering.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, bundle: SignalBundle | None = None, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        if bundle:
            self.mind("title", "year", "introduction", "chaptering")

    @property
    def words(self) -> dict[str, Any]:
        """What the domain asks for."""
        names = ("title", "year", "introduction", "chaptering")
        return {name: self.cleaned_data[name] for name in names}


class ChapterForm(WordsForm):
    """A chapter of the edition's own."""

    screened = ("title",)
    title = forms.CharField(label=_("Title of the chapter"), max_length=200)


class StepForm(forms.Form):
    """One place up or down."""

    step = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)


class InChapterForm(forms.Form):
    """In which chapter a signal stands."""

    chapter = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, bundle: SignalBundle, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.chapters = {one.pk: one for one in bundle.chapters.all()}
        offer(
            self,
            "chapter",
            [("", "—"), *((key, one.title) for key, one in self.chapters.items())],
        )


class SignalsForm(forms.Form):
    """The numbers of the signals that were ticked."""

    signal = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **rest: Any) -> None:
        super().__init__(*args, **rest)
        offer(self, "signal", [(number, number) for number in numbers])
