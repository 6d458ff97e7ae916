"""What a partnership asks of who comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.access.models import MailDomain
from draaischijf.accounts.queries import with_second_factor
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import who_gives_roles

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Organisation


@transaction.atomic
def add_mail_domain(
    organisation: Organisation, domain: str, *, actor: User
) -> MailDomain:
    """Let addresses of a domain ask for access in the name of an organisation.

    Twice is once. Raises ValidationError for what is no domain of an organisation.
    """
    found = organisation.mail_domains.filter(domain=domain).first()
    if found:
        return found
    made = MailDomain(organisation=organisation, domain=domain)
    made.full_clean()
    made.save()
    record(
        organisation, "mail_domain_added", actor=actor, domain=domain,
        name=organisation.name,
    )  # fmt: skip
    return made


@transaction.atomic
def remove_mail_domain(domain: MailDomain, *, actor: User) -> None:
    """No longer let addresses of a domain ask for access."""
    removed, _rows = MailDomain.objects.filter(pk=domain.pk).delete()
    if removed:
        record(
            domain.organisation,
            "mail_domain_removed",
            actor=actor,
            domain=domain.domain,
        )


@transaction.atomic
def ask_second_factor(
    partnership: Partnership, *, is_required: bool, actor: User
) -> None:
    """Ask a second factor of those who read what others report, or no longer.

    Without one their role rests from now on. Raises ValidationError while nobody who
    gives roles has one: then nobody could switch it off again.
    """
    if is_required and not _somebody_stays_awake(partnership):
        raise ValidationError(
            _t("First make a passkey or connect an app yourself: your role would rest.")
        )
    changed = Partnership.objects.filter(
        pk=partnership.pk, second_factor_required=not is_required
    ).update(second_factor_required=is_required)
    if changed:
        verb = "second_factor_asked" if is_required else "second_factor_not_asked"
        record(partnership, verb, actor=actor)


def _somebody_stays_awake(partnership: Partnership) -> bool:
    roles = who_gives_roles(partnership)
    return roles.filter(with_second_factor("person__user")).exists()
