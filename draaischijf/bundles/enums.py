"""How an edition is cut into chapters, and how far it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Chaptering(models.TextChoices):
    """What the chapters of an edition are."""

    RIGHTS = "rights", _("by social right")
    POLICY_DOMAINS = "policy_domains", _("by policy domain")
    OWN = "own", _("by chapters of our own")


class BundleState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("signal bundle", "being written")
    FROZEN = "frozen", pgettext_lazy("signal bundle", "frozen")
