"""Schemes with terms, areas, abbreviations."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from draaischijf.taxonomy.enums import AreaKind, MappingKind, SchemeKind


class Labelled(models.Model):
    """A row with a Dutch and an English label."""

    label_nl = models.CharField(_("Dutch label"), max_length=200)
    label_en = models.CharField(_("English label"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the active language; Dutch where there is no other."""
        if (get_language() or "nl").startswith("en") and self.label_en:
            return self.label_en
        return self.label_nl


class Scheme(Labelled):
    """A code list. A shared one serves all partnerships, another only its own."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SchemeKind)
    is_shared = models.BooleanField(_("shared"), default=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("code list")
        verbose_name_plural = _("code lists")
        ordering = ["kind", "code"]


class TermQuerySet(models.QuerySet["Term"]):
    def of_kind(self, kind: SchemeKind) -> TermQuerySet:
        """Terms of the shared schemes of one kind, in their own order."""
        return self.filter(scheme__kind=kind, scheme__is_shared=True, is_active=True)


class Term(Labelled):
    """One entry of a code list."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="terms")
    code = models.SlugField(_("code"), max_length=80)
    explanation_nl = models.TextField(_("Dutch explanation"), blank=True)
    explanation_en = models.TextField(_("English explanation"), blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"], name="taxonomy_term_code_once"
            )
        ]

    @property
    def explanation(self) -> str:
        """The explanation in the active language; Dutch where there is no other."""
        if (get_language() or "nl").startswith("en") and self.explanation_en:
            return self.explanation_en
        return self.explanation_nl


class TermMapping(models.Model):
    """How a term of one scheme relates to a term of another."""

    source = models.ForeignKey(
        Term, on_delete=models.CASCADE, related_name="mappings_out"
    )
    target = models.ForeignKey(
        Term, on_delete=models.CASCADE, related_name="mappings_in"
    )
    kind = models.CharField(_("relation"), max_length=10, choices=MappingKind)

    class Meta:
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"], name="taxonomy_mapping_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class AreaQuerySet(models.QuerySet["Area"]):
    def municipalities(self) -> AreaQuerySet:
        """Municipalities in use, by name."""
        return self.filter(kind=AreaKind.MUNICIPALITY, is_active=True).order_by("name")


class Area(models.Model):
    """A place or a territory. Regions may overlap: a municipality sits in several."""

    kind = models.CharField(_("kind"), max_length=20, choices=AreaKind)
    name = models.CharField(_("name"), max_length=200)
    code = models.CharField(
        _("REFNIS code"), max_length=20, null=True, blank=True, unique=True
    )
    province = models.ForeignKey(
        "self",
        verbose_name=_("province"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="municipalities_of_province",
    )
    members = models.ManyToManyField(
        "self",
        verbose_name=_("consists of"),
        symmetrical=False,
        blank=True,
        related_name="part_of",
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.name


class Abbreviation(models.Model):
    """A short form and what it stands for, shown wherever the short form stands."""

    scheme = models.ForeignKey(
        Scheme, on_delete=models.CASCADE, related_name="abbreviations"
    )
    short = models.CharField(_("abbreviation"), max_length=40)
    long = models.CharField(_("stands for"), max_length=300)

    class Meta:
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["short"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "short"], name="taxonomy_abbreviation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"


class ReferenceStamp(models.Model):
    """One row: a new stamp whenever any reference data changed; the database writes it.

    Whoever kept something it looked up sees by the stamp whether it still holds
    (taxonomy/known.py). A stamp never comes back, also not after a rollback.
    """

    stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("stamp of the reference data")
        verbose_name_plural = _("stamps of the reference data")

    def __str__(self) -> str:
        return str(self.stamp)
