"""How an office wants its documents to look."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Partnership
from draaischijf.reporting.writers.style import MARIGOLD, PETROL

_colour = RegexValidator(
    r"^#[0-9a-f]{6}$", _("Write the colour as #0f4c5c: a sign and six figures.")
)


class HouseStyle(Dated):
    """A Word template, a logo and colours; what is not given has a sensible default."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="house_style"
    )
    template = models.ForeignKey(
        StoredFile,
        verbose_name=_("Word template"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    logo = models.ForeignKey(
        StoredFile,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    logo_text = models.CharField(_("what the logo shows"), max_length=200, blank=True)
    colour = models.CharField(
        _("main colour"), max_length=7, default=PETROL, validators=[_colour]
    )
    accent = models.CharField(
        _("second colour"), max_length=7, default=MARIGOLD, validators=[_colour]
    )
    # Under every page: name, address, how to reach the office.
    address_line = models.CharField(_("line at the foot"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house styles")

    def __str__(self) -> str:
        return str(self.partnership)
