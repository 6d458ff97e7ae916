"""States of an import."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    PREVIEW = "preview", _("preview")
    COMMITTED = "committed", _("imported")
    CANCELLED = "cancelled", _("cancelled")


class RowOutcome(models.TextChoices):
    NEW = "new", _("new")
    CREATED = "created", _("created")
    UNCHANGED = "unchanged", _("unchanged")
    DUPLICATE = "duplicate", _("repeats an earlier row")
    PROBLEM = "problem", _("cannot be imported")
