"""What is asked about periods, requests and the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.people.asking import ScreenedForm
from draaischijf.privacy.models import RegisterEntry
from draaischijf.privacy.records import ACTIVITIES, Record

LOOK, COPY, REMOVE = "look", "copy", "remove"
STOP, AGAIN = "stop", "again"


class PeriodForm(forms.Form):
    """How many days a kind of record is kept, within its bounds."""

    def __init__(self, *given: Any, record: Record, **named: Any) -> None:
        super().__init__(*given, **named)
        bounds = {"least": record.least, "most": record.most, "usual": record.days}
        self.fields["days"] = forms.IntegerField(
            label=_("Keep for how many days?"),
            help_text=_("Between %(least)s and %(most)s days. Usual: %(usual)s days.")
            % bounds,
            min_value=record.least,
            max_value=record.most,
        )


class RequestForm(forms.Form):
    """Whose data, and what with them: look first, then a copy or removal."""

    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_(
            "First make sure that the request comes from that person: answer to this "
            "address and wait for the reply."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    do = forms.ChoiceField(choices=[(one, one) for one in (LOOK, COPY, REMOVE)])
    sure = forms.BooleanField(
        label=_("I know that this cannot be taken back"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("do") == REMOVE and not cleaned.get("sure"):
            self.add_error("sure", _("Tick this to remove the data."))
        return cleaned


class OwnDataForm(forms.Form):
    """What somebody asks about the own data."""

    do = forms.ChoiceField(choices=[(one, one) for one in (COPY, REMOVE)])
    sure = forms.BooleanField(
        label=_("I know that this cannot be taken back"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("do") == REMOVE and not cleaned.get("sure"):
            self.add_error("sure", _("Tick this to remove your data."))
        return cleaned


class LinkDataForm(OwnDataForm):
    """The same behind a personal link, where mails are stopped too."""

    do = forms.ChoiceField(choices=[(one, one) for one in (COPY, REMOVE, STOP, AGAIN)])

    @property
    def is_about_mails(self) -> bool:
        return self.cleaned_data["do"] in {STOP, AGAIN}

    @property
    def stops_mails(self) -> bool:
        return bool(self.cleaned_data["do"] == STOP)


class RegisterForm(ScreenedForm):
    """What an office adds to the register."""

    screened: tuple[str, ...] = ("measures",)

    controller = forms.CharField(
        label=_("Controller"),
        help_text=_("The body that answers for it, with its address."),
        required=False,
        max_length=300,
    )
    officer = forms.CharField(
        label=_("Data protection officer"), required=False, max_length=200
    )
    officer_email = forms.EmailField(
        label=_("E-mail of the officer"),
        help_text=_("It stands on the public privacy page."),
        required=False,
        max_length=254,
    )
    measures = forms.CharField(
        label=_("Own security measures"),
        help_text=_("One a line, beside those the software takes."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *given: Any, entry: RegisterEntry, **named: Any) -> None:
        named["initial"] = {
            "controller": entry.controller,
            "officer": entry.officer,
            "officer_email": entry.officer_email,
            "measures": entry.measures,
            **{f"activity_{code}": text for code, text in entry.additions.items()},
        }
        super().__init__(*given, partnership=entry.partnership, **named)
        made = (f"activity_{one.code}" for one in ACTIVITIES)
        self.screened = (*self.screened, *made)
        for one in ACTIVITIES:
            self.fields[f"activity_{one.code}"] = forms.CharField(
                label=str(one.label),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def words(self) -> dict[str, Any]:
        """What was written, as the domain takes it."""
        given = self.cleaned_data
        additions = {
            one.code: given[f"activity_{one.code}"].strip()
            for one in ACTIVITIES
            if given.get(f"activity_{one.code}", "").strip()
        }
        names = ("controller", "officer", "officer_email", "measures")
        return {"additions": additions, **{name: given[name] for name in names}}
