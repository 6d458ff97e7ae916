"""The log of requests about data, and which mails somebody gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from draaischijf.accounts.models import User
from draaischijf.notifications.kinds import MailGroup, group_named, groups
from draaischijf.notifications.stops import Stop, is_stopped, stop_for
from draaischijf.people.models import Partnership, Person
from draaischijf.privacy.models import DataRequest
from draaischijf.privacy.queries.subjects import Subject
from draaischijf.privacy.queries.traces import TRACES, counts_of
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.queries.following import partnership_of

MOST_REQUESTS = 50


@dataclass(frozen=True)
class Found:
    """How many rows stand in one place, and what removal does to them."""

    label: Promise
    count: int
    on_removal: Promise


def found_of(subject: Subject) -> list[Found]:
    """Return where data about a person stand, with counts; not what is empty."""
    counts = counts_of(subject)
    return [
        Found(trace.label, counts[trace.code], trace.on_removal)
        for trace in TRACES
        if trace.code in counts
    ]


def requests_of(partnership: Partnership) -> list[DataRequest]:
    """Return the latest requests of a partnership."""
    rows = DataRequest.objects.filter(partnership=partnership)
    return list(rows.select_related("actor")[:MOST_REQUESTS])


@dataclass(frozen=True)
class MailSetting:
    """One group of mails of one partnership, and whether it comes."""

    field: str
    group: MailGroup
    stop: Stop
    is_stopped: bool


@dataclass(frozen=True)
class MailSettings:
    """The mails of one partnership."""

    partnership: Partnership
    settings: Sequence[MailSetting]


def mail_settings(user: User) -> list[MailSettings]:
    """Return which mails an account gets, by partnership."""
    mine = Partnership.objects.filter(
        pk__in=Person.objects.filter(user=user).values("partnership")
    )
    return [MailSettings(one, _settings(user, one)) for one in mine]


def setting_behind(raised: PreSignal | SignalSupport) -> MailSetting | None:
    """Return the mails about a report; None when nobody is written to."""
    group = group_named("reports")
    if not raised.mail_address or group is None:
        return None
    stop = stop_for(raised.mail_address, group, partnership_of(raised).pk)
    return MailSetting("reports", group, stop, is_stopped(stop))


def _settings(user: User, partnership: Partnership) -> list[MailSetting]:
    found = []
    for group in groups():
        if group.may_be_stopped:
            stop = stop_for(user.email, group, partnership.pk)
            name = f"{partnership.slug}-{group.code}"
            found.append(MailSetting(name, group, stop, is_stopped(stop)))
    return found
