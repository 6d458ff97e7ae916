"""Which mails somebody wants, chosen while signed in or behind a personal link."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.notifications.stops import resume_mails, stop_mails
from draaischijf.privacy.queries.requests import mail_settings, setting_behind
from draaischijf.signals.models import PreSignal, SignalSupport


@transaction.atomic
def choose_mails(user: User, wanted: Collection[str]) -> None:
    """Stop the mails whose field is not among the wanted ones, and send the others."""
    for here in mail_settings(user):
        for one in here.settings:
            if one.field in wanted:
                resume_mails(one.stop)
            else:
                stop_mails(one.stop)


@transaction.atomic
def stop_or_resume(raised: PreSignal | SignalSupport, *, stops: bool) -> None:
    """Stop the mails about reports to whoever raised this one, or send them again.

    Where nobody is written to there is nothing to stop.
    """
    setting = setting_behind(raised)
    if setting is None:
        return
    if stops:
        stop_mails(setting.stop)
    else:
        resume_mails(setting.stop)
