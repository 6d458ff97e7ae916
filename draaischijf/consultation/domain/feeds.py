"""Addresses of calendars: made, renewed when one leaked, and withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import links
from draaischijf.consultation.models import Body, CalendarFeed
from draaischijf.core import tokens
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import TransitionDenied, check_held, not_here


@transaction.atomic
def make_feed(
    partnership: Partnership,
    *,
    actor: User,
    body: Body | None = None,
    is_whole: bool = False,
) -> CalendarFeed:
    """Give somebody the address of a calendar, and return it; twice is once.

    Of their own meetings, of one body, or (`is_whole`) of all of the partnership. It is
    their own affair, so no history tells it. Raises TransitionDenied for who may not
    read here, and for a body elsewhere.
    """
    check_held(set(permissions_of(actor, partnership)), Permission.READ)
    if body and body.partnership_id != partnership.pk:
        raise TransitionDenied([not_here()])
    found, is_new = CalendarFeed.objects.get_or_create(
        user=actor,
        partnership=partnership,
        body=body,
        is_whole=is_whole and body is None,
        defaults=_address(),
    )
    del is_new
    return found


@transaction.atomic
def renew_feed(feed: CalendarFeed, *, actor: User) -> CalendarFeed:
    """Give a calendar another address; the old one opens nothing from now on.

    Raises TransitionDenied for somebody else's.
    """
    locked = _own(feed, actor)
    for name, value in _address().items():
        setattr(locked, name, value)
    locked.made = timezone.now()
    locked.save(update_fields=["nonce", "link_hash", "made"])
    return locked


@transaction.atomic
def withdraw_feed(feed: CalendarFeed, *, actor: User) -> None:
    """Let the address of a calendar open nothing any more.

    Raises TransitionDenied for somebody else's.
    """
    _own(feed, actor).delete()


def _own(feed: CalendarFeed, actor: User) -> CalendarFeed:
    if feed.user_id != actor.pk:
        raise TransitionDenied([_t("This calendar is somebody else’s.")])
    return CalendarFeed.objects.select_for_update().get(pk=feed.pk)


def _address() -> dict[str, str]:
    nonce = tokens.new_nonce()
    token = tokens.token_for(links.FEED, nonce)
    return {"nonce": nonce, "link_hash": tokens.hash_of(token)}
