"""What stands on the pages of leads about the actions they lead."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.accounts.models import User
from draaischijf.notifications.notices import News, notify
from draaischijf.notifications.subjects import Subject
from draaischijf.people.permissions import Permission, partnerships_where

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.plans.queries.reminders import Reminded

ABOUT = "my_actions"
SUBJECTS = {ABOUT: "draaischijf.plans.notices.actions_for"}


def actions_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return the page with one's own actions in each of these partnerships."""
    rows = partnerships_where(user, Permission.READ).filter(pk__in=numbers)
    return {
        one.pk: Subject(
            _t("The actions you lead"), reverse("plans:my_actions", args=[one.slug])
        )
        for one in rows
    }


def tell_silent(
    reminded: Reminded, partnership: Partnership, month: datetime.date
) -> None:
    """Put on the page of a lead which actions are silent; the mail goes as well."""
    users = list(User.objects.filter(email=reminded.to.lower()))
    news = News(
        key=f"silent-{partnership.pk}-{month:%Y-%m}",
        kind="silent_actions",
        about=ABOUT,
        about_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"count": len(reminded.actions)},
    )
    notify(users, news, told={one.pk for one in users})


def _silent(data: Mapping[str, Any]) -> str:
    words = ngettext(
        "Nothing was noted for a while about %(count)s action",
        "Nothing was noted for a while about %(count)s actions",
        data["count"],
    )
    return words % {"count": data["count"]} + "."


SENTENCES = {"silent_actions": _silent}
