"""What stands on the pages of colleagues about who asks to come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t

from draaischijf.notifications.notices import News, notify
from draaischijf.notifications.subjects import Subject
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, partnerships_where

if TYPE_CHECKING:
    from draaischijf.access.models import AccessRequest
    from draaischijf.accounts.models import User

ABOUT = "access_people"
SUBJECTS = {ABOUT: "draaischijf.access.notices.people_for"}
LETS_IN = (Permission.INVITE, Permission.INVITE_COLLEAGUES, Permission.MANAGE_PEOPLE)


def people_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return the page of people of these partnerships, for who lets people in there."""
    opens = Q()
    for permission in LETS_IN:
        opens |= Q(pk__in=partnerships_where(user, permission).values("pk"))
    rows = Partnership.objects.filter(opens, pk__in=numbers)
    return {
        one.pk: Subject(_t("People"), reverse("access:people", args=[one.slug]))
        for one in rows
    }


def tell_request_waits(request: AccessRequest, people: Collection[User]) -> None:
    """Put on the pages of those who may let people in that somebody asks.

    They are mailed about it already.
    """
    news = News(
        key=f"access-waits-{request.pk}",
        kind="access_waits",
        about=ABOUT,
        about_id=request.partnership_id,
        partnership_id=request.partnership_id,
    )
    notify(people, news, told={one.pk for one in people})


def _waits(data: Mapping[str, Any]) -> str:
    del data
    return _t("Somebody asks for access. You can let them in, or say why not.")


SENTENCES = {"access_waits": _waits}
