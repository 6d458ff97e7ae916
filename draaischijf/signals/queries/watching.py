"""What a person follows, and what a notice about a signal may show of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.notifications.subjects import Subject
from draaischijf.people.permissions import Permission, partnerships_where
from draaischijf.signals.models import (
    LogEntry,
    PolicySignal,
    PreSignal,
    SavedSearch,
    SignalFollow,
    SignalSupport,
)
from draaischijf.signals.permissions import signals_visible_to

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

SIGNAL, LOG, SEARCH = "signal", "signal_log", "search"
_HERE = "draaischijf.signals.queries.watching"
SUBJECTS = {
    "unheard": f"{_HERE}.unheard_for",
    SIGNAL: f"{_HERE}.signals_for",
    LOG: f"{_HERE}.log_for",
    SEARCH: f"{_HERE}.searches_for",
}


def is_followed(user: Visitor, signal: PolicySignal) -> bool:
    """Tell whether somebody follows a signal; no query for who is not signed in."""
    if not user.is_authenticated:
        return False
    return SignalFollow.objects.filter(user=user, signal=signal).exists()


def followers_of(signal: PolicySignal, *, but: User | None) -> list[User]:
    """Return who follows a signal, without the person who does it."""
    follows = SignalFollow.objects.filter(signal=signal)
    found = User.objects.filter(pk__in=follows.values("user"), is_active=True)
    return list(found.exclude(pk=but.pk) if but else found)


def told_by_mail(signal: PolicySignal, users: Collection[User]) -> set[int]:
    """Return who of these raised or supports a signal: they get mails of its own."""
    numbers = [one.pk for one in users]
    reports = PreSignal.objects.filter(links__signal=signal, raiser__in=numbers)
    supports = SignalSupport.objects.filter(signal=signal, raiser__in=numbers)
    return {
        *reports.values_list("raiser", flat=True),
        *supports.values_list("raiser", flat=True),
    }


def followed_by(user: User, partnership: Partnership) -> QuerySet[PolicySignal]:
    """Return the signals of a partnership that somebody follows and may still read."""
    follows = SignalFollow.objects.filter(user=user).values("signal")
    return (
        signals_visible_to(user)
        .filter(partnership=partnership, pk__in=follows)
        .select_related("partnership")
        .defer("search")
        .order_by("-last_movement", "-pk")
    )


def signals_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return what signals are called for who may read them, merged ones by the other.

    Two queries at most.
    """
    rows = PolicySignal.objects.filter(pk__in=numbers)
    stands = {pk: into or pk for pk, into in rows.values_list("pk", "merged_into")}
    seen = signals_visible_to(user).filter(pk__in=set(stands.values()))
    found = {
        one.pk: _subject(one)
        for one in seen.select_related("partnership").defer("search")
    }
    return {pk: found[here] for pk, here in stands.items() if here in found}


def log_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return the signals of lines of the follow-up, for who may read those lines."""
    partner = Q(signal__partnership__in=partnerships_where(user, Permission.READ))
    rows = (
        LogEntry.objects.filter(
            Q(is_public=True) | partner,
            pk__in=numbers,
            signal__in=signals_visible_to(user),
        )
        .select_related("signal__partnership")
        .defer("signal__search")
    )
    return {
        one.pk: Subject(_title(one.signal), f"{one.signal.get_absolute_url()}#log")
        for one in rows
    }


def searches_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return a person's own searches, each with the address of what it finds now."""
    rows = SavedSearch.objects.filter(user=user, pk__in=numbers)
    return {
        one.pk: Subject(one.name, address_of(one))
        for one in rows.select_related("partnership")
    }


def unheard_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return where raisers heard nothing for long, for who weighs reports there."""
    rows = partnerships_where(user, Permission.WEIGH).filter(pk__in=numbers)
    return {
        one.pk: Subject(
            _t("Feedback owed"), reverse("signals:unheard", args=[one.slug])
        )
        for one in rows
    }


def address_of(search: SavedSearch) -> str:
    """Return where a kept search is opened: the newest first, as it was kept."""
    address = reverse("signals:signals", args=[search.partnership.slug])
    return f"{address}?{search.query}"


def _subject(signal: PolicySignal) -> Subject:
    return Subject(_title(signal), signal.get_absolute_url())


def _title(signal: PolicySignal) -> str:
    words = _t("Signal %(number)s: %(title)s")
    return words % {"number": signal.number, "title": signal.title}
