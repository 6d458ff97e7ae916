"""What history says about partnerships and organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "partnership_created": _("The partnership was set up."),
    "organisation_created": _("The organisation was added."),
    "organisation_found": _("The organisation was found in an imported document."),
    "organisations_merged": _("%(name)s turned out to be the same organisation."),
    "alias_confirmed": _("“%(name)s” was confirmed as another name."),
    "alias_rejected": _("“%(name)s” turned out to be another organisation."),
    "role_given": _("%(person)s became %(role)s."),
    "role_ended": _("%(person)s is no longer %(role)s."),
}
