"""Invitations, requests for access, and the mail domains of organisations."""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.access.enums import RequestState
from draaischijf.accounts.models import User
from draaischijf.core import tokens
from draaischijf.core.models import Dated
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Organisation, Partnership, Person

# Anybody can have an address there: it says nothing of an employer.
EVERYBODYS_DOMAINS = frozenset(
    """
    gmail.com googlemail.com hotmail.com hotmail.be outlook.com outlook.be live.be
    live.com msn.com yahoo.com yahoo.fr icloud.com me.com telenet.be skynet.be
    proximus.be scarlet.be pandora.be belgacom.net gmx.com gmx.net proton.me
    protonmail.com
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


def validate_domain(domain: str) -> None:
    """Refuse what is no mail domain, or one where anybody can have an address."""
    if not _DOMAIN.fullmatch(domain):
        raise ValidationError(
            _("Write only what stands behind the @, for example “caw.be”.")
        )
    if domain in EVERYBODYS_DOMAINS:
        raise ValidationError(_("Anybody can have an address there; invite instead."))


class MailDomain(models.Model):
    """What stands behind the @ in the addresses of an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="mail_domains"
    )
    domain = models.CharField(
        _("mail domain"), max_length=120, validators=[validate_domain]
    )

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], name="access_mail_domain_once"
            )
        ]

    def __str__(self) -> str:
        return self.domain


class OpenedByToken(Dated):
    """Something that a link in a mail opens, for a while."""

    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires = models.DateTimeField(_("works until"))

    class Meta:
        abstract = True

    @property
    def is_expired(self) -> bool:
        return self.expires <= timezone.now()

    def renew_token(self, purpose: str, *, days: int) -> None:
        """Belong to a new link for `days`, once saved; a former one opens no more."""
        self.nonce = tokens.new_nonce()
        self.token_hash = tokens.hash_of(tokens.token_for(purpose, self.nonce))
        self.expires = timezone.now() + datetime.timedelta(days=days)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Those that nobody accepted or took back; also when their time is over."""
        return self.filter(accepted__isnull=True, withdrawn__isnull=True)


class Invitation(OpenedByToken):
    """Somebody is asked to take part, in one role."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    kind = models.CharField(_("role"), max_length=30, choices=RoleKind)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    invited_by = models.ForeignKey(
        User,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accepted = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "partnership",
                Lower("email"),
                "kind",
                "organisation",
                condition=Q(accepted__isnull=True, withdrawn__isnull=True),
                name="access_invitation_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"


class AccessRequest(OpenedByToken):
    """Somebody asks to take part; the address is proven before anybody reads it."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="access_requests"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="access_requests"
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    why = models.TextField(_("what you want to do here"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=RequestState,
        default=RequestState.UNPROVEN,
    )
    judged = models.DateTimeField(_("answered"), null=True, blank=True)
    judged_by = models.ForeignKey(
        User,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(
        Person,
        verbose_name=_("became"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "partnership",
                Lower("email"),
                condition=Q(state__in=["unproven", "waiting"]),
                name="access_request_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
