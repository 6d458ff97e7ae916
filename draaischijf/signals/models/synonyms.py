"""Which words a partnership uses for each other, where it has a list of its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.people.models import Partnership


class SynonymList(models.Model):
    """The list of a partnership instead of the shared one, one group a line."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="synonym_list"
    )
    lines = models.TextField(_("words that mean the same"), blank=True)

    class Meta:
        verbose_name = _("list of synonyms")
        verbose_name_plural = _("lists of synonyms")

    def __str__(self) -> str:
        return str(self.partnership_id)
