"""Partnerships and their people, as the notices below this module may know them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from draaischijf.notifications.subjects import Place
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, partnerships_where

if TYPE_CHECKING:
    from draaischijf.accounts.models import User

PATH = "draaischijf.people.places.places_of"


def places_of(user: User, also: Collection[int] = ()) -> list[Place]:
    """Return where somebody takes part now, and the partnerships numbered in `also`."""
    mine = partnerships_where(user, Permission.READ)
    rows = Partnership.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=also))
    return [Place(one.pk, one.name, one.slug, one.contact_email) for one in rows]
