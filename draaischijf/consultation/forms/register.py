"""The filters of the register of decisions, as they stand in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import DecisionResult
from draaischijf.consultation.models import Body
from draaischijf.consultation.queries.decisions import ABOUT, Wanted
from draaischijf.core.offering import offer, offer_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

ANY = ("", _("all"))


class RegisterForm(forms.Form):
    """Words, body, year, result, what it is about; what is unknown filters nothing."""

    q = forms.CharField(label=_("Search"), max_length=200, required=False)
    overleg = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("all"),
    )
    jaar = forms.ChoiceField(label=_("Year"), required=False)
    resultaat = forms.ChoiceField(
        label=_("Result"), choices=[ANY, *DecisionResult.choices], required=False
    )
    over = forms.ChoiceField(
        label=_("About"), choices=[ANY, *ABOUT.items()], required=False
    )

    def __init__(
        self, address: QueryDict, *, bodies: QuerySet[Body], years: Sequence[int]
    ) -> None:
        super().__init__(address or None)
        offer_rows(self, "overleg", bodies.order_by("name"))
        offer(self, "jaar", [ANY, *((str(one), str(one)) for one in years)])

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Wanted(
            words=given.get("q", ""),
            body=given.get("overleg"),
            year=int(given["jaar"]) if given.get("jaar") else None,
            result=given.get("resultaat", ""),
            about=given.get("over", ""),
        )
