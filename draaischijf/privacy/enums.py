"""What happens with a record at the end, and what a person asks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Effect(models.TextChoices):
    EMPTIED = "emptied", _("emptied, the row stays")
    REMOVED = "removed", _("removed")
    KEPT = "kept", _("stays")


class RequestKind(models.TextChoices):
    EXPORT = "export", _("a copy of the data")
    ERASE = "erase", _("removal of the data")


class Asker(models.TextChoices):
    """In which way somebody was known to be the person."""

    ACCOUNT = "account", _("signed in")
    LINK = "link", _("with the personal link")
    OFFICER = "officer", _("handled by the administration")
