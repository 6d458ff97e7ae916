"""Inviting somebody, and what becomes of the invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.access import emails
from draaischijf.access.domain.letting_in import let_in
from draaischijf.access.models import Invitation
from draaischijf.access.permissions import may_invite
from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Role

if TYPE_CHECKING:
    from draaischijf.people.models import Organisation, Partnership

DAYS = 14


@transaction.atomic
def invite(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    kind: str,
    actor: User,
    organisation: Organisation | None = None,
    function: str = "",
) -> Invitation:
    """Invite somebody to a role, and return the invitation; the mail goes after commit.

    The same invitation that is still open is sent again instead. Raises ValidationError
    when `actor` may not give this role for this organisation, and when the person has
    the role already.
    """
    if not may_invite(actor, partnership, kind, organisation):
        raise ValidationError(_t("You cannot give this role for this organisation."))
    email = email.strip().lower()
    if _has_role(email, partnership, kind, organisation):
        raise ValidationError(_t("%(name)s has this role already.") % {"name": name})
    to = {"partnership": partnership, "kind": kind, "organisation": organisation}
    found = Invitation.objects.open().filter(email__iexact=email, **to).first()
    if found:
        return renew(found, actor=actor)
    made = Invitation(
        **to,
        email=email,
        name=name.strip(),
        function=function.strip(),
        invited_by=actor,
    )
    made.renew_token(emails.INVITATION, days=DAYS)
    made.save()
    record(made, "invited", actor=actor, person=made.name)
    emails.send_invitation(made)
    return made


@transaction.atomic
def renew(invitation: Invitation, *, actor: User) -> Invitation:
    """Send an invitation again, with a new link; the former link opens nothing more.

    Raises ValidationError for one that is not open any more.
    """
    locked = _lock_open(invitation, actor)
    locked.renew_token(emails.INVITATION, days=DAYS)
    locked.invited_by = actor
    locked.save(
        update_fields=["nonce", "token_hash", "expires", "invited_by", "updated"]
    )
    record(locked, "invitation_renewed", actor=actor, person=locked.name)
    emails.send_invitation(locked)
    return locked


@transaction.atomic
def withdraw(invitation: Invitation, *, actor: User) -> Invitation:
    """Take an invitation back. Raises ValidationError for one that is not open."""
    locked = _lock_open(invitation, actor)
    locked.withdrawn = timezone.now()
    locked.save(update_fields=["withdrawn", "updated"])
    record(locked, "invitation_withdrawn", actor=actor, person=locked.name)
    return locked


@transaction.atomic
def accept(invitation: Invitation, *, name: str) -> User:
    """Let somebody in who opened the link of an invitation, and return the account.

    The link came by mail, so it proves the address: that account is used, or made.
    Raises ValidationError for an invitation that is not open or too old, and for an
    account that was closed.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    over = locked.accepted or locked.withdrawn or locked.is_expired
    # What its sender could not give any more, it does not give either.
    if over or not _may_still_be_given(locked):
        raise ValidationError(_t("This invitation does not work any more."))
    user, person = let_in(
        locked, locked.kind, name=name.strip() or locked.name, actor=locked.invited_by
    )
    locked.accepted = timezone.now()
    locked.save(update_fields=["accepted", "updated"])
    record(locked, "invitation_accepted", actor=user, person=person.name)
    return user


def _may_still_be_given(invitation: Invitation) -> bool:
    sender = invitation.invited_by
    return sender is not None and may_invite(
        sender, invitation.partnership, invitation.kind, invitation.organisation
    )


def _has_role(
    email: str,
    partnership: Partnership,
    kind: str,
    organisation: Organisation | None,
) -> bool:
    return (
        Role.objects.current()
        .filter(
            partnership=partnership,
            kind=kind,
            organisation=organisation,
            person__user__email__iexact=email,
        )
        .exists()
    )


def _lock_open(invitation: Invitation, actor: User) -> Invitation:
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("partnership", "organisation")
        .get(pk=invitation.pk)
    )
    if not may_invite(actor, locked.partnership, locked.kind, locked.organisation):
        raise ValidationError(_t("You cannot give this role for this organisation."))
    if locked.accepted:
        raise ValidationError(_t("This invitation was accepted already."))
    if locked.withdrawn:
        raise ValidationError(_t("This invitation was taken back already."))
    return locked
