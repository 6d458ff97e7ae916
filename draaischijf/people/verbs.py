"""What history says about partnerships and organisations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence
from draaischijf.people.enums import RoleKind


def _in_role(sentence: str, data: dict[str, Any]) -> str:
    kind = data.get("role", "…")
    role = str(RoleKind(kind).label) if kind in RoleKind else kind
    return sentence % {"person": data.get("person", "…"), "role": role}


def _role_given(data: dict[str, Any]) -> str:
    return _in_role(_t("%(person)s became %(role)s."), data)


def _role_ended(data: dict[str, Any]) -> str:
    return _in_role(_t("%(person)s is no longer %(role)s."), data)


SENTENCES: dict[str, Sentence] = {
    "partnership_created": _("The partnership was set up."),
    "organisation_created": _("The organisation was added."),
    "organisation_found": _("The organisation was found in an imported document."),
    "organisations_merged": _("%(name)s turned out to be the same organisation."),
    "alias_confirmed": _("“%(name)s” was confirmed as another name."),
    "alias_rejected": _("“%(name)s” turned out to be another organisation."),
    "role_given": _role_given,
    "role_ended": _role_ended,
}
