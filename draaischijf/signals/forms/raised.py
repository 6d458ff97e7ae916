"""What a report and a support both ask: where, how many, since when, who you are."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.offering import offer
from draaischijf.people.queries import municipalities_of, organisation_of
from draaischijf.signals.enums import PeopleRange
from draaischijf.signals.forms.screened import ScreenedForm
from draaischijf.signals.queries.raising import organisation_names

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor
    from draaischijf.taxonomy.models import Area

WHOLE_AREA = "whole"


class KeyField(forms.UUIDField):
    """The key of a form; one that is missing or broken is made anew."""

    def clean(self, value: Any) -> uuid.UUID:
        try:
            found = super().clean(value)
        except forms.ValidationError:
            found = None
        return found or uuid.uuid4()


class RaisedForm(ScreenedForm):
    """The common part. `raised` gives it to the domain's Report or Support."""

    areas = forms.MultipleChoiceField(
        label=_("Where do you see it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.CharField(
        label=_("Since when?"),
        help_text=_("For example: since the summer, or for about two years."),
        required=False,
        max_length=120,
    )
    people = forms.ChoiceField(
        label=_("About how many people?"),
        help_text=_("A guess is fine."),
        required=False,
        choices=[(value, capfirst(label)) for value, label in PeopleRange.choices],
        initial=PeopleRange.UNKNOWN,
    )
    organisation_name = forms.CharField(
        label=_("Your organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"list": "organisations", "autocomplete": "organization"}
        ),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "Leave it and you agree to mails about this, and nothing else; each mail "
            "has a link that stops them. Without it you follow it with the link on the "
            "next page."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "data-no-draft": True, "inputmode": "email"}
        ),
    )
    # Made with the form, kept while it is put right and with the draft on the device: a
    # double submit is one report, also when the answer to the first got lost.
    submission_key = KeyField(
        required=False, widget=forms.HiddenInput(attrs={"data-draft-keep": True})
    )
    # Programs fill in every field they see; people do not see this one.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        partnership: Partnership,
        user: Visitor,
    ) -> None:
        self.given = QueryDict(mutable=True) if data is None else data.copy()
        super().__init__(
            None if data is None else self.given,
            files,
            partnership=partnership,
            initial=_initial(user, partnership) if data is None else None,
        )
        self.municipalities = municipalities_of(partnership)
        if len(self.municipalities) > 1:
            offer(
                self,
                "areas",
                [
                    *((str(one.pk), one.name) for one in self.municipalities),
                    (WHOLE_AREA, _("The whole area")),
                ],
            )
        else:
            # There is only one place: nothing to choose.
            del self.fields["areas"]

    def clean_people(self) -> str:
        return self.cleaned_data["people"] or PeopleRange.UNKNOWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Comes back with the key that is used, and with an empty trap: some browsers
        # fill that in as well, and a person must get through.
        self.given["submission_key"] = str(self.key)
        self.given["website"] = ""
        if cleaned.get("website"):
            self.add_error(
                None,
                _t(
                    "A field that people do not see was filled in, so this looked like "
                    "a program. We emptied it: please send it again."
                ),
            )
        return cleaned

    @property
    def key(self) -> uuid.UUID:
        """The key of this form, whether it is being shown or was sent."""
        given = self.cleaned_data if self.is_bound else self.initial
        key: uuid.UUID = given["submission_key"]
        return key

    @property
    def organisations(self) -> list[str]:
        """The names to choose from while typing."""
        return organisation_names(self.partnership)

    @property
    def chosen_areas(self) -> tuple[Area, ...]:
        if "areas" not in self.fields:
            return tuple(self.municipalities)
        chosen = set(self.cleaned_data["areas"])
        return tuple(one for one in self.municipalities if str(one.pk) in chosen)

    @property
    def raised(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "areas": self.chosen_areas,
            "whole_area": WHOLE_AREA in given.get("areas", []),
            "since": given["since"],
            "people": given["people"],
            "organisation_name": given["organisation_name"],
            "email": given["email"],
            "language": (get_language() or "nl")[:2],
            "screening": self.marks,
        }


def _initial(user: Visitor, partnership: Partnership) -> dict[str, Any]:
    organisation = organisation_of(user, partnership)
    return {
        "submission_key": uuid.uuid4(),
        "organisation_name": organisation.name if organisation else "",
        "email": user.email if user.is_authenticated else "",
    }
