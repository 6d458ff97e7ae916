"""What every module may build its models on, and the counter of rates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dated(models.Model):
    """A row that knows when it was made and last changed."""

    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        abstract = True


class RateCount(models.Model):
    """How often one key did something in one window of time (see core/rates.py)."""

    key = models.CharField(max_length=128)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window"], name="core_rate_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
