"""Forms of access: inviting, giving a role, asking, answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from draaischijf.access.models import validate_domain
from draaischijf.access.permissions import (
    invites_for_all,
    kinds_to_give,
    organisations_to_invite_for,
)
from draaischijf.access.queries import organisation_of_address
from draaischijf.access.wording import ROLES
from draaischijf.core.offering import offer, offer_rows
from draaischijf.people.asking import WordsForm
from draaischijf.people.queries import terms_of
from draaischijf.taxonomy.enums import SchemeKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.enums import RoleKind
    from draaischijf.people.models import Organisation, Partnership
    from draaischijf.people.permissions import Visitor
    from draaischijf.taxonomy.models import Term


THEMES = (SchemeKind.SOCIAL_RIGHT, SchemeKind.POLICY_DOMAIN, SchemeKind.SECTOR)


class GivesRoleForm(forms.Form):
    """A role, for an organisation: only what the person who gives it may give."""

    kind = forms.ChoiceField(label=_("As what"), widget=forms.RadioSelect)
    organisation: Any = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=None, required=False
    )

    def __init__(
        self, *args: Any, partnership: Partnership, actor: Visitor, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        kinds = kinds_to_give(actor, partnership)
        offer(self, "kind", ((one, f"{_capital(one)}. {ROLES[one]}") for one in kinds))
        allowed = organisations_to_invite_for(actor, partnership)
        offer_rows(self, "organisation", allowed)
        if not invites_for_all(actor, partnership):
            self.fields["organisation"].required = True
            if len(allowed) == 1:
                self.initial.setdefault("organisation", allowed[0].pk)

    def refuse(self, error: ValidationError) -> None:
        """Say why it does not go; what was typed stays."""
        self.is_valid()
        self.add_error(None, error)


class InviteForm(GivesRoleForm):
    """Who is invited, and as what."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    function = forms.CharField(
        label=_("Function"),
        max_length=200,
        required=False,
        help_text=_("As on a card."),
    )
    field_order = ("name", "email", "organisation", "function", "kind")


class RoleForm(GivesRoleForm):
    """A role for somebody who takes part already; it may be for some themes only."""

    themes = forms.MultipleChoiceField(
        label=_("Only for these themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "For a theme director, or a coordinator who weighs for some themes."
        ),
    )

    def __init__(self, *args: Any, partnership: Partnership, **rest: Any) -> None:
        super().__init__(*args, partnership=partnership, **rest)
        self.terms = {
            str(one.pk): one for kind in THEMES for one in terms_of(partnership, kind)
        }
        choices = [(key, str(one)) for key, one in self.terms.items()]
        offer(self, "themes", choices)

    @property
    def chosen(self) -> list[Term]:
        """The themes that were ticked."""
        return [self.terms[key] for key in self.cleaned_data["themes"]]


class GrantForm(GivesRoleForm):
    """As what somebody gets in who asked; the organisation is known."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        del self.fields["organisation"]


class ReasonForm(WordsForm):
    """Why the answer is no; the person reads it."""

    screened = ("reason",)
    reason = forms.CharField(
        label=_("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person who asked reads this."),
    )


class AskForm(WordsForm):
    """Asking for access, with an address of one's organisation."""

    screened = ("why",)
    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        max_length=254,
        help_text=_("By what stands behind the @ we know your organisation."),
    )
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    why = forms.CharField(
        label=_("What do you want to do here?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    organisation: Organisation | None = None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        self.organisation = organisation_of_address(self.partnership, email)
        if self.organisation is None:
            raise ValidationError(
                _(
                    "We do not know an organisation with this kind of address here. "
                    "Use your address at work, or ask the coordinator to invite "
                    "you."
                )
            )
        return email


class AcceptForm(forms.Form):
    """The name under which somebody takes part."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As your colleagues see it.")
    )


class MailDomainForm(forms.Form):
    """What stands behind the @ of an organisation."""

    organisation: Any = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    domain = forms.CharField(
        label=_("What stands behind the @"),
        max_length=120,
        help_text=_("For example “caw.be”."),
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        offer_rows(self, "organisation", organisations)

    def clean_domain(self) -> str:
        domain = str(self.cleaned_data["domain"]).strip().lower().lstrip("@")
        validate_domain(domain)
        return domain


class SafetyForm(forms.Form):
    """What a partnership asks of those who read what others report."""

    second_factor_required = forms.BooleanField(
        label=_("Coordinators and administrators need a passkey or an app with codes"),
        required=False,
    )


class PersonSearchForm(forms.Form):
    """Somebody by name, address or organisation."""

    q = forms.CharField(label=_("Find somebody"), max_length=100, required=False)


def _capital(kind: RoleKind) -> str:
    label = str(kind.label)
    return label[:1].upper() + label[1:]
