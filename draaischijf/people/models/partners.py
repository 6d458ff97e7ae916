"""Who works together, for whom, and in which role."""

from __future__ import annotations

import datetime
import re
import unicodedata
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.people.enums import (
    AliasState,
    OrganisationKind,
    PartnershipKind,
    Party,
    RoleKind,
    SuccessionKind,
)
from draaischijf.taxonomy.models import Area, Scheme, Term

# First parts of addresses that are the site's own (config/urls.py).
RESERVED_SLUGS = frozenset(
    {
        "aanmelden",
        "aanwezig",
        "account",
        "afmelden",
        "beheer",
        "bevraging",
        "demo",
        "forum",
        "gezond",
        "inloggen",
        "kalender",
        "mails",
        "media",
        "notulen",
        "privacy",
        "static",
        "stijlgids",
        "taal",
        "toegang",
        "toegankelijkheid",
        "uitnodiging",
        "vergadering",
        "volg",
        "zoeken",
    }
)


def validate_slug_is_free(slug: str) -> None:
    """Refuse a partnership address that the site itself uses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is used by the site itself. Choose another address."),
            params={"slug": slug},
        )


class Partnership(Dated):
    """A city, its OCMW and private actors of one area that consult each other."""

    slug = models.SlugField(
        _("address"), max_length=50, unique=True, validators=[validate_slug_is_free]
    )
    name = models.CharField(_("name"), max_length=200)
    tagline = models.CharField(_("second line"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnershipKind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    area = models.ForeignKey(
        Area,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    schemes = models.ManyToManyField(
        Scheme, verbose_name=_("own code lists"), blank=True, related_name="+"
    )
    intro = models.TextField(_("introduction"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    answer_within = models.PositiveSmallIntegerField(
        _("working days to answer a report"), default=5
    )
    agreement_required = models.BooleanField(
        _("organisations must agree before a signal is published"), default=True
    )
    second_factor_required = models.BooleanField(
        _("coordinators and administrators sign in with a second factor"),
        default=False,
        help_text=_(
            "Without a passkey or an app their role rests until they have one."
        ),
    )
    last_pre_signal_number = models.PositiveIntegerField(default=0, editable=False)
    last_signal_number = models.PositiveIntegerField(default=0, editable=False)

    # Under what its reference data may be kept (taxonomy/known.py); where it was
    # fetched along.
    reference: uuid.UUID | None = None

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership_id(self) -> int:
        """Where it belongs, for the history: to itself."""
        return self.pk


def normalise_name(name: str) -> str:
    """Return a name as it is compared: no case, accents or signs; "C.A.W." is "caw".

    Letters of other scripts stay; of a name made of signs alone the signs stay, so that
    no two names become the same nothing.
    """
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(one for one in parts if not unicodedata.combining(one)).casefold()
    whole = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_]\b)", r"\1", plain)
    words = re.sub(r"[\W_]+", " ", whole).split()
    return " ".join(words) or plain.strip() or name.strip()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def known_as(self, name: str) -> OrganisationQuerySet:
        """Organisations with this name, or a confirmed alias of it."""
        same = normalise_name(name)
        return self.filter(
            Q(normalised=same)
            | Q(aliases__normalised=same, aliases__state=AliasState.CONFIRMED)
        ).distinct()


class Organisation(Dated):
    """One organisation, under one name; other spellings are aliases."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="organisations"
    )
    name = models.CharField(_("name"), max_length=200)
    normalised = models.CharField(max_length=200, editable=False)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default="other"
    )
    party = models.CharField(
        _("partner"), max_length=20, choices=Party, default=Party.PRIVATE
    )
    sectors = models.ManyToManyField(
        Term, verbose_name=_("sectors"), blank=True, related_name="+"
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("work area"), blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    website = models.URLField(_("website"), blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=True,
        help_text=_("Not yet, when an import found it and nobody has looked at it."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "normalised"],
                name="people_organisation_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: object = None) -> None:
        self.normalised = normalise_name(self.name)
        super().clean_fields(exclude)  # type: ignore[arg-type]


class OrganisationAlias(models.Model):
    """Another spelling of an organisation, proposed by an import or by a person."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("other name"), max_length=200)
    normalised = models.CharField(max_length=200, db_index=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=AliasState, default=AliasState.PROPOSED
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="people_alias_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationSuccession(models.Model):
    """An organisation went on as another; old records keep the old name."""

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="predecessions"
    )
    kind = models.CharField(_("how"), max_length=20, choices=SuccessionKind)
    since = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="people_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="people_succession_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Person(Dated):
    """A professional or volunteer; may have no account."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="persons"
    )
    user = models.ForeignKey(
        User,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="persons",
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_public = models.BooleanField(_("contact details are public"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"],
                condition=Q(user__isnull=False),
                name="people_person_one_per_account",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, day: datetime.date | None = None) -> MembershipQuerySet:
        """Memberships that count on `day`, today by default."""
        day = day or timezone.localdate()
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day),
            Q(until__isnull=True) | Q(until__gte=day),
        )


class Membership(models.Model):
    """A person works for an organisation, in a function, during a time."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    function = models.CharField(_("function"), max_length=200, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self, day: datetime.date | None = None) -> RoleQuerySet:
        """Roles that count on `day`, today by default."""
        day = day or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day))


class Role(models.Model):
    """What a person is in a partnership, and for which organisation or themes."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="roles"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=30, choices=RoleKind)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roles",
    )
    terms = models.ManyToManyField(
        Term, verbose_name=_("for themes"), blank=True, related_name="+"
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "organisation"],
                name="people_role_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
