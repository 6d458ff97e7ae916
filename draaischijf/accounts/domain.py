"""Ending where an account is signed in, and what it signs in with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _t

if TYPE_CHECKING:
    from draaischijf.accounts.models import User


def end_session(user: User, pk: int) -> bool:
    """Sign an account out in one place; tell whether it was signed in there."""
    found = UserSession.objects.filter(user=user, pk=pk).first()
    if found is None:
        return False
    found.end()
    return True


def end_other_sessions(user: User, *, here: str) -> int:
    """Sign an account out everywhere but in the session `here`; return how often."""
    found = list(UserSession.objects.filter(user=user).exclude(session_key=here))
    for one in found:
        one.end()
    return len(found)


def end_all_sessions(user: User) -> int:
    """Sign an account out everywhere, at once; return in how many places."""
    found = list(UserSession.objects.filter(user=user))
    for one in found:
        one.end()
    # What a session is checked against changes too: one that nobody noted ends as well.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return len(found)


@transaction.atomic
def reset_second_factor(user: User) -> int:
    """Take away passkeys, app and recovery codes, and return how many there were.

    The account is signed out everywhere, and its owner hears it by mail: else somebody
    who talked an operator into it would go unnoticed.
    """
    removed, _rows = Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user)
    with translation.override(user.language):
        subject = _t("The second step of your account was removed")
        text = _t(
            "The operator of Draaischijf removed the passkeys, the app and the "
            "recovery codes of your account. You sign in with a mailed code now. Did "
            "you not ask for it? Then tell the coordinator of your partnership."
        )
    sent_from = settings.DEFAULT_FROM_EMAIL
    transaction.on_commit(lambda: send_mail(subject, text, sent_from, [user.email]))
    return int(removed)
