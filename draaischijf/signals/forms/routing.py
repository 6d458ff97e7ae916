"""A rule, a text to try them on, and handing over a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.asking import WordsForm
from draaischijf.signals.domain.routing_rules import DOWN, UP, RuleWords
from draaischijf.signals.queries.routing import Given, words_that_say_nothing
from draaischijf.signals.queries.takers import Taker, Takers, taker_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.signals.models import PreSignal, RoutingRule
    from draaischijf.signals.queries.routing_choices import Choices

MOST_WORDS, LONGEST_WORD = 40, 60
WHOLE = "whole"


def _boxes(label: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


class RuleForm(WordsForm):
    """What a rule asks of a report, and who takes what meets all of it."""

    SETS = ("rights", "domains", "areas", "sectors")
    screened = ("words",)
    taker = forms.ChoiceField(label=_("Who takes it"))
    words = forms.CharField(
        label=_("Words in the text"),
        required=False,
        max_length=MOST_WORDS * LONGEST_WORD,
        help_text=_(
            "One on each line; one of them is enough. The plural is found as well. A "
            "star finds all that begins so: “huisvest*”."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    rights = _boxes(_("Social right"))
    domains = _boxes(_("Domain"))
    areas = _boxes(_("Area"))
    sectors = _boxes(_("Sector of who reports"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        choices: Choices,
        takers: Takers,
        rule: RoutingRule | None = None,
    ) -> None:
        initial: dict[str, Any] = {}
        if rule is not None:
            initial = {
                name: [one.pk for one in getattr(rule, name).all()]
                for name in self.SETS
            }
            initial |= {"words": "\n".join(rule.words), "taker": taker_of(rule).key}
        super().__init__(data, partnership=partnership, initial=initial)
        self.choices, self.takers = choices, takers
        offer(self, "taker", [("", "—"), *takers.choices()])
        for name in self.SETS:
            offer(self, name, [(one.pk, str(one)) for one in choices.of(name)])

    def clean_words(self) -> list[str]:
        parts = re.split(r"[\n,;]", self.cleaned_data["words"])
        words = [" ".join(part.lower().split()) for part in parts]
        words = list(dict.fromkeys(word for word in words if word))
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            raise ValidationError(
                _(
                    "At most %(most)s words or short phrases, each of at most "
                    "%(long)s signs."
                ),
                params={"most": MOST_WORDS, "long": LONGEST_WORD},
            )
        if idle := words_that_say_nothing(words):
            raise ValidationError(
                _("No text can be found by this: %(words)s."),
                params={"words": ", ".join(idle)},
            )
        return words

    def clean(self) -> dict[str, Any]:
        # The screening reads what was typed, and the rule keeps it as a list.
        kept = self.cleaned_data.get("words")
        if kept is None:
            return super().clean()
        self.cleaned_data["words"] = "\n".join(kept)
        cleaned = super().clean()
        cleaned["words"] = kept
        return cleaned

    @property
    def sets(self) -> list[tuple[forms.BoundField, str]]:
        """The sortings, each with what is chosen of it in words."""
        made = []
        for name in self.SETS:
            chosen = {str(one) for one in self[name].value() or []}
            labels = [
                str(one) for one in self.choices.of(name) if str(one.pk) in chosen
            ]
            made.append((self[name], ", ".join(labels)))
        return made

    @property
    def given(self) -> RuleWords:
        cleaned = self.cleaned_data
        sets = {name: self.choices.chosen(name, cleaned[name]) for name in self.SETS}
        return RuleWords(
            taker=self.takers.named(cleaned["taker"]) or Taker(),
            words=tuple(cleaned["words"]),
            **sets,
        )


class TryForm(forms.Form):
    """A text that somebody holds against the rules; compared and kept nowhere."""

    text = forms.CharField(
        label=_("What somebody could report"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    right = forms.TypedChoiceField(
        label=_("Social right"), coerce=int, empty_value=None, required=False
    )
    sector = forms.TypedChoiceField(
        label=_("Sector of who reports"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, data: QueryDict | None = None, *, choices: Choices) -> None:
        super().__init__(data)
        areas = [(str(one.pk), str(one)) for one in choices.municipalities]
        offer(self, "area", [("", "—"), (WHOLE, _("The whole area")), *areas])
        for name, offered in (("right", choices.rights), ("sector", choices.sectors)):
            offer(self, name, [("", "—"), *((one.pk, str(one)) for one in offered)])

    @property
    def given(self) -> Given:
        cleaned = self.cleaned_data
        area = cleaned["area"]
        return Given(
            text=cleaned["text"],
            rights=(cleaned["right"],) if cleaned["right"] else (),
            areas=(int(area),) if area and area != WHOLE else (),
            whole_area=area == WHOLE,
            sectors=(cleaned["sector"],) if cleaned["sector"] else (),
        )


class PlaceForm(forms.Form):
    """Which way a rule goes."""

    where = forms.ChoiceField(choices=[(UP, UP), (DOWN, DOWN)])


class SwitchForm(forms.Form):
    """Whether a rule is in use from now on."""

    on = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])


class TakeForm(forms.Form):
    """Whose the report was on the page where somebody took it."""

    whose = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class HandOverForm(WordsForm):
    """Who takes a report from now on."""

    screened = ("note",)
    whose = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    taker = forms.ChoiceField(label=_("Who takes it"))
    note = forms.CharField(
        label=_("A word for who takes it"),
        required=False,
        max_length=1000,
        help_text=_("It stands in the mail and in the history of the report."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, report: PreSignal, takers: Takers
    ) -> None:
        whose = taker_of(report).key
        super().__init__(data, partnership=report.partnership, initial={"whose": whose})
        self.takers = takers
        offered = [
            (group, [one for one in choices if one[0] != whose])
            for group, choices in takers.choices()
        ]
        offer(self, "taker", [("", "—"), *offered])

    @property
    def chosen(self) -> Taker:
        return self.takers.named(self.cleaned_data["taker"]) or Taker()
