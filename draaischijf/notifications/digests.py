"""One mail with all that is due for one person, grouped by what it is about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from draaischijf.accounts.models import User
from draaischijf.notifications import subjects
from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.notifications.kinds import DIGEST
from draaischijf.notifications.models import Mail, Notice
from draaischijf.notifications.notices import Shown, shown_to
from draaischijf.notifications.subjects import Place

PAGE = "draaischijf.notifications.notices.page_url"
MOST = 100


@dataclass(frozen=True)
class Group:
    """One thing in a digest: what it is called, its whole address, what happened."""

    title: str
    url: str
    lines: list[tuple[datetime.datetime, str]]


def due(now: datetime.datetime) -> list[tuple[int, int]]:
    """Return (person, partnership) for whom something is due; one query."""
    found = Notice.objects.filter(mail_due__lte=now).order_by("user", "partnership_id")
    return list(found.values_list("user", "partnership_id").distinct())


@transaction.atomic
def mail_due(user_id: int, partnership_id: int, now: datetime.datetime) -> Mail | None:
    """Put one mail in the outbox with all that is due for a person, and return it.

    The notices and their mail are written together: who is killed halfway leaves both
    as they were, and the next run makes the same mail. A notice goes with one mail at
    most. What was read meanwhile, or may no longer be seen, is left out; None when
    nothing is left to tell.
    """
    rows = list(
        Notice.objects.select_for_update()
        .filter(user=user_id, partnership_id=partnership_id, mail_due__lte=now)
        .order_by("pk")[:MOST]
    )
    if not rows:
        return None
    user = User.objects.get(pk=user_id)
    places = subjects.places_of(user, [partnership_id])
    shown = shown_to(user, [one for one in rows if one.read is None], places)
    seen = [one for one in shown if one.subject]
    mail = None
    if seen and user.is_active and partnership_id in places:
        mail = enqueue(_draft(user, places[partnership_id], seen))
    numbers = [one.pk for one in rows]
    Notice.objects.filter(pk__in=numbers).update(mail_due=None, mail=mail)
    return mail


def _draft(user: User, place: Place, shown: list[Shown]) -> Draft:
    with translation.override(user.language):
        groups = _grouped(shown)
        words = ngettext(
            "%(count)s notice of %(name)s", "%(count)s notices of %(name)s", len(shown)
        )
        subject = words % {"count": len(shown), "name": place.name}
        if len(groups) == 1:
            subject = groups[0].title
    return Draft(
        key=f"digest-{user.pk}-{place.pk}-{shown[-1].notice.pk}",
        kind=DIGEST,
        to=user.email,
        subject=subject,
        template="notifications/mail/digest",
        context={
            "name": user.name,
            "groups": groups,
            "partnership_name": place.name,
            "settings_url": f"{settings.SITE_URL}{settings_path()}",
        },
        language=user.language,
        partnership_id=place.pk,
        reply_to=place.reply_to,
        link_path=PAGE,
    )


def settings_path() -> str:
    """Return the address of the page where one chooses how mails come."""
    return reverse("notifications:mail_choices")


def _grouped(shown: list[Shown]) -> list[Group]:
    groups: dict[str, Group] = {}
    for one in shown:
        if one.subject is None:
            continue
        # A part of a page (its log) is about the thing of that page.
        url = one.subject.url.partition("#")[0]
        made = Group(one.subject.title, f"{settings.SITE_URL}{url}", [])
        group = groups.setdefault(url, made)
        group.lines.append((one.notice.created, one.sentence))
    return list(groups.values())
